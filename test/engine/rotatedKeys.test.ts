import { test } from "@jest/globals";
import { rotateKeys } from "./rotatedKeys";

test("keys are rotated, on the local engine", () => rotateKeys("lean"), 120_000);
