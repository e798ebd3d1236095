// The pulumi CLI as the pipelines call it, on the local engine, which has neither a backend nor a lock of its own kind.
const { copyFileSync, cpSync, rmSync } = require("node:fs");
const { join } = require("node:path");
const { parseArgs } = require("node:util");

const folder = ".pulumi-local";
const [command, ...rest] = process.argv.slice(2).filter((arg) => arg !== "--non-interactive");

/** The flags, of which the local engine has no organisation and no project in the name of a stack. */
function flagsOf(args, ...without) {
  const { tokens } = parseArgs({ args, strict: false, tokens: true, options: { stack: { type: "string" } } });
  const stack = tokens.find((token) => token.kind === "option" && token.name === "stack");
  const name = String(stack?.value).split("/").at(-1);
  return args.flatMap((arg, index) => {
    if (without.includes(arg)) return [];
    return args[index - 1] === "--stack" ? [name] : [arg];
  });
}

/** Goes on as the local engine: signals reach it as they reach the CLI. */
function run(...args) {
  process.argv.splice(2, process.argv.length, ...args);
  require(join(__dirname, "../../../dist/local/engine/main.js"));
}

switch (command) {
  case "preview":
    run("preview", ...flagsOf(rest));
    break;
  case "up":
    run("up", ...flagsOf(rest));
    break;
  case "refresh": {
    if (!rest.includes("--preview-only")) throw new Error("a refresh of a pipeline only looks");
    // What the local engine writes is taken back.
    const before = `${folder}.before`;
    cpSync(folder, before, { recursive: true });
    process.on("exit", () => {
      rmSync(folder, { recursive: true });
      cpSync(before, folder, { recursive: true });
      rmSync(before, { recursive: true });
    });
    run("refresh", ...flagsOf(rest, "--preview-only"), "--yes", "--skip-preview");
    break;
  }
  case "cancel":
    rmSync(join(folder, "dev.lock"));
    break;
  case "stack":
    copyFileSync(join(folder, "dev.json"), rest[rest.indexOf("--file") + 1]);
    break;
  default:
    throw new Error(`no pipeline calls "pulumi ${command}"`);
}
