/** What a resource stands for; it decides which lifecycle options make sense. */
export type Kind = "task" | "job" | "entity" | "setting";

/** How long create waits. */
export type WaitFor = "accepted" | "running" | "completed";

/** What can be said of a resource without its inputs. */
export interface Traits {
  /** The type as Pulumi shows it after `pulumi-nodejs:dynamic/`: vendor, service and noun. */
  readonly type: string;
  readonly kind: Kind;
  /** What the vendor can change while it runs, by dotted path. Every other input replaces. */
  readonly updates: readonly string[];
  /** Whether a replacement stops the old one first: two at a time would clash. */
  readonly stopsFirst: boolean;
  /** What create can wait for; the first is the default. */
  readonly waitFor: readonly WaitFor[];
}
