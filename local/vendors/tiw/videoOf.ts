import type { JsonObject } from "../json";

/** A video of the mix of a class, as reads of a task list it. */
export function videoOf(taskId: string, durationMs: number): JsonObject {
  return {
    VideoPlayTime: 0,
    VideoSize: 1_048_576,
    VideoFormat: "mp4",
    VideoDuration: durationMs,
    VideoUrl: `https://tiw.example.com/${taskId}/0.mp4`,
    VideoId: `${taskId}_0`,
    VideoType: 3,
    UserId: "",
    Width: 1280,
    Height: 720,
  };
}
