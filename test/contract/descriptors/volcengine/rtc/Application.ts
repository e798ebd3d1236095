import { describeType } from "../../../describeType";

/** volcengine.rtc.Application. */
export default describeType("volcengine/rtc:Application", {
  calls: { start: ["CreateApp"], update: ["ModifyAppStatus"], stop: ["ModifyAppStatus"], read: ["ListApps"] },
  entity: "application",
  inputs: { appName: "school" },
  inPlace: (number) => ({ status: number % 2 ? 2 : 1 }),
  replacing: [{ appName: "college" }],
  exclusive: [{ says: 'the application "school"' }],
  codes: { forbidden: ["AccessDenied.NoPermissionForApp"] },
  defaults: [
    { where: /^status$/, reason: "what is created is enabled; the vendor's parameter is that of a switch" },
  ],
  differences: [
    {
      where: /^ModifyAppStatus Status: left out: vendor refuses, check accepts$/,
      reason: "it is enabled where nothing is said",
    },
  ],
  full: [{ appName: "school", status: 1 }],
});
