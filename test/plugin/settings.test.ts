import { describe, expect, test } from "@jest/globals";
import { hasSecret, isSecret, unknownValue } from "../../local/engine/values";
import { startVendors } from "../../local/vendors";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { Plugin, settingsFor } from "./Plugin";

// Each starts processes.
const patience = 60_000;

describe("the settings of a provider", () => {
  test(
    "are taken as texts, as JSON and as they are; keys become secrets",
    async () => {
      await using plugin = await Plugin.start();
      const { inputs, failures } = await plugin.checkConfig({
        version: "0.1.0",
        tencentcloudSecretId: "id",
        tencentcloudSecretKey: "key",
        tencentcloudAppSecretKeys: '{"1400188366": "key"}',
        tencentcloudProfiles: { second: { secretId: "id", secretKey: "key" } },
        volcengineRegion: unknownValue,
        refreshBeforeUpdate: "true",
      });
      expect(failures).toEqual([]);
      const secrets = Object.keys(inputs).filter((name) => isSecret(inputs[name]));
      expect(secrets.sort()).toEqual([
        "tencentcloudAppSecretKeys",
        "tencentcloudProfiles",
        "tencentcloudSecretKey",
      ]);
      expect(hasSecret(inputs.tencentcloudSecretId)).toBe(false);
    },
    patience,
  );

  test(
    "that cannot be are refused by name, and secrets are not shown",
    async () => {
      await using plugin = await Plugin.start();
      const { failures } = await plugin.checkConfig({
        tencentcloudSecretID: "id",
        tencentcloudProfiles: "canary-of-a-profile",
        tencentcloudRegion: 5,
        refreshBeforeUpdate: "yes",
      });
      const byReason = (one: { reason: string }, other: { reason: string }) =>
        one.reason < other.reason ? -1 : 1;
      expect(failures.sort(byReason)).toEqual([
        {
          property: "refreshBeforeUpdate",
          reason:
            "media-tasks:refreshBeforeUpdate is neither true nor false. What to do: set it so, or leave it out",
        },
        {
          property: "",
          reason:
            "media-tasks:tencentcloudProfiles (a secret, not shown) is no map of names and values, or the JSON of one. What to do: set it so, or leave it out",
        },
        {
          property: "tencentcloudRegion",
          reason: "media-tasks:tencentcloudRegion is no text. What to do: set it so, or leave it out",
        },
        {
          property: "",
          reason:
            "there is no setting media-tasks:tencentcloudSecretID. What to do: did you mean media-tasks:tencentcloudSecretId?",
        },
      ]);
    },
    patience,
  );

  test(
    "name the profile whose keys are in the environment, and stay out of the state",
    async () => {
      const live = {
        secretId: "live-id-00000000000000000000000000001",
        secretKey: "canary-live-key-000000000000000000001",
      };
      await using vendors = await startVendors({ accounts: { tencent: [live] } });
      const { tencentcloudSecretId: _id, tencentcloudSecretKey: _key, ...withoutKeys } = settingsFor(vendors);
      const settings = { ...withoutKeys, tencentcloudProfile: "live" };
      await using plugin = await Plugin.start(settings, {
        TENCENTCLOUD_SECRET_ID_LIVE: live.secretId,
        TENCENTCLOUD_SECRET_KEY_LIVE: live.secretKey,
      });
      const { failures, inputs } = await plugin.checkConfig(settings);
      expect(failures).toEqual([]);
      expect(JSON.stringify(inputs)).not.toContain("canary");
      await plugin.resource(gmeRecording.type).create(gmeRecording.inputs);
      expect(vendors.tasks()).toHaveLength(1);
      await using other = await Plugin.start(settings);
      await expect(other.resource(gmeRecording.type).create(gmeRecording.inputs)).rejects.toThrow(
        /no profile "live" in media-tasks:tencentcloudProfiles, and no TENCENTCLOUD_SECRET_ID_LIVE in the environment/,
      );
    },
    patience,
  );

  test(
    "decide the account: each provider has its own",
    async () => {
      const one = {
        secretId: "one-id-000000000000000000000000000001",
        secretKey: "one-key-0000000000000000000000001",
      };
      const two = {
        secretId: "two-id-000000000000000000000000000001",
        secretKey: "two-key-0000000000000000000000001",
      };
      await using vendors = await startVendors({ accounts: { tencent: [one, two] } });
      const made = async ({ secretId, secretKey }: typeof one, roomId: string) => {
        await using plugin = await Plugin.start({
          ...settingsFor(vendors),
          tencentcloudSecretId: secretId,
          tencentcloudSecretKey: secretKey,
        });
        await plugin.resource(gmeRecording.type).create({ ...gmeRecording.inputs, roomId });
      };
      await made(one, "1");
      await made(two, "2");
      await expect(made({ ...one, secretKey: two.secretKey }, "3")).rejects.toThrow(
        "media-tasks:tencentcloudSecretId",
      );
      expect(vendors.tasks()).toHaveLength(2);
    },
    patience,
  );
});
