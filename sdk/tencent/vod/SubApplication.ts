import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, freeText, vendorTime } from "../../core/fields";
import { subApplicationFacets } from "./subApplicationFacets";
import { subApplicationRules } from "./subApplicationRules";

/** Range of functions of a VOD application. */
export const SubApplicationType = {
  /** All functions. */
  allInOne: "AllInOne",
  /** The professional edition. */
  professional: "Professional",
} as const;

/** How the files of a VOD application are addressed: by id only, or by id and path. */
export const SubApplicationMode = {
  /** By id only. */
  fileId: "fileid",
  /** By id and path. */
  fileIdAndPath: "fileid+path",
} as const;

/** Whether a VOD application serves. */
export const SubApplicationStatus = {
  /** It serves. */
  on: "On",
  /** It does not serve. */
  off: "Off",
} as const;

const tag = fields({
  /** Key of the tag. Vendor name: TagKey. */
  tagKey: z.string().min(1),
  /** Value of the tag. Vendor name: TagValue. */
  tagValue: z.string(),
});

const inputs = fields({
  /** Name, at most 40 characters. Vendor name: Name. */
  name: z.string().min(1).max(40),
  /** Description, at most 300 characters. Vendor name: Description. */
  description: byDefault("", freeText(z.string().max(300))),
  /** Range of functions, see {@link SubApplicationType}. Vendor name: Type. */
  type: byDefault(SubApplicationType.allInOne, choice(SubApplicationType)),
  /** How files are addressed, see {@link SubApplicationMode}. Vendor name: Mode. */
  mode: byDefault(SubApplicationMode.fileId, choice(SubApplicationMode)),
  /** Region of the storage, for example "ap-singapore"; needed with mode "fileid+path". Vendor name: StorageRegion. */
  storageRegion: z.string().min(1).optional(),
  /** Tags. Vendor name: Tags. */
  tags: z.array(tag).optional(),
  /**
   * Whether it shall serve, see {@link SubApplicationStatus}: "On" or "Off"; a switch takes the vendor 5 to 10
   * minutes. Vendor name: Status.
   */
  status: byDefault(SubApplicationStatus.on, choice(SubApplicationStatus)),
});

/** The inputs of a VOD application. */
export type SubApplicationInputs = z.input<typeof inputs>;

/**
 * A VOD application: a space of its own for media, with its own settings.
 *
 * ```ts
 * const application = new tencent.vod.SubApplication("archive", {
 *   name: "archive", description: "Recordings of the lecture rooms",
 * });
 * ```
 *
 * Changed in place: name, description and status. Type, mode, storage region and tags replace, the new application
 * being created before the old one is destroyed. Destroying loses everything in it and takes the vendor some minutes.
 *
 * Errors: `LimitExceeded` (number of applications), `InvalidParameterValue.Name`,
 * `InvalidParameterValue.Description`, `FailedOperation.InvalidVodUser` (VOD is not enabled).
 *
 * Vendor page: https://www.tencentcloud.com/document/product/266/37569
 */
export const subApplication = defineContract({
  type: "tencent/vod:SubApplication",
  kind: "entity",
  inputs,
  outputs: fields({
    /** The vendor's id of the application. Vendor name: SubAppId. */
    subAppId: z.int(),
    /** What the vendor says that it is; a switch takes 5 to 10 minutes. Vendor name: Status. */
    currentStatus: z.enum(["On", "Off", "Destroying", "Destroyed"]),
    /** When it was created, as ISO 8601. Vendor name: CreateTime. */
    createTime: vendorTime(z.string()).optional(),
  }),
  updates: ["name", "description", "status"],
  stable: ["subAppId", "createTime"],
  stopsFirst: false,
  waitFor: ["running", "accepted"],
  rules: subApplicationRules,
  facets: subApplicationFacets,
});
