import { allPages } from "../../core/allPages";
import { incomplete } from "../../http/reply";
import type { connectRtc } from "./Rtc";

const pageSize = 100;

/** The business ids of an application, whose list has no filter. */
export function listBusinessIds(rtc: ReturnType<typeof connectRtc>, appId: string) {
  return allPages(async (offset) => {
    const { result } = await rtc.getAllBusinessID({
      ...{ appId, offset: String(offset), limit: String(pageSize) },
    });
    // An answer that is cut short must not pass for a list without it.
    if (result === undefined) throw incomplete("Volcengine rtc GetAllBusinessID", "Result");
    const { businessRecords: page = [], totalSize: total = 0 } = result;
    return { page, total };
  });
}
