import { randomBytes } from "node:crypto";
import { EntityKind } from "../entityKind";
import { type JsonObject, picked, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions } from "../service";
import type { World } from "../world";

const firstId = 3_400_000_001;
const day = 24 * 60 * 60 * 1000;
const longestDays = 90;
const features = ["RealtimeSpeechConf", "VoiceMessageConf", "VoiceFilterConf", "AsrConf"];

/** Applications of an account. Nothing reads them back but their statistics, and nothing deletes them. */
export function applications(world: World): Actions {
  const { clock } = world;
  const applications = new EntityKind(world, {
    service: "gme",
    kind: "application",
    id: "BizId",
    newId: (count) => firstId + count,
    quota: { most: () => world.behaviour.gme.maxApplications, code: () => "LimitExceeded.Application" },
    over: { Status: "close" },
    unknown: (action) =>
      action === "ModifyAppStatus" ? "ResourceNotFound.BizidIsNotFound" : "ResourceNotFound",
  });

  /** The days of a range, which is within the last 90 days. */
  function daysOf(body: JsonObject): string[] {
    const [from = 0, to = 0] = ["StartDate", "EndDate"].map((name) => Date.parse(textOf(body, name)));
    if (!(from > clock.now() - longestDays * day && from <= to && to <= clock.now())) {
      throw new Refusal("InvalidParameter", "The dates are not a range within the last 90 days.");
    }
    const count = (to - from) / day + 1;
    return Array.from({ length: count }, (_day, index) => dateOf(from + index * day));
  }

  return {
    CreateApp: applications.create(
      (body) => ({ ...body, Status: "open" }),
      ({ id, createdAt, values }) => ({
        Data: {
          BizId: id,
          ProjectId: 0,
          SecretKey: randomBytes(16).toString("hex"),
          CreateTime: Math.floor(createdAt / 1000),
          ...Object.fromEntries(features.map((name) => [name, { Status: "close" }])),
          ...picked(values, ["AppName", "ProjectId", ...features]),
        },
      }),
    ),
    ModifyAppStatus: applications.change(
      (_application, { Status = "" }) => ({ now: { Status } }),
      ({ id, values }) => ({ Data: { BizId: id, ...picked(values, ["Status"]) } }),
    ),
    DescribeApplicationData: applications.read(({ id }, body) => {
      const days = daysOf(body).map((date): JsonObject => ({ StatDate: date, Data: 0 }));
      const data: JsonObject = { BizId: id };
      for (const name of ["DauData", "DurationData", "PcuData"]) {
        data[`${name}Num`] = 0;
        for (const part of ["Mainland", "Oversea", "Sum"]) data[`${name}${part}`] = days;
      }
      return { Data: data };
    }),
  };
}

function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}
