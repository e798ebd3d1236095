import { effectRules } from "../../core/effectRules";
import type { Report, Rule } from "../../core/rules";
import type { CdnRelayInputs } from "./CdnRelay";
import { relayEffects } from "./relayEffects";
import { RelayAudioCodec } from "./relayEncode";
import { roomRules, usersAreInRoomsOfLayout } from "./rooms";

function needsTarget(relay: CdnRelayInputs, report: Report): void {
  if (relay.publishCdnParams?.length || relay.feedBackRoomParams?.length) return;
  report.failure(
    "publishCdnParams",
    "neither publishCdnParams nor feedBackRoomParams names a target, and a relay needs one at least",
    "add a CDN address or a room",
  );
}

function needsAudioEncode(relay: CdnRelayInputs, report: Report): void {
  if (relay.audioParams.audioEncode) return;
  report.failure(
    "audioParams.audioEncode",
    "it is missing, and the vendor needs it to start a relay",
    "add it, for example { sampleRate: 48000, channel: 2, bitRate: 64 }",
  );
}

function singleStreamIsNotTranscoded(relay: CdnRelayInputs, report: Report): void {
  const single = relay.singleSubscribeParams !== undefined;
  if (single && relay.withTranscoding === 1) {
    report.failure(
      "withTranscoding",
      "it is 1, and singleSubscribeParams goes with 0 only",
      "set it to 0, or leave singleSubscribeParams out to mix streams",
    );
  }
  if (!single && relay.withTranscoding === 0) {
    report.failure(
      "singleSubscribeParams",
      "it is missing, and withTranscoding 0 relays the one stream that it names",
      "add it, or set withTranscoding to 1 to mix streams",
    );
  }
}

function robotNameFits(relay: CdnRelayInputs, report: Report): void {
  const userId = relay.agentParams?.userId;
  if (userId !== undefined && Buffer.byteLength(userId) > 32) {
    report.failure(
      "agentParams.userId",
      `"${userId}" has ${Buffer.byteLength(userId)} bytes, and at most 32 are allowed`,
      "shorten it, or leave it out to have one derived",
    );
  }
}

function videoIsEncoded(relay: CdnRelayInputs, report: Report): void {
  if (relay.videoParams === undefined || relay.videoParams.videoEncode !== undefined) return;
  report.failure(
    "videoParams.videoEncode",
    "it is missing, and the vendor needs it to relay video",
    "add it, for example { width: 1280, height: 720, fps: 15, bitRate: 1500, gop: 2 }; or leave videoParams out to relay audio",
  );
}

function audioCodecFits(relay: CdnRelayInputs, report: Report): void {
  const encode = relay.audioParams.audioEncode;
  if (encode?.codec === RelayAudioCodec.heAacV2 && encode.channel !== 2) {
    report.failure(
      "audioParams.audioEncode.channel",
      "it is 1, and HE-AACv2 (codec 2) is stereo only",
      "set it to 2",
    );
  }
}

function audioSampleRateFits(relay: CdnRelayInputs, report: Report): void {
  const encode = relay.audioParams.audioEncode;
  if (encode?.sampleRate === 8000 && (encode.codec === 1 || encode.codec === 2)) {
    report.failure(
      "audioParams.audioEncode.sampleRate",
      `it is 8000, and codec ${encode.codec} (HE-AAC) starts at 16000 Hz`,
      "raise it, or use codec 0 (LC-AAC)",
    );
  }
}

function audioListsGoTogether(relay: CdnRelayInputs, report: Report): void {
  const { subscribeAudioList: wanted, unSubscribeAudioList: unwanted } = relay.audioParams;
  if (unwanted !== undefined && wanted === undefined) {
    report.warning(
      "audioParams.subscribeAudioList",
      "only unSubscribeAudioList is given, and the vendor asks for both lists when one is used",
      "add subscribeAudioList: [] for everybody else",
    );
  }
}

function windowsStayInside(relay: CdnRelayInputs, report: Report): void {
  const encode = relay.videoParams?.videoEncode;
  if (!encode) return;
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    const path = `videoParams.layoutParams.mixLayoutList[${index}]`;
    const right = (window.locationX ?? 0) + (window.imageWidth ?? 0);
    if (right > encode.width) {
      report.failure(
        `${path}.imageWidth`,
        `the window ends at ${right} px, and the video is ${encode.width} px wide`,
        "make locationX + imageWidth at most videoEncode.width",
      );
    }
    const bottom = (window.locationY ?? 0) + (window.imageHeight ?? 0);
    if (bottom > encode.height) {
      report.failure(
        `${path}.imageHeight`,
        `the window ends at ${bottom} px, and the video is ${encode.height} px high`,
        "make locationY + imageHeight at most videoEncode.height",
      );
    }
  });
}

function cropsStayInside(relay: CdnRelayInputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    const crop = window.customCrop;
    if (!crop) return;
    const path = `videoParams.layoutParams.mixLayoutList[${index}].customCrop`;
    if (crop.locationX + crop.width > 10000) {
      report.failure(`${path}.width`, "locationX + width is more than 10000", "make the cut-out smaller");
    }
    if (crop.locationY + crop.height > 10000) {
      report.failure(`${path}.height`, "locationY + height is more than 10000", "make the cut-out smaller");
    }
  });
}

function customPlaceholdersAreDescribed(relay: CdnRelayInputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    if (window.backgroundRenderMode === 4 && !window.backgroundCustomRender) {
      report.failure(
        `videoParams.layoutParams.mixLayoutList[${index}].backgroundCustomRender`,
        "it is missing, and backgroundRenderMode 4 needs it",
        "add its width and height",
      );
    }
  });
}

function customPlaceholdersFit(relay: CdnRelayInputs, report: Report): void {
  relay.videoParams?.layoutParams?.mixLayoutList?.forEach((window, index) => {
    const placeholder = window.backgroundCustomRender;
    if (!placeholder) return;
    const { width, height, radius = 0 } = placeholder;
    const path = `videoParams.layoutParams.mixLayoutList[${index}].backgroundCustomRender`;
    // A window without a size is not described at all.
    const { imageWidth = 0, imageHeight = 0 } = window;
    const advice = "make the placeholder smaller, or its window larger";
    if (imageWidth > 0 && width > imageWidth)
      report.failure(`${path}.width`, `it is ${width}, and the window is ${imageWidth} px wide`, advice);
    if (imageHeight > 0 && height > imageHeight)
      report.failure(`${path}.height`, `it is ${height}, and the window is ${imageHeight} px high`, advice);
    const most = Math.floor(Math.min(width, height) / 2);
    if (radius > most) {
      report.failure(
        `${path}.radius`,
        `it is ${radius}, and half of the shorter side is ${most}`,
        `make it at most ${most}`,
      );
    }
  });
}

function waterMarksAreComplete(relay: CdnRelayInputs, report: Report): void {
  relay.videoParams?.waterMarkList?.forEach((mark, index) => {
    const path = `videoParams.waterMarkList[${index}]`;
    const type = mark.waterMarkType ?? 0;
    if (type === 0 && !mark.waterMarkImage) {
      report.failure(`${path}.waterMarkImage`, "it is missing, and waterMarkType 0 is a picture", "add it");
    }
    if (type === 1 && !mark.waterMarkText) {
      report.failure(`${path}.waterMarkText`, "it is missing, and waterMarkType 1 is a text", "add it");
    }
  });
}

function seiPayloadTypesAreFree(relay: CdnRelayInputs, report: Report): void {
  if (relay.seiParams?.layoutVolume?.payloadType === 244) {
    report.failure(
      "seiParams.layoutVolume.payloadType",
      "it is 244, which the vendor keeps for itself",
      "use another one from 100 to 254",
    );
  }
  const type = relay.seiParams?.passThrough?.payloadType;
  if (type !== undefined && type !== 5 && (type < 100 || type === 244)) {
    report.failure(
      "seiParams.passThrough.payloadType",
      `it is ${type}, and 5 or 100 to 254 without 244 are allowed`,
      "use one of these",
    );
  }
}

function seiUuidIsGiven(relay: CdnRelayInputs, report: Report): void {
  const passThrough = relay.seiParams?.passThrough;
  if (passThrough?.payloadType === 5 && passThrough.payloadUuid === undefined) {
    report.failure(
      "seiParams.passThrough.payloadUuid",
      "it is missing, and payloadType 5 needs it",
      "add 32 hexadecimal digits",
    );
  }
}

function recordFormatsFit(relay: CdnRelayInputs, report: Report): void {
  const formats = relay.recordParams?.recordFormat;
  if (formats?.includes("mp4") && formats.includes("aac")) {
    report.failure("recordParams.recordFormat", "mp4 and aac exclude each other", "keep one of them");
  }
}

function recordingHasOneStore(relay: CdnRelayInputs, report: Report): void {
  const storage = relay.recordParams?.mcuStorageParams;
  if (storage && (storage.cloudStorage === undefined) === (storage.mcuCloudVod === undefined)) {
    report.failure(
      "recordParams.mcuStorageParams",
      "exactly one of cloudStorage and mcuCloudVod is allowed",
      "keep the one that the files shall go to",
    );
  }
}

function recordedVideoNeedsVideo(relay: CdnRelayInputs, report: Report): void {
  if (relay.recordParams?.streamType === 2 && !relay.videoParams) {
    report.failure(
      "recordParams.streamType",
      "it is 2 (video), and without videoParams only audio is relayed",
      "add videoParams, or record audio with 1",
    );
  }
}

/** What must hold across the parameters of a relay. */
export const cdnRelayRules: readonly Rule<CdnRelayInputs>[] = [
  needsTarget,
  needsAudioEncode,
  singleStreamIsNotTranscoded,
  robotNameFits,
  ...roomRules,
  usersAreInRoomsOfLayout,
  videoIsEncoded,
  audioCodecFits,
  audioSampleRateFits,
  audioListsGoTogether,
  windowsStayInside,
  cropsStayInside,
  customPlaceholdersAreDescribed,
  customPlaceholdersFit,
  waterMarksAreComplete,
  seiPayloadTypesAreFree,
  seiUuidIsGiven,
  recordFormatsFit,
  recordingHasOneStore,
  recordedVideoNeedsVideo,
  ...effectRules<CdnRelayInputs>(relayEffects),
];
