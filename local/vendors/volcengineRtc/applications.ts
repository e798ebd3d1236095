import { randomBytes } from "node:crypto";
import { type Entity, EntityKind } from "../entityKind";
import { type JsonObject, numberOf, picked, textOf } from "../json";
import type { Actions, Call } from "../service";
import type { World } from "../world";

const creating = 0;
const running = 1;
const disabled = 98;
/** ModifyAppStatus takes other numbers than reads tell. */
const statusFor: { readonly [wanted: number]: number } = { 1: running, 2: disabled };

const firstId = 0x661e_0000_0000;

/** Applications of an account, and what other actions ask of them. */
export interface Applications {
  readonly actions: Actions;
  /** The application that a call names, where it was created here. */
  named(call: Call): { readonly isDisabled: boolean } | undefined;
}

/** Applications of an account. Nothing deletes one: a disabled one stays in the list. */
export function applications(world: World): Applications {
  const { clock } = world;
  const { volcengineRtc: behaviour } = world.behaviour;
  const applications = new EntityKind(world, {
    service: "rtc",
    kind: "application",
    id: "AppId",
    newId: (count) => (firstId + count).toString(16),
    quota: { most: () => behaviour.maxApps, code: () => behaviour.appQuotaCode },
    over: { Status: disabled },
    unknown: () => "InvalidParameter.NotExistAppId",
  });

  function statusOf({ createdAt, values }: Entity): number {
    const isNew = values.Status === running && clock.now() < createdAt + behaviour.appCreationMs;
    return isNew ? creating : numberOf(values, "Status", running);
  }

  function viewOf(application: Entity): JsonObject {
    const { id, createdAt, values } = application;
    return {
      AppId: id,
      ...picked(values, ["AppName"]),
      ...(behaviour.listsAppKeys && picked(values, ["AppKey", "SecondaryAppKey"])),
      CreateAt: new Date(createdAt).toISOString(),
      Status: statusOf(application),
    };
  }

  return {
    named: (call) => {
      const application = applications.named(call);
      return application && { isDisabled: application.values.Status === disabled };
    },
    actions: {
      CreateApp: applications.create(
        ({ AppName = "" }) => ({ AppName, AppKey: newKey(), SecondaryAppKey: newKey(), Status: running }),
        (application) => {
          const { id, createdAt, values, account } = application;
          return {
            AppId: id,
            Name: values.AppName ?? "",
            ...picked(values, ["AppKey", "SecondaryAppKey"]),
            CreateDate: new Date(createdAt).toISOString(),
            InstanceId: `rtc-${id}`,
            InstanceStatus: statusOf(application),
            Owner: account,
          };
        },
      ),
      ModifyAppStatus: applications.change(
        (_application, body) => ({ now: { Status: statusFor[numberOf(body, "Status", 1)] ?? running } }),
        () => "success",
      ),
      ListApps: (call) => {
        const { body } = call;
        const [offset, limit] = [Number(textOf(body, "Offset")), Number(textOf(body, "Limit") || 50)];
        const found = applications
          .visible(call)
          .filter(({ id }) => ["", id].includes(textOf(body, "AppId")))
          .map(viewOf);
        const sorted = numberOf(body, "Reverse", 0) === 1 ? found.toReversed() : found;
        return {
          AppList: sorted.slice(offset, offset + limit),
          ...{ Total: found.length, Limit: limit, Offset: offset },
        };
      },
    },
  };
}

function newKey(): string {
  return randomBytes(16).toString("hex");
}
