import { allPages } from "../../core/allPages";
import type { connectVod } from "./Vod";

type Vod = ReturnType<typeof connectVod>;

const pageSize = 200;

/** The applications that fit, from the vendor's list, which has no filter by id. */
export function listSubApplications(vod: Vod, name: string | undefined) {
  return allPages(async (offset) => {
    const { subAppIdInfoSet: page = [], totalCount: total = 0 } = await vod.describeSubAppIds({
      name,
      offset,
      limit: pageSize,
    });
    return { page, total };
  });
}

/** What a status of the list says; one that has no name any more is destroyed. */
export function statusOf(text: string | undefined): "On" | "Off" | "Destroying" | "Destroyed" {
  return text === "On" || text === "Off" || text === "Destroying" ? text : "Destroyed";
}
