import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Journal, JournalRecord } from "./Journal";

/** The object store of the package that brings one; it has no types of its own. */
interface Store {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  configureBuckets(): Promise<unknown>;
}

const S3rver: new (options: object) => Store = createRequire(__filename)("@20minutes/s3rver");

const bucket = "journals";
/** What the store writes behind the name of an object for each of its files, and for the one with its text. */
const mark = "._S3rver_";
const ending = `${mark}object`;

/** Keys that the server takes, as variables of whoever asks. */
export const bucketKeys = {
  AWS_ACCESS_KEY_ID: "S3RVER",
  AWS_SECRET_ACCESS_KEY: "S3RVER",
  AWS_EC2_METADATA_DISABLED: "true",
};

type Intercept = (request: IncomingMessage, response: ServerResponse) => boolean;
const letPass: Intercept = () => false;

/** An object store with S3's calls, and with one bucket. It looks first where a request asks for that. */
export class BucketServer implements AsyncDisposable {
  /** The requests as they arrived, for example "PUT /journals/1/a.json". */
  readonly requests: string[] = [];
  /** Answers in the store's place, where a test sets it; false lets the store answer. */
  intercept = letPass;
  private readonly directory = mkdtempSync(join(tmpdir(), "bucket-"));
  private readonly store = new S3rver({
    directory: this.directory,
    silent: true,
    // It leaves the slash at the end of a bucket's path out of what is signed.
    allowMismatchedSignatures: true,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  /** What is being written for the first time. */
  private readonly beginning = new Set<string>();
  private prefixes = 0;

  private constructor() {
    const answer = this.store.callback();
    this.server = createServer((request, response) => {
      const { method = "", url = "" } = request;
      const [path = ""] = url.split("?");
      this.requests.push(`${method} ${path}`);
      if (this.intercept(request, response)) return;
      if (method === "PUT" && request.headers["if-none-match"] === "*") {
        if (this.beginning.has(path) || existsSync(this.fileOf(path)))
          return void refuse(response, 412, "PreconditionFailed");
        this.beginning.add(path);
        response.once("close", () => this.beginning.delete(path));
      }
      answer(request, response);
    });
    this.server.on("connection", (socket) => {
      this.sockets.add(socket);
      socket.once("close", () => this.sockets.delete(socket));
    });
  }

  /** Starts one, and gives this process, and those that it starts, the keys for it. */
  static async start(): Promise<BucketServer> {
    const server = new BucketServer();
    await server.store.configureBuckets();
    await new Promise<void>((resolve) => server.server.listen(0, "127.0.0.1", resolve));
    Object.assign(process.env, bucketKeys);
    return server;
  }

  get endpoint(): string {
    const address = this.server.address();
    if (typeof address !== "object" || address === null) throw new Error("the server does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  /** An empty journal, in a place of the bucket that no other one has; requests are let pass again. */
  journal(): BucketJournal {
    this.intercept = letPass;
    return new BucketJournal(this, this.emptyPlace());
  }

  /** Variables of a pulumi CLI that keeps its states here, in a place that no other one has. */
  backend(): NodeJS.ProcessEnv {
    // The store sends no checksums, of which the CLI would say so.
    const options = "s3ForcePathStyle=true&response_checksum_validation=when_required";
    return {
      ...bucketKeys,
      PULUMI_BACKEND_URL: `${this.addressOf(this.emptyPlace())}&${options}`,
    };
  }

  /** The address of a place, as settings have it. */
  addressOf(path: string): string {
    return `${scheme}${path}?region=us-east-1&endpoint=${this.endpoint}`;
  }

  /** The objects of a folder, each with its path and its text. */
  objectsIn(folder: string): JournalRecord[] {
    const names = this.filesIn(folder).filter((name) => name.endsWith(ending));
    return names.map((name) => {
      const path = join(folder, name.slice(0, -ending.length));
      return { path, text: readFileSync(this.fileOf(path), "utf8") };
    });
  }

  removeObject(path: string): void {
    const files = this.filesIn(dirname(path)).filter((name) => name.startsWith(`${basename(path)}${mark}`));
    for (const name of files) rmSync(join(this.directory, dirname(path), name));
  }

  /** Waits for the end of what killed processes have sent. */
  async settled(): Promise<void> {
    this.server.closeIdleConnections();
    const closed = [...this.sockets].map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    await Promise.all(closed);
  }

  private emptyPlace(): string {
    this.prefixes += 1;
    return `${bucket}/${this.prefixes}/`;
  }

  private filesIn(folder: string): string[] {
    const path = join(this.directory, folder);
    return existsSync(path) ? readdirSync(path) : [];
  }

  /** The file in which the store keeps the text of an object. */
  private fileOf(path: string): string {
    return join(this.directory, `${path}${ending}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.directory, { recursive: true });
  }
}

/** A journal in a bucket. */
export class BucketJournal implements Journal {
  readonly setting: string;

  constructor(
    readonly server: BucketServer,
    private readonly path: string,
  ) {
    this.setting = server.addressOf(path);
  }

  records(): JournalRecord[] {
    return this.server.objectsIn(this.path).map(({ path, text }) => ({ path: `${scheme}${path}`, text }));
  }

  async write(path: string, text: string): Promise<void> {
    await fetch(`${this.server.endpoint}/${pathOf(path)}`, { method: "PUT", body: text });
  }

  remove(path: string): void {
    this.server.removeObject(pathOf(path));
  }
}

const scheme = "s3://";
const pathOf = (address: string) => address.slice(scheme.length);

/** Answers as a store does that refuses. */
export function refuse(response: ServerResponse, status: number, code: string): boolean {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} it says.</Message></Error>`);
  return true;
}
