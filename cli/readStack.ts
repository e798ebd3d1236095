import { type ExportedStack, readExportedStack } from "../provider/exportedStack";
import { messageOf } from "../provider/http/errors";
import { Failure } from "./command";
import { readJson } from "./readJson";

/** The flag by which a command is given the states of stacks. */
export const stackFilesFlag = {
  type: "string",
  multiple: true,
  value: "FILE",
  description: "what `pulumi stack export` wrote, - for standard input; once a stack",
} as const;

/** Reads the state of a stack. */
export function readStack(file: string): ExportedStack {
  const content = readJson(file);
  try {
    return readExportedStack(content);
  } catch (error) {
    throw new Failure(`${file}: ${messageOf(error)}`);
  }
}
