// npx as the pipelines call it: the command line of this package, with the endpoint of the emulated vendors.
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

const [name, command, ...rest] = process.argv.slice(2);
if (name !== "pulumi-media-tasks") throw new Error(`no pipeline calls "npx ${name}"`);
if (command === "report") {
  const [preview, flag, out] = rest;
  if (flag !== "--out" || rest.length !== 3) throw new Error(`report was called with ${rest.join(" ")}`);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "report.md"), `# Report\n\n${readFileSync(preview, "utf8")}`);
} else {
  const endpoint = command === "orphans" ? ["--config", `tencentcloud:endpoint=${process.env.ENDPOINT}`] : [];
  const volcengine = command === "orphans" ? ["--config", `volcengine:endpoint=${process.env.ENDPOINT}`] : [];
  process.argv.splice(2, process.argv.length, command, ...rest, ...endpoint, ...volcengine);
  require(join(__dirname, "../../../dist/cli/main.js"));
}
