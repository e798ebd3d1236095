import type { z } from "zod";
import { ApplicationStatus, application } from "../../../sdk/volcengine/rtc/Application";
import { type Context, defineLifecycle } from "../../core/lifecycle";
import { onlyMade } from "../../core/onlyMade";
import { endUnlessGone } from "./endUnlessGone";
import { listApplications, statusOf } from "./listApplications";
import { connectRtc } from "./Rtc";

type Rtc = ReturnType<typeof connectRtc>;
type Inputs = z.output<typeof application.inputs>;
type State = Inputs & z.output<typeof application.outputs>;

const { enabled, disabled } = ApplicationStatus;

/** Ids of those that are called so; nothing is known to keep them from being several. */
async function idsOf(rtc: Rtc, { appName }: Inputs): Promise<string[]> {
  const alike = (await listApplications(rtc)).filter((one) => one.appName === appName);
  return alike.flatMap(({ appId = [] }) => appId);
}

async function find(rtc: Rtc, appId: string) {
  return (await listApplications(rtc, appId)).find((one) => one.appId === appId);
}

/** What a read shows of one that is switched so. */
const shownAs = { [enabled]: "running", [disabled]: "disabled" } as const;

/** RTC applications: the vendor creates, enables and disables them, and deletes none. */
export default defineLifecycle(application)({
  vendor: "volcengine",
  connect: connectRtc,

  async start(rtc, inputs) {
    const { appId, appKey, secondaryAppKey } = (await rtc.createApp(inputs)).result;
    return { appId, appKey, secondaryAppKey, currentStatus: "creating" };
  },

  // Names may not be unique, so this is a guess: only for starts that the journal remembers.
  repeatedStart: "noted",

  importId: ["appId"],

  async find(rtc, inputs, _context, { others = [] }) {
    const made = (await idsOf(rtc, inputs)).filter((id) => !others.includes(id));
    return onlyMade(made, inputs.appName);
  },

  list: (rtc, inputs) => idsOf(rtc, inputs),

  exclusive: ({ appName }) => [`the application "${appName}"`],

  label: ({ appName }) => `the application "${appName}"`,

  async finish(rtc, { appId }, { status }) {
    if (status === disabled) await rtc.modifyAppStatus({ appId, status });
    return {};
  },

  adopt: (appId) => ({ appId, currentStatus: "unverified" }),

  async observe(rtc, { appId, status = enabled, ...known }, context) {
    const found = await find(rtc, appId);
    if (found === undefined) return { phase: "gone", reason: "the account has no such application" };
    const currentStatus = statusOf(found.status);
    const outputs = {
      currentStatus,
      appKey: found.appKey || known.appKey,
      secondaryAppKey: found.secondaryAppKey || known.secondaryAppKey,
      createAt: found.createAt ?? known.createAt,
      ...nameSeen(found.appName, { appId, ...known }, context),
      ...statusSeen(currentStatus, status),
    };
    if (currentStatus === "unverified")
      return { phase: "unverified", reason: `the vendor's status is ${found.status}`, outputs };
    if (currentStatus === "suspended")
      context.warn(
        `the vendor suspends application ${appId} for arrears. What to do: pay them, in the vendor's console`,
      );
    // What waits for money is not waited for.
    const running = currentStatus === "suspended" || currentStatus === shownAs[status];
    return { phase: "active", running, outputs };
  },

  // What the state has may be older than a switch that was not waited for: it is set in any case.
  async update(rtc, { appId }, { status = enabled }) {
    await rtc.modifyAppStatus({ appId, status });
    return {};
  },

  outlivesStop: true,

  async stop(rtc, { appId, appName }, context) {
    const isDisabled = await endUnlessGone(
      () => rtc.modifyAppStatus({ appId, status: disabled }),
      () => find(rtc, appId),
      context,
    );
    if (!isDisabled) return;
    context.warn(
      `application "${appName}" (${appId}) is disabled, and stays in the account: the vendor deletes none. Users in its rooms stay, and are billed`,
    );
    if (context.options.onDelete !== "stopAndWait") return;
    await context.poll(`application ${appId} to be disabled`, async () => {
      const { status } = (await find(rtc, appId)) ?? {};
      return status === undefined || statusOf(status) === "disabled" ? true : undefined;
    });
  },
});

/**
 * The name, of what is read for the first time: it shows whether what is taken over is the one that is meant. Later on
 * another name changes nothing, as a replacement costs ids and keys.
 */
function nameSeen(
  told: string | undefined,
  { appId, appName, createAt }: Pick<State, "appId" | "appName" | "createAt">,
  context: Context,
): Partial<Inputs> {
  if (told === undefined || told === appName) return {};
  if (createAt === undefined) return { appName: told };
  context.warn(
    `the vendor calls application ${appId} "${told}", and no call renames it: it stays as it is, and so does the program's name for it`,
  );
  return {};
}

/** The switch, where somebody set it otherwise; one that cannot be used for another reason is as it is wanted. */
function statusSeen(seen: ReturnType<typeof statusOf>, wanted: Inputs["status"]): Partial<Inputs> {
  if (seen === "disabled" && wanted === enabled) return { status: disabled };
  if (seen === "running" && wanted === disabled) return { status: enabled };
  return {};
}
