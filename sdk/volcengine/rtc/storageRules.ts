import type { z } from "zod";
import type { FacetPath } from "../../core/facets";
import { heeded, only, type Requirement, requiredIf } from "../../core/requirements";
import type { SegmentStorageConfig } from "./storage";

/** What the inputs of everything have that stores files. */
interface Storing {
  readonly storageConfig: z.input<typeof SegmentStorageConfig>;
}

const custom = "storageConfig.customConfig";
const inTos = { path: "storageConfig.type", values: [0], meaning: "TOS, the default" } as const;
const inVod = { path: "storageConfig.type", values: [1], meaning: "VOD" } as const;
const elsewhere = { path: "storageConfig.type", values: [2], meaning: "another vendor's storage" } as const;

const amazonRegions = [{ from: 0, to: 6 }, 8, { from: 10, to: 16 }, { from: 18, to: 22 }, 24];

/** What must hold across the parameters of a storage, whatever is stored. */
export const storageRules: readonly Requirement<FacetPath<Storing>>[] = [
  requiredIf("storageConfig.tosConfig", inTos),
  requiredIf("storageConfig.vodConfig", inVod),
  requiredIf(custom, elsewhere),
  only(`${custom}.region`, amazonRegions, {
    when: [{ path: `${custom}.vendor`, values: [0] }],
    level: "warning",
    problem: "it is {value}, which the vendor's table of Amazon S3 regions does not serve",
    advice: "use one of https://www.volcengine.com/docs/6348/1167931",
  }),
  ...heeded(["storageConfig.tosConfig"], [inTos]),
  ...heeded(["storageConfig.vodConfig"], [inVod]),
  ...heeded([custom], [elsewhere]),
];
