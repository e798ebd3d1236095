import { dynamicUrn } from "../../sdk/core/contract";
import { isRecord } from "../../sdk/core/isRecord";
import { messageOf, UserError } from "../http/errors";
import { sha256 } from "../http/hash";
import type { JournalPlace } from "./config/journalPlace";
import { SettingError } from "./config/SettingError";
import { BucketStore } from "./journal/BucketStore";
import { FolderStore } from "./journal/FolderStore";
import { type JournalStore, Taken } from "./journal/JournalStore";

/** A start whose task may not be in the state: it was sent, or its answer came and nobody has seen it saved. */
export interface OpenStart {
  /** The resource's name in the whole stack. */
  readonly urn: string;
  /** Its type, for example "tencent/trtc:CdnRelay". */
  readonly type: string;
  /** The endpoint that it was sent to: an emulator's tasks are not the vendor's. */
  readonly endpoint: string;
  /** Equal for equal inputs: what makes the task this one and no other. */
  readonly identity: string;
  /** How a person recognises the task. */
  readonly label: string;
  /** When the start was sent, as ISO 8601. */
  readonly startedAt: string;
  /** Inputs and outputs, without secrets: enough to stop the task. */
  readonly state: Readonly<Record<string, unknown>>;
  /** Ids of what was in the same place before it was sent, where the vendor can be asked: none of them is its task. */
  readonly others?: readonly string[] | undefined;
  /** The task's id, once the vendor told it. */
  readonly id?: string | undefined;
}

const extension = ".json";

/**
 * Open starts, one record a resource: written and acknowledged before the call of a vendor that cannot tell later what
 * it started, and removed when the state is seen to hold the task. So a crash at any point in between leaves a trace.
 */
export class StartJournal {
  private readonly store: JournalStore | undefined;

  /** `place` undefined: nothing is kept. */
  constructor(place: JournalPlace | undefined) {
    if (place !== undefined)
      this.store = "folder" in place ? new FolderStore(place.folder) : new BucketStore(place);
  }

  /** What people call the place of the records; undefined where nothing is kept. */
  get address(): string | undefined {
    return this.store?.address;
  }

  /** Where a resource's open start is kept: one and the same, whichever way the resource is served. */
  pathOf(urn: string, endpoint: string): string {
    const name = nameOf(urn, endpoint);
    return this.store?.addressOf(name) ?? name;
  }

  /** The open start of a resource, if there is one. */
  async read(urn: string, endpoint: string): Promise<OpenStart | undefined> {
    const { store } = this;
    return store && readStart(store, nameOf(urn, endpoint));
  }

  /** All open starts, in the order in which they were sent. */
  async list(): Promise<OpenStart[]> {
    const { store } = this;
    if (store === undefined) return [];
    const names = await store.names().catch(unusable(store, "read", store.address));
    const records = names.filter((name) => name.endsWith(extension));
    const starts = await Promise.all(records.map((name) => readStart(store, name)));
    return starts
      .filter((start) => start !== undefined)
      .sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  }

  /**
   * Keeps an open start. It outlives a crash when this resolves.
   * @param isNew that no open start of the resource was there: fails where another run has written one meanwhile
   */
  async write(start: OpenStart, isNew = false): Promise<void> {
    const { store } = this;
    if (store === undefined) return;
    const name = nameOf(start.urn, start.endpoint);
    const path = store.addressOf(name);
    try {
      await store.write(name, `${JSON.stringify(start, null, 2)}\n`, isNew);
    } catch (error) {
      if (!(error instanceof Taken)) return unusable(store, "written", path)(error);
      throw new UserError(
        `another run has begun to start ${start.label}: its start is open in the journal, at ${path}. Nothing was started. What to do: let that run end, and run pulumi up again`,
      );
    }
  }

  /** Forgets the open start of a resource. */
  async remove(urn: string, endpoint: string): Promise<void> {
    const { store } = this;
    const name = nameOf(urn, endpoint);
    await store?.remove(name).catch(unusable(store, "removed", store.addressOf(name)));
  }

  /** Writes and removes something that is no start. */
  async tryOut(): Promise<void> {
    const { store } = this;
    const name = `trial.${process.pid}.tmp`;
    await store?.write(name, "", false).catch(unusable(store, "written", store.address));
    await store?.remove(name).catch(unusable(store, "removed", store.address));
  }
}

function nameOf(urn: string, endpoint: string): string {
  return `${sha256(`${endpoint} ${dynamicUrn(urn)}`).slice(0, 40)}${extension}`;
}

async function readStart(store: JournalStore, name: string): Promise<OpenStart | undefined> {
  const fail = unusable(store, "read", store.addressOf(name));
  const text = await store.read(name).catch(fail);
  if (text === undefined) return undefined;
  try {
    const start: unknown = JSON.parse(text);
    if (isOpenStart(start)) return start;
  } catch {
    // Said below.
  }
  return fail(new Error("it is no record of a start"));
}

function isOpenStart(value: unknown): value is OpenStart {
  if (!isRecord(value)) return false;
  const texts = [value.urn, value.type, value.endpoint, value.identity, value.label, value.startedAt];
  return (
    texts.every((text) => typeof text === "string") &&
    isRecord(value.state) &&
    (value.others === undefined || Array.isArray(value.others)) &&
    (value.id === undefined || typeof value.id === "string")
  );
}

/** Makes a failure of a store one that says what it means, and what to do. */
function unusable({ remedy }: JournalStore, what: "read" | "written" | "removed", path: string) {
  return (error: unknown): never => {
    if (error instanceof SettingError) throw error;
    throw new SettingError(
      `the journal of starts cannot be ${what}: ${path}: ${messageOf(error)}. Nothing was started. ` +
        `What to do: ${remedy}, or to "off" to start without a journal`,
    );
  };
}
