import type { Behaviour } from "./behaviour";
import type { VirtualClock } from "./clock";
import type { Entities } from "./entities";
import type { Rooms } from "./rooms";
import type { TaskStore } from "./taskStore";

/** What all services share. */
export interface World {
  readonly clock: VirtualClock;
  readonly rooms: Rooms;
  readonly behaviour: Behaviour;
  /** The tasks of all services. */
  readonly tasks: TaskStore;
  /** What was created and stays, of all services. */
  readonly entities: Entities;
}
