// A provider process that is told line by line what to do, as Pulumi's engine tells it by gRPC. Its clock runs faster,
// since a cycle takes half an hour of waiting, and it tells its user nothing.
const { createInterface } = require("node:readline");
const { setTimeout: wait } = require("node:timers/promises");
const { createProvider } = require("../../dist/provider/createProvider");
const { createRun } = require("../../dist/provider/core/host");
const { systemHost } = require("../../dist/provider/systemHost");

const { config, began, speed } = JSON.parse(process.argv[2]);
const host = systemHost();
Object.assign(host.runtime.clock, {
  now: () => began + (Date.now() - began) * speed,
  sleep: (milliseconds) => wait(milliseconds / speed),
});
Object.assign(host.output, { info() {}, warning() {} });

const providers = new Map();

async function providerOf(type) {
  if (!providers.has(type)) {
    const provider = createProvider(type, host);
    await provider.configure({ config: { get: (key) => config[key] } });
    providers.set(type, provider);
  }
  return providers.get(type);
}

/** What the process holds between two runs, after everything was let go that can be: some of it only in a later turn. */
async function usage() {
  services.endRun();
  for (let turn = 0; turn < 3; turn += 1) {
    await wait(1);
    globalThis.gc();
  }
  const { heapUsed: heap, rss } = process.memoryUsage();
  // The list of active resources leaves out connections that are kept for the next call.
  const { libuv } = process.report.getReport();
  const sockets = libuv.filter(({ type, is_active }) => type === "tcp" && is_active).length;
  return { heap, rss, sockets };
}

const services = {
  usage,
  /** What one run of the engine knows ends with its process; here one process has many runs. */
  endRun() {
    Object.assign(host, { run: createRun() });
  },
};

const answer = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

createInterface({ input: process.stdin }).on("line", async (line) => {
  const { number, type, verb, values } = JSON.parse(line);
  try {
    const result = await (type ? (await providerOf(type))[verb](...values) : services[verb]());
    answer({ number, result });
  } catch ({ message, id, properties }) {
    answer({ number, failure: { message, id, properties } });
  }
});
