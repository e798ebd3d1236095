import {
  atMostBytes,
  excludedIf,
  heeded,
  matched,
  required,
  requiredIf,
  unique,
  windowsStayInside,
} from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import type { PublicStreamInputs } from "./PublicStream";
import { indexUsedTwice } from "./streams";

const mode = "layout.layoutMode";
const custom = { path: mode, values: [2], meaning: "custom" } as const;
const mixed = { path: "transcodeMode", values: [0], otherwise: 0, meaning: "mixed" } as const;
const passedOn = { path: "transcodeMode", values: [1] } as const;
const region = "layout.customLayout.regions[]";
const targets = "targetStreams[].index";

type Source = PublicStreamInputs["targetStreams"][number];

/** What tells a source from others. */
function keyOf({ roomId, userId, streamType }: Source): string {
  return JSON.stringify([roomId, userId ?? "", streamType ?? 0]);
}

/** What is taken is not left out as well. */
function streamsAreNotExcluded(stream: PublicStreamInputs, report: Report): void {
  const excluded = (stream.excludeStreams ?? []).map(keyOf);
  stream.targetStreams.forEach((source, position) => {
    if (!excluded.includes(keyOf(source))) return;
    report.failure(
      `targetStreams[${position}]`,
      `the ${source.userId ? `stream of "${source.userId}"` : "whole room"} is in excludeStreams too`,
      "take it out of one of the two lists",
    );
  });
}

/** The vendor tells users apart by their ids, whatever their rooms. */
function usersAreInOneRoom(stream: PublicStreamInputs, report: Report): void {
  const rooms = new Map<string, string>();
  stream.targetStreams.forEach(({ userId, roomId }, position) => {
    if (!userId) return;
    const known = rooms.get(userId) ?? roomId;
    rooms.set(userId, known);
    if (known === roomId) return;
    report.warning(
      `targetStreams[${position}].userId`,
      `"${userId}" is also in room ${known}, and the vendor wants ids that are unique across rooms`,
      "give the users of different rooms different ids",
    );
  });
}

/** Without a mix there is one stream. */
function oneIsPassedOn(stream: PublicStreamInputs, report: Report): void {
  const { length } = stream.targetStreams;
  if (stream.transcodeMode !== 1 || length === 1) return;
  report.failure(
    "targetStreams",
    `it has ${length} entries, and with transcodeMode 1 the stream of one user is passed on`,
    "name one stream, or set transcodeMode to 0",
  );
}

/** What must hold across the parameters of a public stream. */
export const publicStreamRules: Rules<PublicStreamInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  unique(targets, indexUsedTwice),
  required(targets, {
    when: [custom],
    problem: "it is missing, and the regions of a custom layout refer to it",
    advice: indexUsedTwice.advice,
  }),
  streamsAreNotExcluded,
  usersAreInOneRoom,
  oneIsPassedOn,
  required("targetStreams[].userId", {
    when: [passedOn],
    problem: "it is missing, and with transcodeMode 1 the stream of one user is passed on",
    advice: "name the user, or set transcodeMode to 0",
  }),
  excludedIf("excludeStreams", [passedOn], {
    problem: "transcodeMode is 1 (passed on), and only of a mix streams are left out",
    advice: "leave it out, or set transcodeMode to 0",
  }),
  requiredIf("layout.customLayout", custom),
  unique(`${region}.streamIndex`, {
    when: [custom],
    problem: "stream {value} has two regions, and one is allowed",
    advice: "keep one of them",
  }),
  matched(`${region}.streamIndex`, targets, {
    when: [custom, { path: "targetStreams", given: true }],
    problem: "no stream in targetStreams has the index {value}",
    advice: "give one of the streams this index, or take the region out",
  }),
  matched(targets, `${region}.streamIndex`, {
    when: [custom, { path: "layout.customLayout.regions", given: true }],
    ofItem: true,
    problem: "no region shows the stream with the index {value}, and a custom layout needs one for each",
    advice: "add a region with streamIndex {value} to layout.customLayout.regions",
  }),
  // The vendor bounds position and size, each by itself; it does not say what happens past the edge.
  ...windowsStayInside({
    when: [custom],
    start: [`${region}.locationX`, `${region}.locationY`],
    size: [`${region}.widthProportion`, `${region}.heightProportion`],
    canvas: [1, 1],
    level: "warning",
    problem: "the region ends at {end} of the canvas' {side}, and 1 is its edge",
    advice: "make {start} + {size} at most {limit}",
  }),
  atMostBytes("layout.customLayout.backgroundImage", 1024, { advice: "use a shorter address" }),
  atMostBytes("control.dataMsg", 4096, { advice: "send a shorter message" }),
  ...heeded(["encode", "layout"], [mixed]),
  ...heeded(["layout.verticalLayout"], [{ path: mode, values: [1], meaning: "vertical" }]),
  ...heeded(["layout.customLayout"], [custom]),
  ...heeded(["control.volumeIndicationInterval"], [{ path: "control.volumeIndicationMode", values: [true] }]),
  ...heeded(["control.userCaptureStatsInterval"], [{ path: "control.userCaptureStatsMode", values: [true] }]),
  ...heeded(
    ["control.streamPublishStatsInterval"],
    [{ path: "control.streamPublishStatsMode", values: [true] }],
  ),
];
