import { errorCodesOf, means } from "../../http/errorCodes";
import { meaning, tencentErrorCodes } from "../errorCodes";

/** What GME's codes mean. https://www.tencentcloud.com/document/product/607/33215 */
export const gmeErrorCodes = errorCodesOf(tencentErrorCodes, {
  codes: {
    "FailedOperation.UserFeeNegative": meaning.unpaid,
    "InvalidParameter.TagKey": means("invalid", "correct the keys of the tags"),
    "InvalidParameterValue.InvalidBizId": meaning.application,
    "LimitExceeded.Application": means(
      "quota",
      "use an application that exists, as none can be deleted; or ask the vendor to raise the quota",
    ),
    "ResourceInUse.TaskInUse": meaning.exists,
    "ResourceNotFound.BizidIsNotFound": meaning.gone,
    "ResourceNotFound.RoomNotFound": {
      ...meaning.gone,
      advice: "check the application's id and roomId: the vendor has no such room",
    },
    "ResourceNotFound.TaskNotFound": {
      ...meaning.gone,
      adviceFor: { StartRecord: "run it again: nothing was started" },
    },
    "UnauthorizedOperation.UnRealNameAuth": meaning.unverified,
  },
});
