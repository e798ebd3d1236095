import { numberOf } from "../json";
import { Refusal } from "../refusal";
import type { Service } from "../service";
import { tencentService } from "../tencentService";
import type { World } from "../world";
import { callbacks } from "./callbacks";
import { videoGenerations } from "./videoGenerations";

/** Tencent Interactive Whiteboard. */
export function createTiw(world: World): Service {
  const { tiw: behaviour } = world.behaviour;
  return tencentService("tiw", {
    actions: { ...videoGenerations(world), ...callbacks() },
    admit: ({ action, body }) => {
      if (behaviour.service === "notRegistered") {
        throw new Refusal("ResourceUnavailable.NotRegistered", "The TIW service is not activated.");
      }
      if (behaviour.service === "expired") {
        throw new Refusal("ResourceUnavailable.ServiceExpired", "The TIW service has expired.");
      }
      if (behaviour.sdkAppIds?.includes(numberOf(body, "SdkAppId", 0)) === false) {
        const creates = action === "CreateVideoGenerationTask";
        const code = creates ? "InvalidParameter.SdkAppIdNotFound" : "UnauthorizedOperation.SdkAppId";
        throw new Refusal(code, "The SdkAppId does not exist.");
      }
    },
    codes: {
      "value Callback": "InvalidParameter.CallbackAddressFormatError",
      type: "InvalidParameter.BodyParameterTypeUnmatched",
      CreateVideoGenerationTask: "InvalidParameter.RecordParameter",
    },
    otherwise: "InvalidParameter",
  });
}
