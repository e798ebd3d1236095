import { startVendors, type Vendors } from "../../local/vendors";
import { relay } from "../../policies/core/examples";
import { type CommandResult, type EngineName, root, Stack } from "../engine/stack";

/** A value that depends on something that does not exist at preview. */
export const unknown = "$unknown";

/** What a run said about policies. */
export interface Report extends CommandResult {
  /** As "mandatory encode-max-fps stage", sorted. */
  readonly findings: readonly string[];
}

const program = `
const { tencent } = require("pulumi-media-tasks");
const library = new tencent.vod.SubApplication("library", { name: "gate" });
const resolve = (value) =>
  value === "${unknown}" ? library.subAppId
  : Array.isArray(value) ? value.map(resolve)
  : value && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolve(part)]))
    : value;
for (const [name, inputs] of Object.entries(require("./relays.json")))
  new tencent.trtc.CdnRelay(name, resolve(inputs));
`;

/** The folder of a packaged preset; without a name, of the pack itself. */
export function packaged(preset?: string): string {
  return preset === undefined ? `${root}/policies` : `${root}/policies/packs/${preset}`;
}

/** A stack of relays that has to pass policies, and emulated vendors of its own. */
export class Gate extends Stack implements AsyncDisposable {
  private constructor(
    engine: EngineName,
    private readonly vendors: Vendors,
  ) {
    super(engine);
    this.write("Pulumi.yaml", "name: gate\nruntime: {name: nodejs, options: {typescript: false}}\n");
    this.write("package.json", { main: "index.js" });
    this.write("index.js", program);
    const [account] = vendors.accounts.tencent;
    this.configure(
      {
        "tencentcloud:endpoint": vendors.endpoint,
        "tencentcloud:region": "ap-guangzhou",
        "tencentcloud:secretId": account?.secretId,
        "tencentcloud:secretKey": account?.secretKey,
        "tencentcloud:appSecretKeys": '{"1400188366":"canary-application-key"}',
      },
      ["tencentcloud:secretKey", "tencentcloud:appSecretKeys"],
    );
  }

  static async start(engine: EngineName): Promise<Gate> {
    const gate = new Gate(engine, await startVendors());
    await gate.init();
    return gate;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.vendors.close();
    this[Symbol.dispose]();
  }

  /** Declares relays: what differs from the base example, by dotted path. */
  relays(changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void {
    const entries = Object.entries(changes).map(([name, changed], index) => {
      // Robots, rooms and addresses of their own: two relays may not share them.
      const own = {
        "agentParams.userId": name,
        roomId: String(295_066 + index),
        publishCdnParams: [{ publishCdnUrl: `rtmp://push.example.com/live/${name}`, isTencentCdn: 1 }],
      };
      const inputs = { ...own, ...changed };
      return [name, relay(name, inputs as Parameters<typeof relay>[1]).inputs];
    });
    this.write("relays.json", Object.fromEntries(entries));
  }

  /** Writes a pack of one's own: the code of its policies and of its configuration. */
  pack(policies: string, config: string): string {
    this.write("pack/PulumiPolicy.yaml", "runtime: nodejs\n");
    this.write("pack/package.json", { version: "1.0.0", main: "index.js" });
    this.write(
      "pack/index.js",
      `const { PolicyPack } = require("@pulumi/policy");
const { encode, packConfig, presets } = require("pulumi-media-tasks/policies");
const policies = ${policies};
new PolicyPack("own", { policies }, ${config});
`,
    );
    return "pack";
  }

  /** Runs a command through a pack. */
  async through(pack: string, command: string, config?: Readonly<Record<string, unknown>>): Promise<Report> {
    if (config) this.write("config.json", config);
    const flags = `--policy-pack ${pack}${config ? " --policy-pack-config config.json" : ""}`;
    const { exitCode, text } = await this.run(`${command} ${flags}`);
    const findings = [
      ...text.matchAll(/^ +(?:- )?\[(mandatory|advisory)\].*? ([a-z0-9-]+)\s+\(\S+: ([\w-]+)\)$/gm),
    ];
    return {
      exitCode,
      text,
      findings: findings.map(([, level, rule, resource]) => `${level} ${rule} ${resource}`).sort(),
    };
  }
}
