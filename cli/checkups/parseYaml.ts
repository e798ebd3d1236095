import { createRequire } from "node:module";

/** Understands a YAML text, by the parser that Pulumi's SDK reads its own files with. */
export function parseYaml(text: string): unknown {
  const load = createRequire(require.resolve("@pulumi/pulumi/package.json"));
  const { load: parse }: { load(text: string): unknown } = load("js-yaml");
  return parse(text);
}
