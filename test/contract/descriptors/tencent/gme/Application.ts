import type { JsonObject } from "../../../../../local/vendors/json";
import { describeType } from "../../../describeType";

const arena: JsonObject = {
  appName: "arena",
  projectId: 7,
  engineList: ["unity", "unreal"],
  regionList: ["sea", "jpkr"],
  realtimeSpeechConf: { status: "open", quality: "high" },
  voiceMessageConf: { status: "open", language: "all" },
  voiceFilterConf: {
    status: "open",
    sceneInfos: [{ sceneId: "RealTime", status: true, callbackUrl: "https://example.com/voices" }],
  },
  asrConf: { status: "close" },
  tags: [{ tagKey: "team", tagValue: "games" }],
  status: "open",
};

/** tencent.gme.Application. */
export default describeType("tencent/gme:Application", {
  calls: { start: ["CreateApp"], update: ["ModifyAppStatus"], stop: ["ModifyAppStatus"] },
  entity: "application",
  inputs: { appName: "arena" },
  inPlace: (number) => ({ status: number % 2 ? "close" : "open" }),
  replacing: [{ appName: "stadium" }],
  codes: {
    quota: ["LimitExceeded.Application"],
    forbidden: ["FailedOperation.UserFeeNegative", "UnauthorizedOperation.CreateAppDenied"],
  },
  full: [arena],
  defaults: [
    { where: /^status$/, reason: "what is created is open; the vendor's parameter is that of a switch" },
  ],
  differences: [
    {
      where: /^CreateApp Tags\.Tag(Key|Value): left out: vendor accepts, check refuses$/,
      reason: "a tag has a key and a value; the table, which is that of replies too, requires neither",
    },
    {
      where: /^ModifyAppStatus Status: left out: vendor refuses, check accepts$/,
      reason: "the status is open where none is given",
    },
  ],
});
