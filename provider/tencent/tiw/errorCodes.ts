import { errorCodesOf, type Meaning, means } from "../../http/errorCodes";
import { meaning, tencentErrorCodes } from "../errorCodes";

/** A start is refused for it; where a read answers with it, the transcoding failed. */
const unfit: Meaning = { kind: "invalid", kindFor: { DescribeTranscode: "failed" } };
const unreadable: Meaning = means(
  "failed",
  "check that the document's address can be read from outside, and that it is not broken",
);
const brokenOff: Meaning = means("failed", "run it again, or give the vendor's support the RequestId");

/** What TIW's codes mean. https://www.tencentcloud.com/document/product/1176/55143 */
export const tiwErrorCodes = errorCodesOf(tencentErrorCodes, {
  codes: {
    "FailedOperation.CosBucketInvalid": means(
      "invalid",
      "check the bucket: its name, its region, and that the account has it",
    ),
    "FailedOperation.FileDownloadFail": unreadable,
    "FailedOperation.FileFormatError": unreadable,
    "FailedOperation.FileOpenFail": unreadable,
    "FailedOperation.FileUploadFail": means("failed", "check the bucket that the results go to"),
    "FailedOperation.GetCredentialFail": means(
      "forbidden",
      "let the whiteboard service use the bucket: authorize it in the vendor's console",
    ),
    "FailedOperation.Record": meaning.failed,
    "FailedOperation.Transcode": brokenOff,
    "FailedOperation.TranscodeServerError": brokenOff,
    "FailedOperation.WhiteboardPush": meaning.failed,
    "InvalidParameter.ApplicationAlreadyExists": meaning.exists,
    "InvalidParameter.CallbackAddressFormatError": means(
      "invalid",
      "correct callback: an address that begins with http:// or https://",
    ),
    "InvalidParameter.CdnDomainNotFound": means(
      "invalid",
      "check the domain: it has to be one that accelerates the bucket",
    ),
    "InvalidParameter.FileFormatUnsupported": unfit,
    "InvalidParameter.SdkAppIdNotFound": meaning.application,
    "InvalidParameter.TaskNotFound": meaning.gone,
    "InvalidParameter.TranscodeParameter": unfit,
    "InvalidParameter.UrlFormatError": unreadable,
    "LimitExceeded.TaskConcurrency": {
      kind: "quota",
      adviceFor: {
        CreateTranscode:
          "try again later: transcodings cannot be stopped; or ask the vendor to raise the quota",
        CreateVideoGenerationTask:
          "try again later: generations cannot be stopped; or ask the vendor to raise the quota",
      },
    },
    "LimitExceeded.TranscodePagesLimitation": means("failed", "split the document: it has too many pages"),
    "ResourceInUse.RecordUserId": { ...meaning.inUse, kind: "already-exists" },
    "ResourceUnavailable.ServiceExpired": meaning.unpaid,
    "UnauthorizedOperation.SdkAppId": { ...meaning.application, kind: "forbidden" },
    "UnsupportedOperation.InvalidTaskStatus": means(
      "conflict",
      "run `pulumi refresh`, which shows what the task does",
    ),
    "UnsupportedOperation.TaskHasAlreadyStopped": meaning.ended,
  },
});
