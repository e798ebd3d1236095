import { describe, test } from "@jest/globals";
import { expectOutByAdopt, expectOutByLateAdopt, expectOutByOption, expectOutByRecord } from "./waysOut";

const patience = 240_000;

describe("each way out of a killed run leads out", () => {
  test("adopt --id", () => expectOutByAdopt("pulumi"), patience);
  test("lifecycle.adopt", () => expectOutByOption("pulumi"), patience);
  test("adopt, afterwards", () => expectOutByLateAdopt("pulumi"), patience);
  test("the record is deleted", () => expectOutByRecord("pulumi"), patience);
});
