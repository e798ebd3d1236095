import { readFileSync } from "node:fs";
import { messageOf } from "../provider/http/errors";
import { Failure } from "./command";

/** Reads a file of JSON. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${messageOf(error)}`);
  }
}
