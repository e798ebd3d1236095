/**
 * Actions that the facts describe and the emulator does not carry out yet: it answers that they do not exist. By
 * service; each goes from here with the resource that needs it.
 */
export const unserved: { readonly [service: string]: readonly string[] } = {};

/**
 * Actions that the emulator carries out and no resource calls yet; DescribeWhiteboardBucketConfig never, as it is
 * documented to answer with nothing.
 */
export const uncalled: { readonly [service: string]: readonly string[] } = {
  gme: ["DescribeApplicationData"],
  tiw: ["DescribeWhiteboardBucketConfig"],
};
