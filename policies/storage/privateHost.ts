import { BlockList, isIP } from "node:net";

/** Addresses that are not routed on the internet: IANA's special-purpose registries, and multicast. */
const subnets = new BlockList();
for (const [network, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  subnets.addSubnet(network, bits, "ipv4");
}
for (const [network, bits] of [
  ["::", 127],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001:db8::", 32],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
] as const) {
  subnets.addSubnet(network, bits, "ipv6");
}

/** Last labels of names that no public server resolves: RFC 6761, RFC 6762 (appendix G) and RFC 8375. */
const privateName =
  /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid)$/;

/** Whether a host, as `readAddress` gives it, is reached in a private network only. */
export function isPrivateHost(host: string): boolean {
  const version = isIP(host);
  if (version !== 0) return subnets.check(host, version === 4 ? "ipv4" : "ipv6");
  return !host.includes(".") || privateName.test(host);
}
