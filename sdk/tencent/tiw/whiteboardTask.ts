/** The tasks of whiteboards that write files. */
export const WhiteboardTask = {
  /** Real-time recording. */
  recording: "recording",
  /** Transcoding of documents. */
  transcode: "transcode",
} as const;
