import { facts } from "../facts";
import type { JsonObject } from "../json";
import { Refusal } from "../refusal";
import type { Call, Service } from "../service";
import type { World } from "../world";
import { applications } from "./applications";
import { appOf } from "./appOf";
import { businessIds } from "./businessIds";
import { callbacks } from "./callbacks";
import { cdnRelays } from "./cdnRelays";
import { publicStreams } from "./publicStreams";
import { recordings } from "./recordings";
import { segments } from "./segments";
import { snapshots } from "./snapshots";
import { storesOf } from "./storage";
import { streamIngests } from "./streamIngests";
import { webcasts } from "./webcasts";
import { whiteboardRecordings } from "./whiteboardRecordings";

/** The version that the vendor's npm SDK sends, and what it has of this package's actions. */
const olderVersion = "2022-06-01";
const inOlderVersion = new Set(["StartRecord", "StopRecord", "GetRecordTask"]);

/** What is done for no application. */
const managesAccount = ["CreateApp", "ListApps"];

/** Volcengine RTC. */
export function createVolcengineRtc(world: World): Service {
  const { volcengineRtc: behaviour } = world.behaviour;
  const apps = applications(world);
  return {
    name: "rtc",
    facts: facts.volcengineRtc,
    actions: {
      ...recordings(world),
      ...cdnRelays(world),
      ...segments(world),
      ...snapshots(world),
      ...streamIngests(world),
      ...apps.actions,
      ...publicStreams(world),
      ...webcasts(world),
      ...whiteboardRecordings(world),
      ...businessIds(world),
      ...callbacks(world),
    },
    admit: (call) => {
      const { action, body } = call;
      const app = apps.named({ ...call, body: { AppId: appOf(body) } });
      const isOther = behaviour.appIds?.includes(appOf(body)) === false;
      if (isOther && app === undefined && !managesAccount.includes(action)) {
        throw new Refusal("InvalidParameter.NotExistAppId", "The AppId does not exist.");
      }
      if (app?.isDisabled && action.startsWith("Start")) {
        throw new Refusal(behaviour.disabledAppCode, "The application is disabled.");
      }
    },
    versions: (action) => {
      const { version = "", alsoVersions = [] } = facts.volcengineRtc.actions[action] ?? {};
      return inOlderVersion.has(action) ? [version, olderVersion] : [version, ...alsoVersions];
    },
    checkOptions: ({ version }) => ({
      acceptMasked: behaviour.maskedIds === "accept",
      ignoreUnknownFields: behaviour.unknownFields === "ignore" || version === olderVersion,
    }),
    normalise,
    codeFor: ({ field, kind }) => {
      if (field === "AccountId" && kind === "missing") return "InvalidParameter.EmptyAccountId";
      if (field === "PushURL" && kind === "value") return "InvalidParameter.InvalidRtmpAddress";
      if (field === "RoomId" && kind === "value") return "InvalidParameter.IllegalRoomID";
      if (field === "AppId" && kind === "value") return "InvalidParameter.IllegalAppId";
      return "InvalidParameter";
    },
  };
}

/**
 * The vendor's example writes UserAccountId and a Region in quotes where its table has AccountId and a number.
 * The older version also describes regions by proportions, which the documents at hand do not cover.
 */
function normalise({ body, version }: Call): JsonObject {
  const read = structuredClone(body);
  for (const store of storesOf(read)) {
    if (typeof store.UserAccountId === "string") {
      store.AccountId ??= store.UserAccountId;
      delete store.UserAccountId;
    }
    if (typeof store.Region === "string" && /^\d+$/.test(store.Region)) store.Region = Number(store.Region);
  }
  if (version === olderVersion) delete read.Layout;
  return read;
}
