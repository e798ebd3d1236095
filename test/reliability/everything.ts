import { inputsOf } from "../provider/support";
import { canaries } from "./canaries";
import type { Program } from "./mediaStack";

/** Every resource, with a secret wherever one may be. */
export const everything = {
  relay: {
    ...inputsOf.relay,
    agentParams: { userId: "robot", userSig: canaries.robotSignature },
    publishCdnParams: [{ publishCdnUrl: canaries.pushUrl, isTencentCdn: 1 }],
    feedBackRoomParams: [{ roomId: "7", roomIdType: 0, userId: "echo", userSig: canaries.feedbackSignature }],
    recordParams: {
      uniRecord: 3,
      mcuStorageParams: {
        cloudStorage: {
          vendor: 0,
          region: "ap-singapore",
          bucket: "lessons",
          accessKey: canaries.storageKey,
          secretKey: canaries.storageSecret,
        },
      },
    },
  },
  gme: inputsOf.gme,
  generation: inputsOf.generation,
  callback: { ...inputsOf.callback, callbackKey: canaries.callbackKey },
  redraw: inputsOf.redraw,
  application: inputsOf.application,
  recording: {
    ...inputsOf.recording,
    storageConfig: {
      type: 2,
      customConfig: {
        vendor: 0,
        region: 0,
        bucket: "lessons",
        accessKey: canaries.storageKey,
        secretKey: canaries.storageSecret,
        securityToken: canaries.storageToken,
      },
    },
  },
} as const satisfies Program;
