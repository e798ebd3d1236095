/** Whether a stream is encoded anew on its way. */
export const TranscodeMode = {
  /** Encoded anew, in the size and at the rate that the inputs say. */
  transcode: 0,
  /** Passed on as it comes. */
  remux: 1,
} as const;
