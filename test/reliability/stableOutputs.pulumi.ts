import { test } from "@jest/globals";
import { expectStableOutputs, expectUntouchedDependents } from "./stableOutputs";

const patience = 120_000;

test(
  "the preview of an update knows the outputs that no update changes",
  () => expectStableOutputs("pulumi"),
  patience,
);
test(
  "what depends on a resource that is changed in place is left alone",
  () => expectUntouchedDependents("pulumi"),
  patience,
);
