// A program that registers what program.json lists: each test writes its own.
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

/** The same text for every resource, so that nothing has to be serialized. */
const provider = 'exports.handler = () => require(process.cwd() + "/provider.js");';

class Thing extends pulumi.CustomResource {
  constructor(name, props, options) {
    super(
      "pulumi-nodejs:dynamic:Thing",
      name,
      { state: undefined, ...props, name, __provider: provider },
      options,
    );
  }
}

class Group extends pulumi.ComponentResource {
  constructor(name, props, options) {
    super("things:index:Group", name, props, options);
  }
}

const program = JSON.parse(readFileSync("program.json", "utf8"));
const made = {};

/** "$secret:x" is a secret, "$config:key" a config value, "$name.prop" another resource's output, "$name" the resource. */
function resolve(value) {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item)]));
  }
  if (typeof value !== "string" || !value.startsWith("$")) return value;
  if (value.startsWith("$secret:")) return pulumi.secret(value.slice("$secret:".length));
  if (value.startsWith("$config:")) return new pulumi.Config().require(value.slice("$config:".length));
  if (value.startsWith("$secretConfig:"))
    return new pulumi.Config().requireSecret(value.slice("$secretConfig:".length));
  const [name, property] = value.slice(1).split(".");
  return property === undefined ? made[name] : made[name][property];
}

function register({ name, component, props = {}, options = {}, outputs }) {
  const resource = new (component ? Group : Thing)(name, resolve(props), resolve(options));
  if (outputs !== undefined) resource.registerOutputs(resolve(outputs));
  made[name] = resource;
}

async function run() {
  for (const resource of program.resources ?? []) register(resource);
  for (const line of program.print ?? []) console.log(line);
  if (program.evaluate !== undefined)
    await new Function("pulumi", "made", "Thing", program.evaluate)(pulumi, made, Thing);
  if (program.throws !== undefined) throw new Error(program.throws);
  if (program.awaitsForever) await new Promise(() => {});
  return resolve(program.outputs ?? {});
}

module.exports = run;
