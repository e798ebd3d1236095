import { expect, test } from "@jest/globals";
import { engines } from "../../package.json";
import { requireNode } from "../../sdk/core/requireNode";

test.each(["22.19.0", "22.20.1", "23.0.0", "24.21.0"])("Node.js %s will do", (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test.each(["20.20.2", "22.18.0", "18.0.0"])("Node.js %s is refused, with what to do", (version) => {
  expect(() => requireNode(version)).toThrow(
    `pulumi-media-tasks needs Node.js 22.19 or newer, and this is ${version}. What to do: `,
  );
});

test("package.json asks for the same", () => {
  expect(engines.node).toBe(">=22.19.0");
});
