import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import applicationConfig from "../contract/descriptors/tencent/tiw/ApplicationConfig";
import bucketConfig from "../contract/descriptors/tencent/tiw/BucketConfig";
import { failureOf, type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = applicationConfig;
const admin = { adminUserId: "administrator", adminUserSig: "adminUserSig1" };

async function created(
  wanted: Readonly<Record<string, unknown>> = inputs,
  { type }: { readonly type: string } = applicationConfig,
  name = "recordings",
): Promise<Resource> {
  const config = stage.resource(type, name);
  await config.create(wanted);
  return config;
}

/** What somebody else makes of the same setting. */
async function elsewhere(...wanted: Parameters<typeof created>): Promise<void> {
  stage.endRun();
  await created(...wanted);
  stage.endRun();
}

function sent(index = -1): unknown {
  return JSON.parse(stage.bodies("ModifyWhiteboardApplicationConfig").at(index) ?? "null");
}

describe("a configuration of a whiteboard application", () => {
  test("is set, read, changed in place, and stays when it is deleted", async () => {
    const config = await created();
    expect(config.id).toBe("1400000001/recording");
    expect(sent()).toEqual({
      SdkAppId: 1400000001,
      Configs: [
        {
          TaskType: "recording",
          BucketName: "lessons-1250000000",
          BucketLocation: "ap-singapore",
          BucketPrefix: "boards",
          ResultDomain: "files.example.com",
          Callback: "https://example.com/recordings",
          CallbackKey: "callbackkey1",
        },
      ],
    });
    await config.read();
    expect(config.state).toMatchObject(inputs);
    expect(config.state).not.toHaveProperty("adminUserId");
    expect(await config.diff(inputs)).toMatchObject({ changes: false });

    const moved = { ...inputs, bucketPrefix: "", callbackKey: "callbackkey2" };
    expect(await config.diff(moved)).toMatchObject({ changes: true, replaces: [] });
    await config.update(moved);
    await config.read();
    expect(await config.diff(moved)).toMatchObject({ changes: false });
    expect(await config.diff({ ...moved, taskType: "transcode" })).toMatchObject({ replaces: ["taskType"] });

    const calls = stage.actions().length;
    await config.delete();
    expect(stage.actions()).toHaveLength(calls);
    expect(stage.lines.at(-1)).toBe(
      "recordings: the configuration stays: the vendor has no call that removes one",
    );
  });

  test("is for one type of task", async () => {
    await created();
    const transcodings = await created({ ...inputs, taskType: "transcode", bucketPrefix: "pages" });
    await transcodings.read();
    expect(transcodings.state).toMatchObject({ taskType: "transcode", bucketPrefix: "pages" });
  });

  test("that was changed elsewhere is noticed, its key too, and mended", async () => {
    const config = await created();
    await elsewhere({ ...inputs, callbackKey: "anotherkey1" });
    await config.read();
    expect(config.state.callbackKey).toBe("anotherkey1");
    expect(await config.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
    await config.update(inputs);
    await config.read();
    expect(await config.diff(inputs)).toMatchObject({ changes: false });
  });

  test.each(["nothing", "empty"] as const)(
    "that the vendor has no more is gone, where it tells %s of it",
    async (unsetConfig) => {
      stage.vendors.behaviour.tiw.unsetConfig = unsetConfig;
      const config = await created();
      stage.vendors.reset();
      stage.time.now += 600_000;
      await config.read();
      expect(config.id).toBe("");
    },
  );

  describe.each(["keep", "clear"] as const)("where the vendor would %s an administrator", (absentAdmin) => {
    beforeEach(() => {
      stage.vendors.behaviour.tiw.absentAdmin = absentAdmin;
    });

    test("the administrator is set, rotated and taken out", async () => {
      const config = await created({ ...inputs, ...admin });
      const rotated = { ...inputs, ...admin, adminUserSig: "adminUserSig2" };
      expect(await config.diff(rotated)).toMatchObject({ changes: true, replaces: [] });
      await config.update(rotated);
      await config.read();
      expect(config.state).toMatchObject(rotated);
      await config.update(inputs);
      expect(sent()).toMatchObject({ Configs: [{ AdminUserId: "", AdminUserSig: "" }] });
      await config.read();
      expect(config.state).not.toHaveProperty("adminUserSig");
      expect(await config.diff(inputs)).toMatchObject({ changes: false });
    });

    test("one that the program does not name is neither sent nor looked at", async () => {
      const config = await created();
      await elsewhere({ ...inputs, ...admin });
      await config.read();
      expect(config.state).not.toHaveProperty("adminUserId");
      await config.update({ ...inputs, bucketPrefix: "other" });
      expect(JSON.stringify(sent())).not.toContain("Admin");
    });
  });

  test.each([
    [{ buckets: [] }, "FailedOperation.CosBucketInvalid", "check the bucket"],
    [
      { usesBuckets: false },
      "FailedOperation.GetCredentialFail",
      "let the whiteboard service use the bucket",
    ],
    [{ resultDomains: [] }, "InvalidParameter.CdnDomainNotFound", "check the domain"],
    [{ sdkAppIds: [1] }, "InvalidParameter.SdkAppIdNotFound", "check the application's id"],
  ])("is refused: %j", async (changes, code, advice) => {
    Object.assign(stage.vendors.behaviour.tiw, changes);
    const message = await failureOf(created());
    expect(message).toContain(code);
    expect(message).toContain(`What to do: ${advice}`);
  });
});

describe("a bucket of a whiteboard application", () => {
  test("is set, read with the configuration, changed in place, and stays when it is deleted", async () => {
    const documents = await created(bucketConfig.inputs, bucketConfig, "documents");
    expect(documents.id).toBe("1400000001/transcode");
    await documents.read();
    expect(documents.state).toMatchObject(bucketConfig.inputs);
    expect(documents.state).not.toHaveProperty("callbackKey");
    const moved = { ...bucketConfig.inputs, bucketPrefix: "slides" };
    expect(await documents.diff(moved)).toMatchObject({ changes: true, replaces: [] });
    await documents.update(moved);
    await documents.read();
    expect(await documents.diff(moved)).toMatchObject({ changes: false });
    await documents.delete();
    expect(stage.lines.at(-1)).toBe("documents: the bucket stays: the vendor has no call that removes one");
    expect(stage.actions()).not.toContain("DescribeWhiteboardBucketConfig");
  });

  test("leaves the callback of the configuration as it is", async () => {
    const config = await created();
    const bucket = { ...bucketConfig.inputs, taskType: "recording", bucketPrefix: "elsewhere" };
    await elsewhere(bucket, bucketConfig, "bucket");
    await config.read();
    expect(config.state).toMatchObject({ ...inputs, bucketPrefix: "elsewhere" });
    expect(await config.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
  });

  test("is refused beside a configuration for the same type of task", async () => {
    await created();
    const bucket = stage.resource(bucketConfig.type, "bucket");
    expect(await bucket.failures({ ...bucketConfig.inputs, taskType: "recording" })).toEqual([
      expect.stringContaining(
        'the bucket of application 1400000001 for recording is also that of "recordings" in this program',
      ),
    ]);
    expect(await bucket.failures(bucketConfig.inputs)).toEqual([]);
  });
});
