import { errorCodesOf, means } from "../../http/errorCodes";
import { meaning, tencentErrorCodes } from "../errorCodes";

/** What VOD's codes mean. https://www.tencentcloud.com/document/product/266/34110 */
export const vodErrorCodes = errorCodesOf(tencentErrorCodes, {
  codes: {
    "FailedOperation.InvalidVodUser": means(
      "forbidden",
      "switch VOD on in the vendor's console; an application that was just created can be used some minutes later",
    ),
    "InvalidParameterValue.FileId": means(
      "invalid",
      "check fileInfo.fileId, and that subAppId is the application that has the file",
    ),
    "InvalidParameterValue.SessionId": meaning.exists,
    "InvalidParameterValue.SubAppId": meaning.application,
    "InvalidParameterValue.TaskId": meaning.gone,
    ResourceNotFound: {
      ...meaning.gone,
      // A list has no such thing in it; this says something of the account.
      kindFor: { DescribeSubAppIds: "forbidden" },
      adviceFor: { DescribeSubAppIds: meaning.application.advice },
    },
    "ResourceNotFound.ServiceNotExist": meaning.off,
  },
  categories: {
    LimitExceeded: {
      kind: "quota",
      adviceFor: {
        CreateAigcVideoRedrawTask:
          "try again later: a redraw that runs cannot be stopped; or ask the vendor to raise the quota",
        CreateSubAppId: "destroy applications that are not needed, or ask the vendor to raise the quota",
      },
    },
  },
});
