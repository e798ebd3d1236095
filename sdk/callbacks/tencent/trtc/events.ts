import type { EventOf } from "../../event";

/** What all events of TRTC say. */
export interface TrtcEventInfo {
  /** The room, of the type that it has for clients; none for web recordings and ingests. */
  readonly RoomId?: string | number;
  /** 0 for rooms with integers, 1 for rooms with texts; relays only. */
  readonly RoomType?: number;
  /** When it happened, in seconds since 1970; `EventMsTs` is to be preferred. */
  readonly EventTs?: number | string;
  /** When it happened, in milliseconds since 1970. */
  readonly EventMsTs?: number;
  /** Whom it is about; for tasks their robot in the room. */
  readonly UserId?: string;
  /** The task; none for rooms and media. */
  readonly TaskId?: string;
}

/** An event of a room or of somebody's media. https://www.tencentcloud.com/document/product/647/39558 */
export interface RoomEventInfo extends TrtcEventInfo {
  /** 20 for an anchor, 21 for the audience. */
  readonly Role?: number;
  /** Why, as a number of the vendor's page. */
  readonly Reason?: number;
  /** Tells apart events of one user, in milliseconds. */
  readonly UniqueId?: number;
}

/** An event of a task, with what it brings. */
export interface TaskEventInfo<Payload> extends TrtcEventInfo {
  readonly Payload?: Payload;
}

/** How something went: 0 is success. */
export interface OutcomePayload {
  /** 0 success; else a failure, whose number the vendor's page explains. */
  readonly Status?: number;
}

/** Where the push of a relay to one CDN stands. https://www.tencentcloud.com/document/product/647/54913 */
export interface RelayPayload {
  /** The push address, its key included: a secret. */
  readonly Url?: string;
  /** 0 not begun or ended, 1 connecting, 2 pushing, 3 interrupted and connecting again, 4 given up. */
  readonly Status?: number;
  readonly ErrorCode?: number;
  readonly ErrorMsg?: string;
}

/** Why a recording left its room. */
export interface RecorderStopPayload {
  /**
   * 0 stopped by its call, 1 and 3 its robot was removed, 2 and 4 the room was dissolved, 99 nobody else was there,
   * 100 time-out, 101 the robot's id came in a second time.
   */
  readonly LeaveCode?: number;
}

/** A file that was written. */
export interface RecordedFile {
  /** Whose file it is; empty for mixed streams. */
  readonly UserId?: string;
  /** "audio", "video" or "audio_video". */
  readonly TrackType?: string;
  /** "main" for the camera, "aux" for the screen, "mix" for mixed streams. */
  readonly MediaId?: string;
  /** When it begins, in milliseconds since 1970. */
  readonly StartTimeStamp?: number;
  /** When it ends, in milliseconds since 1970. */
  readonly EndTimeStamp?: number;
}

/** The files of a finished MP4 recording. */
export interface Mp4Payload extends OutcomePayload {
  readonly FileList?: readonly string[];
  readonly FileMessage?: readonly (RecordedFile & { readonly FileName?: string })[];
}

/** A file that VOD took. */
export interface VodCommitPayload extends OutcomePayload {
  /** What went wrong where `Status` is not 0. */
  readonly Errmsg?: string;
  readonly TencentVod?: RecordedFile & {
    readonly FileId?: string;
    /** Where the file is played from. */
    readonly VideoUrl?: string;
    /** The file as it was recorded. */
    readonly CacheFile?: string;
  };
}

/** How a web recording goes. */
export interface WebRecordingPayload extends OutcomePayload {
  /** In words. */
  readonly EventMessage?: string;
}

/** What each event of TRTC says, by its EventType. */
export interface TrtcEventInfos {
  /** A room was created. */
  101: RoomEventInfo;
  /** A room was dissolved. */
  102: RoomEventInfo;
  /** Somebody entered a room. */
  103: RoomEventInfo;
  /** Somebody left a room. */
  104: RoomEventInfo;
  /** Somebody became an anchor, or a part of the audience. */
  105: RoomEventInfo;
  /** Video began. */
  201: RoomEventInfo;
  /** Video ended. */
  202: RoomEventInfo;
  /** Audio began. */
  203: RoomEventInfo;
  /** Audio ended. */
  204: RoomEventInfo;
  /** The substream began. */
  205: RoomEventInfo;
  /** The substream ended. */
  206: RoomEventInfo;
  /** A cloud recording began. https://www.tencentcloud.com/document/product/647/54914 */
  301: TaskEventInfo<OutcomePayload>;
  /** A cloud recording left its room. */
  302: TaskEventInfo<RecorderStopPayload>;
  /** The upload to an object storage began. */
  303: TaskEventInfo<OutcomePayload>;
  /** The index of the HLS files was uploaded: `FileList` is its name. */
  304: TaskEventInfo<{ readonly FileList?: string }>;
  /** The upload to an object storage ended; `Status` is 0 where every file arrived. */
  305: TaskEventInfo<OutcomePayload & RecorderStopPayload>;
  /** A cloud recording moved to another machine. */
  306: TaskEventInfo<OutcomePayload>;
  /** The first slice was written. */
  307: TaskEventInfo<
    RecordedFile & { readonly FileName?: string; readonly BeginTimeStamp?: string | number }
  >;
  /** A picture could not be loaded. */
  309: TaskEventInfo<{ readonly Url?: string }>;
  /** An MP4 recording ended. */
  310: TaskEventInfo<Mp4Payload>;
  /** VOD took a file. */
  311: TaskEventInfo<VodCommitPayload>;
  /** A recording to VOD ended. */
  312: TaskEventInfo<OutcomePayload>;
  /** The push of a relay to one CDN changed its state. */
  401: TaskEventInfo<RelayPayload>;
  /** A stream that is pulled into a room changed its state. https://trtc.io/document/64802 */
  701: TrtcEventInfo & OutcomePayload;
  /** A web recording began: 1 it runs, 2 it could not begin, 3 and 4 it goes on elsewhere, 5 it is over. */
  801: TaskEventInfo<WebRecordingPayload>;
  /** A web recording ended. */
  802: TaskEventInfo<WebRecordingPayload>;
  /** A web recording says how it goes. */
  803: TaskEventInfo<WebRecordingPayload>;
  /** A web recording ended at a limit. */
  804: TaskEventInfo<WebRecordingPayload>;
}

/** The body of a callback of TRTC. */
export interface TrtcBody<Type, Info> {
  /** 1 rooms, 2 media, 3 cloud recording, 4 relay, 7 ingest, 8 web recording. */
  readonly EventGroupId?: number;
  readonly EventType: Type;
  /** When it was sent, in milliseconds since 1970. */
  readonly CallbackTs?: number;
  readonly EventInfo: Info;
}

/** The types of events that are described above. */
export const trtcEventTypes = [
  101, 102, 103, 104, 105, 201, 202, 203, 204, 205, 206, 301, 302, 303, 304, 305, 306, 307, 309, 310, 311,
  312, 401, 701, 801, 802, 803, 804,
] as const satisfies readonly (keyof TrtcEventInfos)[];

/** An event of TRTC; `type` tells which. */
export type TrtcEvent = EventOf<
  "tencent/trtc",
  { [Type in (typeof trtcEventTypes)[number]]: TrtcBody<Type, TrtcEventInfos[Type]> }
>;
