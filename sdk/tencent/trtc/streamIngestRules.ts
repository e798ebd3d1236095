import { atMostBytes, exactlyOne, heeded, reserved } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import { roomIsOfItsType } from "./roomIsOfItsType";
import type { StreamIngestInputs } from "./StreamIngest";

/** What must hold across the parameters of an ingest. */
export const streamIngestRules: Rules<StreamIngestInputs> = [
  roomIsOfItsType,
  atMostBytes("userId", 32, {
    problem: '"{value}" has {bytes} bytes, and at most 32 are allowed',
    advice: "shorten it, or leave it out to have one derived",
  }),
  exactlyOne(["streamUrl", "sourceUrl"], {
    problem: "exactly one of streamUrl and sourceUrl is needed: which of both would win is not documented",
    advice: "keep streamUrl, which has taken the place of the other one",
  }),
  reserved("repeatNum", [0], {
    problem: "it is 0, and that plays nothing",
    advice: "set it to the number of plays, or to -1 to play until the ingest is stopped",
  }),
  ...heeded(["maxDuration"], [{ path: "repeatNum", values: [-1] }]),
];
