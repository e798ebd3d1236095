import { test } from "@jest/globals";
import { expectKilledSwitch, expectSwitch } from "./desired";

const patience = 240_000;

test("lifecycle.desired starts, stops and starts again in place", () => expectSwitch("pulumi"), patience);
test(
  "a run that is killed while it starts again leaves nothing unknown",
  () => expectKilledSwitch("pulumi"),
  patience,
);
