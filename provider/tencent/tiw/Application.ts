import type { z } from "zod";
import { application } from "../../../sdk/tencent/tiw/Application";
import type { WhiteboardRegion } from "../../../sdk/tencent/tiw/regions";
import { type Changed, defineLifecycle, Existing, forget } from "../../core/lifecycle";
import { isKind, UserError } from "../../http/errors";
import { connectTiw, firstRegion } from "./Tiw";

type Tiw = ReturnType<typeof connectTiw>;
type Inputs = z.output<typeof application.inputs>;
type Place = Pick<Inputs, "sdkAppId"> & { readonly region: WhiteboardRegion };
type Tags = NonNullable<Inputs["tagList"]>;

/** The application in the vendor's list, which has no filter, and whether the list is whole. */
async function find(tiw: Tiw, { region, sdkAppId }: Place) {
  const { applicationInfos = [], allOption } = await tiw.describeApplicationInfos({ region });
  // The vendor's own example has the id as a text.
  const found = applicationInfos.find((one) => String(one.sdkAppId) === String(sdkAppId));
  return { found, isWhole: allOption !== 0 };
}

/** Tags are bound by the creation alone. */
function requireTags(sdkAppId: number, wanted: Tags, bound: readonly Changed<Tags[number]>[]): void {
  const missing = wanted.filter(
    ({ tagKey, tagValue }) => !bound.some((tag) => tag.tagKey === tagKey && tag.tagValue === tagValue),
  );
  if (missing.length === 0) return;
  const list = missing.map(({ tagKey, tagValue }) => `${tagKey}=${tagValue}`).join(", ");
  throw new UserError(
    `application ${sdkAppId} is a whiteboard application already, without the tags ${list}, and no call of the vendor's binds more of them. What to do: bind them in the vendor's tag console, or leave them out of tagList`,
  );
}

/** TIW's applications: the vendor makes one of an application of IM, renames it, and deletes none. */
export default defineLifecycle(application)({
  vendor: "tencentcloud",
  connect: connectTiw,
  importId: ["sdkAppId"],

  async start(tiw, inputs, context) {
    const region = inputs.region ?? firstRegion(context);
    try {
      return { region, appId: (await tiw.createApplication({ ...inputs, region })).appId };
    } catch (error) {
      if (!isKind(error, "already-exists")) throw error;
      const { sdkAppId, tagList = [] } = inputs;
      const { found } = await context.poll(`the vendor's list to have application ${sdkAppId}`, async () => {
        const listed = await find(tiw, { region, sdkAppId });
        return listed.found === undefined && listed.isWhole ? undefined : listed;
      });
      if (found) requireTags(sdkAppId, tagList, found.tagList ?? []);
      return new Existing({ region });
    }
  },

  label: ({ sdkAppId }) => `the whiteboard application ${sdkAppId}`,

  exclusive: ({ sdkAppId }) => [`the whiteboard application ${sdkAppId}`],

  adopt: (_id, { region }, context) => ({ region: region ?? firstRegion(context) }),

  async observe(tiw, state) {
    const { found, isWhole } = await find(tiw, state);
    if (found === undefined) {
      return isWhole
        ? { phase: "gone", reason: "it is no whiteboard application" }
        : { phase: "unverified", reason: "the vendor's list of applications is not whole", outputs: {} };
    }
    const { appName, createTime } = found;
    // A name that was left out stays so.
    const outputs = { createTime, ...(state.appName !== undefined && { appName }) };
    return { phase: "active", running: true, outputs };
  },

  async update(tiw, { region, sdkAppId }, { appName }) {
    if (appName !== undefined) await tiw.modifyApplication({ region, sdkAppId, appName });
    return {};
  },

  stop: forget("it stays a whiteboard application: the vendor has no call that deletes one"),
});
