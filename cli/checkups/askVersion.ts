import { execFile } from "node:child_process";

/** A command may take as long, in milliseconds. */
const patience = 20_000;

/** What a command on the PATH of an environment answers when it is asked for its version; undefined where it gives none. */
export function askVersion(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = { env: { ...environment }, timeout: patience, windowsHide: true };
    execFile(command, args, options, (error, output) => {
      const [version] = /\d+\.\d+\.\d+\S*/.exec(output) ?? [];
      resolve(error ? undefined : version);
    });
  });
}
