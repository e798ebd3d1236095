import { UserError } from "../../http/errors";

/** A setting that is missing, or cannot be what it is. */
export class SettingError extends UserError {
  override readonly name = "SettingError";
}
