import type { VendorName } from "../../provider/core/config/vendors";

/** The vendors, in the order in which they are told of. */
export const vendorNames: readonly VendorName[] = ["tencentcloud", "volcengine"];
