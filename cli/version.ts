import { readJson } from "./readJson";

/** The version of this package. */
export function version(): string {
  const { version } = Object(readJson(require.resolve("pulumi-media-tasks/package.json")));
  return String(version);
}
