import type { JsonObject } from "../json";
import { Refusal } from "../refusal";
import type { Actions, Call } from "../service";
import { settingActions } from "../setting";
import type { World } from "../world";

const allOff: JsonObject = {
  UploadMediaCompleteEventSwitch: "OFF",
  DeleteMediaCompleteEventSwitch: "OFF",
  PersistenceCompleteEventSwitch: "OFF",
};

/** Where applications report their events; requireKnown refuses those that do not exist. */
export function eventNotifications(world: World, requireKnown: (call: Call) => void): Actions {
  const { vod: behaviour } = world.behaviour;
  const setting = settingActions({
    of: ["SubAppId"],
    initial: { Mode: "PUSH", NotificationUrl: "", ...allOff, SignKey: "" },
    set: ["ModifyEventConfig"],
    read: "DescribeEventConfig",
    writeOnly: ["SignKey"],
    leftOut: () => (behaviour.absentEventSwitches === "off" ? allOff : {}),
  });
  const checked = Object.entries(setting).map(([name, carryOut]) => [
    name,
    (call: Call) => {
      requireKnown(call);
      if (call.body.SignKey === "" && behaviour.emptySignKey === "refuse") {
        throw new Refusal("InvalidParameter", "SignKey must consist of letters and digits.");
      }
      return carryOut(call);
    },
  ]);
  return Object.fromEntries(checked);
}
