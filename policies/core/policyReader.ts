import { readerOf } from "../../sdk/core/reading";
import { policySdk } from "./policySdk";

/** What `pulumi policy analyze --file` puts in place of a secret, whatever its type is. */
const notDecrypted = "[secret]";

/** Reads inputs as the policy SDK hands them over: it throws where a value is not known yet. */
export const policyReader = readerOf({
  isUnknown: (value) => value === notDecrypted,
  isThrown: (error) => error instanceof policySdk().UnknownValueError,
});
