import { getBusinessIds as lookup } from "../../../sdk/volcengine/rtc/getBusinessIds";
import type { LookupCall } from "../../core/lookUp";
import businessId from "./BusinessId";
import { listBusinessIds } from "./listBusinessIds";
import { connectRtc } from "./Rtc";

/** The business ids of an application, page by page. */
export const getBusinessIds: LookupCall = {
  lookup,
  lifecycle: businessId,
  async find(session, { appId }) {
    const listed = await listBusinessIds(connectRtc(session), String(appId));
    return {
      businessIds: listed.map(({ businessId, remarks, createdTime }) => ({
        businessId,
        ...(remarks && { remarks }),
        ...(createdTime && { createdTime }),
      })),
    };
  },
};
