import { describe, test } from "@jest/globals";
import { expectOutByAdopt, expectOutByLateAdopt, expectOutByOption, expectOutByRecord } from "./waysOut";

const patience = 120_000;

describe("each way out of a killed run leads out", () => {
  test("adopt --id", () => expectOutByAdopt("lean"), patience);
  test("lifecycle.adopt", () => expectOutByOption("lean"), patience);
  test("adopt, afterwards", () => expectOutByLateAdopt("lean"), patience);
  test("the record is deleted", () => expectOutByRecord("lean"), patience);
});
