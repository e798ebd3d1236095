import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The object store of the package that brings one; it has no types of its own. */
interface Store {
  callback(): (request: IncomingMessage, response: ServerResponse) => void;
  configureBuckets(): Promise<unknown>;
}

const S3rver: new (options: object) => Store = createRequire(__filename)("@20minutes/s3rver");

const bucket = "journals";

/** Keys that the server takes. */
export const bucketKeys = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" } as const;

/** An object store with S3's calls, and with one bucket. It looks first where a request asks for that. */
export class BucketServer implements AsyncDisposable {
  /** The requests as they arrived, for example "PUT /journals/dev/a.json". */
  readonly requests: string[] = [];
  /** The last headers of each method. */
  readonly headers = new Map<string, IncomingMessage["headers"]>();
  /** Answers in the store's place, where a test sets it; false lets the store answer. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  private readonly directory = mkdtempSync(join(tmpdir(), "bucket-"));
  private readonly store = new S3rver({
    directory: this.directory,
    silent: true,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  private readonly server: Server;

  private constructor() {
    const answer = this.store.callback();
    this.server = createServer((request, response) => {
      const { method = "", url = "" } = request;
      this.requests.push(`${method} ${url.replace(/\?.*/, "")}`);
      this.headers.set(method, request.headers);
      if (this.intercept(request, response)) return;
      const isNew = method !== "PUT" || request.headers["if-none-match"] !== "*" || !this.has(url);
      if (isNew) answer(request, response);
      else refuse(response, 412, "PreconditionFailed");
    });
  }

  static async start(): Promise<BucketServer> {
    const server = new BucketServer();
    await server.store.configureBuckets();
    await new Promise<void>((resolve) => server.server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  /** The setting that has the journal in the bucket. */
  get setting(): string {
    return `s3://${bucket}/dev?region=us-east-1&endpoint=${this.endpoint}`;
  }

  get endpoint(): string {
    const address = this.server.address();
    if (typeof address !== "object" || address === null) throw new Error("the server does not listen");
    return `http://127.0.0.1:${address.port}`;
  }

  /** The folder in which the store keeps what the setting names, and how the names of its files end. */
  get files(): string {
    return join(this.directory, bucket, "dev");
  }

  /** The names of the objects that the setting names. */
  names(): string[] {
    const ending = "._S3rver_object";
    if (!existsSync(this.files)) return [];
    const files = readdirSync(this.files).filter((name) => name.endsWith(ending));
    return files.map((name) => name.slice(0, -ending.length));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.directory, { recursive: true });
  }

  private has(url: string): boolean {
    return existsSync(join(this.directory, `${url.replace(/\?.*/, "")}._S3rver_object`));
  }
}

/** Answers as a store does that refuses. */
export function refuse(response: ServerResponse, status: number, code: string): boolean {
  response.writeHead(status, { "content-type": "application/xml" });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code} it says.</Message></Error>`);
  return true;
}
