/**
 * What the vendors' documents leave open, as switches. A default is the reading that the vendor's texts support best;
 * a client should work with the other readings too.
 */
export interface Behaviour {
  common: {
    /** Virtual time between an accepted stop and the end of the task. Vendors call stops asynchronous and name no time. */
    stopTakesMs: number;
    /** Virtual time during which reads do not find a new task or application yet. No vendor promises reads after writes. */
    visibleAfterMs: number;
    /** Whether a room that nothing was said about has publishers. */
    roomsStart: "active" | "idle";
    /** Whether advice in the documents is enforced that their own examples do not follow (rules marked `advisory` in the facts). */
    enforceAdvice: boolean;
  };
  tencent: {
    /** How far X-TC-Timestamp may be off. Documented: 5 minutes. */
    signatureWindowMs: number;
  };
  volcengine: {
    /** How far X-Date may be off. Documented for query signatures only (900 s). */
    signatureWindowMs: number;
    /** Regions accepted in the credential scope. The vendor's pages disagree on the overseas one. */
    regions: readonly string[];
    /** HTTP status of RTC's own errors (not the gateway's). The vendor only says that 200 may carry an error. */
    businessErrorStatus: 200 | 400;
  };
  trtc: {
    /** The apps that exist; undefined: all. Others give InvalidParameter.SdkAppId. */
    sdkAppIds: readonly number[] | undefined;
    /** Running relays per app before FailedOperation.RestrictedConcurrency; the number is not documented. */
    maxRunningTasks: number;
    /** For how long Update and Stop know a task after its start. Documented for the mainland site. */
    controlWindowMs: number;
    /** Code for a task that Update or Stop do not know. */
    unknownTaskCode: string;
    /** Code of Update for a task that has ended; from the mainland list. */
    endedTaskUpdateCode: string;
    /** Whether Stop refuses a task that has ended (with unknownTaskCode). */
    stopOfEndedTask: "refuse" | "accept";
    /** Code for a SequenceNumber that does not exceed the last one; undefined: not checked. An older text says FailedOperation.OutdateRequest. */
    staleSequenceCode: string | undefined;
    /** Code for an update of what cannot be updated (audio encoding, WithTranscoding, adding video); undefined: ignored. */
    immutableUpdateCode: string | undefined;
    /** What a second relay with the same robot in a room does: ends the first one abnormally, or nothing. */
    robotClash: "endFirst" | "ignore";
  };
  gme: {
    /** false: UnsupportedOperation.ServiceNotOpened. */
    serviceOpened: boolean;
    /** The applications that exist; undefined: all. Others give InvalidParameterValue.InvalidBizId. */
    bizIds: readonly number[] | undefined;
    /** Forced end after the start; on the mainland page only. Infinity: none. */
    maxRecordingMs: number;
    /** Whether Stop and Modify refuse a task that has ended (ResourceNotFound.TaskNotFound). */
    endedTask: "refuse" | "accept";
    /** What DescribeRecordInfo says of a task that has ended. */
    describeEndedTask: "files" | "notFound";
    /** What DescribeTaskInfo says of a room without a recording: null fields, or this code. */
    noRecordingInRoom: "nulls" | "ResourceNotFound.RoomNotFound" | "OperationDenied";
    /** Whether lists that ModifyRecordInfo leaves out are kept or cleared. */
    absentLists: "keep" | "clear";
    /** Virtual time that a file stays in each state between the end of a recording and its delivery. */
    fileStepMs: number;
  };
  tiw: {
    /** The apps that exist; undefined: all. Others give InvalidParameter.SdkAppIdNotFound or UnauthorizedOperation.SdkAppId, as the action lists. */
    sdkAppIds: readonly number[] | undefined;
    /** State of the account: ResourceUnavailable.NotRegistered or .ServiceExpired unless open. */
    service: "open" | "notRegistered" | "expired";
    /** Running video generations per app before LimitExceeded.TaskConcurrency; the number is not documented. */
    maxRunningTasks: number;
    /** Virtual time in QUEUED, then in PROCESSING. */
    queuedMs: number;
    processingMs: number;
  };
  vod: {
    /** false: FailedOperation.InvalidVodUser. */
    activated: boolean;
    /** Virtual time after CreateSubAppId in which calls that name the application, and the list of applications, get FailedOperation.InvalidVodUser. */
    newApplicationMs: number;
    /** What a task's list and detail say for a time that has not come. */
    noTime: "" | "0001-01-01T00:00:00Z";
    /** ScrollToken of the last page of DescribeTasks: the text says that it is empty, both examples show one that is not. */
    lastScrollToken: "empty" | "token";
    /** Applications that exist besides the created ones; undefined: all. Others give InvalidParameterValue.SubAppId. */
    subAppIds: readonly number[] | undefined;
    /** Files that exist; undefined: all. Others give InvalidParameterValue.FileId. */
    fileIds: readonly string[] | undefined;
    /** Unfinished tasks per account before LimitExceeded.Quota; the number is not documented. */
    maxUnfinishedTasks: number;
    /** Virtual time in WAITING, then in PROCESSING. */
    waitingMs: number;
    processingMs: number;
    /** Code for a SessionId used within three days; listed for the service, not for the action. */
    duplicateSessionCode: string;
    /** Code for a task that never existed. */
    unknownTaskCode: string;
    /** Code for a task older than three days. */
    expiredTaskCode: string;
    /** Code of an abort that comes too late. */
    abortRefusedCode: string;
    /** Virtual time of a status change of an application. Documented: 5 to 10 minutes. */
    statusChangeMs: number;
    /** Whether an application must be Off before it can be Destroyed. */
    offBeforeDestroyed: boolean;
    /** Applications per account before LimitExceeded; the number is not documented. */
    maxSubApps: number;
  };
  volcengineRtc: {
    /** The apps that exist; undefined: all. Others give InvalidParameter.NotExistAppId. */
    appIds: readonly string[] | undefined;
    /** false: AccessDenied.RecordNotEnabled. */
    recordEnabled: boolean;
    /** The caller's main account: another AccountId gives InvalidParameter.AccountIdMismatch; undefined: not compared. */
    accountId: string | undefined;
    /** Whether ids that the documents mask with **** are taken, so that the printed example runs as it is. */
    maskedIds: "accept" | "refuse";
    /** What happens to fields that the documents do not name. */
    unknownFields: "refuse" | "ignore";
    /** Result of a start that is accepted; undefined: the answer has none. */
    startResult: string | null | undefined;
    /** Virtual time between the start and Status 2; Get says 1 until then. */
    startTakesMs: number;
    /** EndTime of a task that failed to start: 0, as of one that has not ended (documented), or the time of the failure. */
    failedEndTime: "zero" | "time";
    /** An update counts only in mixed mode with custom layout; what other updates get. */
    ineffectiveUpdate: "refuse" | "accept";
    /** Code of GetRecordTask for a task that is unknown or older than 72 h; undefined: success with an empty Result. */
    unknownTaskCode: string | undefined;
    /** StopReason after MaxRecordTime; the list has no word for it. */
    maxRecordTimeReason: "UnknownStopReason" | "StopByAPI" | "IdleTimeOut";
  };
}

/** Any part of the behaviour; the rest keeps its default. */
export type BehaviourOptions = { [Area in keyof Behaviour]?: Partial<Behaviour[Area]> };

const minute = 60_000;
const day = 24 * 60 * minute;

/** The defaults, with the given switches changed. */
export function behaviourWith(changes: BehaviourOptions = {}): Behaviour {
  return {
    common: {
      stopTakesMs: 0,
      visibleAfterMs: 0,
      roomsStart: "active",
      enforceAdvice: false,
      ...changes.common,
    },
    tencent: { signatureWindowMs: 5 * minute, ...changes.tencent },
    volcengine: {
      signatureWindowMs: 15 * minute,
      regions: ["cn-north-1", "ap-singapore-1", "ap-southeast-1"],
      businessErrorStatus: 200,
      ...changes.volcengine,
    },
    trtc: {
      sdkAppIds: undefined,
      maxRunningTasks: Number.POSITIVE_INFINITY,
      controlWindowMs: 30 * day,
      unknownTaskCode: "ResourceNotFound",
      endedTaskUpdateCode: "FailedOperation.TaskFinished",
      stopOfEndedTask: "refuse",
      staleSequenceCode: "FailedOperation.RequestOutdated",
      immutableUpdateCode: "UnsupportedOperation",
      robotClash: "endFirst",
      ...changes.trtc,
    },
    gme: {
      serviceOpened: true,
      bizIds: undefined,
      maxRecordingMs: day,
      endedTask: "refuse",
      describeEndedTask: "files",
      noRecordingInRoom: "nulls",
      absentLists: "keep",
      fileStepMs: 5_000,
      ...changes.gme,
    },
    tiw: {
      sdkAppIds: undefined,
      service: "open",
      maxRunningTasks: Number.POSITIVE_INFINITY,
      queuedMs: 10_000,
      processingMs: minute,
      ...changes.tiw,
    },
    vod: {
      activated: true,
      newApplicationMs: 0,
      noTime: "",
      lastScrollToken: "empty",
      subAppIds: undefined,
      fileIds: undefined,
      maxUnfinishedTasks: Number.POSITIVE_INFINITY,
      waitingMs: 10_000,
      processingMs: minute,
      duplicateSessionCode: "InvalidParameterValue.SessionId",
      unknownTaskCode: "InvalidParameterValue.TaskId",
      expiredTaskCode: "ResourceNotFound",
      abortRefusedCode: "FailedOperation",
      statusChangeMs: 5 * minute,
      offBeforeDestroyed: false,
      maxSubApps: Number.POSITIVE_INFINITY,
      ...changes.vod,
    },
    volcengineRtc: {
      appIds: undefined,
      recordEnabled: true,
      accountId: undefined,
      maskedIds: "accept",
      unknownFields: "refuse",
      startResult: "ok",
      startTakesMs: 0,
      failedEndTime: "zero",
      ineffectiveUpdate: "refuse",
      unknownTaskCode: "InvalidParameter.ErrorActiveTaskNotFound",
      maxRecordTimeReason: "UnknownStopReason",
      ...changes.volcengineRtc,
    },
  };
}
