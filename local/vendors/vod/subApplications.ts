import { type Change, type Entity, EntityKind } from "../entityKind";
import { type JsonObject, listOf, picked, sameJson, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions, Call } from "../service";
import type { World } from "../world";
import { isoTime } from "./isoTime";

const firstId = 1_500_000_001;

/** Applications of an account, and what other actions ask of them. */
export interface SubApplications {
  readonly actions: Actions;
  /** Whether a call needs an application that the vendor does not know yet: the one that it names, or any of a list. */
  isNew(call: Call): boolean;
  /** Refuses an application that does not exist. */
  requireKnown(call: Call): void;
  /** Refuses an application in which nothing can be started. */
  requireUsable(call: Call): void;
}

/** Applications of an account. */
export function subApplications(world: World): SubApplications {
  const { clock } = world;
  const { vod: behaviour } = world.behaviour;
  const applications = new EntityKind(world, {
    service: "vod",
    kind: "application",
    id: "SubAppId",
    newId: (count) => firstId + count,
    quota: { most: () => behaviour.maxSubApps, code: () => "LimitExceeded" },
    over: { Status: "Destroyed" },
    unknown: (action) =>
      action === "ModifySubAppIdStatus" ? "InvalidParameterValue" : "InvalidParameterValue.SubAppId",
  });

  function withStatus({ values }: Entity, { Status: to = "" }: JsonObject): Change {
    if (values.Status === "Destroying") {
      throw new Refusal("FailedOperation", "The application is being destroyed.");
    }
    if (to === "Destroyed" && values.Status === "On" && behaviour.offBeforeDestroyed) {
      throw new Refusal("FailedOperation", "The application must be Off first.");
    }
    if (to === values.Status) return {};
    return {
      ...(to === "Destroyed" && { now: { Status: "Destroying" } }),
      later: { afterMs: behaviour.statusChangeMs, values: { Status: to } },
    };
  }

  function isStillNew({ createdAt }: Entity): boolean {
    return clock.now() < createdAt + behaviour.newApplicationMs;
  }

  function requireKnown(call: Call): void {
    const known =
      applications.named(call) !== undefined ||
      behaviour.subAppIds?.includes(Number(call.body.SubAppId ?? 0)) !== false;
    if (!known) throw noSuchApplication();
  }

  return {
    actions: {
      CreateSubAppId: applications.create(
        (body) => ({
          Name: textOf(body, "Name"),
          Description: textOf(body, "Description"),
          Mode: textOf(body, "Mode") || "fileid",
          StorageRegions: [textOf(body, "StorageRegion")].filter((region) => region !== ""),
          Tags: listOf(body, "Tags"),
          Status: "On",
        }),
        ({ id }) => ({ SubAppId: id }),
      ),
      ModifySubAppIdInfo: applications.change((_application, body) => ({
        now: picked(body, ["Name", "Description"]),
      })),
      ModifySubAppIdStatus: applications.change(withStatus),
      DescribeSubAppIds: applications.list(
        (page, total) => ({ SubAppIdInfoSet: page.map(infoOf), TotalCount: total }),
        ({ values }, body) =>
          ["", values.Name].includes(textOf(body, "Name")) &&
          listOf(body, "Tags").every((tag) => listOf(values, "Tags").some((own) => sameJson(own, tag))),
        200,
      ),
    },
    isNew: (call) => {
      if (call.action === "CreateSubAppId") return false;
      if (call.action === "DescribeSubAppIds") return applications.of(call.account).some(isStillNew);
      const application = applications.named(call);
      return application !== undefined && isStillNew(application);
    },
    requireKnown,
    requireUsable: (call) => {
      requireKnown(call);
      const { Status = "On" } = applications.named(call)?.values ?? {};
      if (Status !== "On") throw noSuchApplication();
    },
  };
}

function noSuchApplication(): Refusal {
  return new Refusal("InvalidParameterValue.SubAppId", "Incorrect application id.");
}

function infoOf({ id, createdAt, values }: Entity): JsonObject {
  return { SubAppId: id, SubAppIdName: values.Name ?? "", CreateTime: isoTime(createdAt), ...values };
}
