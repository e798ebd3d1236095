import { applicationConfig } from "../../../sdk/tencent/tiw/ApplicationConfig";
import { defineLifecycle, forget } from "../../core/lifecycle";
import { configFor } from "./configFor";
import { connectTiw, firstRegion } from "./Tiw";

/** Configurations of TIW's applications: settings that nothing removes. */
export default defineLifecycle(applicationConfig)({
  vendor: "tencentcloud",
  connect: connectTiw,
  importId: ["sdkAppId", "taskType"],

  async start(tiw, { sdkAppId, ...config }, context) {
    const region = config.region ?? firstRegion(context);
    await tiw.modifyWhiteboardApplicationConfig({ region, sdkAppId, configs: [config] });
    return { region };
  },

  exclusive: ({ sdkAppId, taskType }) => [`the bucket of application ${sdkAppId} for ${taskType}`],

  adopt: (_id, { region }, context) => ({ region: region ?? firstRegion(context) }),

  async observe(tiw, state) {
    const config = await configFor(tiw, state);
    if (config === undefined) return { phase: "gone", reason: "the application has no such configuration" };
    const { adminUserId = state.adminUserId, adminUserSig = state.adminUserSig, ...outputs } = config;
    return {
      phase: "active",
      running: true,
      outputs: {
        ...outputs,
        // What was left out stays so.
        adminUserId: state.adminUserId && adminUserId,
        adminUserSig: state.adminUserSig && adminUserSig,
      },
    };
  },

  async update(tiw, { region, sdkAppId, ...state }, inputs) {
    const { adminUserId = state.adminUserId && "", adminUserSig = state.adminUserSig && "" } = inputs;
    const config = { ...inputs, adminUserId, adminUserSig };
    await tiw.modifyWhiteboardApplicationConfig({ region, sdkAppId, configs: [config] });
    return {};
  },

  stop: forget("the configuration stays: the vendor has no call that removes one"),
});
