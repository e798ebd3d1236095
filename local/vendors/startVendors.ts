import type { Server } from "node:http";
import { type Behaviour, type BehaviourOptions, behaviourWith } from "./behaviour";
import { VirtualClock } from "./clock";
import { createControl } from "./control";
import { Entities, type EntityView } from "./entities";
import { Faults } from "./faults";
import { createGme } from "./gme/gme";
import { Journal } from "./journal";
import type { Key } from "./protocol";
import { RateLimiter } from "./rateLimiter";
import { type RoomState, Rooms } from "./rooms";
import { createVendorServer, type Emulator, type EmulatorState } from "./server";
import type { Site } from "./site";
import { type EndReason, type Task, TaskStore, type TaskView, viewOf } from "./taskStore";
import { createTencentProtocol } from "./tencentProtocol";
import { createTiw } from "./tiw/tiw";
import { createTrtc } from "./trtc/trtc";
import { plantTask } from "./vod/redraws";
import { createVod } from "./vod/vod";
import { createVolcengineProtocol } from "./volcengineProtocol";
import { createVolcengineRtc } from "./volcengineRtc/volcengineRtc";

/** The key pairs that may call. */
export interface Accounts {
  tencent: { secretId: string; secretKey: string; token?: string }[];
  volcengine: { accessKey: string; secretKey: string; sessionToken?: string }[];
}

/** As long as the vendors' keys, and nothing else like them, so that no secret scanner takes them for real ones. */
export const demoAccounts: Accounts = {
  tencent: [
    { secretId: "emulated-tencent-secret-id-000000001", secretKey: "emulated-tencent-key-00000000001" },
  ],
  volcengine: [
    {
      accessKey: "emulated-volcengine-access-key-0000000000000001",
      secretKey: "emulated-volcengine-secret-key-00000000000000000000000000001",
    },
  ],
};

/** The same keys as temporary ones, which are taken with their session token alone. */
export const temporaryAccounts: Accounts = {
  tencent: demoAccounts.tencent.map((keys) => ({ ...keys, token: "emulated-tencent-session-token" })),
  volcengine: demoAccounts.volcengine.map((keys) => ({
    ...keys,
    sessionToken: "emulated-volcengine-session-token",
  })),
};

/** How the emulator starts; all of it has defaults. */
export interface VendorsOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  accounts?: Partial<Accounts>;
  behaviour?: BehaviourOptions;
  clock?: VirtualClock;
  /**
   * The site of Tencent Cloud that answers where the Host header is none of the vendor's. Without it, what either site
   * takes is taken.
   */
  site?: Site;
  /** Whether the documented calls per second are enforced; true by default. */
  rateLimits?: boolean;
}

/**
 * Starts the emulated vendors on 127.0.0.1, all on one port.
 *
 * @example
 * await using vendors = await startVendors();
 * // point a client at vendors.endpoint with vendors.accounts.tencent[0]
 * vendors.clock.advance(60_000);
 * console.log(vendors.tasks());
 */
export async function startVendors(options: VendorsOptions = {}): Promise<Vendors> {
  const vendors = new Vendors(options);
  await vendors.listen(options.port ?? 0);
  return vendors;
}

// As TypeScript itself has it from 5.2 on, and as older compilers need it to read the class below.
declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
  interface AsyncDisposable {
    [Symbol.asyncDispose](): PromiseLike<void>;
  }
}

/** The emulated vendors; made by startVendors. */
export class Vendors implements AsyncDisposable {
  /** The keys that are taken; they may be changed, as a rotation does, at any time. */
  readonly accounts: Accounts;
  /** The switches in force; they may be changed at any time. */
  readonly behaviour: Behaviour;
  readonly clock: VirtualClock;
  /** The calls that arrived, secrets redacted. */
  readonly journal = new Journal();
  readonly faults = new Faults();
  readonly #rateLimits: boolean;
  readonly #server: Server;
  readonly #closing = new AbortController();
  #state: EmulatorState;

  constructor({
    accounts: given,
    behaviour,
    clock = new VirtualClock(),
    site,
    rateLimits = true,
  }: VendorsOptions) {
    this.accounts = { ...demoAccounts, ...given };
    this.behaviour = behaviourWith(behaviour);
    this.clock = clock;
    this.#rateLimits = rateLimits;
    this.#state = this.#newState();
    const { accounts } = this;
    const emulator: Emulator = {
      site,
      clock,
      journal: this.journal,
      faults: this.faults,
      get keys() {
        return keysOf(accounts);
      },
      protocols: {
        tencent: createTencentProtocol(this.behaviour.tencent),
        volcengine: createVolcengineProtocol(this.behaviour.volcengine),
      },
      state: () => this.#state,
    };
    this.#server = createVendorServer(emulator, createControl(this), this.#closing.signal);
  }

  /** Opens the port, 0 for a free one; startVendors has done it. */
  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject).listen(port, "127.0.0.1", resolve);
    });
  }

  /** http://127.0.0.1:PORT, for every service. */
  get endpoint(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The emulated vendors are closed.");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Every task of all vendors, oldest first. */
  tasks(): TaskView[] {
    return this.#state.world.tasks.all().toReversed().map(viewOf);
  }

  /** Ends a task as if by itself: its room was idle, its time was over, the job is done. */
  endTask(id: string, reason: EndReason = "idle"): void {
    this.#state.world.tasks.end(this.#unfinished(id), reason);
  }

  /** Makes a task fail. Code and text are read back where the vendor has room for them. */
  failTask(id: string, code = "InternalError", message = "The task failed."): void {
    const task = this.#unfinished(id);
    task.failure = { code, message };
    this.#state.world.tasks.end(task, "failed");
  }

  /** Everything of all vendors that was created and stays, e.g. applications, as their consoles show it. */
  entities(): EntityView[] {
    return this.#state.world.entities.all();
  }

  /** Deletes an entity, or closes it where the vendor deletes none, as somebody does in the console. */
  endEntity(id: string): void {
    this.#state.world.entities.end(id);
  }

  /**
   * Adds a running task of VOD of another type than redraws, e.g. EditMedia, Procedure or Transcode; returns its id.
   *
   * @param type the vendor's word, which DescribeTaskDetail answers as TaskType
   */
  plantTask(type: string, subAppId: number, account = this.accounts.tencent[0]?.secretId ?? ""): string {
    if (type === "" || !(subAppId > 0)) throw new Error("A planted task has a type and an application.");
    return plantTask(this.#state.world, type, subAppId, account);
  }

  /**
   * Says what goes on in a room from now on. In an idle room idle limits run. A gone room is idle too, and GME
   * refuses to record it.
   */
  setRoom(room: string, state: RoomState): void {
    this.tasks(); // Reading them ends what is due by the state so far.
    this.#state.world.rooms.set(room, state);
  }

  /** Nobody publishes in the room any more. */
  setRoomIdle(room: string): void {
    this.setRoom(room, "idle");
  }

  /** Somebody publishes in the room again. */
  setRoomActive(room: string): void {
    this.setRoom(room, "active");
  }

  /** Forgets tasks, entities, settings, rooms, calls, faults and rate limits. The clock and the switches stay. */
  reset(): void {
    this.#state = this.#newState();
    this.journal.clear();
    this.faults.clear();
  }

  /** Stops the server and breaks what is under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #newState(): EmulatorState {
    const { clock, behaviour } = this;
    const rooms = new Rooms(clock, () => behaviour.common.roomsStart);
    const tasks = new TaskStore(clock, rooms, behaviour);
    const world = { clock, rooms, behaviour, tasks, entities: new Entities() };
    return {
      world,
      services: [createTrtc, createGme, createTiw, createVod, createVolcengineRtc].map((create) =>
        create(world),
      ),
      rateLimiter: this.#rateLimits ? new RateLimiter(clock) : undefined,
    };
  }

  /** The unfinished task with an id; the newest, as Volcengine's ids may repeat. */
  #unfinished(id: string): Task {
    const known = this.#state.world.tasks.all();
    const task = known.find((known) => known.id === id && known.endedAt === undefined);
    if (task !== undefined) return task;
    throw new Error(`No unfinished task has the id ${id}.`);
  }
}

function keysOf({ tencent, volcengine }: Accounts): Emulator["keys"] {
  const key = (id: string, secret: string, token: string | undefined): Key => ({
    id,
    secret,
    ...(token !== undefined && { token }),
  });
  return {
    tencent: tencent.map(({ secretId, secretKey, token }) => key(secretId, secretKey, token)),
    volcengine: volcengine.map(({ accessKey, secretKey, sessionToken }) =>
      key(accessKey, secretKey, sessionToken),
    ),
  };
}
