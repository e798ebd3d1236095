/** Something that is as it is on purpose. */
interface Exception {
  readonly where: RegExp;
  readonly reason: string;
}

/**
 * Where check and the emulated vendor differ, or where rules leave no place for a value that is good by itself. Each
 * line reads "Action Parameter: what was tried: vendor …, check …".
 */
export const differences: readonly Exception[] = [
  {
    where: /: empty: vendor accepts, check refuses$/,
    reason: "an empty text names nothing: what has no value is left out",
  },
  {
    where: /PublishCdnStream SdkAppId: the lowest: vendor accepts, check refuses$/,
    reason: "no application has the id 0",
  },
  {
    where: /(VideoGeneration|Callback)\w* SdkAppId: below zero: vendor accepts, check refuses$/,
    reason: "no application has a negative id",
  },
  {
    where: /^StartPublishCdnStream AgentParams(\.UserId)?: left out: vendor refuses, check accepts$/,
    reason: "the robot's id is derived",
  },
  {
    where: /Record\w* TaskId: left out: vendor refuses, check accepts$/,
    reason: "the recording's id is derived",
  },
  {
    where:
      /^StartPublishCdnStream (AudioParams\.AudioEncode: left out|rule on audioParams\.audioEncode): vendor accepts, check refuses$/,
    reason: "AudioParams is required to start because audio is always encoded, which AudioEncode describes",
  },
  {
    where: /PublishCdnStream RecordParams\.UniRecord: left out: vendor accepts, check refuses$/,
    reason: "what the vendor does without it is not defined",
  },
  {
    where:
      /PublishCdnStream (rule on \S+\.(roomId|roomIdType)|.*UserInfo\.RoomIdType: the choice [01]|.*UserMediaStream(\.UserInfo)?: left out): vendor accepts, check refuses$/,
    reason:
      "such a room does not exist, or has no part in the video; the emulator looks at the main room only",
  },
  {
    where:
      /PublishCdnStream .*backgroundCustomRender\.(\w+|(width|height|radius): (the lowest|large)): vendor accepts, check refuses$/i,
    reason: "a placeholder stays inside its window; the emulator does not compare",
  },
  {
    where: /^StartPublishCdnStream rule on recordParams\.streamType: vendor accepts, check refuses$/,
    reason: "without video there is none to record",
  },
  {
    where: /^StartPublishCdnStream rule on agentParams\.userId: vendor accepts, check refuses$/,
    reason: "ids of users have at most 32 bytes",
  },
  {
    where: /^StartPublishCdnStream rule on roomId: vendor accepts, check refuses$/,
    reason: "an integer room id has 32 bits and is not 0; the emulator looks at its digits only",
  },
  {
    where:
      /PublishCdnStream (SingleSubscribeParams: left out|rule on singleSubscribeParams): vendor accepts, check refuses$/,
    reason: "without transcoding one stream is relayed as it is, so it has to be named",
  },
  {
    where:
      /MixLayoutList\.(ImageWidth|ImageHeight|LocationX|LocationY): large: vendor refuses, check refuses$/,
    reason: "windows stay inside the video",
  },
  {
    where: /CustomCrop\.Location[XY]: large: vendor refuses, check refuses$/,
    reason: "a cut-out ends at 10000",
  },
  {
    where:
      /^CreateVideoGenerationTask .*(layoutParams\.(width|height)|LayoutParams\.[XY]: the highest): vendor accepts, check refuses$/,
    reason: "streams stay inside the canvas, which has at most 3000 pixels; the emulator does not add up",
  },
  {
    where: /CallbackKey CallbackKey: left out: vendor refuses, check accepts$/,
    reason: "a callback without a key is sent with an empty one",
  },
  {
    where: /^DescribeTasks SubAppId: left out: vendor accepts, check refuses$/,
    reason: "the application of the redraw is always named",
  },
  {
    where: /^ModifySubAppIdStatus Status: left out: vendor refuses, check accepts$/,
    reason: "the status is On where none is given",
  },
  {
    where: /^ModifySubAppIdStatus Status: the choice Destroyed: vendor accepts, check refuses$/,
    reason: "destroying is what delete does",
  },
  {
    where: /StorageConfig\.\w+\.Region: a text for a number: vendor accepts, check refuses$/,
    reason: 'the document\'s example has "0", its table an integer',
  },
  {
    where: /^StartRecord rule on layout: vendor accepts, check refuses$/,
    reason: "the document: a layout is supported in the mixed mode only",
  },
  {
    where:
      /^StartRecord (rule on fileFormatConfig\.fileFormat\[0\]|Control(\.MediaType)?: left out): vendor accepts, check refuses$/,
    reason: "the document: MP3, AAC and M4A have an effect with audio alone only",
  },
  {
    where: /^StartRecord rule on encode\.audioChannels: vendor accepts, check refuses$/,
    reason: "HE-AAC v2 is stereo by its nature",
  },
  {
    where: /Regions\.StreamIndex: (large|below zero): vendor refuses, check refuses$/,
    reason: "it is the Index of a stream",
  },
];

/** Documented parameters that no input gives: "Action Parameter". */
export const noInputs: readonly Exception[] = [
  {
    where: /^StartRecord StorageConfig\.VeImageXConfig/,
    reason: "it stores snapshots, not recordings, and the document does not have it",
  },
];

/** Inputs that are no parameters of an action's body: "type input". */
export const noParameters: readonly Exception[] = [
  { where: / region$/, reason: "it travels in a header" },
  { where: /^tencent\/tiw:Callback event$/, reason: "it chooses the action" },
  {
    where: /CdnRelay (\S+\.enableStreamSEI|stopParams(\.recordKey)?)$/,
    reason: "the vendor's site in China alone has it",
  },
];
