import { costOf, renderCost } from "../policies/cost";
import type { Billed } from "../policies/cost/costOf";
import { contracts } from "../sdk/contracts";
import { isTypeOf } from "../sdk/core/contract";
import { deploymentOf } from "../sdk/core/deploymentOf";
import { isRecord } from "../sdk/core/isRecord";
import { billedOf } from "./billedOf";
import { command, Failure, Misuse } from "./command";
import { readJson } from "./readJson";
import { readPrices } from "./readPrices";

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

/** The resources of this package in what `pulumi stack export` wrote. */
function readStack(file: string): Billed[] {
  const deployment = deploymentOf(readJson(file));
  if (deployment === undefined) throw new Failure(`${file} is not what \`pulumi stack export\` writes.`);
  return deployment.resources.flatMap((resource) => {
    if (!isRecord(resource) || resource["delete"] === true) return [];
    const { type, inputs } = resource;
    const contract = contracts.find((known) => isTypeOf(known, type));
    if (contract === undefined) return [];
    return [billedOf(contract, String(resource["urn"]), inputs)];
  });
}
