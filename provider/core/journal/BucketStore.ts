import type * as S3 from "@aws-sdk/client-s3";
import { isRecord } from "../../../sdk/core/isRecord";
import { partOf } from "../../../sdk/core/path";
import type { JournalBucket } from "../config/journalPlace";
import { SettingError } from "../config/SettingError";
import { type JournalStore, Taken } from "./JournalStore";
import { onlyIfNew } from "./onlyIfNew";

/** For how long a connection and an answer are waited for, in milliseconds. */
const patience = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };
const mostAttempts = 3;

/** The SDK, and a client with the credentials that it finds. */
interface Connection {
  readonly sdk: typeof S3;
  readonly client: S3.S3Client;
}

/** One client a place: it keeps its connections and credentials. */
const connections = new Map<string, Promise<Connection>>();

/** Records as objects of a bucket, in a store with S3's calls. */
export class BucketStore implements JournalStore {
  readonly address: string;
  readonly remedy =
    "make the bucket usable with credentials that may get, put, delete and list objects there, or set pulumi-media-tasks:journal to another place";

  constructor(private readonly place: JournalBucket) {
    this.address = `s3://${place.bucket}/${place.prefix}`;
  }

  addressOf(name: string): string {
    return `${this.address}${name}`;
  }

  async read(name: string): Promise<string | undefined> {
    const { sdk, client } = await this.connection();
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand(this.objectOf(name)));
      return await Body?.transformToString();
    } catch (error) {
      if (statusOf(error) === 404 && nameOf(error) !== "NoSuchBucket") return undefined;
      throw error;
    }
  }

  async names(): Promise<string[]> {
    const { sdk, client } = await this.connection();
    const { bucket, prefix } = this.place;
    const names: string[] = [];
    const pages = sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix });
    for await (const { Contents = [] } of pages)
      names.push(...Contents.map(({ Key = "" }) => Key.slice(prefix.length)));
    return names;
  }

  async write(name: string, text: string, isNew: boolean): Promise<void> {
    if (!isNew) return this.put(name, text);
    try {
      await this.put(name, text, onlyIfNew(this.place.endpoint));
    } catch (error) {
      // A store that cannot look first.
      if (statusOf(error) === 501) return this.put(name, text);
      if (statusOf(error) !== 412 && statusOf(error) !== 409) throw error;
      // The first answer may have been lost, and this be the one to a repeat.
      if ((await this.read(name)) !== text) throw new Taken();
    }
  }

  async remove(name: string): Promise<void> {
    const { sdk, client } = await this.connection();
    await client.send(new sdk.DeleteObjectCommand(this.objectOf(name)));
  }

  private async put(
    name: string,
    text: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { sdk, client } = await this.connection();
    const object = { ...this.objectOf(name), Body: text, ContentType: "application/json" };
    const command = new sdk.PutObjectCommand(object);
    command.middlewareStack.add(
      (next) => (call) => {
        if (isRecord(call.request) && isRecord(call.request.headers))
          Object.assign(call.request.headers, headers);
        return next(call);
      },
      { step: "build" },
    );
    await client.send(command);
  }

  private objectOf(name: string) {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${name}` };
  }

  private connection(): Promise<Connection> {
    const key = JSON.stringify(this.place);
    const known = connections.get(key);
    if (known) return known;
    const made = connect(this.place);
    connections.set(key, made);
    return made;
  }
}

async function connect({ endpoint, isInPath, region }: JournalBucket): Promise<Connection> {
  const sdk = await load();
  const client = new sdk.S3Client({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle: isInPath,
    maxAttempts: mostAttempts,
    requestHandler: patience,
    // Stores of other vendors do not know the SDK's newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { sdk, client };
}

/** Only who keeps the journal in a bucket needs the SDK. */
async function load(): Promise<typeof S3> {
  try {
    return await import("@aws-sdk/client-s3");
  } catch (error) {
    if (!/MODULE_NOT_FOUND|UNDECLARED_DEPENDENCY/.test(String(partOf(error, "code")))) throw error;
    throw new SettingError(
      "pulumi-media-tasks:journal names a bucket, and @aws-sdk/client-s3 is not installed. What to do: install it beside pulumi-media-tasks, or set the journal to a folder",
    );
  }
}

function statusOf(error: unknown): unknown {
  return partOf(partOf(error, "$metadata"), "httpStatusCode");
}

function nameOf(error: unknown): unknown {
  return partOf(error, "name");
}
