// Loaded before the SDK: half of its start goes into a package manager and source maps. It needs the first to
// serialize functions only, and the second to show positions in TypeScript; the programs here have neither.
const Module = require("node:module");

const load = Module._load;
const leftOut = ["@npmcli/arborist", "source-map-support/register"];

Module._load = (request, ...rest) => (leftOut.includes(request) ? {} : load(request, ...rest));
