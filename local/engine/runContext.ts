import type { Display } from "./display";
import type { Hooks } from "./hooks";
import type { PreviewDigest } from "./previewDigest";
import type { Environment, Launch } from "./processes";
import type { StackContext } from "./project";
import type { Snapshot } from "./snapshot";

/** What all parts of a run share. */
export interface RunContext extends StackContext {
  /** Tells what would be done, and does nothing. */
  readonly dryRun: boolean;
  /** How many resources may be worked on at a time. */
  readonly parallel: number;
  /** What program, provider and policies find in their environment. */
  readonly environment: Environment;
  /** How they are started. */
  readonly launch: Launch;
  readonly display: Display;
  /** Collects what is planned, where a program is to read it. */
  readonly digest?: PreviewDigest | undefined;
  readonly snapshot: Snapshot;
  readonly hooks: Hooks;
}
