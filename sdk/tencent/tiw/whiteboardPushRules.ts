import { atMostBytes, heeded } from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import type { WhiteboardPushInputs } from "./WhiteboardPush";

function usersDiffer({ pushUserId, backup }: WhiteboardPushInputs, report: Report): void {
  if (backup === undefined || backup.pushUserId !== pushUserId) return;
  report.failure(
    "backup.pushUserId",
    `"${pushUserId}" is also pushUserId, and one user would throw the other out of the room`,
    "use another id, or leave pushUserId out to have one derived",
  );
}

/** What must hold across the parameters of a push. */
export const whiteboardPushRules: Rules<WhiteboardPushInputs> = [
  atMostBytes("pushUserId", 60, {
    problem: '"{value}" has {bytes} bytes, and at most 60 are allowed',
    advice: "shorten it, or leave it out to have one derived",
  }),
  usersDiffer,
  ...heeded(["autoManageBackup"], [{ path: "backup", given: true }]),
  ...heeded(["trtcRoomId"], [{ path: "trtcRoomIdStr", given: false }]),
];
