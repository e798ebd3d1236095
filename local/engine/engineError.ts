/** A problem that the user can act on: its message is shown as it is, without a stack. */
export class EngineError extends Error {
  override readonly name = "EngineError";

  constructor(
    message: string,
    /** As the CLI exits. */
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

/** The run is over, and the user has been told why: whoever waits must stop without a word. */
export class Terminated extends Error {
  override readonly name = "Terminated";
}

/** The sentence for everything that only the real engine can do. */
export function unsupported(feature: string): EngineError {
  return new EngineError(`The local engine does not support ${feature}; use the pulumi CLI for that.`);
}

const notFound = 6;

/** There is no stack of this name. */
export function unknownStack(stack: string): EngineError {
  return new EngineError(`no stack named '${stack}' found`, notFound);
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of a system error, such as "ENOENT". */
export function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}
