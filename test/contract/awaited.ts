/**
 * Actions that the facts describe and the emulator does not carry out yet: it answers that they do not exist. By
 * file of facts; each goes from here with the resource that needs it.
 */
export const unserved: { readonly [service: string]: readonly string[] } = {};

/** Actions that the emulator carries out and no resource calls, by file of facts, each with the reason. */
export const uncalled: { readonly [service: string]: { readonly [action: string]: string } } = {
  gme: {
    DescribeApplicationData: "it tells how much an application was used, and nothing of the application",
  },
  tiw: {
    DescribeWhiteboardBucketConfig:
      "it is documented to answer with nothing: DescribeWhiteboardApplicationConfig tells of the bucket",
  },
};
