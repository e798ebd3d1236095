import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where settings come from besides the stack's configuration. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** The content of a file in the user's home folder, if it can be read. */
  readonly homeFile: (path: string) => string | undefined;
}

/** The process's own environment and home folder. */
export const systemSurroundings: Surroundings = {
  environment: process.env,
  home: homedir(),
  homeFile: (path) => {
    try {
      return readFileSync(join(homedir(), path), "utf8");
    } catch {
      return undefined;
    }
  },
};
