import { z } from "zod";
import { fields, secret, wireName } from "../../../sdk/core/fields";
import { application } from "../../../sdk/tencent/tiw/Application";
import { applicationConfig } from "../../../sdk/tencent/tiw/ApplicationConfig";
import { bucketConfig } from "../../../sdk/tencent/tiw/BucketConfig";
import { callback as callbackContract } from "../../../sdk/tencent/tiw/Callback";
import { documentTranscode } from "../../../sdk/tencent/tiw/DocumentTranscode";
import { onlineRecording } from "../../../sdk/tencent/tiw/OnlineRecording";
import { whiteboardRegions } from "../../../sdk/tencent/tiw/regions";
import { videoGeneration } from "../../../sdk/tencent/tiw/VideoGeneration";
import { whiteboardPush } from "../../../sdk/tencent/tiw/WhiteboardPush";
import { siteOf } from "../../core/config/endpoint";
import type { Context } from "../../core/lifecycle";
import { deduplicated, defineService, read, unsafe } from "../../core/service";
import { tencentProtocol } from "../protocol";
import { tiwErrorCodes } from "./errorCodes";

const generation = videoGeneration.inputs.shape;
const { taskId, totalTime, videoInfos, groupId, roomId } = videoGeneration.outputs.shape;
const { region, sdkAppId } = generation;
const task = { region, sdkAppId, taskId };
const status = z.string();
const { status: _progress, statusReason: _cause, ...transcoded } = documentTranscode.outputs.shape;
// Whether it is paused is said by calls of its own.
const { paused: _paused, ...recording } = onlineRecording.inputs.shape;
const {
  status: _status,
  statusReason: _reason,
  region: _region,
  filesPending: _pending,
  ...recorded
} = onlineRecording.outputs.shape;
const {
  status: _pushStatus,
  statusReason: _pushReason,
  region: _pushRegion,
  backupTaskId: _backupTask,
  backupStatus: _backupStatus,
  ...pushed
} = whiteboardPush.outputs.shape;
const backupReply = wireName("Backup", z.string()).optional();
const holder = { region: callbackContract.outputs.shape.region, sdkAppId };
const { appName, tagList } = application.inputs.shape;
const { appId, createTime } = application.outputs.shape;
const listedApplication = fields({
  sdkAppId: z.union([sdkAppId, z.string()]),
  appName: z.string(),
  createTime,
  tagList,
});
const callback = z.string();
const callbackKey = secret(z.string());

// The application and the region are those of the whole call.
const { region: _place, sdkAppId: _application, ...config } = applicationConfig.inputs.shape;
const { taskType } = config;
/** As it is told, or set to when something is taken out. */
const anyConfig = fields({
  ...config,
  callback,
  callbackKey,
  adminUserId: z.string().optional(),
  adminUserSig: secret(z.string()).optional(),
});

const tiw = {
  protocol: tencentProtocol(tiwErrorCodes),
  service: "tiw",
  version: "2019-09-19",
  ratePerSecond: 20,
  region: firstRegion,
};

/** TIW's tasks, jobs and applications. https://www.tencentcloud.com/document/product/1176/55143 */
export const connectTiw = defineService({
  ...tiw,
  operations: {
    /** Starts a generation; the vendor has no key by which it would recognise a repeat. */
    createVideoGenerationTask: unsafe(generation, { taskId }),
    /** Reads a generation; a failed one is answered with an error. */
    describeVideoGenerationTask: read(task, { status, totalTime, videoInfos, groupId, roomId }),
    /** Starts a transcoding; the vendor has no key by which it would recognise a repeat. */
    createTranscode: unsafe(documentTranscode.inputs.shape, { taskId }),
    /** Reads a transcoding; a failed one is answered with an error. */
    describeTranscode: read(task, { ...transcoded, status }),
    /** Starts a recording; a recorder that records already makes it fail, and the failure does not name the task. */
    startOnlineRecord: unsafe(recording, { taskId }),
    /** Pauses a recording; one that does not record makes it fail. */
    pauseOnlineRecord: deduplicated(task, {}),
    /** Goes on with a recording; one that is not paused makes it fail. */
    resumeOnlineRecord: deduplicated(task, {}),
    /** Ends a recording. */
    stopOnlineRecord: deduplicated(task, {}),
    /** Reads a recording; a failed one is answered with an error, or with nothing. */
    describeOnlineRecord: read(task, { ...recorded, status }),
    /** Starts a push; a user that pushes already makes it fail, and the failure does not name the task. */
    startWhiteboardPush: unsafe(whiteboardPush.inputs.shape, { taskId, backupReply }),
    /** Ends a push. */
    stopWhiteboardPush: deduplicated(task, {}),
    /** Reads a push; a failed one is answered with an error, or with nothing. */
    describeWhiteboardPush: read(task, { ...pushed, status, backupReply }),
    /** Makes an application of IM one of whiteboards; one that is one already makes it fail. */
    createApplication: deduplicated({ ...application.inputs.shape, ...holder }, { appId }),
    /** Renames an application. */
    modifyApplication: deduplicated({ ...holder, appName: appName.unwrap() }, {}),
    /** Lists applications. How often it may be called is not documented: as the others. */
    describeApplicationInfos: read(
      { region: holder.region },
      { applicationInfos: z.array(listedApplication), allOption: z.int() },
    ),
    /** Sets what an application is configured to for some types of task. */
    modifyWhiteboardApplicationConfig: deduplicated({ ...holder, configs: z.array(anyConfig) }, {}),
    /** Sets the bucket for a type of task. How often it may be called is not documented: as the others. */
    modifyWhiteboardBucketConfig: deduplicated({ ...bucketConfig.inputs.shape, ...holder }, {}),
    /** Tells what an application is configured to for some types of task, keys among it. */
    describeWhiteboardApplicationConfig: read(
      { ...holder, taskTypes: z.array(taskType) },
      { configs: z.array(anyConfig) },
    ),
  },
});

/** What the vendor calls each event in the names of its actions. */
const events = {
  recording: "OnlineRecord",
  videoGeneration: "VideoGenerationTask",
  transcode: "Transcode",
  whiteboardPush: "WhiteboardPush",
} as const;

/** The callback of an event: three calls. */
export function connectCallback(context: Context) {
  return (event: keyof typeof events) => {
    const name = `${events[event]}Callback`;
    return defineService({
      ...tiw,
      operations: {
        set: deduplicated({ ...holder, callback }, {}, { action: `Set${name}` }),
        setKey: deduplicated({ ...holder, callbackKey }, {}, { action: `Set${name}Key` }),
        describe: read(holder, { callback, callbackKey }, { action: `Describe${name}` }),
      },
    })(context);
  };
}

/** The first region that serves whiteboards at the site. */
export function firstRegion({ settings, options }: Context) {
  return whiteboardRegions[siteOf(settings, "tencentcloud", options.profile) ?? "international"][0];
}
