// Registers the resources that resources.json lists. Texts "$secret:…" are secrets, and "$output:name.key" in a text
// is an output of a resource before. At preview it tells which outputs are known.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const media = require("pulumi-media-tasks");

const made = {};

function reviveText(text) {
  if (text.startsWith("$secret:")) return pulumi.secret(text.slice(8));
  const [, before, name, key] = /^(.*)\$output:(\w+)\.(\w+)$/.exec(text) ?? [];
  if (name === undefined) return text;
  return before === "" ? made[name][key] : pulumi.interpolate`${before}${made[name][key]}`;
}

function revive(value) {
  if (typeof value === "string") return reviveText(value);
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}

const list = JSON.parse(readFileSync(join(__dirname, "resources.json"), "utf8"));
for (const { type, name, inputs, options } of list) {
  const [vendor, service, noun] = type.split(/[/:]/);
  const Resource = media[vendor][service][noun];
  const resource = new Resource(name, revive(inputs), options);
  made[name] = resource;
  exports[name] = resource.id;
  if (!pulumi.runtime.isDryRun()) continue;
  for (const key of Object.keys(Resource.contract.outputs.shape)) {
    resource[key].apply((value) => value !== undefined && console.log(`known: ${name}.${key}`));
  }
}
