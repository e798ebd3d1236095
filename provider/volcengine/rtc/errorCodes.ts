import { errorCodesOf, means } from "../../http/errorCodes";
import { volcengineErrorCodes } from "../errorCodes";

const switchOn = "switch the service on for the application in the vendor's console";
const application = "check appId, and that the keys are those of the account that it belongs to";
const account =
  "correct accountId of the storage: the id of the Volcengine account that owns the bucket or space";

/** What RTC's codes mean. https://www.volcengine.com/docs/6348/70426 */
export const rtcErrorCodes = errorCodesOf(volcengineErrorCodes, {
  codes: {
    "AccessDenied.NoPermissionForApp": means("forbidden", application),
    "AccessDenied.RecordNotEnabled": means("forbidden", switchOn),
    "AccessDenied.ServiceNotEnabled": means("forbidden", switchOn),
    "InvalidParameter.IllegalAppId": means("invalid", application),
    "InvalidParameter.NotExistAppId": means("invalid", application),
    "FlowLimitExceeded.TaskNumberOverLimit": means("quota"),
    "InvalidParameter.ErrorActiveTaskNotFound": means("not-found"),
    "InvalidParameter.TaskAlreadyExists": means("already-exists"),
    "InvalidParameter.AccountIdMismatch": means("invalid", account),
    "InvalidParameter.EmptyAccountId": means("invalid", account),
    "InvalidParameter.InvalidRtmpAddress": means(
      "invalid",
      "correct the push address: it begins with rtmp://",
    ),
  },
});
