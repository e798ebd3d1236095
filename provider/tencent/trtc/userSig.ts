// By its file: the package.json names "main" twice, which strict readers (jest's, bundlers') refuse.
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";

/** Long enough for any task; the robot signs in when the task starts or moves to another machine. */
const validSeconds = 30 * 24 * 3_600;

/** A robot's sign-in signature, made from the application's secret key. */
export function makeUserSig(sdkAppId: number, secretKey: string, userId: string): string {
  return new Api(sdkAppId, secretKey).genSig(userId, validSeconds);
}
