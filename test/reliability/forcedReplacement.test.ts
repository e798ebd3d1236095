import { test } from "@jest/globals";
import { expectForcedReplacements, expectWrongAdoptionHarmless } from "./forcedReplacement";

const patience = 120_000;

test(
  "a replacement that is asked for makes another one, or says how",
  () => expectForcedReplacements("lean"),
  patience,
);
test("a wrong id to take over stops nothing", () => expectWrongAdoptionHarmless("lean"), patience);
