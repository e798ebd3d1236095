import {
  type MakeStack,
  type Moment,
  type Point,
  surviveInterrupts,
  surviveKill,
  surviveKillInChanges,
  surviveKillInSaving,
} from "./engineCrash";
import type { Victims } from "./taskStack";

/** A run of an engine that is broken off. */
export interface Break {
  /** Its number in the matrix of faults. */
  readonly number: number;
  readonly what: string;
  /** What ends by it. */
  readonly victims: Victims;
  /** Whether it takes a state in a bucket, which only the pulumi CLI has: there a test can hold what is written. */
  readonly isOfCli: boolean;
  /** Whether the next run waits half a minute until a lost start would certainly be shown. */
  readonly waits: boolean;
  /** Sees that the next runs have everything once, and in the end nothing. */
  survive(make: MakeStack): Promise<void>;
}

const anyVictims: readonly Victims[] = ["provider", "engine", "both"];
const points: readonly Point[] = ["before", "after", "polling"];
const moments: readonly Moment[] = ["before", "after"];

/** All of them, the same in whichever way the resources are served. */
export const engineCrashTable: readonly Break[] = [
  ...anyVictims.flatMap((victims): Break[] => {
    const number = victims === "provider" ? 20 : 21;
    return [
      ...points.map((point) => ({
        number,
        what: `kill of ${victims} at "${point}"`,
        victims,
        isOfCli: false,
        waits: point === "before",
        survive: (make: MakeStack) => surviveKill(make, victims, point),
      })),
      {
        number,
        what: `kill of ${victims} before the state is saved`,
        victims,
        isOfCli: true,
        waits: false,
        survive: (make) => surviveKillInSaving(make, victims),
      },
    ];
  }),
  {
    number: 22,
    what: "Ctrl-C twice",
    victims: "both",
    isOfCli: false,
    waits: false,
    survive: surviveInterrupts,
  },
  ...anyVictims.flatMap((victims) =>
    moments.map((moment) => ({
      number: 23,
      what: `kill of ${victims} at "${moment}" in an update, then in a destroy`,
      victims,
      isOfCli: false,
      waits: false,
      survive: (make: MakeStack) => surviveKillInChanges(make, victims, moment),
    })),
  ),
];
