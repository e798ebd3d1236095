import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import tiwCallback from "../contract/descriptors/tencent/tiw/Callback";
import videoGeneration from "../contract/descriptors/tencent/tiw/VideoGeneration";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { root } from "../engine/stack";
import { type Declared, destroy, languages, NativeStack, offline, type Program, up } from "./nativeStack";

const patience = 300_000;

/** A program with one voice recording, and what it has over the least inputs. */
function voice(inputs: Declared["inputs"] = {}, rest: Partial<Declared> = {}): Program {
  return { voice: { type: gmeRecording.type, inputs: { ...gmeRecording.inputs, ...inputs }, ...rest } };
}

describe.each(languages)("%s", (language) => {
  test(
    "preview, up, change in place, replacement, destroy",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.program(voice());
      expect(await stack.succeeds("preview")).toMatch(/2 to create/);
      expect(stack.vendors.journal).toEqual([]);
      await stack.succeeds(up);
      const [first] = stack.running();
      expect(await stack.resource("voice")).toMatchObject({
        id: first?.id,
        type: "media-tasks:tencent/gme:Recording",
        outputs: { taskId: first?.id },
      });
      await stack.succeeds("preview --expect-no-changes");

      stack.program(voice({ subscribeRecordUserIds: { subscribeUserIds: ["teacher"] } }));
      expect(await stack.succeeds("preview --diff")).toMatch(/\+ subscribeRecordUserIds|\+ subscribeUserIds/);
      await stack.succeeds(up);
      expect(stack.running().map(({ id }) => id)).toEqual([first?.id]);

      stack.program(voice({ roomId: "another" }));
      expect(await stack.succeeds("preview")).toMatch(/1 to replace/);
      await stack.succeeds(up);
      expect(stack.running()).toHaveLength(1);
      expect(stack.running()[0]?.id).not.toBe(first?.id);

      await stack.succeeds(destroy);
      expect(stack.running()).toEqual([]);
    },
    patience,
  );

  test(
    "refused inputs, and settings by their own names",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.program(voice({ roomId: "" }));
      const wrong = await stack.run("preview");
      expect(wrong.exitCode).not.toBe(0);
      expect(wrong.text).toContain("roomId");
      stack.configure({ "media-tasks:tencentcloudEndpoint": stack.vendors.endpoint });
      stack.program(voice());
      const { exitCode, text } = await stack.run("preview");
      expect(exitCode).not.toBe(0);
      expect(text).toContain("pulumi config set --secret media-tasks:tencentcloudSecretId");
    },
    patience,
  );

  test(
    "a refresh tells what ended by itself",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.program(voice());
      await stack.succeeds(up);
      await stack.succeeds("refresh --yes --skip-preview");
      const [recording] = stack.running();
      gmeRecording.ends?.[0]?.by(stack.vendors, recording?.id ?? "");
      expect(await stack.succeeds("refresh --yes --skip-preview")).toContain("it ended by itself");
      expect((await stack.resource("voice"))?.outputs).toMatchObject({ status: "ended" });
      await stack.succeeds("preview --expect-no-changes");
      await stack.succeeds(destroy);
    },
    patience,
  );

  test(
    "a plain up notices what ended, and starts it again",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.program(voice({ lifecycle: { onEnded: "restart" } }));
      await stack.succeeds(up);
      const [first] = stack.running();
      gmeRecording.ends?.[0]?.by(stack.vendors, first?.id ?? "");
      const preview = await stack.succeeds("preview");
      expect(preview).toContain("this update starts it again");
      await stack.succeeds(up);
      expect(stack.running()).toHaveLength(1);
      expect(stack.running()[0]?.id).not.toBe(first?.id);
      await stack.succeeds(destroy);
    },
    patience,
  );

  test(
    "a policy pack judges it",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.program({ lesson: { type: volcengineRecording.type, inputs: volcengineRecording.inputs } });
      const { exitCode, text } = await stack.run(
        `preview --policy-pack ${join(root, "policies/packs/strict")}`,
      );
      expect(exitCode).not.toBe(0);
      expect(text).toMatch(/ops-max-record-time[\s\S]*lesson/);
      expect(stack.vendors.journal).toEqual([]);
    },
    patience,
  );

  test(
    "the program's time limits hold, and what is started by then is kept",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.vendors.behaviour.tiw.processingMs = 3_600_000;
      const videos = { type: videoGeneration.type, inputs: videoGeneration.inputs };
      stack.program({ videos: { ...videos, customTimeouts: { create: "1s" } } });
      const { exitCode, text } = await stack.run(up);
      expect(exitCode).not.toBe(0);
      expect(text).toContain("for tencent/tiw:VideoGeneration to be completed");
      const [task] = stack.vendors.tasks();
      expect(await stack.resource("videos")).toMatchObject({ id: task?.id });
      stack.vendors.behaviour.tiw.processingMs = 0;
      stack.program({ videos });
      await stack.succeeds(up);
      expect(stack.vendors.tasks()).toHaveLength(1);
    },
    patience,
  );

  test(
    "what no update changes is known at preview, to what depends on it",
    async () => {
      await using stack = await NativeStack.start(language);
      const lesson = {
        type: volcengineRecording.type,
        inputs: { ...volcengineRecording.inputs, roomId: "$voice.taskId" },
      };
      stack.program({ ...voice(), lesson });
      expect(await stack.succeeds("preview")).toMatch(/3 to create/);
      await stack.succeeds(up);
      const { taskId } = Object((await stack.resource("voice"))?.outputs);
      expect((await stack.resource("lesson"))?.outputs).toMatchObject({ roomId: taskId });
      stack.program({ ...voice({ subscribeRecordUserIds: { subscribeUserIds: ["teacher"] } }), lesson });
      const text = await stack.succeeds("preview");
      expect(text).toMatch(/1 to update/);
      expect(text).not.toMatch(/to replace/);
      await stack.succeeds(destroy);
    },
    patience,
  );

  test(
    "secrets are encrypted in the state, keys of the provider too, and shown nowhere",
    async () => {
      await using stack = await NativeStack.start(language);
      const callbackKey = "canary-callback-key-1";
      stack.program({
        callback: { type: tiwCallback.type, inputs: { ...tiwCallback.inputs, callbackKey } },
        relay: { type: cdnRelay.type, inputs: cdnRelay.inputs },
      });
      const texts = [await stack.succeeds("preview --diff"), await stack.succeeds(up)];
      const state = JSON.stringify(await stack.exported());
      const [tencent] = stack.vendors.accounts.tencent;
      const pushUrl = String(cdnRelay.inputs.publishCdnParams[0]?.publishCdnUrl);
      for (const secret of [callbackKey, pushUrl, tencent?.secretKey ?? "none"]) {
        for (const text of [...texts, state]) expect(text).not.toContain(secret);
      }
      expect(state).toContain("ciphertext");
      await stack.succeeds(destroy);
    },
    patience,
  );

  test(
    "explicit providers have an account each",
    async () => {
      const keyOf = (name: string) => ({
        secretId: `${name}-id-0000000000000000000000000001`,
        secretKey: `canary-${name}-key-000000000000000001`,
      });
      await using stack = await NativeStack.start(language, {
        accounts: { tencent: [keyOf("first"), keyOf("second")] },
      });
      const { secretId, secretKey } = keyOf("second");
      const own = {
        type: "provider",
        inputs: {
          tencentcloudEndpoint: stack.vendors.endpoint,
          tencentcloudSecretId: secretId,
          tencentcloudSecretKey: secretKey,
        },
      };
      const { voice: other } = voice({ roomId: "another" }, { provider: "own" });
      stack.program({ ...voice(), own, ...(other && { other }) });
      const text = await stack.succeeds(up);
      expect(stack.running()).toHaveLength(2);
      expect(text).not.toContain(secretKey);
      expect(JSON.stringify(await stack.exported())).not.toContain(secretKey);
      expect(await stack.resource("other")).toMatchObject({
        provider: expect.stringContaining("::pulumi:providers:media-tasks::own::"),
      });
      await stack.succeeds("refresh --yes --skip-preview");
      await stack.succeeds("preview --expect-no-changes");
      await stack.succeeds(destroy);
      expect(stack.running()).toEqual([]);
    },
    patience,
  );

  test(
    "keys of an explicit provider that rotate are those of the program, where it runs",
    async () => {
      const keyOf = (name: string) => ({
        secretId: "rotated-id-0000000000000000000000000001",
        secretKey: `canary-${name}-key-000000000000000001`,
      });
      await using stack = await NativeStack.start(language, { accounts: { tencent: [keyOf("first")] } });
      const use = (name: string) => {
        stack.vendors.accounts.tencent.splice(0, 1, keyOf(name));
        const { secretId, secretKey } = keyOf(name);
        const keys = { tencentcloudSecretId: secretId, tencentcloudSecretKey: secretKey };
        const inputs = {
          ...keys,
          tencentcloudRegion: "ap-guangzhou",
          tencentcloudEndpoint: stack.vendors.endpoint,
        };
        stack.program({ own: { type: "provider", inputs }, ...voice({}, { provider: "own" }) });
      };
      use("first");
      await stack.succeeds(up);
      use("second");
      const { exitCode, text } = await stack.run("refresh --yes --skip-preview");
      expect(exitCode).not.toBe(0);
      expect(text).toMatch(
        /if media-tasks:tencentcloudSecretId or .* was changed since then, run `pulumi up` first/,
      );
      expect(text).not.toContain("canary-");
      await stack.succeeds("refresh --yes --skip-preview --run-program");
      expect(await stack.succeeds(up)).not.toMatch(/replaced/);
      await stack.succeeds("refresh --yes --skip-preview");
      use("third");
      await stack.succeeds(`${destroy} --run-program`);
      expect(stack.running()).toEqual([]);
    },
    patience,
  );

  test(
    "keys of several accounts that rotate are those of the environment, also where the program does not run",
    async () => {
      const keyOf = (account: string, time: string) => ({
        secretId: `${account}-id-0000000000000000000000000001`,
        secretKey: `canary-${account}-${time}-key-0000000001`,
      });
      const accounts = ["live", "archive"];
      const keysAt = (time: string) => accounts.map((account) => keyOf(account, time));
      await using stack = await NativeStack.start(language, { accounts: { tencent: keysAt("first") } });
      const provider = (account: string): Declared => ({
        type: "provider",
        inputs: { tencentcloudEndpoint: stack.vendors.endpoint, tencentcloudProfile: account },
      });
      const recordings = accounts.map((account) => [
        `voiceOf${account}`,
        { ...voice({ roomId: account }).voice, provider: account },
      ]);
      stack.program({
        ...Object.fromEntries(accounts.map((account) => [account, provider(account)])),
        ...Object.fromEntries(recordings),
      });
      const rotate = (time: string): NodeJS.ProcessEnv => {
        stack.vendors.accounts.tencent.splice(0, accounts.length, ...keysAt(time));
        const variables = accounts.flatMap((account) => {
          const { secretId, secretKey } = keyOf(account, time);
          const suffix = account.toUpperCase();
          return [
            [`TENCENTCLOUD_SECRET_ID_${suffix}`, secretId],
            [`TENCENTCLOUD_SECRET_KEY_${suffix}`, secretKey],
          ];
        });
        return Object.fromEntries(variables);
      };
      const texts = [await stack.succeeds(up, rotate("first"))];
      expect(stack.running()).toHaveLength(2);
      const keys = rotate("second");
      texts.push(await stack.succeeds("refresh --yes --skip-preview", keys));
      texts.push(await stack.succeeds("preview --expect-no-changes", keys));
      const state = JSON.stringify(await stack.exported());
      for (const text of [...texts, state]) expect(text).not.toMatch(/canary-|-id-0{20}/);
      const { exitCode, text } = await stack.run(destroy, { ...keys, TENCENTCLOUD_SECRET_ID_LIVE: "" });
      expect(exitCode).not.toBe(0);
      expect(text).toContain("TENCENTCLOUD_SECRET_ID_LIVE is not set");
      await stack.succeeds(destroy, rotate("third"));
      expect(stack.running()).toEqual([]);
    },
    patience,
  );

  test(
    "what exists is imported, by the command and by the program, and the preview is empty then",
    async () => {
      await using stack = await NativeStack.start(language);
      stack.program({ ...voice(), relay: { type: cdnRelay.type, inputs: cdnRelay.inputs } });
      await stack.succeeds(up);
      const { taskId } = Object((await stack.resource("voice"))?.outputs);
      const relay = Object((await stack.resource("relay"))?.outputs);
      // The stack loses both.
      for (const name of ["voice", "relay"])
        await stack.succeeds(`state delete ${(await stack.resource(name))?.urn} --yes`);
      const before = stack.vendors.tasks().length;
      const importing = (id: string) =>
        `import media-tasks:tencent/gme:Recording voice ${id} --yes --protect=false --generate-code=false`;
      const wrong = await stack.run(importing(taskId));
      expect(wrong.exitCode).not.toBe(0);
      expect(wrong.text).toContain(
        "is not the import id of a tencent/gme:Recording, which is <bizId>/<taskId>",
      );
      await stack.succeeds(importing(`${gmeRecording.inputs.bizId}/${taskId}`));
      stack.program(voice());
      await stack.succeeds("preview --expect-no-changes");

      const id = `${relay.region}/${relay.sdkAppId}/${relay.taskId}`;
      stack.program({ ...voice(), relay: { type: cdnRelay.type, inputs: cdnRelay.inputs, import: id } });
      await stack.succeeds(up);
      await stack.succeeds("preview --expect-no-changes");
      expect(stack.vendors.tasks()).toHaveLength(before);
      await stack.succeeds(destroy);
      expect(stack.running()).toEqual([]);
    },
    patience,
  );

  test(
    "a stack of the package's classes goes to the plugin, and back, and nothing is called for it",
    async () => {
      await using stack = await NativeStack.start(language);
      const inputs = JSON.stringify(gmeRecording.inputs);
      const aliases = '{ aliases: [{ type: "media-tasks:tencent/gme:Recording" }] }';
      const text = `new tencent.gme.Recording("voice", ${inputs}, ${aliases});`;
      stack.classes(text);
      await stack.succeeds(up);
      const [recording] = stack.running();
      const calls = () => stack.vendors.journal.filter(({ action }) => !action.startsWith("Describe")).length;
      const before = calls();
      stack.program(voice({}, { aliases: [{ type: "pulumi-nodejs:dynamic/tencent/gme:Recording" }] }));
      await stack.succeeds("preview --expect-no-changes");
      await stack.succeeds(`${up} --expect-no-changes`);
      expect(await stack.resource("voice")).toMatchObject({
        id: recording?.id,
        type: "media-tasks:tencent/gme:Recording",
      });
      stack.classes(text);
      await stack.succeeds(up);
      expect(await stack.resource("voice")).toMatchObject({
        id: recording?.id,
        type: "pulumi-nodejs:dynamic/tencent/gme:Recording",
      });
      expect(calls()).toBe(before);
      await stack.succeeds(destroy);
      expect(stack.running()).toEqual([]);
    },
    patience,
  );
});

test(
  "the plugin is found in the installed package, with packages, and on the PATH; its schema is one",
  async () => {
    await using stack = await NativeStack.start("nodejs");
    const path = await stack.installed();

    stack.program(voice(), { packages: { "media-tasks": path } });
    await stack.succeeds("preview", offline);

    stack.program(voice(), {});
    const bin = `${join(stack.dir, path)}:${process.env.PATH}`;
    expect(await stack.succeeds("preview", { PATH: bin })).toContain("from $PATH");
  },
  patience,
);
