import { type Entity, EntityKind } from "../entityKind";
import { type JsonObject, listOf, numberOf, picked, textOf } from "../json";
import type { Actions } from "../service";
import type { World } from "../world";

const accountId = 1_250_000_000;

/** Applications of IM that have whiteboards. No action makes an end of one; a console may. */
export function applications(world: World): Actions {
  const { tiw: behaviour } = world.behaviour;
  const applications = new EntityKind(world, {
    service: "tiw",
    kind: "application",
    id: "SdkAppId",
    newId: (_count, body) => numberOf(body, "SdkAppId", 0),
    exists: () => "InvalidParameter.ApplicationAlreadyExists",
    over: { HasWhiteboards: false },
    isForgotten: true,
    unknown: () => "InvalidParameter.SdkAppIdNotFound",
  });
  const isListed = () => behaviour.listsApplications === "all";

  function itemOf({ id, createdAt, values }: Entity): JsonObject {
    return {
      SdkAppId: behaviour.listedSdkAppIds === "texts" ? String(id) : id,
      CreateTime: new Date(createdAt).toISOString().slice(0, 19).replace("T", " "),
      ...picked(values, ["AppName", "TagList"]),
    };
  }

  return {
    CreateApplication: applications.create(
      (body) => ({ AppName: textOf(body, "AppName"), TagList: listOf(body, "TagList") }),
      ({ id, values }) => ({ AppId: accountId, SdkAppId: id, ...picked(values, ["AppName"]) }),
    ),
    ModifyApplication: applications.change((_application, body) => ({ now: picked(body, ["AppName"]) })),
    DescribeApplicationInfos: applications.list(
      (page) => ({ ApplicationInfos: page.map(itemOf), AllOption: isListed() ? 1 : 0 }),
      isListed,
      Number.POSITIVE_INFINITY,
    ),
  };
}
