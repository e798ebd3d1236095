import { expect, test } from "@jest/globals";
import { startVendors, type Vendors } from "../../local/vendors";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { type CommandResult, Stack } from "./stack";

const program = `
const pulumi = require("@pulumi/pulumi");
const { tencent } = require("pulumi-media-tasks");
const config = new pulumi.Config();
const publishCdnUrl = tencent.live.pushUrl({
  domain: "push.example.com",
  stream: config.require("stream"),
  key: config.require("pushKey"),
  validUntil: config.require("until"),
});
new tencent.trtc.CdnRelay("stage", {
  ...${JSON.stringify(cdnRelay.inputs)},
  publishCdnParams: [{ publishCdnUrl, isTencentCdn: 1 }],
});
exports.pushUrl = publishCdnUrl;
`;

/** A stack with a relay to an address that the program makes. */
class Event extends Stack {
  constructor(private readonly vendors: Vendors) {
    super("lean");
    this.write("Pulumi.yaml", "name: event\nruntime: {name: nodejs, options: {typescript: false}}\n");
    this.write("package.json", { main: "index.js" });
    this.write("index.js", program);
  }

  /** Runs a command with these settings; what it prints shows nothing of address and key. */
  async runWith(settings: { stream: string; until: string }, command: string): Promise<CommandResult> {
    const [account] = this.vendors.accounts.tencent;
    const secrets = {
      "tencentcloud:secretId": account?.secretId,
      "tencentcloud:secretKey": account?.secretKey,
      "tencentcloud:appSecretKeys": `{"${cdnRelay.inputs.sdkAppId}":"canary-application-key"}`,
      "event:pushKey": "canary-push-key",
    };
    this.configure(
      {
        "tencentcloud:endpoint": this.vendors.endpoint,
        "tencentcloud:region": "ap-guangzhou",
        "event:stream": settings.stream,
        "event:until": settings.until,
        ...secrets,
      },
      Object.keys(secrets),
    );
    const result = await this.run(command);
    expect(result.text).not.toMatch(/canary|txSecret/);
    return result;
  }
}

const stream = "stage";

test("a renewed push address changes the relay in place, and is nowhere to be read", async () => {
  await using vendors = await startVendors();
  using event = new Event(vendors);
  const succeed = async (until: string, command: string) => {
    const { exitCode, text } = await event.runWith({ stream, until }, command);
    expect({ exitCode, text }).toEqual({ exitCode: 0, text: expect.any(String) });
    return text;
  };
  const actions = () => vendors.journal.map(({ action }) => action);

  await succeed("2099-06-30T22:00:00Z", "up --yes --skip-preview");
  const before = await event.resource("stage");
  await succeed("2099-06-30T22:00:00Z", "preview --expect-no-changes");
  expect(actions()).toEqual(["StartPublishCdnStream"]);

  await succeed("2099-07-01T22:00:00Z", "up --yes --skip-preview");
  expect(actions()).toEqual(["StartPublishCdnStream", "UpdatePublishCdnStream"]);
  expect((await event.resource("stage"))?.id).toBe(before?.id);

  expect(await succeed("2020-01-01T00:00:00Z", "preview")).toContain(
    "its txTime says that it ended at 2020-01-01T00:00:00.000Z",
  );
  expect(event.stateText()).toContain(String(before?.id));
  expect(event.stateText()).not.toMatch(/canary|txSecret/);
}, 120_000);

test("a stream that breaks the address fails the program, in one sentence", async () => {
  await using vendors = await startVendors();
  using event = new Event(vendors);
  const { exitCode, text } = await event.runWith(
    { stream: "stage?b", until: "2099-06-30T22:00:00Z" },
    "preview",
  );
  expect(exitCode).not.toBe(0);
  expect(text).toContain("the live address cannot be made: stream has characters that break the address");
  expect(text).not.toContain("secretUrl");
}, 60_000);
