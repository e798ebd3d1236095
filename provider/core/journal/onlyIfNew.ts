/** Vendors whose stores have a header of their own in the place of If-None-Match, by the ends of their hosts. */
const own: readonly (readonly [host: RegExp, header: string])[] = [
  [/\.myqcloud\.com$/, "x-cos-forbid-overwrite"],
  [/\.(volces|ivolces|bytepluses)\.com$/, "x-tos-forbid-overwrite"],
];

/** The header by which a store keeps an object only where it has none of its name. */
export function onlyIfNew(endpoint: string | undefined): Readonly<Record<string, string>> {
  const host = endpoint === undefined ? "" : new URL(endpoint).hostname;
  const [, header] = own.find(([ending]) => ending.test(host)) ?? [];
  return header === undefined ? { "If-None-Match": "*" } : { [header]: "true" };
}
