import { applicationConfig } from "../../../sdk/tencent/tiw/ApplicationConfig";
import { bucketConfig } from "../../../sdk/tencent/tiw/BucketConfig";
import { defineLifecycle, forget } from "../../core/lifecycle";
import { configFor } from "./configFor";
import { connectTiw, firstRegion } from "./Tiw";

/** Buckets of TIW's applications: a part of their configurations, which is read as a whole. */
export default defineLifecycle(bucketConfig)({
  vendor: "tencentcloud",
  connect: connectTiw,
  importId: ["sdkAppId", "taskType"],

  async start(tiw, inputs, context) {
    const region = inputs.region ?? firstRegion(context);
    await tiw.modifyWhiteboardBucketConfig({ ...inputs, region });
    return { region };
  },

  exclusiveAmong: applicationConfig.type,
  exclusive: ({ sdkAppId, taskType }) => [`the bucket of application ${sdkAppId} for ${taskType}`],

  adopt: (_id, { region }, context) => ({ region: region ?? firstRegion(context) }),

  async observe(tiw, state) {
    const config = await configFor(tiw, state);
    if (config === undefined) return { phase: "gone", reason: "the application has no such bucket" };
    const {
      bucketName,
      bucketLocation = state.bucketLocation,
      bucketPrefix = state.bucketPrefix,
      resultDomain = state.resultDomain,
    } = config;
    const outputs = { bucketName, bucketLocation, bucketPrefix, resultDomain };
    return { phase: "active", running: true, outputs };
  },

  async update(tiw, { region }, inputs) {
    await tiw.modifyWhiteboardBucketConfig({ ...inputs, region });
    return {};
  },

  stop: forget("the bucket stays: the vendor has no call that removes one"),
});
