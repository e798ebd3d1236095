import {
  atLeastOne,
  atMostBytes,
  atMostField,
  exactlyOne,
  excludedIf,
  heeded,
  only,
  required,
  requiredIf,
  reserved,
  windowsStayInside,
} from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import type { CdnRelayInputs } from "./CdnRelay";
import { roomRules, usersAreInRoomsOfLayout } from "./rooms";

const layout = "videoParams.layoutParams";
const window = `${layout}.mixLayoutList[]` as const;
const placeholder = `${window}.backgroundCustomRender` as const;
const mark = "videoParams.waterMarkList[]";
const uniRecord = "recordParams.uniRecord";
const recordFormat = "recordParams.recordFormat";
const prefix = "recordParams.userDefineRecordPrefix";
const store = "recordParams.mcuStorageParams";
const vod = `${store}.mcuCloudVod.mcuTencentVod` as const;

const transcoding = { path: "withTranscoding", values: [1] } as const;
const dynamic = { path: `${layout}.mixLayoutMode`, values: [1, 2, 3] } as const;
const custom = { path: `${layout}.mixLayoutMode`, values: [4] } as const;
const customPlaceholder = { path: `${window}.backgroundRenderMode`, values: [4] } as const;
const picture = { path: `${mark}.waterMarkType`, values: [0] } as const;
const text = { path: `${mark}.waterMarkType`, values: [1] } as const;
const withUuid = { path: "seiParams.passThrough.payloadType", values: [5] } as const;

const smallerPlaceholder = "make the placeholder smaller, or its window larger";

function cornersFitPlaceholders(relay: CdnRelayInputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach(({ backgroundCustomRender }, index) => {
    if (!backgroundCustomRender) return;
    const { width, height, radius = 0 } = backgroundCustomRender;
    const most = Math.floor(Math.min(width, height) / 2);
    if (radius <= most) return;
    report.failure(
      `videoParams.layoutParams.mixLayoutList[${index}].backgroundCustomRender.radius`,
      `it is ${radius}, and half of the shorter side is ${most}`,
      `make it at most ${most}`,
    );
  });
}

/** What must hold across the parameters of a relay. */
export const cdnRelayRules: Rules<CdnRelayInputs> = [
  atLeastOne(["publishCdnParams", "feedBackRoomParams"], {
    problem: "neither publishCdnParams nor feedBackRoomParams names a target, and a relay needs one at least",
    advice: "add a CDN address or a room",
  }),
  required("audioParams.audioEncode", {
    problem: "it is missing, and the vendor needs it to start a relay",
    advice: "add it, for example { sampleRate: 48000, channel: 2, bitRate: 64 }",
  }),
  only("withTranscoding", [0], {
    when: [{ path: "singleSubscribeParams", given: true }],
    problem: "it is {value}, and singleSubscribeParams goes with 0 only",
    advice: "set it to 0, or leave singleSubscribeParams out to mix streams",
  }),
  requiredIf(
    "singleSubscribeParams",
    { path: "withTranscoding", values: [0] },
    {
      problem: "it is missing, and withTranscoding 0 relays the one stream that it names",
      advice: "add it, or set withTranscoding to 1 to mix streams",
    },
  ),
  atMostBytes("agentParams.userId", 32, {
    problem: '"{value}" has {bytes} bytes, and at most 32 are allowed',
    advice: "shorten it, or leave it out to have one derived",
  }),
  ...roomRules,
  usersAreInRoomsOfLayout,
  required("videoParams.videoEncode", {
    problem: "it is missing, and the vendor needs it to relay video",
    advice:
      "add it, for example { width: 1280, height: 720, fps: 15, bitRate: 1500, gop: 2 }; or leave videoParams out to relay audio",
  }),
  only("audioParams.audioEncode.channel", [2], {
    when: [{ path: "audioParams.audioEncode.codec", values: [2] }],
    problem: "it is {value}, and HE-AACv2 (codec 2) is stereo only",
    advice: "set it to 2",
  }),
  reserved("audioParams.audioEncode.sampleRate", [8000], {
    when: [{ path: "audioParams.audioEncode.codec", values: [1, 2] }],
    problem: "it is 8000, and codec {other} (HE-AAC) starts at 16000 Hz",
    advice: "raise it, or use codec 0 (LC-AAC)",
  }),
  required("audioParams.subscribeAudioList", {
    when: [{ path: "audioParams.unSubscribeAudioList", given: true }],
    level: "warning",
    problem: "only unSubscribeAudioList is given, and the vendor asks for both lists when one is used",
    advice: "add subscribeAudioList: [] for everybody else",
  }),
  ...windowsStayInside({
    start: [`${window}.locationX`, `${window}.locationY`],
    size: [`${window}.imageWidth`, `${window}.imageHeight`],
    canvas: ["videoParams.videoEncode.width", "videoParams.videoEncode.height"],
    problem: "the window ends at {end} px, and the video is {limit} px {long}",
    advice: "make {start} + {size} at most videoEncode.{side}",
  }),
  ...windowsStayInside({
    start: [`${window}.customCrop.locationX`, `${window}.customCrop.locationY`],
    size: [`${window}.customCrop.width`, `${window}.customCrop.height`],
    canvas: [10000, 10000],
    problem: "{start} + {size} is more than {limit}",
    advice: "make the cut-out smaller",
  }),
  requiredIf(placeholder, customPlaceholder, { advice: "add its width and height" }),
  // A window of the size 0 is not described at all.
  atMostField(`${placeholder}.width`, `${window}.imageWidth`, {
    when: [{ path: `${window}.imageWidth`, not: [0] }],
    problem: "it is {value}, and the window is {limit} px wide",
    advice: smallerPlaceholder,
  }),
  atMostField(`${placeholder}.height`, `${window}.imageHeight`, {
    when: [{ path: `${window}.imageHeight`, not: [0] }],
    problem: "it is {value}, and the window is {limit} px high",
    advice: smallerPlaceholder,
  }),
  cornersFitPlaceholders,
  requiredIf(`${mark}.waterMarkImage`, picture, {
    problem: "it is missing, and waterMarkType 0 is a picture",
  }),
  requiredIf(`${mark}.waterMarkText`, text, { problem: "it is missing, and waterMarkType 1 is a text" }),
  reserved("seiParams.layoutVolume.payloadType", [244], {
    problem: "it is {value}, which the vendor keeps for itself",
    advice: "use another one from 100 to 254",
  }),
  only("seiParams.passThrough.payloadType", [5, { from: 100, to: 243 }, { from: 245, to: 254 }], {
    problem: "it is {value}, and 5 or 100 to 254 without 244 are allowed",
    advice: "use one of these",
  }),
  requiredIf("seiParams.passThrough.payloadUuid", withUuid, { advice: "add 32 hexadecimal digits" }),
  excludedIf(
    recordFormat,
    [
      { path: recordFormat, values: ["mp4"] },
      { path: recordFormat, values: ["aac"] },
    ],
    { problem: "mp4 and aac exclude each other", advice: "keep one of them" },
  ),
  exactlyOne([`${store}.cloudStorage`, `${store}.mcuCloudVod`], {
    problem: "exactly one of cloudStorage and mcuCloudVod is allowed",
    advice: "keep the one that the files shall go to",
  }),
  reserved("recordParams.streamType", [2], {
    when: [{ path: "videoParams", given: false }],
    problem: "it is 2 (video), and without videoParams only audio is relayed",
    advice: "add videoParams, or record audio with 1",
  }),
  ...heeded(
    [layout, "videoParams.backGroundColor", "videoParams.backgroundImageUrl", "videoParams.waterMarkList"],
    [transcoding],
  ),
  ...heeded(["videoParams.backgroundRenderMode"], [{ path: "videoParams.backgroundImageUrl", given: true }], {
    unlessDefault: true,
  }),
  ...heeded([`${layout}.mixLayoutList`], [custom]),
  ...heeded([`${layout}.maxVideoUser`], [{ ...dynamic, values: [1, 2] }]),
  ...heeded([`${layout}.renderMode`], [dynamic]),
  ...heeded([`${layout}.pureAudioHoldPlaceMode`], [dynamic], { unlessDefault: true }),
  ...heeded([`${window}.backGroundColor`], [{ path: "withTranscoding", values: [] }]),
  ...heeded([`${window}.transparentUrl`], [{ path: `${window}.renderMode`, values: [0] }]),
  ...heeded([`${window}.backgroundRenderMode`], [{ path: `${window}.backgroundImageUrl`, given: true }], {
    unlessDefault: true,
  }),
  ...heeded([placeholder], [customPlaceholder]),
  ...heeded([`${mark}.waterMarkImage`], [picture]),
  ...heeded([`${mark}.waterMarkText`], [text]),
  ...heeded(["seiParams"], [{ path: "videoParams", given: true }]),
  ...heeded(["seiParams.passThrough.payloadUuid"], [withUuid]),
  ...heeded(["recordParams.recordKey", prefix], [{ path: uniRecord, values: [2, 3] }]),
  ...heeded([prefix], [{ path: `${store}.cloudStorage`, given: false }]),
  ...heeded([`${vod}.sessionContext`], [{ path: `${vod}.procedure`, given: true }]),
  ...heeded(
    [
      "recordParams.recordWaitTime",
      recordFormat,
      "recordParams.maxMediaFileDuration",
      "recordParams.streamType",
      store,
    ],
    [{ path: uniRecord, values: [3] }],
  ),
  ...heeded(["recordParams.maxMediaFileDuration"], [{ path: recordFormat, values: ["mp4", "aac"] }]),
];
