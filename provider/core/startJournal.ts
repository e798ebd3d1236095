import { fsync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { dynamicUrn } from "../../sdk/core/contract";
import { isRecord } from "../../sdk/core/isRecord";
import { partOf } from "../../sdk/core/path";
import { messageOf } from "../http/errors";
import { sha256 } from "../http/hash";
import { SettingError } from "./config/SettingError";

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

/** By descriptor: the files that Yarn's Plug'n'Play opens have no `sync` of their own. */
const sync = (descriptor: number) => promisify(fsync)(descriptor);

/**
 * Open starts on disk, one file a resource: written and synced before the call of a vendor that cannot tell later
 * what it started, and removed when the state is seen to hold the task. So a crash at any point in between leaves a
 * trace.
 */
export class StartJournal {
  /** `folder` undefined: nothing is kept. */
  constructor(readonly folder: string | undefined) {}

  /** The file of a resource's open start: one and the same, whichever way the resource is served. */
  pathOf(urn: string, endpoint: string): string {
    const name = sha256(`${endpoint} ${dynamicUrn(urn)}`).slice(0, 40);
    return join(this.folder ?? "", `${name}${extension}`);
  }

  /** The open start of a resource, if there is one. */
  async read(urn: string, endpoint: string): Promise<OpenStart | undefined> {
    return this.folder === undefined ? undefined : readStart(this.pathOf(urn, endpoint));
  }

  /** All open starts, in the order in which they were sent. */
  async list(): Promise<OpenStart[]> {
    const { folder } = this;
    if (folder === undefined) return [];
    const names = await readdir(folder).catch((error: unknown) => {
      if (partOf(error, "code") === "ENOENT") return [];
      throw unusable("read", folder, error);
    });
    const files = names.filter((name) => name.endsWith(extension)).map((name) => join(folder, name));
    const starts = await Promise.all(files.map(readStart));
    return starts
      .filter((start) => start !== undefined)
      .sort((one, other) => one.startedAt.localeCompare(other.startedAt));
  }

  /** Keeps an open start. It is on the disk when this resolves. */
  async write(start: OpenStart): Promise<void> {
    const { folder } = this;
    if (folder === undefined) return;
    const path = this.pathOf(start.urn, start.endpoint);
    const draft = `${path}.${process.pid}.tmp`;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeSynced(draft, `${JSON.stringify(start, null, 2)}\n`);
      await rename(draft, path);
      await syncFolder(folder);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      throw unusable("written", path, error);
    }
  }

  /** Forgets the open start of a resource. */
  async remove(urn: string, endpoint: string): Promise<void> {
    if (this.folder === undefined) return;
    const path = this.pathOf(urn, endpoint);
    await rm(path, { force: true }).catch((error: unknown) => {
      throw unusable("removed", path, error);
    });
  }
}

async function readStart(path: string): Promise<OpenStart | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (partOf(error, "code") === "ENOENT") return undefined;
    throw unusable("read", path, error);
  }
  try {
    const start: unknown = JSON.parse(text);
    if (isOpenStart(start)) return start;
  } catch {
    // Said below.
  }
  throw unusable("read", path, new Error("it is no record of a start"));
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

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await file.writeFile(text);
    await sync(file.fd);
  } finally {
    await file.close();
  }
}

/** A rename is only on the disk when its folder is. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await sync(handle.fd);
  } finally {
    await handle.close();
  }
}

function unusable(what: "read" | "written" | "removed", path: string, error: unknown): SettingError {
  return new SettingError(
    `the journal of starts cannot be ${what}: ${path}: ${messageOf(error)}. Nothing was started. ` +
      'What to do: make the folder usable, or set pulumi-media-tasks:journal to another folder, or to "off" to start without a journal',
  );
}
