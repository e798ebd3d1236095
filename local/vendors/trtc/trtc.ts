import { numberOf } from "../json";
import { Refusal } from "../refusal";
import type { Service } from "../service";
import { tencentService } from "../tencentService";
import type { World } from "../world";
import { cdnRelays } from "./cdnRelays";
import { cloudRecordings } from "./cloudRecordings";
import { streamIngests } from "./streamIngests";
import { webRecordings } from "./webRecordings";

/** The code of each action for a parameter of a wrong type or value, where its page lists one for all of them. */
const badParameter = {
  "InvalidParameter.OutOfRange": ["Create", "Modify", "Describe", "Delete"].map(
    (verb) => `${verb}CloudRecording`,
  ),
  "InvalidParameter.BodyParamsError": ["StartStreamIngest", "StopStreamIngest"],
};

/** TRTC. */
export function createTrtc(world: World): Service {
  const { trtc: behaviour } = world.behaviour;
  return tencentService("trtc", {
    actions: {
      ...cdnRelays(world),
      ...cloudRecordings(world),
      ...streamIngests(world),
      ...webRecordings(world),
    },
    admit: ({ body }) => {
      if (behaviour.sdkAppIds?.includes(numberOf(body, "SdkAppId", 0)) === false) {
        throw new Refusal("InvalidParameter.SdkAppId", "SdkAppId is incorrect.");
      }
    },
    codes: Object.fromEntries(
      Object.entries(badParameter).flatMap(([code, actions]) => actions.map((action) => [action, code])),
    ),
    otherwise: "InvalidParameter",
  });
}
