import { getApplications as lookup } from "../../../sdk/volcengine/rtc/getApplications";
import type { LookupCall } from "../../core/lookUp";
import application from "./Application";
import { listApplications, statusOf } from "./listApplications";
import { connectRtc } from "./Rtc";

/** The applications of the account, page by page; the vendor filters by id alone. */
export const getApplications: LookupCall = {
  lookup,
  lifecycle: application,
  async find(session, { appName: wanted }) {
    const all = await listApplications(connectRtc(session));
    const listed = all.filter(({ appName }) => wanted === undefined || appName === wanted);
    return {
      applications: listed.map(({ appId, appName = "", status, createAt, appKey, secondaryAppKey }) => ({
        ...{ appId, appName, currentStatus: statusOf(status) },
        ...(createAt && { createAt }),
        ...(appKey && { appKey }),
        ...(secondaryAppKey && { secondaryAppKey }),
      })),
    };
  },
};
