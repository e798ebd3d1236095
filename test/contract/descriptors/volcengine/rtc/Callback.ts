import { describeType } from "../../../describeType";
import { refusal, warning } from "../../../descriptor";

const school = {
  appId: "661e0000543cf",
  eventList: ["RecordStarted"],
  url: "https://example.com/recordings",
  secretKey: "canary-callback-key",
};

/** volcengine.rtc.Callback. */
export default describeType("volcengine/rtc:Callback", {
  calls: {
    start: ["CreateCallback"],
    update: ["UpdateCallback"],
    stop: ["DeleteCallback"],
    read: ["GetCallback"],
  },
  inputs: school,
  inPlace: (number) => ({ url: `https://example.com/${number}` }),
  replacing: [{ businessId: "school" }],
  exclusive: [
    { says: "the callback of application 661e0000543cf" },
    {
      both: { businessId: "school" },
      says: 'the callback of application 661e0000543cf for the business "school"',
    },
  ],
  // The lifecycle sends an empty business where there is none.
  derived: { BusinessId: "", BusinessID: "" },
  defaults: [{ where: /^businessId$/, reason: "the empty text is what stands for no business" }],
  differences: [
    {
      where:
        /^(CreateCallback BusinessId: left out: vendor refuses|UpdateCallback BusinessID: left out: vendor accepts), check accepts$/,
      reason: "an empty one is sent where there is none",
    },
    {
      where: /^(Create|Update)Callback Business(Id|ID): the longest: vendor accepts, check refuses$/,
      reason: "it has the letters of a business id, as DeleteCallback and AddBusinessID say",
    },
    {
      where: /^(Create|Update)Callback EventList: an empty list: vendor accepts, check refuses$/,
      reason: "a callback of no event reports nothing",
    },
    {
      where: /^DeleteCallback BusinessId: (left out|empty): vendor refuses, check accepts$/,
      reason: "an empty one is left out, and is then that of another callback than the example's",
    },
  ],
  full: [{ ...school, businessId: "school" }],
  rules: [
    warning(school, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" }),
    warning(school, "eventList[0]", { eventList: ["RecordStopped"] }, { eventList: ["RecordStoped"] }),
    refusal(school, "url", { url: "https://1.example.com/x" }, { url: "https://93.184.216.34/x" }),
    refusal(school, "url", { url: "https://example.com/[x]" }, { url: "https://[2001:db8::1]:8443/x" }),
  ],
});
