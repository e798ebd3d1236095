import * as pulumi from "@pulumi/pulumi";
import { type LookupOptions, type LookupOutputOptions, tencent, volcengine } from "pulumi-media-tasks";

// Compiled by `npm run check` and never run: each expected error that is none any more fails the check.

const text = pulumi.output("text");
const place = { sdkAppId: 1400188366, taskId: "1" } as const;

type Same<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;

/** Values and outputs, each by its function. */
export async function accepted(lesson: volcengine.rtc.Recording): Promise<void> {
  const recording = await tencent.trtc.getCloudRecording(place, { profile: "archive" });
  const { subApplications } = await tencent.vod.getSubApplications();
  const { taskId } = await tencent.gme.getRunningRecording({ bizId: 1, roomId: "1" });
  const output = tencent.trtc.getCloudRecordingOutput(
    { ...place, taskId: text },
    { dependsOn: lesson, profile: "archive" },
  );
  const all = tencent.vod.getSubApplicationsOutput({ name: text }, { dependsOn: [lesson] });
  const same: [
    Same<typeof recording.status, "accepted" | "idle" | "running" | "ending" | "ended" | "unverified">,
    Same<typeof taskId, string | undefined>,
    Same<(typeof subApplications)[number]["subAppId"], number>,
    Same<typeof output.status, pulumi.Output<typeof recording.status>>,
    Same<typeof all, pulumi.Output<tencent.vod.GetSubApplicationsResult>>,
  ] = [true, true, true, true, true];
  void same;
}

/** What a program may not pass. */
export const refused: readonly unknown[] = [
  // @ts-expect-error taskId is missing.
  tencent.trtc.getCloudRecording({ sdkAppId: 1 }),
  // @ts-expect-error The arguments are missing.
  tencent.trtc.getCloudRecording(),
  // @ts-expect-error What is known later goes to the function for outputs.
  tencent.trtc.getCloudRecording({ ...place, taskId: text }),
  // @ts-expect-error There is no taskID.
  volcengine.rtc.getRecordingOutput({ appId: "a", roomId: text, taskID: "1" }),
];

/** Options that mean nothing. */
export const values: LookupOptions = {
  // @ts-expect-error Values are told at once.
  dependsOn: [],
};
export const outputs: LookupOutputOptions = {
  // @ts-expect-error There is no provider to choose.
  provider: undefined,
};
