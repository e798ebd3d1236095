import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, freeText, onlyAt, vendorTime, wireName } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { documentTranscodeFacets } from "./documentTranscodeFacets";
import { documentTranscodeRules } from "./documentTranscodeRules";
import { WhiteboardRegion } from "./regions";

/** Into what all pages of a result are packed. */
export const CompressFileType = {
  /** A .zip file. */
  zip: "zip",
  /** A .tar.gz file. */
  tarGz: "tar.gz",
} as const;

/** How soon a presentation is transcoded, and how large it may be. */
export const TranscodePriority = {
  /** Late perhaps; up to 500 MB and 2000 pages. */
  low: "low",
  /** Soon; up to 200 MB and 500 pages. */
  normal: "",
} as const;

/** What a presentation may have in it that whiteboards do not show. */
export const UnsupportedElement = {
  /** Ink of other programs; it is removed. */
  ink: 0,
  /** Pages that turn by themselves; they turn by a click then. */
  pageTurns: 1,
  /** Sounds and videos that are broken; they are removed. */
  brokenMedia: 2,
  /** What cannot be reached; it is removed. */
  unreachable: 3,
  /** A file that is read-only; it is not any more. */
  readOnly: 4,
  /** Locked elements; they are unlocked. */
  locked: 5,
  /** Fonts that may look otherwise; the vendor can only tell of them. */
  fonts: 6,
  /** GIF pictures with soft edges; the edges are made hard. */
  softEdges: 7,
  /** Underlined blanks; their language is changed so that they show. */
  underlinedBlanks: 8,
  /** Formulas and texts that appear in parts; the vendor can only tell of them. */
  formulas: 9,
  /** Texts in colour gradients that appear in parts; the vendor can only tell of them. */
  gradients: 10,
  /** Distributed alignment; the vendor can only tell of it. */
  distributedAlignment: 11,
  /** Multiple line spacing; the vendor can only tell of it. */
  lineSpacing: 12,
  /** Fields of times with special signs; they become texts. */
  timeFields: 13,
} as const;

function resolution() {
  return z.string().regex(/^\d+x\d+$/, 'a size as width, "x" and height in pixels, for example "1280x720",');
}

const excelParam = fields({
  /** Paper that tables are laid out on: 0 A4, 1 A2, 2 A0. Vendor name: PaperSize. */
  paperSize: byDefault(0, choice({ a4: 0, a2: 1, a0: 2 })),
  /** How the paper lies: 0 upright, 1 across. Vendor name: PaperDirection. */
  paperDirection: byDefault(0, choice({ portrait: 0, landscape: 1 })),
});

const inputs = fields({
  /**
   * The API region: ap-singapore; at the site in China also others. Common parameter of the vendor: Region.
   * @default "ap-singapore"; at the site in China "ap-guangzhou"
   */
  region: WhiteboardRegion.optional(),
  /** The whiteboard application. Vendor name: SdkAppId. */
  sdkAppId: z.int().min(1),
  /**
   * Address of the document, `http://…` or `https://…`, with what is no ASCII in it percent-encoded
   * (`encodeURI`). The vendor reads it once, for 2 minutes at most, or 10 with a low priority. Vendor name: Url.
   */
  url: address("media", z.string().min(1)),
  /**
   * Whether a presentation (.ppt, .pptx) becomes pictures as all other documents do; else it becomes an HTML5 page
   * with its animations. Vendor name: IsStaticPPT.
   */
  isStaticPPT: byDefault(false, z.boolean()),
  /** Disused; `minScaleResolution` is instead. Vendor name: MinResolution. */
  minResolution: resolution().optional(),
  /**
   * Size of the thumbnails of an HTML5 page, for example "200x150"; left out, there are none. Vendor name:
   * ThumbnailResolution.
   */
  thumbnailResolution: resolution().optional(),
  /** Into what the pages are packed too, see {@link CompressFileType}; left out, they are not. Vendor name: CompressFileType. */
  compressFileType: choice(CompressFileType).optional(),
  /** Reserved by the vendor for internal use. Vendor name: ExtraData. */
  extraData: freeText(z.string()).optional(),
  /**
   * How soon a presentation becomes an HTML5 page, see {@link TranscodePriority}: "low" or "" (normal), which it is
   * left out, too. Vendor name: Priority.
   */
  priority: choice(TranscodePriority).optional(),
  /**
   * Least size of the pages, for example "1280x720"; left out, that of the document. A larger one is sharper, and slower
   * to load. Vendor name: MinScaleResolution.
   */
  minScaleResolution: resolution().optional(),
  /**
   * Whether what whiteboards do not show is taken out of a presentation that becomes an HTML5 page: ink, pages that
   * turn by themselves, broken sounds and videos. Vendor name: AutoHandleUnsupportedElement.
   */
  autoHandleUnsupportedElement: byDefault(false, z.boolean()),
  /**
   * What of that is taken out, see {@link UnsupportedElement}, 0 to 13; left out, all that can be. Heeded with
   * `autoHandleUnsupportedElement` only; site in China only. Vendor name: AutoHandleUnsupportedElementTypes.
   */
  autoHandleUnsupportedElementTypes: onlyAt("mainland", z.array(choice(UnsupportedElement))).optional(),
  /** How tables are laid out; of Excel files only, and site in China only. Vendor name: ExcelParam. */
  excelParam: onlyAt("mainland", excelParam).optional(),
});

/** The inputs of a transcoding. */
export type DocumentTranscodeInputs = z.input<typeof inputs>;

/**
 * Makes of a document what whiteboards show: pictures of its pages, or an HTML5 page of a presentation.
 *
 * ```ts
 * const slides = new tencent.tiw.DocumentTranscode("slides", {
 *   sdkAppId: 1400000001, url: "https://example.com/lesson-1.pptx",
 *   thumbnailResolution: "200x150",
 * });
 * ```
 *
 * Nothing changes in place: every change transcodes anew. The vendor has no call that stops a transcoding or deletes
 * its results, so delete only forgets them. It does not see that the document behind an address is another one: change
 * `lifecycle.triggers` with it. Every run is billed. Create waits until it is done; `progress` is told meanwhile.
 *
 * The vendor has no call that finds a transcoding whose start got no answer, and none that would recognise a repeat:
 * starts are kept in the journal until the state has them. How many run at a time, and for how long the vendor tells of
 * one, is not documented; what was seen to be done stays as it was read.
 *
 * Errors: `LimitExceeded.TaskConcurrency`, `InvalidParameter.TranscodeParameter`,
 * `InvalidParameter.FileFormatUnsupported`, `InvalidParameter.SdkAppIdNotFound`, `ResourceUnavailable.ServiceExpired`,
 * `UnauthorizedOperation.SdkAppId`. One that failed has no state at the vendor, which answers with the reason:
 * `FailedOperation.FileDownloadFail`, `FailedOperation.FileFormatError`, `FailedOperation.Transcode`,
 * `InvalidParameter.UrlFormatError`, `LimitExceeded.TranscodePagesLimitation` and others; its status is "failed".
 *
 * Vendor page: https://www.tencentcloud.com/document/product/1176/55143
 */
export const documentTranscode = defineContract({
  type: "tencent/tiw:DocumentTranscode",
  kind: "job",
  inputs,
  outputs: fields({
    /** The vendor's id of the run. Vendor name: TaskId. */
    taskId: z.string(),
    /** How it is; "ended" when the vendor knows it no more and it was not seen to complete, "unverified" when it cannot tell. */
    status: z.enum(["accepted", "queued", "processing", "completed", "failed", "ended", "unverified"]),
    /** Why the run failed or is not known, when that is so. */
    statusReason: z.string().optional(),
    /** How far it is, in percent. Vendor name: Progress. */
    progress: z.number().optional(),
    /** How many pages the document has. Vendor name: Pages. */
    pages: z.number().optional(),
    /** Size of the pages, for example "1280x720". Vendor name: Resolution. */
    resolution: z.string().optional(),
    /** Name of the document. Vendor name: Title. */
    title: z.string().optional(),
    /** Address of the HTML5 page; of pictures, what `1.jpg` and so on are appended to. Vendor name: ResultUrl. */
    resultUrl: z.string().optional(),
    /** What `1.jpg` and so on are appended to for the thumbnails. Vendor name: ThumbnailUrl. */
    thumbnailUrl: z.string().optional(),
    /** Size of the thumbnails that there are. Vendor name: ThumbnailResolution. */
    thumbnailSize: wireName("ThumbnailResolution", z.string()).optional(),
    /** Address of the packed pages. Vendor name: CompressFileUrl. */
    compressFileUrl: z.string().optional(),
    /** Address of a list of all files of the result, for accounts that try it. Vendor name: ResourceListUrl. */
    resourceListUrl: z.string().optional(),
    /** How the result was made, for accounts that try it. Vendor name: Ext. */
    ext: z.string().optional(),
    /** When it was ordered, in seconds since 1970. Vendor name: CreateTime. */
    createTime: vendorTime(z.number()).optional(),
    /** When it was begun, in seconds since 1970. Vendor name: AssignTime. */
    assignTime: vendorTime(z.number()).optional(),
    /** When it was done, in seconds since 1970. Vendor name: FinishedTime. */
    finishedTime: vendorTime(z.number()).optional(),
  }),
  updates: [],
  stable: ["taskId"],
  stopsFirst: true,
  waitFor: ["completed", "accepted"],
  rules: documentTranscodeRules,
  facets: documentTranscodeFacets,
});
