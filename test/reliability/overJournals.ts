import { afterAll, beforeAll, beforeEach, describe } from "@jest/globals";
import type { TypeUnderTest } from "../contract/describeType";
import { type Ability, typesThat } from "../contract/typesThat";
import { type BucketJournal, BucketServer } from "../provider/BucketServer";

/** One of the places where a journal lies. */
export interface JournalKind {
  readonly name: "a folder" | "a bucket";
  /** The types that can do all of it, and whose tests there say more than those over the folder. */
  typesThat(...able: readonly Ability[]): readonly TypeUnderTest[];
}

const folder: JournalKind = { name: "a folder", typesThat };
const bucket: JournalKind = {
  name: "a bucket",
  typesThat: (...able) => typesThat(...able, "be journaled"),
};

/** Runs the same tests over a journal in a folder of the machine, and over one in a bucket, each in an empty place. */
export function overJournals(
  stage: () => { bucket: BucketJournal | undefined },
  tests: (kind: JournalKind) => void,
): void {
  describe(`its journal in ${folder.name}`, () => tests(folder));
  describe(`its journal in ${bucket.name}`, () => {
    let server: BucketServer;
    beforeAll(async () => {
      server = await BucketServer.start();
    });
    afterAll(() => server[Symbol.asyncDispose]());
    beforeEach(() => {
      stage().bucket = server.journal();
    });
    tests(bucket);
  });
}
