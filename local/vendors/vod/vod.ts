import { Refusal } from "../refusal";
import type { Service } from "../service";
import { tencentService } from "../tencentService";
import type { World } from "../world";
import { eventNotifications } from "./eventNotifications";
import { redraws } from "./redraws";
import { subApplications } from "./subApplications";

/** What an account does before the service is activated. */
const managesAccount = ["CreateSubAppId", "DescribeSubAppIds"];

/** VOD. */
export function createVod(world: World): Service {
  const applications = subApplications(world);
  return tencentService("vod", {
    actions: {
      ...redraws(world, applications.requireUsable),
      ...applications.actions,
      ...eventNotifications(world, applications.requireKnown),
    },
    admit: (call) => {
      const unusable = !world.behaviour.vod.activated && !managesAccount.includes(call.action);
      if (unusable || applications.isNew(call)) {
        throw new Refusal("FailedOperation.InvalidVodUser", "The VOD service is not activated.");
      }
    },
    codes: {
      "value SessionId": "InvalidParameterValue.SessionIdTooLong",
      "value SessionContext": "InvalidParameterValue.SessionContextTooLong",
      CreateAigcVideoRedrawTask: "InvalidParameter",
      ModifyEventConfig: "InvalidParameter",
    },
    otherwise: "InvalidParameterValue",
  });
}
