import { test } from "@jest/globals";
import { expectLookups } from "./lookups";

test(
  "look-ups work at preview and in updates, and wait for what is not known",
  () => expectLookups("pulumi"),
  120_000,
);
