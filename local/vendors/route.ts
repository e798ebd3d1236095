import { type Exchange, header, type Named } from "./protocol";
import type { Service } from "./service";
import { type Vendor, vendorOf } from "./serviceName";
import { isSignedV1 } from "./tencentSignatureV1";
import { algorithm, credentialOf, isSignedInQuery } from "./volcengineSignature";

/** Who answers a request: a vendor's gateway, and its service where the emulator has it. */
export interface Route {
  readonly vendor: Vendor;
  /** The service that the request asks for; empty where it names none. */
  readonly name: string;
  readonly service: Service | undefined;
}

/**
 * Finds who answers. The signing algorithm says which vendor a client speaks to, whatever it got wrong beside; without
 * one, the host does, and on a host that is none of the vendors', the first segment of the path.
 */
export function routeOf(
  exchange: Exchange,
  services: readonly Service[],
  named: (vendor: Vendor) => Named,
): Route | undefined {
  const segment = exchange.path.split("/")[1] ?? "";
  const byPath = services.find(({ name }) => name === segment);
  const vendor = vendorBySignature(exchange) ?? vendorByHost(exchange) ?? (byPath && vendorOf(byPath.name));
  if (vendor === undefined) return undefined;
  const known = services.filter(({ name }) => vendorOf(name) === vendor);
  const name = serviceByHost(exchange, vendor) || serviceByScope(exchange, vendor);
  if (name !== "") return { vendor, name, service: known.find((service) => service.name === name) };
  // Signature v1 has no scope, and a malformed one may have none.
  const { action, version } = named(vendor);
  const byVersion = known.find(
    (service) => Object.hasOwn(service.actions, action) && service.versions(action).includes(version),
  );
  const service = byPath && vendorOf(byPath.name) === vendor ? byPath : byVersion;
  return { vendor, name: service?.name ?? segment, service };
}

function vendorBySignature(exchange: Exchange): Vendor | undefined {
  const authorization = header(exchange, "authorization");
  if (authorization.startsWith("TC3-")) return "tencent";
  if (authorization.startsWith(algorithm)) return "volcengine";
  if (isSignedInQuery(exchange)) return "volcengine";
  if (isSignedV1(exchange) || header(exchange, "x-tc-action") !== "") return "tencent";
  return undefined;
}

const vendorHosts = { tencent: "tencentcloudapi.com", volcengine: "volcengineapi.com" } as const;

function hostOf(exchange: Exchange): string {
  return header(exchange, "host")
    .toLowerCase()
    .replace(/\.?(:\d+)?$/, "");
}

function vendorByHost(exchange: Exchange): Vendor | undefined {
  const host = hostOf(exchange);
  return (["tencent", "volcengine"] as const).find((vendor) => host.endsWith(`.${vendorHosts[vendor]}`));
}

/** By the first label of the vendor's host. Hosts that serve all of Volcengine's services leave it to the scope. */
function serviceByHost(exchange: Exchange, vendor: Vendor): string {
  const host = hostOf(exchange);
  if (!host.endsWith(`.${vendorHosts[vendor]}`)) return "";
  const label = host.split(".")[0] ?? "";
  if (vendor === "tencent") return label;
  if (label === "open-ap-singapore-1") return "rtc";
  return label.startsWith("open") ? "" : label;
}

function serviceByScope(exchange: Exchange, vendor: Vendor): string {
  if (vendor === "volcengine") return credentialOf(exchange)[3] ?? "";
  return /Credential=[^,\s/]*\/[^,\s/]*\/([^,\s/]*)\//.exec(header(exchange, "authorization"))?.[1] ?? "";
}
