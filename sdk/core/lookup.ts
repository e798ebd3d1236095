import type { Fields } from "./fields";

/** What a look-up is: what a program asks for, and what it is told. Nothing is started, changed or journaled by it. */
export interface Lookup<Args extends Fields = Fields, Result extends Fields = Fields> {
  /** Vendor, service and function, as in a resource's type: "tencent/trtc:getCloudRecording". */
  readonly type: `${string}/${string}:get${string}`;
  readonly args: Args;
  readonly result: Result;
}

/** A look-up, with its types kept. */
export function defineLookup<Args extends Fields, Result extends Fields>(
  lookup: Lookup<Args, Result>,
): Lookup<Args, Result> {
  return lookup;
}
