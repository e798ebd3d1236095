import type { z } from "zod";
import { application } from "../../../sdk/volcengine/rtc/Application";
import { allPages } from "../../core/allPages";
import { incomplete } from "../../http/reply";
import type { connectRtc } from "./Rtc";

type Rtc = ReturnType<typeof connectRtc>;

const { currentStatus } = application.outputs.shape;

const pageSize = 100;

/** The applications of the account, or the one of an id. */
export function listApplications(rtc: Rtc, appId?: string) {
  return allPages(async (offset) => {
    const { result } = await rtc.listApps({ appId, offset: String(offset), limit: String(pageSize) });
    // An answer that is cut short must not pass for a list without it.
    if (result === undefined) throw incomplete("Volcengine rtc ListApps", "Result");
    const { appList: page = [], total = 0 } = result;
    return { page, total };
  });
}

const statuses = { 0: "creating", 1: "running", 6: "suspended", 98: "disabled" } as const;

/** What a status of the list says. */
export function statusOf(told: number | undefined): z.output<typeof currentStatus> {
  return isKnown(told) ? statuses[told] : "unverified";
}

function isKnown(told: number | undefined): told is keyof typeof statuses {
  return told !== undefined && Object.hasOwn(statuses, told);
}
