import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { JsonObject, JsonValue } from "../../local/vendors/json";
import { nativeType, packageName } from "../../sdk/core/contract";
import { typeCalled } from "../contract/typesThat";
import type { CommandResult } from "../engine/stack";
import { configFor, type Properties } from "../provider/support";
import { type InputsByType, TaskStack, type TaskStackOptions } from "../reliability/taskStack";
import { pack, unpack } from "../repo/pack";
import { settingsFor } from "./Plugin";

export { destroy, up } from "../engine/stack";

/** The CLI has npm look whether the plugin's folder needs packages. */
export const offline = { NPM_CONFIG_OFFLINE: "true", NPM_CONFIG_AUDIT: "false" };

/** Whether programs of a language can be run, or SDKs made: its host is on the PATH. */
export function hasHost(language: string): boolean {
  return spawnSync("sh", ["-c", `command -v pulumi-language-${language}`], { stdio: "ignore" }).status === 0;
}

/** The languages that programs are written in here: those that have a host. */
export const languages = (["nodejs", "yaml"] as const).filter(hasHost);

/** The language of a program. */
export type Language = (typeof languages)[number];

/** A resource of a program. A text `$name.output` in its inputs is that output of another one. */
export interface Declared {
  /** The type of a contract, or "provider" for an explicit provider. */
  readonly type: string;
  readonly inputs: Properties;
  /** The name of the explicit provider that it has. */
  readonly provider?: string;
  /** Its id at the vendor, where it is to be imported. */
  readonly import?: string;
  /** Types whose place it takes; in YAML, those of the schema do. */
  readonly aliases?: { readonly type: string }[];
  /** How long each verb may take. */
  readonly customTimeouts?: { readonly create: string };
}

/** The resources of a program, by name. */
export type Program = Readonly<Record<string, Declared>>;

/** Runs a program of any resources by their types alone, as programs without a generated SDK do. */
const nodeProgram = `
const pulumi = require("@pulumi/pulumi");
const made = {};
const valueOf = (value) => {
  const [, name, output] = (typeof value === "string" && /^\\$(\\w+)\\.(\\w+)$/.exec(value)) || [];
  if (name !== undefined) return made[name][output];
  if (Array.isArray(value)) return value.map(valueOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, valueOf(part)]));
};
for (const { name, token, inputs, provider, ...options } of require("./resources.json")) {
  made[name] = token.startsWith("pulumi:providers:")
    ? new pulumi.ProviderResource(token.split(":")[2], name, inputs)
    : new pulumi.CustomResource(token, name, { taskId: undefined, ...valueOf(inputs) }, { ...options, provider: made[provider] });
}
`;

/** A program of native resources on the pulumi CLI, and emulated vendors of its own. */
export class NativeStack extends TaskStack {
  protected readonly providerArgument = "pulumi-resource-media-tasks";

  private constructor(
    readonly language: Language,
    vendors: Vendors,
    options: TaskStackOptions,
  ) {
    super("pulumi", vendors, options);
  }

  /** Makes the stack, with the settings of the vendors' first accounts. */
  static async start(language: Language, options: TaskStackOptions = {}): Promise<NativeStack> {
    const clock = new VirtualClock({ speed: 600 });
    const vendors = await startVendors({ accounts: options.accounts ?? {}, clock });
    const stack = new NativeStack(language, vendors, options);
    stack.program({});
    await stack.init();
    stack.configureMore({});
    return stack;
  }

  /** Writes the program; `project` has more of its Pulumi.yaml. */
  program(resources: Program, project: JsonObject = this.plugins): void {
    const list = Object.entries(resources).map(([name, { type, ...rest }]) => {
      const token = type === "provider" ? `pulumi:providers:${packageName}` : nativeType({ type });
      return { name, token, ...rest };
    });
    const runtime: JsonValue =
      this.language === "yaml" ? "yaml" : { name: "nodejs", options: { typescript: false } };
    if (this.language === "yaml") {
      const entries = list.map(({ name, token, inputs, provider, import: id, customTimeouts }) => {
        const options = {
          ...(customTimeouts !== undefined && { customTimeouts }),
          ...(provider !== undefined && { provider: `\${${provider}}` }),
          ...(id !== undefined && { import: id }),
        };
        return [name, { type: token, properties: withReferences(inputs), options }] as const;
      });
      // JSON is YAML.
      this.write("Pulumi.yaml", {
        name: "school",
        runtime,
        ...project,
        resources: Object.fromEntries(entries),
      });
      return;
    }
    this.write("Pulumi.yaml", { name: "school", runtime, ...project });
    this.write("resources.json", list);
    this.write("package.json", { main: "index.js" });
    this.write("index.js", nodeProgram);
  }

  declare(resources: InputsByType): void {
    const declared = Object.entries(resources).map(([name, inputs]) => {
      return [name, { type: typeCalled(name).type, inputs }] as const;
    });
    this.program(Object.fromEntries(declared));
  }

  /** Writes a program of the package's own classes. */
  classes(text: string): void {
    this.write("Pulumi.yaml", "name: school\nruntime: {name: nodejs, options: {typescript: false}}\n");
    this.write("package.json", { main: "index.js" });
    this.write("index.js", `const { tencent, volcengine } = require("pulumi-media-tasks");\n${text}\n`);
  }

  /** Writes the settings that fit the vendors, for both ways to serve resources, and more that are secrets. */
  configureMore(more: Readonly<Record<string, string>>): void {
    const native = Object.entries(settingsFor(this.vendors)).map(([key, value]) => [
      `${packageName}:${key}`,
      value,
    ]);
    const settings = { ...configFor(this.vendors), ...Object.fromEntries(native), ...more };
    const isSecret = (key: string) => /Key|Token/.test(key) || key in more;
    this.configure(settings, Object.keys(settings).filter(isSecret));
  }

  /** Where the plugin is, for the project. */
  get plugins(): JsonObject {
    const path = join(this.dir, "node_modules/pulumi-media-tasks/plugin");
    return { plugins: { providers: [{ name: packageName, path }] } };
  }

  /** Puts the package into the project as it is installed from its archive; gives the plugin's path there. */
  async installed(): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "plugin-installed-"));
    rmSync(join(this.dir, "node_modules"));
    await unpack(await pack(folder), this.dir, ["@pulumi/pulumi", "zod", "undici", "tls-sig-api-v2"]);
    rmSync(folder, { recursive: true });
    return "./node_modules/pulumi-media-tasks/plugin";
  }

  /** Runs a command that has to succeed; gives what it printed. */
  async succeeds(command: string, environment: NodeJS.ProcessEnv = {}): Promise<string> {
    const { exitCode, text }: CommandResult = await this.run(command, environment);
    if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}:\n${text}`);
    return text;
  }
}

function withReferences(value: unknown): unknown {
  if (typeof value === "string") return value.replace(/^\$(\w+\.\w+)$/, (_, output) => `\${${output}}`);
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withReferences(part)]));
}
