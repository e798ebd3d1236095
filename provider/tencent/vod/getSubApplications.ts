import { getSubApplications as lookup } from "../../../sdk/tencent/vod/getSubApplications";
import type { LookupCall } from "../../core/lookUp";
import { listSubApplications, statusOf } from "./listSubApplications";
import subApplication from "./SubApplication";
import { connectVod } from "./Vod";

/** The applications of the account, page by page; the vendor's filter by name takes parts of names, too. */
export const getSubApplications: LookupCall = {
  lookup,
  lifecycle: subApplication,
  async find(session, { name }) {
    const wanted = typeof name === "string" ? name : undefined;
    const all = await listSubApplications(connectVod(session), wanted);
    const listed = all.filter(({ subAppIdName }) => wanted === undefined || subAppIdName === wanted);
    return {
      subApplications: listed.map(({ subAppId, subAppIdName, description, createTime, status }) => ({
        subAppId,
        name: subAppIdName,
        ...(description && { description }),
        currentStatus: statusOf(status),
        ...(createTime && { createTime }),
      })),
    };
  },
};
