import { z } from "zod";
import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { subApplication } from "./SubApplication";

const { name, description } = subApplication.inputs.shape;
const { subAppId, currentStatus, createTime } = subApplication.outputs.shape;

/** A VOD application in a list. */
export const listedSubApplication = fields({
  /** The vendor's id of the application. Vendor name: SubAppId. */
  subAppId,
  /** Its name. Vendor name: SubAppIdName. */
  name,
  /** Its description, where it has one. Vendor name: Description. */
  description,
  /** What the vendor says that it is. Vendor name: Status. */
  currentStatus,
  /** When it was created, as ISO 8601. Vendor name: CreateTime. */
  createTime,
});

/**
 * Lists the VOD applications of the account, whoever created them; those that are destroyed are among them.
 *
 * ```ts
 * const { subApplications } = await tencent.vod.getSubApplications({ name: "archive" });
 * ```
 *
 * Vendor page: https://www.tencentcloud.com/document/product/266/36304
 */
export const getSubApplications = defineLookup({
  type: "tencent/vod:getSubApplications",
  args: fields({
    /** The name that they have; left out, all are listed. Names need not be unique. Vendor name: Name. */
    name: name.optional(),
  }),
  result: fields({
    /** The applications, in the vendor's order. */
    subApplications: z.array(listedSubApplication),
  }),
});
