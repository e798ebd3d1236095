import { fields } from "../../sdk/core/fields";
import { finds, relay, videoRedraw } from "../core/examples";
import { resourceRule } from "../core/rule";
import { recordedIntoVod } from "./recordedInto";

/** Accounts opened since 2023-12-25 have to name the application; older ones file under the main one by accident. */
export const vodSubAppIdRequired = resourceRule({
  name: "vod-sub-app-id-required",
  title: "VOD application",
  description: "What goes to VOD names the application that it belongs to.",
  level: "mandatory",
  severity: "medium",
  remediation: "Set subAppId, for example from a SubApplication of the same program.",
  settings: fields({}),
  examples: {
    good: [relay("named", recordedIntoVod()), videoRedraw("named")],
    bad: [
      finds(
        relay("a recording of no application", recordedIntoVod({ subAppId: undefined })),
        "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.subAppId",
      ),
      finds(videoRedraw("a job of no application", { subAppId: undefined }), "subAppId"),
    ],
  },
  check(subject, _settings, findings) {
    for (const { vendor, applicationId } of subject.facets("store")) {
      if (vendor.value !== "tencent-vod" || !applicationId.absent) continue;
      findings.report(
        applicationId.path,
        "it is missing, and accounts opened since 2023-12-25 need it",
        "name the VOD application that the files belong to",
      );
    }
  },
});
