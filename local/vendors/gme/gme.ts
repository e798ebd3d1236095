import { numberOf } from "../json";
import { Refusal } from "../refusal";
import type { Service } from "../service";
import { tencentService } from "../tencentService";
import type { World } from "../world";
import { applications } from "./applications";
import { recordings } from "./recordings";

/** GME. */
export function createGme(world: World): Service {
  const { gme: behaviour } = world.behaviour;
  const recorded = recordings(world);
  return tencentService("gme", {
    actions: { ...recorded, ...applications(world) },
    admit: ({ action, body }) => {
      if (!Object.hasOwn(recorded, action)) return;
      if (!behaviour.serviceOpened) {
        throw new Refusal("UnsupportedOperation.ServiceNotOpened", "The recording service is not activated.");
      }
      if (behaviour.bizIds?.includes(numberOf(body, "BizId", 0)) === false) {
        throw new Refusal("InvalidParameterValue.InvalidBizId", "Invalid BizId.");
      }
    },
    codes: {
      "type SubscribeUserIds": "InvalidParameterValue.InvalidSubscribeRecordUserIds",
      "type UnSubscribeUserIds": "InvalidParameterValue.InvalidSubscribeRecordUserIds",
      UnSubscribeUserIds: "InvalidParameterValue.InvalidUNSubscribeUserIds",
    },
    otherwise: "InvalidParameter",
  });
}
