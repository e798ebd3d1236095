import { createHash } from "node:crypto";
import { expect, test } from "@jest/globals";
import { deriveId } from "../../provider/core/identity";
import { defineRobot, robotIn } from "../../provider/tencent/robot";

interface Inputs {
  readonly sdkAppId: number;
  readonly roomId: number;
  readonly recordUserId?: string;
}

const recorder = defineRobot<Inputs>({
  given: ({ recordUserId }) => ({ userId: recordUserId }),
  signaturePath: "recordUserSig",
  maxBytes: 60,
  prefix: ({ roomId }) => `tic_record_user_${roomId}_`,
});

function contextOf(name: string) {
  const digest = createHash("sha256").update(name).digest("hex");
  return { deriveId: (maxLength: number) => deriveId(`urn:pulumi:a::b::c::${name}`, digest, maxLength) };
}

test("a derived robot begins as the vendor wants, is as long as it takes, and is one task's own", () => {
  const inputs = { sdkAppId: 1400000001, roomId: 4294967295 };
  const long = "lesson-".repeat(20);
  const ids = ["one", "two", long].map((name) => recorder.idOf(inputs, contextOf(name)));
  for (const id of ids) expect(id).toMatch(/^tic_record_user_4294967295_./);
  expect(Buffer.byteLength(ids[2] ?? "")).toBe(60);
  expect(new Set(ids).size).toBe(3);
  expect(recorder.idOf(inputs, contextOf("one"))).toBe(ids[0]);
  expect(recorder.claims(inputs)).toEqual([]);
});

test("a robot that the program names is claimed", () => {
  const inputs = { sdkAppId: 1400000001, roomId: 7, recordUserId: "tic_record_user_7_mine" };
  expect(recorder.idOf(inputs, contextOf("one"))).toBe("tic_record_user_7_mine");
  expect(recorder.claims(inputs)).toEqual([robotIn(inputs, "tic_record_user_7_mine")]);
});
