import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineName } from "../engine/stack";
import { everything } from "./everything";
import { MediaStack, up } from "./mediaStack";

/** One folder for each state that was recorded: by a version of the package, on an engine. */
const recordings = join(__dirname, "../fixtures/states");

/** The program that a state is of, as the stack runs it. */
const program = "resources.json";

/** Stands for the emulator's address in what was recorded. */
const anyEndpoint = "http://127.0.0.1:1";

/** The names of the recorded states. */
export function recordedStates(): string[] {
  return readdirSync(recordings);
}

/** The program that a recorded state is of: types, names and inputs of its resources. */
export function recordedProgram(name: string): readonly { readonly type: string }[] {
  return JSON.parse(readFileSync(join(recordings, name, program), "utf8"));
}

/**
 * Records the state that this version writes, with its program, and the stack's settings that its secrets are encrypted
 * by.
 */
export async function recordState(name: string, engine: EngineName): Promise<void> {
  await using stack = await MediaStack.start(engine);
  stack.program(everything);
  await stack.init();
  const { exitCode, text } = await stack.run(up);
  if (exitCode !== 0) throw new Error(text);
  const folder = join(recordings, name);
  mkdirSync(folder);
  const write = (file: string, content: string) =>
    writeFileSync(join(folder, file), content.replaceAll(stack.vendors.endpoint, anyEndpoint));
  write("state.json", `${JSON.stringify(await stack.exported(), withoutPositions, 1)}\n`);
  for (const file of ["Pulumi.dev.yaml", program]) write(file, stack.read(file));
}

/** Where a program stood on the machine that recorded it is nobody's business. */
function withoutPositions(key: string, value: unknown): unknown {
  return key === "sourcePosition" || key === "stackTrace" ? undefined : value;
}

/** A stack that has a recorded state, and vendors that know nothing of it. */
export async function stackOf(name: string): Promise<MediaStack> {
  const stack = await MediaStack.start("lean");
  const read = (file: string) =>
    readFileSync(join(recordings, name, file), "utf8").replaceAll(anyEndpoint, stack.vendors.endpoint);
  stack.write(".pulumi-local/dev.json", read("state.json"));
  for (const file of ["Pulumi.dev.yaml", program]) stack.write(file, read(file));
  return stack;
}
