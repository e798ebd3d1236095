// Runs alone: it takes long, and others can run beside it.
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { type BucketServer, refuse } from "../provider/BucketServer";
import { failureOf, Stage } from "../provider/support";
import { crashTable } from "./crashTable";
import { DynamicWay } from "./DynamicWay";
import { fault } from "./matrix";
import { type JournalKind, overJournals } from "./overJournals";
import { openStarts, resourceOf } from "./support";

crashTable((stage) => new DynamicWay(stage));

let stage: Stage;

/** A way in which a journal cannot be used. */
interface Broken {
  readonly what: string;
  /** Breaks the place of a record. */
  readonly breakIt: (path: string) => unknown;
  readonly says: string;
}

/** What holds for records, wherever they are. */
const brokenRecords: readonly Broken[] = [
  {
    what: "a record is damaged",
    breakIt: (path) => stage.journal.write(path, '{"urn":'),
    says: "it is no record of a start",
  },
  {
    what: "a record is of something else",
    breakIt: (path) => stage.journal.write(path, "[]"),
    says: "it is no record of a start",
  },
];

/** A store that answers each request so. */
const answering = (status: number, code: string): Broken => ({
  what: `the store answers ${status} ${code}`,
  breakIt: () => intercept((_request, response) => refuse(response, status, code)),
  says: `${code} it says`,
});

function intercept(by: BucketServer["intercept"]): void {
  if (stage.bucket === undefined) throw new Error("the journal is in no bucket");
  stage.bucket.server.intercept = by;
}

const broken: Readonly<Record<JournalKind["name"], readonly Broken[]>> = {
  "a folder": [
    {
      what: "the disk is full",
      breakIt: (path) => symlinkSync("/dev/full", `${path}.${process.pid}.tmp`),
      says: "ENOSPC",
    },
    {
      what: "the place is taken",
      breakIt: (path) => mkdirSync(`${path}.${process.pid}.tmp`),
      says: "EISDIR",
    },
    ...brokenRecords,
  ],
  "a bucket": [
    {
      what: "the store breaks connections off",
      breakIt: () =>
        intercept(({ socket }) => {
          socket.destroy();
          return true;
        }),
      says: "socket hang up",
    },
    {
      what: "the store takes nothing more",
      breakIt: () =>
        intercept(({ method }, response) => method === "PUT" && refuse(response, 507, "InsufficientStorage")),
      says: "InsufficientStorage it says",
    },
    answering(403, "AccessDenied"),
    answering(404, "NoSuchBucket"),
    answering(503, "SlowDown"),
    ...brokenRecords,
  ],
};

describe(fault(24), () => {
  beforeEach(async () => {
    stage = await Stage.start({ now: Date.now() });
  });
  afterEach(() => stage[Symbol.asyncDispose]());

  overJournals(
    () => stage,
    ({ name }) => {
      test.each(broken[name])("$what", async ({ breakIt, says }) => {
        const relay = resourceOf(stage, cdnRelay);
        await relay.create(cdnRelay.inputs);
        const [{ path } = { path: "" }] = openStarts(stage);
        await relay.delete();
        await breakIt(path);
        const calls = stage.sent.length;
        const message = await failureOf(relay.create(cdnRelay.inputs));
        expect(message).toMatch(/^the journal of starts cannot be (read|written): /);
        for (const text of [path, says, "Nothing was started. What to do: ", "pulumi-media-tasks:journal"])
          expect(message).toContain(text);
        expect(stage.sent).toHaveLength(calls);
        // What needs no journal is started all the same.
        await resourceOf(stage, volcengineRecording).create(volcengineRecording.quick);
        const elsewhere = { "pulumi-media-tasks:journal": join(stage.home, "elsewhere") };
        await stage.resource(cdnRelay.type, cdnRelay.name, elsewhere).create(cdnRelay.inputs);
      });
    },
  );

  test("a place that can be no folder", async () => {
    const config = { "pulumi-media-tasks:journal": "/dev/null/journal" };
    const message = await failureOf(stage.resource(cdnRelay.type, "relay", config).create(cdnRelay.inputs));
    expect(message).toContain("/dev/null/journal");
    expect(stage.sent).toEqual([]);
  });
});
