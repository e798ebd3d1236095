import { type Entity, EntityKind } from "../entityKind";
import { type JsonObject, type JsonValue, picked, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Action, Actions } from "../service";
import type { World } from "../world";
import { appOf } from "./appOf";

/** Business ids of applications. Neither two ids nor two remarks of an application are the same. */
export function businessIds(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const code = () => behaviour.businessIdCode;
  const businessIds = new EntityKind(world, {
    service: "rtc",
    kind: "businessId",
    id: "BusinessId",
    place: appOf,
    newId: (_count, body) => textOf(body, "BusinessId"),
    exists: code,
    quota: { most: () => behaviour.maxBusinessIds, code },
    over: { IsDeleted: true },
    isForgotten: true,
    unknown: code,
  });

  /** Refuses remarks that another one of the application has. */
  function withOwnRemarks(act: Action): Action {
    return (call) => {
      const others = businessIds.beside(call).filter(({ id }) => id !== call.body.BusinessId);
      if (others.some(({ values }) => values.Remarks === call.body.Remarks)) {
        throw new Refusal(code(), "The remarks exist already.");
      }
      return act(call);
    };
  }

  const success = (): JsonValue => "success";
  return {
    AddBusinessID: withOwnRemarks(businessIds.create((body) => picked(body, ["Remarks"]), success)),
    ModifyBusinessRemarks: withOwnRemarks(
      businessIds.change((_businessId, body) => ({ now: picked(body, ["Remarks"]) }), success),
    ),
    DeleteBusinessID: businessIds.change(
      () => ({ now: { IsDeleted: true } }),
      () => (behaviour.deleteBusinessIdResult === "text" ? "success" : { Result: "success" }),
    ),
    GetAllBusinessID: businessIds.list(
      (page, total) => ({ BusinessRecords: page.map(recordOf), TotalSize: total }),
      () => true,
      100,
    ),
  };
}

function recordOf({ id, place, createdAt, values }: Entity): JsonObject {
  return {
    AppId: place,
    BusinessId: id,
    CreatedTime: new Date(createdAt).toISOString(),
    ...picked(values, ["Remarks"]),
  };
}
