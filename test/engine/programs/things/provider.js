// The provider of all things. It writes down every call, and does as world.json says.
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require("node:fs");

writeFileSync("provider.pid", String(process.pid));

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function world() {
  return existsSync("world.json") ? JSON.parse(readFileSync("world.json", "utf8")) : {};
}

function note(verb, name, detail = {}) {
  appendFileSync("calls.log", `${JSON.stringify({ verb, name, ...detail })}\n`);
}

function visible({ __provider, ...props }) {
  return props;
}

/** Holds a call named in world.json until the test lets it go. */
async function pass(verb, name) {
  const key = `${verb} ${name}`;
  while ((world().hold ?? []).includes(key)) await new Promise((done) => setTimeout(done, 20));
  const failure = world().fail?.[key];
  if (failure !== undefined) throw new Error(failure);
}

function failHalfway(verb, name, id, properties) {
  const reasons = world().partial?.[`${verb} ${name}`];
  if (reasons !== undefined) throw Object.assign(new Error("half made"), { id, properties, reasons });
}

const outputsOf = (inputs) => ({ ...inputs, state: `state of ${inputs.name}` });

module.exports = {
  async configure(request) {
    note("configure", "", { flavor: request.config.get("flavor"), token: request.config.get("token") });
  },
  async check(olds, news) {
    note("check", news.name, { olds: visible(olds), news: visible(news) });
    const failures = news.bad === undefined ? [] : [{ property: "bad", reason: "must not be there" }];
    return { inputs: { ...news, checked: true }, failures };
  },
  async diff(id, olds, news) {
    note("diff", news.name, { id });
    const changed = ["value", "list", "nested", "password"].filter(
      (key) => JSON.stringify(olds[key]) !== JSON.stringify(news[key]),
    );
    const replaces = JSON.stringify(olds.key) !== JSON.stringify(news.key) ? ["key"] : [];
    return {
      changes: changed.length + replaces.length > 0,
      replaces,
      deleteBeforeReplace: news.first === true,
    };
  },
  async create(inputs) {
    note("create", inputs.name, { inputs: visible(inputs) });
    if (JSON.stringify(inputs).includes(unknown)) throw new Error("an unknown value reached create");
    await pass("create", inputs.name);
    const id = `${inputs.name}-${inputs.key ?? 0}`;
    failHalfway("create", inputs.name, id, outputsOf(inputs));
    return { id, outs: outputsOf(inputs) };
  },
  async update(id, olds, news) {
    note("update", news.name, { id, olds: visible(olds), news: visible(news) });
    await pass("update", news.name);
    failHalfway("update", news.name, id, outputsOf(news));
    return { outs: outputsOf(news) };
  },
  async delete(id, props) {
    note("delete", props.name, { id });
    await pass("delete", props.name);
  },
  async read(id, props) {
    note("read", props.name, { id });
    const { gone = [], drift = {} } = world();
    if (gone.includes(id)) return {};
    return { id, props: { ...props, ...drift[id] } };
  },
};
