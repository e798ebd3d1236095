import { errorCodesOf, means } from "../../http/errorCodes";
import { meaning, tencentErrorCodes } from "../errorCodes";

/** What TRTC's codes mean. https://www.tencentcloud.com/document/product/647/34270 */
export const trtcErrorCodes = errorCodesOf(tencentErrorCodes, {
  codes: {
    "FailedOperation.CRUnsupportMethod": means(
      "invalid",
      "check the region and the application: this task was not started through this interface there",
    ),
    "FailedOperation.NotAbility": meaning.off,
    "FailedOperation.NotAllowed": meaning.off,
    "FailedOperation.NotRtmpFunction": meaning.off,
    "FailedOperation.OutdateRequest": means("conflict"),
    "FailedOperation.QueryTaskInfoFailed": means("unavailable"),
    "FailedOperation.RequestOutdated": means("conflict"),
    "FailedOperation.RestrictedConcurrency": means("quota"),
    "FailedOperation.SdkAppIdNotUnderAppId": { ...meaning.application, kind: "forbidden" },
    "FailedOperation.TaskExist": meaning.exists,
    "FailedOperation.TaskFinished": meaning.ended,
    "FailedOperation.TaskNotExist": meaning.gone,
    "InvalidParameter.RoomId": means("invalid", "correct roomId, or the type that is said of it"),
    "InvalidParameter.SdkAppId": meaning.application,
    "InvalidParameter.StrRoomId": means("invalid", "correct roomId, or the type that is said of it"),
    "InvalidParameter.StreamUrl": means(
      "invalid",
      "correct the address of the stream: one that the vendor can pull",
    ),
    // Ids are the vendor's own: what it takes for none is one that it does not know any more.
    "InvalidParameter.TaskId": {
      ...means("invalid"),
      kindFor: {
        UpdateStreamIngest: "not-found",
        StopStreamIngest: "not-found",
        DescribeStreamIngest: "not-found",
        StopWebRecord: "not-found",
        DescribeWebRecord: "not-found",
      },
    },
    "InvalidParameter.UserSig": means(
      "invalid",
      "check the key of the application in tencentcloud:appSecretKeys; a userSig of the program's own has to be of this robot and not over",
    ),
    ResourceNotFound: {
      ...meaning.gone,
      adviceFor: { StartPublishCdnStream: meaning.application.advice },
    },
    UnsupportedRegion: {
      ...meaning.region,
      adviceFor: {
        StopStreamIngest:
          'the vendor stops no ingests in the region that it was started in: let it end by itself, and set lifecycle.onDelete to "leave" to let Pulumi forget it',
      },
    },
  },
});
