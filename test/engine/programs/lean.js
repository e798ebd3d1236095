// Loaded before the SDK: half of its start goes into a package manager and a compiler, which it needs to serialize
// functions, and into source maps. The programs here are JavaScript and have no functions to serialize.
const Module = require("node:module");

const load = Module._load;
const leftOut = ["@npmcli/arborist", "typescript", "source-map-support/register"];
/** Policy packs are compiled by ts-node, whatever they are written in. */
const isPolicyPack = process.argv[1]?.includes("run-policy-pack") ?? false;

if (!isPolicyPack) {
  Module._load = (request, ...rest) => (leftOut.includes(request) ? {} : load(request, ...rest));
}
