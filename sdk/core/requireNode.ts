/** The oldest Node.js whose HTTP client, undici, runs: the major and minor version. */
const oldest = [22, 19] as const;

/** Throws where Node.js is too old: undici itself would end with a TypeError that names nothing. */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new Error(
    `pulumi-media-tasks needs Node.js ${oldest.join(".")} or newer, and this is ${version}. What to do: put a newer Node.js first on the PATH`,
  );
}

requireNode(process.versions.node);
