import type { PolicyResourceOptions } from "@pulumi/policy";
import { wrongSettings } from "../policies/core/settings";
import { type Subject, subjectOf } from "../policies/core/subject";
import { costOf, type Prices, pricesSchema, renderCost } from "../policies/cost";
import { nameOf } from "../provider/core/identity";
import { deploymentOf } from "../provider/deploymentOf";
import { isRecord } from "../sdk/core/isRecord";
import { command, Failure, Misuse } from "./command";
import { readJson } from "./readJson";

function readPrices(file: string): Prices {
  const table = readJson(file);
  const parsed = pricesSchema.safeParse(table);
  if (parsed.success) return parsed.data;
  const problems = isRecord(table) ? [...wrongSettings(pricesSchema, table).values()].flat() : [];
  throw new Failure([`${file} is no price table:`, ...problems].join("\n  "));
}

/** A state does not tell the options of a resource, and no price depends on them. */
const noOptions: PolicyResourceOptions = {
  protect: false,
  ignoreChanges: [],
  aliases: [],
  customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
  additionalSecretOutputs: [],
};

/** The resources of this package in what `pulumi stack export` wrote. */
function readStack(file: string): Subject[] {
  const deployment = deploymentOf(readJson(file));
  if (deployment === undefined) throw new Failure(`${file} is not what \`pulumi stack export\` writes.`);
  return deployment.resources.flatMap((resource) => {
    if (!isRecord(resource) || resource["delete"] === true) return [];
    const { type, inputs } = resource;
    const urn = String(resource["urn"]);
    const name = nameOf(urn);
    return (
      subjectOf({ type: String(type), urn, name, props: inputs, opts: noOptions }, () => undefined) ?? []
    );
  });
}

/** Tells what a stack costs. */
export const policiesCost = command({
  name: "policies cost",
  summary: "Tells what the tasks of a stack cost while they run, by a price table.",
  words: [],
  flags: {
    "stack-file": { type: "string", value: "FILE", description: "what `pulumi stack export` wrote" },
    prices: { type: "string", value: "FILE", description: "a table like policies/prices.example.json" },
    json: { type: "boolean", description: "as JSON" },
  },
  run({ flags: { "stack-file": stack, prices, json }, print }) {
    if (stack === undefined || prices === undefined)
      throw new Misuse("--stack-file and --prices are needed.");
    print(renderCost(costOf(readStack(stack), readPrices(prices)), json ? "json" : "text").trimEnd());
    return 0;
  },
});
