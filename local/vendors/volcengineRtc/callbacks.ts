import { type JsonObject, picked, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Action, Actions, Call } from "../service";
import type { World } from "../world";
import { appOf } from "./appOf";

/** Callbacks of applications: one for each business of each, the empty one among them. */
export function callbacks(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const callbacks = new Map<string, JsonObject>();

  function write(isThere: boolean): Action {
    return (call) => {
      const key = keyOf(call);
      const known = callbacks.get(key);
      if ((known !== undefined) !== isThere) {
        throw new Refusal(
          behaviour.callbackCode,
          isThere ? "The callback does not exist." : "The callback exists already.",
        );
      }
      const host = URL.parse(textOf(call.body, "URL"))?.hostname ?? "";
      if (host === "" || /^[\d.]+$|^\[/.test(host)) {
        throw new Refusal("InvalidParameter", "The host of URL has to be a domain name.");
      }
      const UpdatedAt = new Date(world.clock.now()).toISOString();
      callbacks.set(key, {
        ...{ AccountId: call.account, AppId: appOf(call.body), BusinessId: businessOf(call.body) },
        ...picked(call.body, ["EventList", "SecretKey", "URL"]),
        ...{ CreatedAt: known?.CreatedAt ?? UpdatedAt, UpdatedAt, Region: "cn-north-1" },
      });
      return "success";
    };
  }

  return {
    CreateCallback: write(false),
    UpdateCallback: write(true),
    DeleteCallback: (call) => {
      if (!callbacks.delete(keyOf(call))) {
        throw new Refusal(behaviour.callbackCode, "The callback does not exist.");
      }
      return "success";
    },
    GetCallback: ({ account, body }) => {
      const Callbacks = [...callbacks.values()].filter(
        (callback) => callback.AccountId === account && callback.AppId === appOf(body),
      );
      if (Callbacks.length === 0 && behaviour.noCallback === "error") {
        throw new Refusal(behaviour.callbackCode, "The callback does not exist.");
      }
      const { EventList, ...first } = Callbacks[0] ?? { ...none, AccountId: account, AppId: appOf(body) };
      // Around the list, which is of texts, the events are one text.
      return { ...first, EventList: Array.isArray(EventList) ? EventList.join(",") : "", Callbacks };
    },
  };
}

const none = { BusinessId: "", CreatedAt: "", Region: "", SecretKey: "", URL: "", UpdatedAt: "" };

function businessOf(body: JsonObject): string {
  return textOf(body, "BusinessId") || textOf(body, "BusinessID");
}

function keyOf({ account, body }: Call): string {
  return JSON.stringify([account, appOf(body), businessOf(body)]);
}
