import { z } from "zod";
import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { application } from "./Application";

const { appName } = application.inputs.shape;
const { appId, appKey, secondaryAppKey, currentStatus, createAt } = application.outputs.shape;

/** An RTC application in a list. */
export const listedApplication = fields({
  /** The vendor's id of the application. Vendor name: AppId. */
  appId,
  /** Its name. Vendor name: AppName. */
  appName: z.string(),
  /** What the vendor says that it is; "unverified" where its word is not known. Vendor name: Status. */
  currentStatus,
  /** When it was created, as the vendor writes it. Vendor name: CreateAt. */
  createAt,
  /** The key that tokens are signed with, where the vendor lists it. Secret. Vendor name: AppKey. */
  appKey,
  /** A second key, where the vendor lists it. Secret. Vendor name: SecondaryAppKey. */
  secondaryAppKey,
});

/**
 * Lists the RTC applications of the account, whoever created them; those that are disabled are among them.
 *
 * ```ts
 * const schools = volcengine.rtc.getApplicationsOutput({ appName: "school" });
 * export const keys = schools.applications.apply((all) => all.map(({ appKey }) => appKey));
 * ```
 *
 * The result holds keys: `getApplicationsOutput` gives it as a secret, `getApplications` as plain values.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/74489
 */
export const getApplications = defineLookup({
  type: "volcengine/rtc:getApplications",
  args: fields({
    /** The name that they have; left out, all are listed. Names need not be unique. Vendor name: AppName. */
    appName: appName.optional(),
  }),
  result: fields({
    /** The applications, in the vendor's order. */
    applications: z.array(listedApplication),
  }),
});
