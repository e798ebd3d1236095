import type { connectVod } from "./Vod";

type Vod = ReturnType<typeof connectVod>;

const pageSize = 200;

/** The applications that fit, from the vendor's list, which has no filter by id. */
export async function listSubApplications(vod: Vod, name: string | undefined) {
  const applications = [];
  for (;;) {
    const { subAppIdInfoSet: page = [], totalCount = 0 } = await vod.describeSubAppIds({
      name,
      offset: applications.length,
      limit: pageSize,
    });
    applications.push(...page);
    if (page.length === 0 || applications.length >= totalCount) return applications;
  }
}

/** What a status of the list says; one that has no name any more is destroyed. */
export function statusOf(text: string | undefined): "On" | "Off" | "Destroying" | "Destroyed" {
  return text === "On" || text === "Off" || text === "Destroying" ? text : "Destroyed";
}
