import { layouts, type tencent, volcengine } from "pulumi-media-tasks";

// Compiled by `npm run check` and never run: each expected error that is none any more fails the check.

const canvas = { width: 1280, height: 720 } as const;
const named = layouts.speaker(["alice", { screenOf: "bob" }], canvas);
const counted = layouts.pip(4, canvas, { corner: "topLeft" });

/** A layout goes into the arguments as it is. */
export const arguments_ = {
  relay: named.forTrtcRelay() satisfies tencent.trtc.LayoutParamsArgs,
  recording: counted.forTrtcRecording() satisfies tencent.trtc.CloudRecordingArgs["mixLayoutParams"],
  class: counted.forTiwMix() satisfies tencent.tiw.MixStreamArgs,
};
export const recording = new volcengine.rtc.Recording("lesson", {
  appId: "661e0000543cf",
  roomId: "Room1",
  storageConfig: { tosConfig: { accountId: "2100000089", bucket: "lessons" } },
  ...named.forVolcengine(),
});

/** The names of users are typed. */
export const user: "alice" | "bob" | undefined = named.windows[0]?.user;
// @ts-expect-error Nobody is called so.
export const nobody: "carol" | undefined = named.windows[0]?.user;
// @ts-expect-error Volcengine shows streams that are named.
counted.forVolcengine();
// @ts-expect-error A grid has no corner.
layouts.grid(2, canvas, { corner: "topLeft" });
// @ts-expect-error There is no such corner.
layouts.pip(2, canvas, { corner: "middle" });
