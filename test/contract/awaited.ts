/**
 * Actions that the facts describe and the emulator does not carry out yet: it answers that they do not exist. By
 * service; each goes from here with the resource that needs it.
 */
export const unserved: { readonly [service: string]: readonly string[] } = {
  trtc: [
    "StartStreamIngest",
    "UpdateStreamIngest",
    "StopStreamIngest",
    "DescribeStreamIngest",
    "StartWebRecord",
    "StopWebRecord",
    "DescribeWebRecord",
  ],
  tiw: [
    "StartWhiteboardPush",
    "StopWhiteboardPush",
    "DescribeWhiteboardPush",
    "CreateTranscode",
    "DescribeTranscode",
    "ModifyWhiteboardBucketConfig",
    "DescribeWhiteboardBucketConfig",
  ],
};

/** Actions that the emulator carries out and no resource calls yet. */
export const uncalled: { readonly [service: string]: readonly string[] } = {
  gme: ["DescribeApplicationData"],
};
