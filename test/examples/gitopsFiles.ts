import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

interface Yaml {
  loadAll(text: string): unknown[];
  dump(value: unknown, options?: { noRefs?: boolean; lineWidth?: number }): string;
}

/** Of Pulumi's own dependencies. */
export const yaml: Yaml = createRequire(require.resolve("@pulumi/pulumi/package.json"))("js-yaml");

const root = resolve(__dirname, "../..");

/** What the tests may call of what is installed. */
export const installed = join(root, "node_modules");

/** The folder of the example. */
export const example = join(root, "examples/gitops");

/** What a file of the example says. */
export const textOf = (file: string): string => readFileSync(join(example, file), "utf8");

/** The workflows of GitHub, by name. */
export const workflows = ["preview", "up", "drift"] as const;

/** What a workflow of GitHub says. */
export const workflowText = (name: string): string => textOf(`.github/workflows/${name}.yml`);
