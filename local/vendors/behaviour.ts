const minute = 60_000;
const day = 24 * 60 * minute;

class Common {
  /** Virtual time between an accepted stop and the end of the task. Vendors call stops asynchronous and name no time. */
  stopTakesMs = 0;
  /** Virtual time during which reads do not find a new task or application yet. No vendor promises reads after writes. */
  visibleAfterMs = 0;
  /** Whether a room that nothing was said about has publishers. */
  roomsStart: "active" | "idle" = "active";
  /** Whether advice in the documents is enforced that their own examples do not follow (rules marked `advisory` in the facts). */
  enforceAdvice = false;
}

class Tencent {
  /** How far X-TC-Timestamp may be off. Documented: 5 minutes. */
  signatureWindowMs = 5 * minute;
}

class Volcengine {
  /** How far X-Date may be off. Documented for query signatures only (900 s). */
  signatureWindowMs = 15 * minute;
  /** Regions accepted in the credential scope. The vendor's pages disagree on the overseas one. */
  regions: readonly string[] = ["cn-north-1", "ap-singapore-1", "ap-southeast-1"];
  /** HTTP status of RTC's own errors (not the gateway's). The vendor only says that 200 may carry an error. */
  businessErrorStatus: 200 | 400 = 200;
}

class Trtc {
  /** The apps that exist; undefined: all. Others give InvalidParameter.SdkAppId. */
  sdkAppIds: readonly number[] | undefined = undefined;
  /** Running relays per app before FailedOperation.RestrictedConcurrency; the number is not documented. */
  maxRunningTasks = Number.POSITIVE_INFINITY;
  /** Running cloud recordings per app before the same code. Documented: 100, without whose. */
  maxRunningRecordings = 100;
  /** Running ingests per app before the same code; the number is not documented. */
  maxRunningIngests = Number.POSITIVE_INFINITY;
  /** Virtual time that one play of an ingest's source takes. Infinity: a stream, which has no end. */
  playTakesMs = Number.POSITIVE_INFINITY;
  /** For how long an ingest may be paused before it ends. Documented for the mainland site: 12 hours. Infinity: for ever. */
  longestPauseMs = Number.POSITIVE_INFINITY;
  /** Whether UpdateStreamIngest tells of an ingest that has ended by its status or by FailedOperation.TaskNotExist. */
  endedIngestUpdate: "status" | "refuse" = "status";
  /** Running recordings of pages per app before ResourceInsufficient.RequestRejection; the number is not documented. */
  maxRunningWebRecordings = Number.POSITIVE_INFINITY;
  /** false: FailedOperation.NotAbility of StartWebRecord. */
  webRecordingUnlocked = true;
  /** For how long after a start, good or failed, its RecordId gives FailedOperation.TaskExist; afterwards only while it runs. Documented: a short time. */
  recordIdTakenMs = 10 * minute;
  /** For how long Update and Stop know a relay after its start. Documented for the mainland site. */
  controlWindowMs = 30 * day;
  /** Code for a task that a call does not know. */
  unknownTaskCode = "ResourceNotFound";
  /** Code of Update for a task that has ended; from the mainland list. */
  endedTaskUpdateCode = "FailedOperation.TaskFinished";
  /** Whether Stop refuses a task that has ended (with unknownTaskCode). */
  stopOfEndedTask: "refuse" | "accept" = "refuse";
  /** Code for a SequenceNumber that does not exceed the last one; undefined: not checked. An older text says FailedOperation.OutdateRequest. */
  staleSequenceCode: string | undefined = "FailedOperation.RequestOutdated";
  /** Code for an update of what cannot be updated (audio encoding, WithTranscoding, adding video); undefined: ignored. */
  immutableUpdateCode: string | undefined = "UnsupportedOperation";
  /** What a second task with the same robot in a room does: ends the first one abnormally, or nothing. */
  robotClash: "endFirst" | "ignore" = "endFirst";
}

class Gme {
  /** false: UnsupportedOperation.ServiceNotOpened. */
  serviceOpened = true;
  /** The applications that exist; undefined: all. Others give InvalidParameterValue.InvalidBizId. */
  bizIds: readonly number[] | undefined = undefined;
  /** Applications per account before LimitExceeded.Application; the number is not documented. */
  maxApplications = Number.POSITIVE_INFINITY;
  /** Forced end after the start; on the mainland page only. Infinity: none. */
  maxRecordingMs = day;
  /** Whether Stop and Modify refuse a task that has ended (ResourceNotFound.TaskNotFound). */
  endedTask: "refuse" | "accept" = "refuse";
  /** What DescribeRecordInfo says of a task that has ended. */
  describeEndedTask: "files" | "notFound" = "files";
  /** What DescribeTaskInfo says of a room without a recording: null fields, or this code. */
  noRecordingInRoom: "nulls" | "ResourceNotFound.RoomNotFound" | "OperationDenied" = "nulls";
  /** Whether lists that ModifyRecordInfo leaves out are kept or cleared. */
  absentLists: "keep" | "clear" = "keep";
  /** Virtual time that a file stays in each state between the end of a recording and its delivery. */
  fileStepMs = 5_000;
}

class Tiw {
  /** The apps that exist; undefined: all. Others give InvalidParameter.SdkAppIdNotFound or UnauthorizedOperation.SdkAppId, as the action lists. */
  sdkAppIds: readonly number[] | undefined = undefined;
  /** State of the account: ResourceUnavailable.NotRegistered or .ServiceExpired unless open. */
  service: "open" | "notRegistered" | "expired" = "open";
  /** Running video generations per app before LimitExceeded.TaskConcurrency; the number is not documented. */
  maxRunningTasks = Number.POSITIVE_INFINITY;
  /** Running transcodings per app before the same code; the number is not documented. */
  maxRunningTranscodes = Number.POSITIVE_INFINITY;
  /** Running recordings per app before the same code. Documented: 100. */
  maxRunningRecordings = 100;
  /** Running pushes per app before the same code. Documented: 100. */
  maxRunningPushes = 100;
  /** Code for a second recording or push in a room under another user; none is documented. */
  secondInRoomCode = "LimitExceeded.TaskConcurrency";
  /** The IM groups that exist; undefined: all. A task without its group is accepted and fails: nobody says when that is seen. */
  groups: readonly string[] | undefined = undefined;
  /** What reads answer of a task that failed: an error (the mainland examples), or a reply with the RequestId alone (the international ones). */
  failedTask: "error" | "empty" = "error";
  /** Virtual time in PREPARED. */
  startTakesMs = 0;
  /** Virtual time between the end of a recording and FINISHED. */
  uploadMs = 30_000;
  /** How DescribeApplicationInfos writes an SdkAppId: the table has an integer, the example a text. */
  listedSdkAppIds: "numbers" | "texts" = "numbers";
  /** Whether that list has every application; AllOption says so. Which are left out is not documented: here, all. */
  listsApplications: "all" | "none" = "all";
  /** Buckets and domains that exist; undefined: all. Others give FailedOperation.CosBucketInvalid and InvalidParameter.CdnDomainNotFound. */
  buckets: readonly string[] | undefined = undefined;
  resultDomains: readonly string[] | undefined = undefined;
  /** Whether the service may use the account's buckets; if not: FailedOperation.GetCredentialFail. */
  usesBuckets = true;
  /** What DescribeWhiteboardApplicationConfig tells of a type of task that was never configured. */
  unsetConfig: "nothing" | "empty" = "nothing";
  /** What a change of a configuration makes of the administrator that it does not name. */
  absentAdmin: "keep" | "clear" = "keep";
  /** Virtual time in QUEUED, then in PROCESSING. */
  queuedMs = 10_000;
  processingMs = minute;
}

class Vod {
  /** false: FailedOperation.InvalidVodUser. */
  activated = true;
  /** Virtual time after CreateSubAppId in which calls that name the application, and the list of applications, get FailedOperation.InvalidVodUser. */
  newApplicationMs = 0;
  /** What a task's list and detail say for a time that has not come. */
  noTime: "" | "0001-01-01T00:00:00Z" = "";
  /** ScrollToken of the last page of DescribeTasks: the text says that it is empty, both examples show one that is not. */
  lastScrollToken: "empty" | "token" = "empty";
  /** Applications that exist besides the created ones; undefined: all. Others give InvalidParameterValue.SubAppId. */
  subAppIds: readonly number[] | undefined = undefined;
  /** Files that exist; undefined: all. Others give InvalidParameterValue.FileId. */
  fileIds: readonly string[] | undefined = undefined;
  /** Unfinished tasks per account before LimitExceeded.Quota; the number is not documented. */
  maxUnfinishedTasks = Number.POSITIVE_INFINITY;
  /** Virtual time in WAITING, then in PROCESSING. */
  waitingMs = 10_000;
  processingMs = minute;
  /** Code for a SessionId used within three days; listed for the service, not for the action. */
  duplicateSessionCode = "InvalidParameterValue.SessionId";
  /** Code for a task that never existed. */
  unknownTaskCode = "InvalidParameterValue.TaskId";
  /** Code for a task older than three days. */
  expiredTaskCode = "ResourceNotFound";
  /** Code of an abort that comes too late. */
  abortRefusedCode = "FailedOperation";
  /** Virtual time of a status change of an application. Documented: 5 to 10 minutes. */
  statusChangeMs = 5 * minute;
  /** Whether an application must be Off before it can be Destroyed. */
  offBeforeDestroyed = false;
  /** Applications per account before LimitExceeded; the number is not documented. */
  maxSubApps = Number.POSITIVE_INFINITY;
  /** What ModifyEventConfig makes of switches that it is not told: a partial change keeps them, and their default is OFF. */
  absentEventSwitches: "keep" | "off" = "keep";
  /** What an empty SignKey does; documented for the address only. */
  emptySignKey: "clear" | "refuse" = "clear";
}

class VolcengineRtc {
  /** The apps that exist; undefined: all. Others give InvalidParameter.NotExistAppId. */
  appIds: readonly string[] | undefined = undefined;
  /** false: AccessDenied.RecordNotEnabled. */
  recordEnabled = true;
  /** false: AccessDenied.ServiceNotEnabled of tasks other than recordings. */
  serviceEnabled = true;
  /** Whether reads of snapshots and slices tell the keys of their storage as they were given, or masked. */
  toldKeys: "plain" | "masked" = "plain";
  /** What an update makes of a parameter that it leaves out: the default, or what it was. */
  leftOutOnUpdate: "default" | "kept" = "default";
  /** The caller's main account: another AccountId gives InvalidParameter.AccountIdMismatch; undefined: not compared. */
  accountId: string | undefined = undefined;
  /** Whether ids that the documents mask with **** are taken, so that the printed example runs as it is. */
  maskedIds: "accept" | "refuse" = "accept";
  /** What happens to fields that the documents do not name. */
  unknownFields: "refuse" | "ignore" = "refuse";
  /** Result of a start that is accepted; undefined: the answer has none. */
  startResult: string | null | undefined = "ok";
  /** Virtual time between the start and Status 2; Get says 1 until then. */
  startTakesMs = 0;
  /** EndTime of a task that failed to start: 0, as of one that has not ended (documented), or the time of the failure. */
  failedEndTime: "zero" | "time" = "zero";
  /** An update counts only in mixed mode with custom layout; what other updates get. */
  ineffectiveUpdate: "refuse" | "accept" = "refuse";
  /** What UpdatePushMixedStreamToCDN gets before Status 2. Documented: updates begin after the callback TranscodeStarted. */
  earlyUpdate: "refuse" | "accept" = "refuse";
  /** Code for a SequenceNumber that does not exceed the last one; not documented. Undefined: not checked. */
  staleSequenceCode: string | undefined = "InvalidParameter";
  /** Code of a start under the TaskId of a relay of the other kind; undefined: the answer of a repeat. Not documented. */
  sharedTaskIdCode: string | undefined = "InvalidParameter.TaskAlreadyExists";
  /** What reads of relays tell of a parameter that was left out; not documented. */
  leftOutTold: "nothing" | "default" = "nothing";
  /** Code of reads for a task that is unknown or older than 72 h; undefined: success with an empty Result. */
  unknownTaskCode: string | undefined = "InvalidParameter.ErrorActiveTaskNotFound";
  /** StopReason after MaxRecordTime; the list has no word for it. */
  maxRecordTimeReason: "UnknownStopReason" | "StopByAPI" | "IdleTimeOut" = "UnknownStopReason";
  /** What a second task with the same user in a room does: ends the first one, or nothing. Documented: users must differ. */
  userClash: "endFirst" | "ignore" = "endFirst";
  /** For how long ListRelayStream has an ingest that has ended; not documented. */
  endedIngestListedMs = Number.POSITIVE_INFINITY;
  /** Applications per account before appQuotaCode. Documented: 100. */
  maxApps = 100;
  /** Code for an application too many; none is documented. */
  appQuotaCode = "InvalidParameter";
  /** Virtual time in which a new application is being created. */
  appCreationMs = 0;
  /** Whether ListApps tells the keys: its table has them, none of them required. */
  listsAppKeys = true;
  /** Code for a start in an application that is disabled: the texts say that tasks stop then, and name no code. */
  disabledAppCode = "AccessDenied.ServiceNotEnabled";
  /** Code for a callback that is there already, or is not; none is documented. */
  callbackCode = "InvalidParameter";
  /** What GetCallback answers of an application that has none: not documented. */
  noCallback: "empty" | "error" = "empty";
  /** Result of calls on recordings of whiteboards, whose type is not documented. */
  whiteboardResult: "text" | "structure" = "text";
  /** Business ids per app before businessIdCode. Documented: 1000. */
  maxBusinessIds = 1000;
  /** Code for a BusinessId or remarks that are taken, for one too many, and for one that is not there; none is documented. */
  businessIdCode = "InvalidParameter";
  /** Result of DeleteBusinessID: its table has a text, its example a structure. */
  deleteBusinessIdResult: "text" | "structure" = "text";
}

/**
 * What the vendors' documents leave open, as switches. A default is the reading that the vendor's texts support best;
 * a client should work with the other readings too.
 */
export class Behaviour {
  readonly common = new Common();
  readonly tencent = new Tencent();
  readonly volcengine = new Volcengine();
  readonly trtc = new Trtc();
  readonly gme = new Gme();
  readonly tiw = new Tiw();
  readonly vod = new Vod();
  readonly volcengineRtc = new VolcengineRtc();
}

/** Any part of the behaviour; the rest keeps its default. */
export type BehaviourOptions = { [Area in keyof Behaviour]?: Partial<Behaviour[Area]> };

/** The defaults, with the given switches changed. */
export function behaviourWith(changes: BehaviourOptions = {}): Behaviour {
  const behaviour = new Behaviour();
  Object.assign(behaviour.common, changes.common);
  Object.assign(behaviour.tencent, changes.tencent);
  Object.assign(behaviour.volcengine, changes.volcengine);
  Object.assign(behaviour.trtc, changes.trtc);
  Object.assign(behaviour.gme, changes.gme);
  Object.assign(behaviour.tiw, changes.tiw);
  Object.assign(behaviour.vod, changes.vod);
  Object.assign(behaviour.volcengineRtc, changes.volcengineRtc);
  return behaviour;
}
