import { numberOf } from "../json";
import { Refusal } from "../refusal";
import type { Service } from "../service";
import { tencentService } from "../tencentService";
import type { World } from "../world";
import { cdnRelays } from "./cdnRelays";
import { cloudRecordings } from "./cloudRecordings";

const recordingActions = ["Create", "Modify", "Describe", "Delete"].map((verb) => `${verb}CloudRecording`);

/** TRTC. */
export function createTrtc(world: World): Service {
  const { trtc: behaviour } = world.behaviour;
  return tencentService("trtc", {
    actions: { ...cdnRelays(world), ...cloudRecordings(world) },
    admit: ({ body }) => {
      if (behaviour.sdkAppIds?.includes(numberOf(body, "SdkAppId", 0)) === false) {
        throw new Refusal("InvalidParameter.SdkAppId", "SdkAppId is incorrect.");
      }
    },
    codes: Object.fromEntries(recordingActions.map((action) => [action, "InvalidParameter.OutOfRange"])),
    otherwise: "InvalidParameter",
  });
}
