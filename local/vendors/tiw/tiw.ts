import { facts } from "../facts";
import { numberOf } from "../json";
import { Refusal } from "../refusal";
import type { Service } from "../service";
import { tencentService } from "../tencentService";
import type { World } from "../world";
import { applications } from "./applications";
import { callbacks } from "./callbacks";
import { configs } from "./configs";
import { onlineRecordings } from "./onlineRecordings";
import { transcodes } from "./transcodes";
import { videoGenerations } from "./videoGenerations";
import { whiteboardPushes } from "./whiteboardPushes";

const notFound = "InvalidParameter.SdkAppIdNotFound";

/** Tencent Interactive Whiteboard. */
export function createTiw(world: World): Service {
  const { tiw: behaviour } = world.behaviour;
  return tencentService("tiw", {
    actions: {
      ...videoGenerations(world),
      ...onlineRecordings(world),
      ...transcodes(world),
      ...whiteboardPushes(world),
      ...applications(world),
      ...configs(world),
      ...callbacks(),
    },
    admit: ({ action, body }) => {
      if (behaviour.service === "notRegistered") {
        throw new Refusal("ResourceUnavailable.NotRegistered", "The TIW service is not activated.");
      }
      if (behaviour.service === "expired") {
        throw new Refusal("ResourceUnavailable.ServiceExpired", "The TIW service has expired.");
      }
      const names = Object.hasOwn(body, "SdkAppId");
      if (names && behaviour.sdkAppIds?.includes(numberOf(body, "SdkAppId", 0)) === false) {
        const isListed = facts.tiw.actions[action]?.errors?.includes(notFound);
        const code = isListed ? notFound : "UnauthorizedOperation.SdkAppId";
        throw new Refusal(code, "The SdkAppId does not exist.");
      }
    },
    codes: {
      "value Callback": "InvalidParameter.CallbackAddressFormatError",
      "value TaskType": "InvalidParameter.InvalidTaskType",
      "value TaskTypes": "InvalidParameter.InvalidTaskType",
      "value Extras": "InvalidParameter.InvalidExtra",
      type: "InvalidParameter.BodyParameterTypeUnmatched",
      StartOnlineRecord: "InvalidParameter.RecordParameter",
      StartWhiteboardPush: "InvalidParameter.RecordParameter",
      CreateTranscode: "InvalidParameter.TranscodeParameter",
      CreateVideoGenerationTask: "InvalidParameter.RecordParameter",
    },
    otherwise: "InvalidParameter",
  });
}
