import { readFileSync } from "node:fs";
import { messageOf } from "../provider/http/errors";
import { Failure } from "./command";

const standardInput = 0;

/** Reads a file of JSON; "-" is the standard input. */
export function readJson(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Reads a file of text; "-" is the standard input. */
export function readText(file: string): string {
  try {
    return readFileSync(file === "-" ? standardInput : file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): Failure {
  return new Failure(`${file === "-" ? "the standard input" : file} cannot be read: ${messageOf(error)}`);
}
