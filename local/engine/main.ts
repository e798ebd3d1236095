import { runCommand } from "./commandLine";
import { EngineError } from "./engineError";

const leftAtOnce = 8;

/** The first Ctrl-C lets what is under way end; the second ends everything. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(leftAtOnce);
    console.error("Cancelling: waiting for what is under way. Press Ctrl-C again to leave at once.");
    controller.abort();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);
  return controller.signal;
}

// A run goes on, and saves its state, when nobody reads any more what it prints.
for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);

runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  environment: process.env,
  display: { write: (text) => void process.stdout.write(text), isTerminal: process.stdout.isTTY === true },
  signal: interruptSignal(),
}).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error("error:", error instanceof EngineError ? error.message : error);
    process.exitCode = error instanceof EngineError ? error.exitCode : 1;
  },
);
