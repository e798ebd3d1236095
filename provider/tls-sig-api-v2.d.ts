declare module "tls-sig-api-v2/TLSSigAPIv2.js" {
  /** Makes sign-in signatures of a TRTC application. */
  export class Api {
    constructor(sdkAppId: number, secretKey: string);
    /** @param expire seconds that the signature is valid */
    genSig(userId: string, expire: number): string;
  }
}
