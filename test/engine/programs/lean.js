// Loaded before the SDK: most of its start goes into what it needs to compile TypeScript and to serialize functions,
// into tracing, source maps and the automation API. The programs and policy packs here are JavaScript and use none
// of it.
const Module = require("node:module");

const load = Module._load;
const leftOut = new Map([
  ["./automation", {}],
  ["@npmcli/arborist", {}],
  ["@opentelemetry/exporter-zipkin", {}],
  ["@opentelemetry/instrumentation", {}],
  ["@opentelemetry/instrumentation-grpc", {}],
  ["@opentelemetry/resources", {}],
  ["@opentelemetry/sdk-trace-base", {}],
  ["@opentelemetry/sdk-trace-node", {}],
  ["normalize-package-data", {}],
  ["source-map-support/register", {}],
  ["ts-node", { register() {} }],
  ["typescript", { version: "6.0.0" }],
]);

Module._load = (request, ...rest) => leftOut.get(request) ?? load(request, ...rest);
