import { z } from "zod";
import { defineContract } from "../../core/contract";
import { byDefault, choice, fields, secret, toldOnce, vendorTime } from "../../core/fields";
import { address } from "../../core/noteFacets";
import { applicationFacets } from "./applicationFacets";
import { applicationRules } from "./applicationRules";

/** Whether an application, or one of its services, can be used. */
export const ApplicationStatus = {
  /** It can be used. */
  open: "open",
  /** It is switched off. */
  close: "close",
} as const;

/** What a game is made with. */
export const GameEngine = {
  /** Android. */
  android: "android",
  /** iOS. */
  ios: "ios",
  /** Unity. */
  unity: "unity",
  /** Cocos. */
  cocos: "cocos",
  /** Unreal Engine. */
  unreal: "unreal",
  /** Windows. */
  windows: "windows",
} as const;

/** Where the players are. */
export const ServiceRegion = {
  /** The mainland of China. */
  mainland: "mainland",
  /** Hong Kong, Macao and Taiwan (China). */
  hongKongMacaoTaiwan: "hmt",
  /** Southeast Asia. */
  southeastAsia: "sea",
  /** North America. */
  northAmerica: "na",
  /** Europe. */
  europe: "eu",
  /** Japan, Korea and Asia Pacific. */
  japanKorea: "jpkr",
  /** South America. */
  southAmerica: "sa",
  /** Oceania. */
  oceania: "oc",
  /** The Middle East. */
  middleEast: "me",
} as const;

/** How voice chat sounds. */
export const SoundQuality = {
  /** High definition. */
  high: "high",
  /** Standard definition. */
  ordinary: "ordinary",
} as const;

/** The languages that voice messages are in. */
export const MessageLanguage = {
  /** All languages. */
  all: "all",
  /** Chinese and English. */
  chineseAndEnglish: "cnen",
} as const;

/** What the voice analysis listens to. */
export const AnalysisScene = {
  /** Voice chat. */
  voiceChat: "RealTime",
  /** Voice messages. */
  voiceMessages: "VoiceMessage",
  /** What is sent to GME's cloud API. */
  cloudApi: "GMECloudApi",
} as const;

const realtimeSpeechConf = fields({
  /** Whether there is voice chat, see {@link ApplicationStatus}: "open" or "close". Vendor name: Status. */
  status: choice(ApplicationStatus).optional(),
  /** How it sounds, see {@link SoundQuality}: "high" or "ordinary". Vendor name: Quality. */
  quality: choice(SoundQuality).optional(),
});

const voiceMessageConf = fields({
  /** Whether there are voice messages, see {@link ApplicationStatus}: "open" or "close". Vendor name: Status. */
  status: choice(ApplicationStatus).optional(),
  /** Their languages, see {@link MessageLanguage}: "all" or "cnen". Vendor name: Language. */
  language: byDefault(MessageLanguage.chineseAndEnglish, choice(MessageLanguage)),
});

const sceneInfo = fields({
  /**
   * What is listened to, see {@link AnalysisScene}. The vendor's table requires it, and its own example leaves it out:
   * without it there is a warning. Vendor name: SceneId.
   */
  sceneId: choice(AnalysisScene).optional(),
  /** Whether it is listened to; required and left out in the same way. Vendor name: Status. */
  status: z.boolean().optional(),
  /** Where results are reported; left out, nowhere. Vendor name: CallbackUrl. */
  callbackUrl: address("callback", z.string()).optional(),
});

const voiceFilterConf = fields({
  /** Whether voices are analysed, see {@link ApplicationStatus}: "open" or "close". Vendor name: Status. */
  status: choice(ApplicationStatus).optional(),
  /** What is listened to, and where results are reported. Vendor name: SceneInfos. */
  sceneInfos: z.array(sceneInfo).optional(),
});

const asrConf = fields({
  /** Whether speech becomes text, see {@link ApplicationStatus}: "open" or "close". Vendor name: Status. */
  status: choice(ApplicationStatus).optional(),
});

const tag = fields({
  /** Key of the tag. Vendor name: TagKey. */
  tagKey: z.string().min(1),
  /** Value of the tag. Vendor name: TagValue. */
  tagValue: z.string(),
});

const inputs = fields({
  /** Name; the vendor documents no longest one, nor that it has to be the only one. Vendor name: AppName. */
  appName: z.string().min(1),
  /** The project of Tencent Cloud that it belongs to; 0 is the default project. Vendor name: ProjectId. */
  projectId: byDefault(0, z.int().min(0)),
  /** What games are made with, see {@link GameEngine}; left out, all. Vendor name: EngineList. */
  engineList: z.array(choice(GameEngine)).optional(),
  /** Where players are, see {@link ServiceRegion}; left out, everywhere. Vendor name: RegionList. */
  regionList: z.array(choice(ServiceRegion)).optional(),
  /**
   * Voice chat. Whether a service that is left out is open is not documented: name those that the game needs. Vendor
   * name: RealtimeSpeechConf.
   */
  realtimeSpeechConf: realtimeSpeechConf.optional(),
  /** Voice messages; left out, as for voice chat. Vendor name: VoiceMessageConf. */
  voiceMessageConf: voiceMessageConf.optional(),
  /** Analysis of what is said; left out, as for voice chat. Vendor name: VoiceFilterConf. */
  voiceFilterConf: voiceFilterConf.optional(),
  /** Speech to text; left out, as for voice chat. Vendor name: AsrConf. */
  asrConf: asrConf.optional(),
  /** Tags. Vendor name: Tags. */
  tags: z.array(tag).optional(),
  /**
   * Whether the application as a whole can be used, see {@link ApplicationStatus}: "open" or "close". Parameter of
   * ModifyAppStatus; a new one is open. Vendor name: Status.
   */
  status: byDefault(ApplicationStatus.open, choice(ApplicationStatus)),
});

/** The inputs of a GME application. */
export type ApplicationInputs = z.input<typeof inputs>;

/**
 * A GME application: what games sign in to for voice chat and voice messages.
 *
 * ```ts
 * const arena = new tencent.gme.Application("arena", {
 *   appName: "arena",
 *   realtimeSpeechConf: { status: tencent.gme.ApplicationStatus.open, quality: tencent.gme.SoundQuality.high },
 * });
 * export const keyOfArena = arena.secretKey;
 * ```
 *
 * Changed in place: the status. Everything else replaces, the new application, with another id and another key, being
 * created before the old one is closed.
 *
 * The vendor deletes no application: delete closes it, and it stays in the account; whether it then counts against the
 * quota is not documented. No call reads one either, so a refresh finds neither that somebody switched it, nor that it
 * is not there; `lifecycle.adopt` sees whether it is there by setting its status.
 *
 * The secret key is in the answer to the creation alone. Of an application that was adopted, and of one that was created
 * although its answer was lost or not saved, `secretKey` is undefined, and a warning says so: the key is shown in the
 * vendor's console. `arena.secretKey.apply((key) => key ?? config.requireSecret("arenaKey"))` takes it from the
 * configuration then.
 *
 * Errors: `LimitExceeded.Application` (number of applications), `FailedOperation.UserFeeNegative` (arrears),
 * `UnauthorizedOperation.CreateAppDenied`, `UnauthorizedOperation.UnRealNameAuth`, `InvalidParameter.TagKey`.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/607/32572
 */
export const application = defineContract({
  type: "tencent/gme:Application",
  kind: "entity",
  inputs,
  outputs: fields({
    /** The vendor's id of the application. Vendor name: BizId. */
    bizId: z.int(),
    /**
     * The key with which games sign in. Secret. Undefined where the answer to the creation did not get here: see above.
     * Vendor name: SecretKey.
     */
    secretKey: toldOnce(secret(z.string())).optional(),
    /** When it was created, in seconds since 1970; undefined as for the key. Vendor name: CreateTime. */
    createTime: vendorTime(z.int()).optional(),
    /** Always "unverified": the vendor has no call that reads an application. */
    currentStatus: z.enum(["unverified"]),
  }),
  updates: ["status"],
  stable: ["bizId", "secretKey", "createTime", "currentStatus"],
  stopsFirst: false,
  waitFor: ["accepted"],
  rules: applicationRules,
  facets: applicationFacets,
});
