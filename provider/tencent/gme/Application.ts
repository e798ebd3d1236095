import { application } from "../../../sdk/tencent/gme/Application";
import { defineLifecycle, unsupported } from "../../core/lifecycle";
import { connectGme } from "./Gme";

/** GME applications: the vendor creates, opens and closes them; it neither reads nor deletes one. */
export default defineLifecycle(application)({
  vendor: "tencentcloud",
  connect: connectGme,

  async start(gme, inputs) {
    const { data } = await gme.createApp(inputs);
    return { ...data, currentStatus: "unverified" };
  },

  importId: ["bizId"],

  label: ({ appName }) => `the application "${appName}"`,

  async finish(gme, { bizId }, { status }) {
    if (status === "close") await gme.modifyAppStatus({ bizId, status });
    return {};
  },

  adopt: (id) => ({ bizId: Number(id), currentStatus: "unverified" }),

  observe: unsupported("the vendor has no call that reads an application"),

  async update(gme, { bizId }, { status = "open" }) {
    await gme.modifyAppStatus({ bizId, status });
    return {};
  },

  async stop(gme, { bizId }, context) {
    await gme.modifyAppStatus({ bizId, status: "close" });
    context.say(`application ${bizId} is closed, and stays in the account: the vendor deletes none`);
  },
});
