import { test } from "@jest/globals";
import { rotateKeys } from "./rotatedKeys";

test("keys are rotated, on the pulumi CLI", () => rotateKeys("pulumi"), 600_000);
