import { textsIn } from "../redact";
import type { Places } from "./Places";
import { SettingError } from "./SettingError";
import { parseObject, settingValue, unbroken } from "./settingValues";

/** The secret keys of TRTC applications, as the JSON object that they are set as. */
function appSecretKeys(places: Places): string | undefined {
  return places.config("tencentcloud:appSecretKeys") ?? places.variable("TENCENTCLOUD_APP_SECRET_KEYS");
}

/** The secret key of a TRTC application, by which sign-in signatures are made. */
export function appSecretKeyOf(places: Places, sdkAppId: number): string | undefined {
  const text = appSecretKeys(places);
  if (text === undefined) return undefined;
  const keys = parseObject(text);
  if (!keys) {
    throw new SettingError(
      'tencentcloud:appSecretKeys is not a JSON object. What to do: set it as a secret, {"<SdkAppId>": "<secret key>"}',
    );
  }
  const key = settingValue(Object.entries(keys).find(([id]) => id.trim() === String(sdkAppId))?.[1]);
  return unbroken(`the key of application ${sdkAppId} in tencentcloud:appSecretKeys`, key);
}

/** All that is secret in them: where they are not the object that they should be, all of it is taken for a key. */
export function appSecretsIn(places: Places): string[] {
  const text = appSecretKeys(places);
  return text === undefined ? [] : textsIn(parseObject(text) ?? text);
}
