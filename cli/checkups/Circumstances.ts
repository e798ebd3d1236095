import type { Settings } from "../../provider/core/config/Settings";
import type { Host } from "../../provider/core/host";
import type { Project, StackFile } from "./readProject";

/** What is looked at: the machine, the project of the folder, and the settings of a stack as far as they can be read. */
export interface Circumstances {
  readonly host: Host;
  readonly project: Project | undefined;
  /** The stack's file; undefined where it has none, or where it is not known which stack is meant. */
  readonly stack: StackFile | undefined;
  readonly settings: Settings;
  /** The names of the settings that were found, encrypted ones among them. */
  readonly names: ReadonlySet<string>;
}
