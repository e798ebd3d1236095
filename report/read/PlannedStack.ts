import type { Contract } from "../../sdk/core/contract";
import type { Blinded } from "./blinded";

/** What is done with a resource, in the order in which reports list it. */
export const operations = ["replace", "delete", "update", "create", "import", "same"] as const;

/** What is done with a resource; "same" where nothing is. */
export type Operation = (typeof operations)[number];

/** A resource of this package, and what is planned for it. */
export interface PlannedResource {
  readonly urn: string;
  /** Its name in the program. */
  readonly name: string;
  readonly contract: Contract;
  readonly operation: Operation;
  /** Its inputs as the state has them; none for what is new. */
  readonly before?: Blinded | undefined;
  /** Its inputs as they are wanted; none for what goes. */
  readonly after?: Blinded | undefined;
  /** Inputs that changed, by dotted path. */
  readonly changed: readonly string[];
  /** Those among them that the vendor cannot change while it runs. */
  readonly replacing: readonly string[];
  /** Whether the old one goes before the new one comes; undefined where that is not told. */
  readonly deletesFirst?: boolean | undefined;
  readonly isProtected: boolean;
  /** Whether Pulumi forgets it, and lets what it stands for be. */
  readonly isRetained: boolean;
}

/** What was read. */
export const sources = ["preview", "events", "plan", "state", "comparison"] as const;

/** What a program, or somebody else's policy pack, had to say. */
export interface Message {
  /** "error" or "warning"; the level of a policy. */
  readonly level: string;
  readonly urn: string;
  readonly text: string;
  /** The policy, where it is of one. */
  readonly policy?: string;
}

/** What a file says of a stack's resources of this package. */
export interface PlannedStack {
  readonly source: (typeof sources)[number];
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly PlannedResource[];
  /** How many resources of other packages are in it. */
  readonly others: number;
  readonly messages: readonly Message[];
  /** What the reader has to know of the file itself. */
  readonly notes: readonly string[];
  /** Secret texts that the file shows, to be taken out of all others. */
  readonly secretTexts: ReadonlySet<string>;
}
