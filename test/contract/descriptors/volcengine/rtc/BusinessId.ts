import { describeType } from "../../../describeType";
import { warning } from "../../../descriptor";

const school = { appId: "661e0000543cf", businessId: "school", remarks: "School" };

/** volcengine.rtc.BusinessId. */
export default describeType("volcengine/rtc:BusinessId", {
  calls: {
    start: ["AddBusinessID"],
    update: ["ModifyBusinessRemarks"],
    stop: ["DeleteBusinessID"],
    read: ["GetAllBusinessID"],
  },
  entity: "businessId",
  inputs: school,
  inPlace: (number) => ({ remarks: `School_${number}` }),
  replacing: [{ businessId: "college" }],
  exclusive: [
    { second: { remarks: "College" }, says: 'the business id "school" of application 661e0000543cf' },
    { second: { businessId: "college" }, says: 'the remarks "School" in application 661e0000543cf' },
  ],
  codes: { forbidden: ["AccessDenied.NoPermissionForApp", "InvalidParameter.NotExistAppId"] },
  full: [school],
  rules: [warning(school, "appId", { appId: "661e0000543cf" }, { appId: "661e****543cf" })],
});
