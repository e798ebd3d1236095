import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal } from "../../../descriptor";
import * as recorded from "./recordedVideo";

const recorderIn = (roomId: number): JsonObject => ({
  sdkAppId: 1400000001,
  roomId,
  recordUserId: `tic_record_user_${roomId}_one`,
  recordUserSig: "canary-signature",
});

const mixed: JsonObject = { ...recorderIn(1234), extras: ["MIX_STREAM"] };

/** All inputs that both sites have. */
const full: JsonObject = {
  ...mixed,
  ...recorded.arranged,
  region: "ap-singapore",
  groupId: "class-1234",
  audioFileNeeded: true,
  recordMode: "VIDEO_GENERATION_MODE",
  chatGroupId: "chat-1234",
  autoStopTimeout: 900,
  paused: true,
};

const inChina: JsonObject = { ...recorderIn(1234), trtcRoomIdStr: "lesson" };

/** tencent.tiw.OnlineRecording. */
export default describeType("tencent/tiw:OnlineRecording", {
  calls: {
    start: ["StartOnlineRecord"],
    update: ["PauseOnlineRecord", "ResumeOnlineRecord"],
    stop: ["StopOnlineRecord"],
    read: ["DescribeOnlineRecord"],
  },
  between: { ResumeOnlineRecord: ["PauseOnlineRecord"] },
  derived: { RecordUserId: "tic_record_user_1234_derived" },
  task: "onlineRecording",
  // The application whose key the stack has.
  inputs: { sdkAppId: 1400188366, roomId: 1234 },
  inPlace: (number) => ({ paused: number % 2 === 1 }),
  replacing: [{ roomId: 1235 }, { autoStopTimeout: 900 }, { recordUserId: "tic_record_user_1234_two" }],
  exclusive: [{ says: "the recording of room 1234 of application 1400188366" }],
  ends: [
    { by: (vendors, id) => vendors.endTask(id, "idle"), says: /^AUTO: / },
    { by: (vendors, id) => vendors.endTask(id, "stopped"), says: /^USER_CALL: / },
    { by: (vendors, id) => vendors.endTask(id, "limit"), says: /^FORCE_STOP: / },
    { by: (vendors, id) => vendors.endTask(id, "aborted"), says: /^EXCEPTION: / },
    { by: (vendors, id) => vendors.failTask(id), says: /FailedOperation\.Record: The task failed\./ },
  ],
  unknownStatus: "MIGRATING",
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    quota: ["LimitExceeded.TaskConcurrency"],
    forbidden: ["ResourceUnavailable.ServiceExpired", "UnauthorizedOperation.SdkAppId"],
  },
  freeTexts: recorded.freeTexts,
  unread: [recorded.unread],
  defaults: [{ where: /^paused$/, reason: "calls of their own pause and resume" }],
  noParameters: [
    { where: /^paused$/, reason: "calls of their own pause and resume" },
    { where: /^trtcRoomId(Str)?$/, reason: "the vendor's site in China alone has it" },
  ],
  differences: [
    ...recorded.differences,
    {
      where: / RecordUserId: left out: vendor refuses, check accepts$/,
      reason: "the recorder's id is derived",
    },
  ],
  full: [
    full,
    { ...mixed, ...recorded.readyMade },
    { ...mixed, ...recorded.canvas },
    { ...mixed, ...recorded.large },
    recorderIn(1),
    recorderIn(4_294_967_295),
  ],
  elsewhere: [inChina, { ...recorderIn(1234), trtcRoomId: 99 }],
  rules: [
    refusal(recorderIn(1234), "recordUserId", {}, { recordUserId: "tic_record_user_1235_one" }),
    // Its form leaves no room for just any text.
    refusal(
      recorderIn(1),
      "recordUserId",
      { recordUserId: `tic_record_user_1_${"é".repeat(21)}` },
      { recordUserId: `tic_record_user_1_${"é".repeat(21)}x` },
    ),
  ],
});
