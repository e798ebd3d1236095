import { readFileSync } from "node:fs";
import { messageOf } from "../provider/http/errors";
import { Failure } from "./command";

const standardInput = 0;

/** Reads a file of JSON; "-" is the standard input. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file === "-" ? standardInput : file, "utf8"));
  } catch (error) {
    throw new Failure(`${file === "-" ? "the standard input" : file} cannot be read: ${messageOf(error)}`);
  }
}
