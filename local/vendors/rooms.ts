import type { VirtualClock } from "./clock";

/** active: somebody publishes; idle: nobody does; gone: the room does not exist. */
export type RoomState = "active" | "idle" | "gone";

/** What goes on in the rooms. A room is known by its id alone, whichever service and app it belongs to. */
export class Rooms {
  readonly #rooms = new Map<string, { state: RoomState; since: number }>();

  constructor(
    private readonly clock: VirtualClock,
    private readonly initial: () => RoomState,
  ) {}

  /** Changes a room from now on. */
  set(room: string, state: RoomState): void {
    const before = this.#rooms.get(room);
    const stillQuiet = before !== undefined && before.state !== "active" && state !== "active";
    this.#rooms.set(room, { state, since: stillQuiet ? before.since : this.clock.now() });
  }

  state(room: string): RoomState {
    return this.#rooms.get(room)?.state ?? this.initial();
  }

  /** Since when the room has had no publisher; undefined while it has one. */
  idleSince(room: string): number | undefined {
    const known = this.#rooms.get(room);
    if ((known?.state ?? this.initial()) === "active") return undefined;
    return known?.since ?? 0;
  }
}
