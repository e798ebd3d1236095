// Registers the resources that resources.json lists; texts "$secret:…" are secrets.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");
const media = require("pulumi-media-tasks");

function revive(value) {
  if (typeof value === "string" && value.startsWith("$secret:")) return pulumi.secret(value.slice(8));
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, revive(part)]));
}

const list = JSON.parse(readFileSync(join(__dirname, "resources.json"), "utf8"));
for (const { type, name, inputs } of list) {
  const [vendor, service, noun] = type.split(/[/:]/);
  const made = new media[vendor][service][noun](name, revive(inputs));
  exports[name] = made.id;
}
