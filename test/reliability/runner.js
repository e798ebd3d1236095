// A provider process without an engine: carries out one verb for several resources at a time, as the engine does,
// and writes each state when the verb has returned. What happens is told line by line, so that a test can kill it.
const { renameSync, writeFileSync } = require("node:fs");
const { flushCompileCache } = require("node:module");
const { join } = require("node:path");
const { of } = require("../../dist/provider");

// It may be killed, and then keeps nothing for the next one.
flushCompileCache();

const { verb, resources, config, states, saves } = JSON.parse(process.argv[2]);

const tell = (event, name) => process.stdout.write(`${JSON.stringify({ event, name })}\n`);

async function carryOut({ type, name, inputs, id, state }) {
  const provider = of(type);
  const require = (key) => config[key];
  await provider.configure({ config: { get: (key) => config[key], require } });
  const news = {
    ...inputs,
    __provider: "text",
    __urn: `urn:pulumi:dev::school::pulumi-nodejs:dynamic/${type}::${name}`,
  };
  const { failures } = await provider.check({}, news);
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join());
  const results = {
    create: () => provider.create(news),
    update: async () => ({ id, ...(await provider.update(id, state, news)) }),
    delete: async () => ({ id, outs: await provider.delete(id, state) }),
  };
  const result = await results[verb]();
  tell("returned", name);
  // Between the provider's answer and the engine's save.
  if (!saves) await new Promise((resolve) => setTimeout(resolve, 3_600_000));
  // Whole or not at all, as an engine does.
  const path = join(states, `${name}.json`);
  writeFileSync(`${path}.tmp`, JSON.stringify({ id: result.id, state: result.outs ?? null }));
  renameSync(`${path}.tmp`, path);
  tell("saved", name);
}

tell("ready", "");
Promise.allSettled(resources.map(carryOut)).then((results) => {
  for (const { reason } of results) if (reason) process.stderr.write(`${reason.message}\n`);
  process.exit(0);
});
