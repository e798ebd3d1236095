import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const some: JsonObject = {
  bizId: 3400352518,
  roomId: "1987",
  recordMode: 1,
  subscribeRecordUserIds: { subscribeUserIds: ["1145"] },
};

const butSome: JsonObject = {
  bizId: 3400352518,
  roomId: "1987",
  recordMode: 2,
  subscribeRecordUserIds: { unSubscribeUserIds: ["1987"] },
};

/** tencent.gme.Recording. */
export default describeType("tencent/gme:Recording", {
  calls: {
    start: ["StartRecord"],
    update: ["ModifyRecordInfo"],
    stop: ["StopRecord"],
    read: ["DescribeTaskInfo", "DescribeRecordInfo"],
  },
  task: "recording",
  inputs: { bizId: 3400352518, roomId: "1987", recordMode: 1 },
  inPlace: (number) => ({ recordMode: 1 + (number % 3) }),
  replacing: [{ roomId: "1988" }],
  exclusive: [{ says: "room 1987 of application 3400352518" }],
  shared: {},
  ends: [{ by: (vendors, id) => vendors.endTask(id, "limit"), says: /no running recording/ }],
  codes: { forbidden: ["UnsupportedOperation.ServiceNotOpened", "UnauthorizedOperation"] },
  full: [some, butSome],
});
