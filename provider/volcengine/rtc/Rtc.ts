import { z } from "zod";
import { choice, type Fields, fields, vendorTime, wireName } from "../../../sdk/core/fields";
import { ApplicationStatus, application } from "../../../sdk/volcengine/rtc/Application";
import { businessId as business } from "../../../sdk/volcengine/rtc/BusinessId";
import { callback } from "../../../sdk/volcengine/rtc/Callback";
import { ImageConfig } from "../../../sdk/volcengine/rtc/imageConfig";
import { mixedCdnRelay } from "../../../sdk/volcengine/rtc/MixedCdnRelay";
import { publicStream } from "../../../sdk/volcengine/rtc/PublicStream";
import { recording } from "../../../sdk/volcengine/rtc/Recording";
import { segment } from "../../../sdk/volcengine/rtc/Segment";
import { singleCdnRelay } from "../../../sdk/volcengine/rtc/SingleCdnRelay";
import { snapshot } from "../../../sdk/volcengine/rtc/Snapshot";
import { streamIngest } from "../../../sdk/volcengine/rtc/StreamIngest";
import { webcast } from "../../../sdk/volcengine/rtc/Webcast";
import { whiteboardRecording } from "../../../sdk/volcengine/rtc/WhiteboardRecording";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import type { Lenient } from "../../http/codec";
import { volcengineProtocol } from "../protocol";
import { rtcErrorCodes } from "./errorCodes";

const inputs = recording.inputs.shape;
const { appId, roomId, businessId, targetStreams, layout } = inputs;
const { imageConfig } = snapshot.inputs.shape;
const { identifier, handle, duration } = segment.inputs.shape;
const { taskId, region, recordFileList } = recording.outputs.shape;
const place = { region, appId, roomId, taskId };
const answer = { result: z.string() };

/** Most kinds of tasks are started, changed and stopped more often than recordings. */
const often = { ratePerSecond: 150 } as const;
const seldom = { ratePerSecond: 10 } as const;

const mix = mixedCdnRelay.inputs.shape;
const mixChanged = {
  targetStreams: mix.targetStreams,
  layout: mix.layout,
  encode: mix.encode,
  control: mix.control,
};
const { pushStreamState, sequenceNumber } = mixedCdnRelay.outputs.shape;

const ingest = streamIngest.inputs.shape;
// When it begins is told to the start alone.
const { startTimeStamp, ...ingestControl } = ingest.control.shape;
const { streamUrl, mediaType, streamMode, videoWidth, videoHeight, frameRate } = ingestControl;

const stream = publicStream.inputs.shape;
const { publicStreamId } = publicStream.outputs.shape;
const streamPlace = { region, appId, publicStreamId };
// A message goes to those who play already, and when it ends is told to the start alone.
const { dataMsg, ...streamStart } = stream.control.unwrap().shape;
const { maxIdleTime, ...streamUpdate } = stream.control.unwrap().shape;

/** An ingest as the list of its room has it. */
const ingestTold = fields({
  taskId,
  status: z.int(),
  createTime: vendorTime(z.int()),
  ...{ streamUrl, mediaType, streamMode, videoWidth, videoHeight, frameRate },
});

/** The vendor's answer to a start of what runs already. */
const alreadyStarted = "The task has been started";

/** Whether the answer to a start says that the task runs already. */
export function wasRunning(result: string | undefined): boolean {
  return result?.startsWith(alreadyStarted) === true;
}

function isOk({ result }: { readonly result?: string | undefined }): boolean {
  return result === "ok";
}

function isOkOrRuns(reply: { readonly result?: string | undefined }): boolean {
  return isOk(reply) || wasRunning(reply.result);
}

/** Applications and what belongs to them are of an older version. */
const ofApplications = { version: "2020-12-01", ratePerSecond: 20 } as const;
/** The vendor changes them in one place alone, and what was changed is certain to be shown there. */
const atHome = { ...ofApplications, atHome: true } as const;

const { remarks, ...businessPlace } = business.inputs.shape;
const { createdTime } = business.outputs.shape;

/** A business id in the list of its application. */
const businessTold = fields({ businessId: z.string(), remarks: z.string(), createdTime });

const { appName } = application.inputs.shape;
const { appId: ownAppId, appKey, secondaryAppKey, createAt } = application.outputs.shape;
const keys = { appKey, secondaryAppKey };

/** An application in the list of an account. */
const appTold = fields({ appId: ownAppId, appName, ...keys, createAt, status: z.int() });

const { appId: ofCallback, businessId: forBusiness, eventList, url, secretKey } = callback.inputs.shape;
const { createdAt } = callback.outputs.shape;
const reported = { eventList, url, secretKey };
// The vendor spells the place of a callback in three ways.
const callbackApp = wireName("AppID", z.string());

/** What every task tells of itself. */
const task = {
  startTime: vendorTime(z.int()),
  endTime: vendorTime(z.int()),
  status: z.int(),
  stopReason: z.string(),
};

/** The same, as a reply may have it. */
export type TaskTold = Lenient<z.output<Fields<typeof task>>>;

/** The answer to a reading, which has the task under the name of its kind. */
function told<Shape extends z.ZodRawShape>(kind: string, shape: Shape) {
  return { result: fields({ task: wireName(kind, fields({ ...task, ...shape })) }) };
}

/** Volcengine RTC's APIs. https://www.volcengine.com/docs/6348/69828 */
export const connectRtc = defineService({
  protocol: volcengineProtocol(rtcErrorCodes),
  service: "rtc",
  version: "2023-11-01",
  ratePerSecond: 60,
  operations: {
    /** Starts a recording under an id of the caller's; the answer to a repeat says so. */
    startRecord: deduplicated({ ...inputs, ...place }, answer, { isSuccess: isOkOrRuns }),
    /** Changes the custom layout of a mixed recording; what is left out returns to its default. */
    updateRecord: deduplicated({ ...place, businessId, targetStreams, layout }, answer, { isSuccess: isOk }),
    /** Stops a recording. */
    stopRecord: deduplicated({ ...place, businessId }, answer, { isSuccess: isOk }),
    /** Reads a recording that was started within the last 72 hours. */
    getRecordTask: read(place, told("RecordTask", { recordFileList }), { method: "GET" }),
    /** Starts a relay of a mix under an id of the caller's; the answer to a repeat says so. */
    startPushMixedStreamToCDN: deduplicated({ ...mix, ...place }, answer, {
      ...often,
      isSuccess: isOkOrRuns,
    }),
    /** Changes the custom layout of a mix, and how it is encoded. */
    updatePushMixedStreamToCDN: deduplicated(
      { ...place, businessId, ...mixChanged, sequenceNumber, isUpdatePartialParam: z.boolean() },
      answer,
      { ...often, isSuccess: isOk },
    ),
    /** Stops a relay, whatever it relays. */
    stopPushStreamToCDN: deduplicated(place, answer, { ...often, isSuccess: isOk }),
    /** Reads a relay of a mix that was started within the last 72 hours. */
    getPushMixedStreamToCDNTask: read(
      place,
      told("PushMixedStreamToCDNTask", { pushStreamState, ...mixChanged }),
      { method: "GET" },
    ),
    /** Starts a relay of one stream under an id of the caller's; the answer to a repeat says so. */
    startPushSingleStreamToCDN: deduplicated({ ...singleCdnRelay.inputs.shape, ...place }, answer, {
      ...often,
      isSuccess: isOkOrRuns,
    }),
    /** Reads a relay of one stream that was started within the last 72 hours. */
    getPushSingleStreamToCDNTask: read(place, told("PushSingleStreamToCDNTask", { pushStreamState }), {
      method: "GET",
    }),
    /** Starts an ingest under an id of the caller's; the answer to a repeat says so. */
    startRelayStream: deduplicated({ ...ingest, ...place }, answer, { ...often, isSuccess: isOkOrRuns }),
    /** Changes what an ingest pulls, and how it is sent. */
    updateRelayStream: deduplicated({ ...place, control: fields(ingestControl) }, answer, {
      ...often,
      isSuccess: isOk,
    }),
    /** Stops an ingest. */
    stopRelayStream: deduplicated(place, answer, { ...often, isSuccess: isOk }),
    /** Starts a public stream under an id of the caller's; the answer to a repeat says so. */
    startPushPublicStream: deduplicated(
      { ...stream, ...streamPlace, control: fields(streamStart).optional() },
      answer,
      { ...often, isSuccess: isOkOrRuns },
    ),
    /** Changes a public stream; what is left out returns to its default. */
    updatePublicStreamParam: deduplicated(
      { ...stream, ...streamPlace, control: fields(streamUpdate).optional() },
      answer,
      { ...often, isSuccess: isOk },
    ),
    /** Stops a public stream. */
    stopPushPublicStream: deduplicated({ ...streamPlace, businessId }, answer, { ...often, isSuccess: isOk }),
    /** Reads a page of a room's ingests. */
    listRelayStream: read(
      { region, appId, roomId, limit: z.int(), offset: z.int() },
      { result: fields({ limit: z.int(), task: z.array(ingestTold) }) },
      { ...often, method: "GET" },
    ),

    /** Starts a webcast under an id of the caller's; the answer to a repeat says so. */
    startWebcast: deduplicated({ ...webcast.inputs.shape, ...place }, answer, {
      ...often,
      isSuccess: isOkOrRuns,
    }),
    /** Stops a webcast. */
    stopWebcast: deduplicated(place, answer, { ...often, isSuccess: isOk }),
    /** Reads a webcast that was started within the last 72 hours, without its page, whose address its reply has. */
    getWebCastTask: read(place, told("WebCastTask", {}), { method: "GET" }),

    /** Starts a recording of a whiteboard under an id of the caller's. What its answer holds is not documented. */
    startWBRecord: deduplicated(
      { ...whiteboardRecording.inputs.shape, ...place },
      { result: z.string().optional() },
      seldom,
    ),
    /** Stops a recording of a whiteboard. */
    stopWBRecord: deduplicated({ ...place, userId: whiteboardRecording.inputs.shape.userId }, {}, seldom),

    /** Starts to slice sound under an id of the caller's; the answer to a repeat says so. */
    startSegment: deduplicated({ ...segment.inputs.shape, ...place }, answer, { isSuccess: isOkOrRuns }),
    /** Changes the names and the length of slices, and whether there are any. */
    updateSegment: deduplicated({ ...place, businessId, identifier, handle, duration }, answer, {
      ...often,
      isSuccess: isOk,
    }),
    /** Slices no more. */
    stopSegment: deduplicated({ ...place, businessId }, answer, { ...often, isSuccess: isOk }),
    /** Reads a task that was started within the last 72 hours, without the keys of its storage, which its reply has. */
    getSegmentTask: read(place, told("SegmentTask", { identifier, handle, duration }), { method: "GET" }),

    /** Starts to take pictures under an id of the caller's; the answer to a repeat says so. */
    startSnapshot: deduplicated({ ...snapshot.inputs.shape, ...place }, answer, {
      ...often,
      isSuccess: isOkOrRuns,
    }),
    /** Changes how often pictures are taken. */
    updateSnapshot: deduplicated({ ...place, businessId, imageConfig }, answer, {
      ...often,
      isSuccess: isOk,
    }),
    /** Takes no more pictures. */
    stopSnapshot: deduplicated({ ...place, businessId }, answer, { ...often, isSuccess: isOk }),
    /** Reads a task that was started within the last 72 hours, without the keys of its storage, which its reply has. */
    getSnapshotTask: read(place, told("SnapshotTask", { imageConfig: ImageConfig }), { method: "GET" }),

    /** Creates an application under an id of the vendor's. */
    createApp: unsafe({ appName }, { result: fields({ appId: ownAppId, ...keys }) }, atHome),
    /** Enables or disables an application. */
    modifyAppStatus: deduplicated({ appId: ownAppId, status: choice(ApplicationStatus) }, {}, atHome),
    /** Reads a page of the account's applications, or the one of an id. */
    listApps: read(
      { appId: ownAppId.optional(), limit: z.string(), offset: z.string() },
      { result: fields({ appList: z.array(appTold), total: z.int() }) },
      atHome,
    ),
    /** Adds a business id of the caller's; which code answers a repeat is not documented. */
    addBusinessID: unsafe({ ...businessPlace, remarks }, {}, atHome),
    /** Changes the remarks of a business id. */
    modifyBusinessRemarks: deduplicated({ ...businessPlace, remarks }, {}, atHome),
    /** Deletes a business id. The table has a text for an answer, the example a structure. */
    deleteBusinessID: deduplicated(businessPlace, {}, atHome),
    /** Sets a callback where there is none; which code answers that there is one is not documented. */
    createCallback: deduplicated(
      { appId: callbackApp, businessId: forBusiness, ...reported },
      {},
      ofApplications,
    ),
    /** Changes a callback. */
    updateCallback: deduplicated(
      { appId: callbackApp, businessId: wireName("BusinessID", z.string()), ...reported },
      {},
      ofApplications,
    ),
    /** Deletes a callback: what it is called stands in the query. */
    deleteCallback: deduplicated(
      { appId: ofCallback, businessId: forBusiness },
      {},
      {
        ...ofApplications,
        inQuery: true,
      },
    ),
    /** Reads the callbacks of an application. The rates of these calls are not documented. */
    getCallback: read(
      { appId: ofCallback },
      { result: fields({ callbacks: z.array(fields({ businessId: z.string(), ...reported, createdAt })) }) },
      { ...ofApplications, method: "GET" },
    ),
    /** Reads a page of an application's business ids. Its rate is not documented. */
    getAllBusinessID: read(
      { appId: wireName("AppID", z.string()), limit: z.string(), offset: z.string() },
      { result: fields({ businessRecords: z.array(businessTold), totalSize: z.int() }) },
      atHome,
    ),
  },
});
