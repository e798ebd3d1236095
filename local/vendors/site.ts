import type { ActionFacts, FieldFacts, ServiceFacts } from "./facts";

/** The two sites of Tencent Cloud. Their APIs differ in a few fields and regions. */
export const sites = ["international", "mainland"] as const;

/** One of the two sites. */
export type Site = (typeof sites)[number];

/** The site that a host name of the vendor belongs to; undefined for any other host, as that of a loopback address. */
export function siteOfHost(host: string): Site | undefined {
  const name = host.replace(/:\d+$/, "");
  if (!/\.tencentcloudapi\.com\.?$/i.test(name)) return undefined;
  return /\.intl\./i.test(name) ? "international" : "mainland";
}

/** What a service takes at a site; without a site, what either takes. */
export function factsAt(facts: ServiceFacts, site: Site | undefined): ServiceFacts {
  if (site === "international") return facts;
  const known = site === undefined ? takenByEither : takenInChina;
  const found = known.get(facts) ?? extended(facts, site);
  known.set(facts, found);
  return found;
}

const takenByEither = new WeakMap<ServiceFacts, ServiceFacts>();
const takenInChina = new WeakMap<ServiceFacts, ServiceFacts>();

type Fields = ServiceFacts["structures"][string]["fields"];

function extended(facts: ServiceFacts, site: "mainland" | undefined): ServiceFacts {
  const regionsOf = (action: ActionFacts) => {
    const regions = action.regions ?? facts.regions;
    const inChina = action.regionsMainland ?? facts.regionsMainland ?? regions;
    return site === "mainland" ? inChina : [...new Set([...regions, ...inChina])];
  };
  const added = Object.entries(facts.mainlandOnlyFields ?? {});
  const left = site === "mainland" ? (facts.internationalOnlyFields ?? []) : [];
  const fieldsOf = (structure: string, fields: Fields): Fields =>
    Object.fromEntries([
      ...Object.entries(fields).filter(([name]) => !left.includes(`${structure}.${name}`)),
      ...added.flatMap(([path, field]): [string, FieldFacts][] => {
        const [owner, name = ""] = path.split(".");
        return owner === structure ? [[name, field]] : [];
      }),
    ]);
  return {
    ...facts,
    actions: mapped(facts.actions, (action) => ({ ...action, regions: regionsOf(action) })),
    structures: mapped(facts.structures, ({ fields }, name) => ({
      fields: fieldsOf(name, fields),
    })),
  };
}

function mapped<T>(from: { readonly [name: string]: T }, change: (value: T, name: string) => T) {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, change(value, name)]));
}
