/** A vendor's site: each has its own accounts, regions and parameters. */
export type Site = "international" | "mainland";

/** What people call a site. */
export const siteTitles = {
  international: "the international site",
  mainland: "the site in China",
} as const satisfies Readonly<Record<Site, string>>;
