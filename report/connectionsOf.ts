import { facetsIn } from "./facetsIn";
import type { Row } from "./Report";
import type { PlannedResource } from "./read/PlannedStack";

type Connection = Row<"connections">;

const notTold = "(not known before the update, or a secret)";

/** The host of an address; nothing else of it may be shown. */
function hostOf(address: string): string {
  return URL.parse(address)?.host || "(an address)";
}

/**
 * Where a resource takes streams and files from, and where it sends them to: rooms, hosts and stores. Of an address the
 * host is told alone.
 */
export function connectionsOf(resource: PlannedResource): Connection[] {
  const { urn, name, contract, after } = resource;
  // What is no task and no job moves nothing by itself.
  if (after === undefined || (contract.kind !== "task" && contract.kind !== "job")) return [];
  const rooms = facetsIn(resource, "room").flatMap(({ id, sends }): Omit<Connection, "urn">[] => {
    if (!id.given) return [];
    const room = `room ${id.value ?? notTold}`;
    return [sends.value ? { from: name, to: room, kind: "sends" } : { from: room, to: name, kind: "takes" }];
  });
  const media = facetsIn(resource, "address").flatMap(({ use, url }): Omit<Connection, "urn">[] =>
    use.value === "media" && url.given
      ? [{ from: url.value === undefined ? notTold : hostOf(url.value), to: name, kind: "loads" }]
      : [],
  );
  const stores = facetsIn(resource, "store").map(
    ({ vendor, bucket, region, applicationId }): Omit<Connection, "urn"> => {
      const place =
        bucket.value ??
        (applicationId.value === undefined ? undefined : `application ${applicationId.value}`);
      const where = [place ?? (bucket.given ? notTold : undefined), region.value].filter(
        (part) => part !== undefined,
      );
      return { from: name, to: [vendor.value ?? "a store", ...where].join(" "), kind: "stores" };
    },
  );
  const pushes = after.pushes.map(
    ({ host }): Omit<Connection, "urn"> => ({
      from: name,
      to: host ?? "CDN (address is a secret)",
      kind: "pushes",
    }),
  );
  const all = [...rooms, ...media, ...stores, ...pushes].map((row) => ({ ...row, urn }));
  return [...new Map(all.map((row) => [JSON.stringify(row), row])).values()];
}
