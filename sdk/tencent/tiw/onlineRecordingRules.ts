import { atLeastOne, atMostBytes, heeded } from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import type { OnlineRecordingInputs } from "./OnlineRecording";
import { recordedVideoRules } from "./recordedVideoRules";

function recorderIsOfRoom({ recordUserId, roomId }: OnlineRecordingInputs, report: Report): void {
  const beginning = `tic_record_user_${roomId}_`;
  if (recordUserId === undefined || recordUserId.startsWith(beginning)) return;
  report.failure(
    "recordUserId",
    `"${recordUserId}" does not begin with "${beginning}", which tells the vendor the room`,
    "begin it so, or leave it out to have one derived",
  );
}

/** What must hold across the parameters of a recording. */
export const onlineRecordingRules: Rules<OnlineRecordingInputs> = [
  recorderIsOfRoom,
  atMostBytes("recordUserId", 60, {
    problem: '"{value}" has {bytes} bytes, and at most 60 are allowed',
    advice: "shorten it, or leave it out to have one derived",
  }),
  atLeastOne(["extras"], {
    when: [{ path: "mixStream", given: true }],
    problem: 'it does not name "MIX_STREAM", without which the vendor takes no mixStream',
    advice: 'set it to ["MIX_STREAM"], or leave mixStream out',
  }),
  ...recordedVideoRules,
  ...heeded(["chatGroupId"], [{ path: "recordMode", values: ["VIDEO_GENERATION_MODE"] }]),
  ...heeded(["trtcRoomId"], [{ path: "trtcRoomIdStr", given: false }]),
];
