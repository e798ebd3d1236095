import { subApplication } from "../../../sdk/tencent/vod/SubApplication";
import { type Context, defineLifecycle } from "../../core/lifecycle";
import { onlyMade } from "../../core/onlyMade";
import { clockTolerance } from "../../http/clock";
import { listSubApplications, statusOf } from "./listSubApplications";
import { connectVod } from "./Vod";

/** VOD applications: they hold media, and a destroyed one stays in the list. */
export default defineLifecycle(subApplication)({
  vendor: "tencentcloud",
  connect: connectVod,

  async start(vod, inputs) {
    return { ...(await vod.createSubAppId(inputs)), currentStatus: "On" };
  },

  // Names are not unique, so this is a guess: only for starts that the journal remembers.
  repeatedStart: "noted",

  importId: ["subAppId"],

  async find(vod, inputs, _context, { since = 0, others = [] }) {
    const { name } = inputs;
    const created = (await alike(vod, inputs)).filter(
      ({ subAppId, createTime, status }) =>
        !others.includes(String(subAppId)) &&
        Date.parse(createTime ?? "") >= since - clockTolerance &&
        statusOf(status) === "On",
    );
    const ids = created.flatMap(({ subAppId = [] }) => subAppId);
    return onlyMade(ids.map(String), name);
  },

  list: async (vod, inputs) => (await alike(vod, inputs)).map(({ subAppId }) => String(subAppId)),

  exclusive: ({ name, description }) => [
    `the application "${name}"${description ? ` (${description})` : ""}`,
  ],

  label: ({ name }) => `the application "${name}"`,

  async finish(vod, state, inputs, context) {
    const status = inputs.status ?? "On";
    if (status !== state.currentStatus) await switchTo(vod, state.subAppId, status, context);
    return { currentStatus: status };
  },

  adopt: (id) => ({ subAppId: Number(id), currentStatus: "On" }),

  async observe(vod, { subAppId, description = "", status = "On" }) {
    const found = await find(vod, subAppId);
    if (!found) return { phase: "gone", reason: "the account has no such application" };
    const currentStatus = statusOf(found.status);
    if (currentStatus === "Destroyed" || currentStatus === "Destroying") {
      return { phase: "gone", reason: `it is ${currentStatus}` };
    }
    const running = currentStatus === status;
    const outputs = {
      currentStatus,
      createTime: found.createTime,
      ...(found.subAppIdName === undefined ? {} : { name: found.subAppIdName }),
      // An input that was left out stays so, unless the vendor has another value than the one that it stands for.
      ...((found.description ?? description) === description ? {} : { description: found.description }),
      ...(running ? {} : { status: currentStatus }),
    };
    return { phase: "active", running, outputs };
  },

  async update(vod, state, inputs, context) {
    const { subAppId } = state;
    const { name, description = "" } = inputs;
    if (name !== state.name || description !== (state.description ?? "")) {
      await vod.modifySubAppIdInfo({ subAppId, name, description });
    }
    const status = inputs.status ?? "On";
    if (status !== state.currentStatus) await switchTo(vod, subAppId, status, context);
    return { currentStatus: status };
  },

  async stop(vod, { subAppId, name }, context) {
    const now = (await find(vod, subAppId))?.status;
    if (now === undefined || now === "Destroyed") return context.say("it was over already");
    context.warn(
      `application "${name}" (${subAppId}) is destroyed with all media, templates and settings in it`,
    );
    // A delete that was broken off may have got further already.
    if (now !== "Destroying") await switchTo(vod, subAppId, "Off", context);
    await switchTo(vod, subAppId, "Destroyed", context);
  },
});

type Vod = ReturnType<typeof connectVod>;
type Status = "On" | "Off" | "Destroyed";

/** The applications that are called and described so; nothing keeps them from being several. */
async function alike(
  vod: Vod,
  { name, description = "" }: { name: string; description?: string | undefined },
) {
  return (await listSubApplications(vod, name)).filter(
    (application) => application.subAppIdName === name && (application.description ?? "") === description,
  );
}

/** An application by its id. */
async function find(vod: Vod, subAppId: number) {
  return (await listSubApplications(vod, undefined)).find((application) => application.subAppId === subAppId);
}

/** Asks for a status and waits until the list shows it, which takes minutes. */
async function switchTo(vod: Vod, subAppId: number, status: Status, context: Context): Promise<void> {
  const before = (await find(vod, subAppId))?.status;
  if (before === status || (before === undefined && status === "Destroyed")) return;
  if (status !== "Destroyed" || before !== "Destroying") await vod.modifySubAppIdStatus({ subAppId, status });
  context.say(`switching the application ${subAppId} to ${status}, which takes some minutes`);
  await context.poll(`application ${subAppId} to be ${status}`, async () => {
    const now = (await find(vod, subAppId))?.status;
    return now === status || (now === undefined && status === "Destroyed") ? true : undefined;
  });
}
