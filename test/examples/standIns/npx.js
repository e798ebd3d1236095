// npx as the pipelines call it: the command line of this package, with the endpoint of the emulated vendors.
const { join } = require("node:path");

const [name, command, ...rest] = process.argv.slice(2);
if (name !== "pulumi-media-tasks") throw new Error(`no pipeline calls "npx ${name}"`);
const vendors = command === "orphans" ? ["tencentcloud", "volcengine"] : [];
const endpoints = vendors.flatMap((vendor) => ["--config", `${vendor}:endpoint=${process.env.ENDPOINT}`]);
process.argv.splice(2, process.argv.length, command, ...rest, ...endpoints);
require(join(__dirname, "../../../dist/cli/main.js"));
