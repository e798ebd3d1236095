import { z } from "zod";
import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { businessId } from "./BusinessId";

const { appId } = businessId.inputs.shape;
const { createdTime } = businessId.outputs.shape;

/** A business id in the list of its application. */
export const listedBusinessId = fields({
  /** The id, unique in the application. Vendor name: BusinessId. */
  businessId: z.string(),
  /** The name that people see. Vendor name: Remarks. */
  remarks: z.string().optional(),
  /** When it was added, as ISO 8601. Vendor name: CreatedTime. */
  createdTime,
});

/**
 * Lists the business ids of an RTC application, whoever added them.
 *
 * ```ts
 * const { businessIds } = await volcengine.rtc.getBusinessIds({ appId: "661e0000543cf" });
 * ```
 *
 * Vendor page: https://www.volcengine.com/docs/6348/142052
 */
export const getBusinessIds = defineLookup({
  type: "volcengine/rtc:getBusinessIds",
  args: fields({
    /** The RTC application. Vendor name: AppID. */
    appId,
  }),
  result: fields({
    /** The business ids, in the vendor's order. */
    businessIds: z.array(listedBusinessId),
  }),
});
