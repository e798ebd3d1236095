import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";
import { refusal } from "../../../descriptor";
import { noNegativeId } from "./recordedVideo";

const least: JsonObject = {
  sdkAppId: 1400000001,
  roomId: 1234,
  pushUserId: "board",
  pushUserSig: "canary-signature",
};

/** All inputs that both sites have. */
const full: JsonObject = {
  ...least,
  region: "ap-singapore",
  whiteboard: { width: 1280, height: 960, initParam: "{}" },
  autoStopTimeout: 3600,
  autoManageBackup: true,
  backup: { pushUserId: "board-2", pushUserSig: "canary-second-signature" },
  privateMapKey: "canary-ticket",
  videoFPS: 15,
  videoBitrate: 800,
  autoRecord: true,
  userDefinedRecordId: "lesson-1",
  autoPublish: true,
  userDefinedStreamId: "lesson_1",
  extraData: "internal",
  trtcRoomIdStr: "lesson",
  imAuthParam: { sdkAppId: 1400000002, userId: "board", userSig: "canary-group-signature" },
  trtcAuthParam: { sdkAppId: 1400000003, userId: "board", userSig: "canary-room-signature" },
  trtcEnterRoomMode: "TRTCAppSceneLIVE",
};

/** tencent.tiw.WhiteboardPush. */
export default describeType("tencent/tiw:WhiteboardPush", {
  calls: {
    start: ["StartWhiteboardPush"],
    stop: ["StopWhiteboardPush"],
    read: ["DescribeWhiteboardPush"],
  },
  derived: { "Backup.PushUserSig": "made" },
  task: "whiteboardPush",
  // The application whose key the stack has.
  inputs: { sdkAppId: 1400188366, roomId: 1234 },
  replacing: [{ roomId: 1235 }, { videoBitrate: 800 }, { pushUserId: "board" }],
  exclusive: [{ says: "the push of the whiteboard of room 1234 of application 1400188366" }],
  ends: [
    { by: (vendors, id) => vendors.endTask(id, "idle"), says: /^AUTO: / },
    { by: (vendors, id) => vendors.endTask(id, "stopped"), says: /^USER_CALL: / },
    { by: (vendors, id) => vendors.endTask(id, "aborted"), says: /^EXCEPTION: / },
    { by: (vendors, id) => vendors.failTask(id), says: /FailedOperation\.WhiteboardPush: The task failed\./ },
  ],
  unknownStatus: "MIGRATING",
  codes: {
    throttled: ["ResourceInsufficient.RequestRejection"],
    quota: ["LimitExceeded.TaskConcurrency"],
    forbidden: ["ResourceUnavailable.ServiceExpired", "UnauthorizedOperation.SdkAppId"],
  },
  freeTexts: ["whiteboard.initParam", "extraData"],
  noParameters: [{ where: /^groupId$/, reason: "the vendor's site in China alone has it" }],
  differences: [
    noNegativeId,
    {
      where: / (SdkAppId|RoomId): a text for a number: vendor accepts, check refuses$/,
      reason: "the page's example has texts, its table numbers",
    },
    {
      where: / PushUserId: left out: vendor refuses, check accepts$/,
      reason: "the user's id is derived",
    },
    {
      where: /^StartWhiteboardPush rule on backup\.pushUserId: vendor accepts, check refuses$/,
      reason: "an id must not be in use; nobody says with what code",
    },
  ],
  full: [full, { ...least, trtcRoomId: 99 }],
  elsewhere: [{ ...least, groupId: "class-1234" }],
  rules: [refusal(full, "backup.pushUserId", {}, { "backup.pushUserId": "board" })],
});
