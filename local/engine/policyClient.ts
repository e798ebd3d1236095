import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzerResource,
  PolicyInfo,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { EngineError, messageOf } from "./engineError";
import { checkPolicyConfig } from "./policyConfig";
import { childEnvironment, type Environment, Process } from "./processes";
import type { StackContext } from "./project";
import { nameOf, type Resource } from "./resource";
import {
  clientArguments,
  fromStruct,
  isServiceError,
  resolveCommand,
  type Sdk,
  toStruct,
  unary,
} from "./rpc";
import { asProperties, isObject, markSecretsLike, type Properties, reveal } from "./values";

/** A policy pack that a run has to pass. */
export interface PolicyPack {
  /** The folder with the pack's PulumiPolicy.yaml. */
  readonly dir: string;
  /** JSON: policy name to enforcement level, or to an object with `enforcementLevel` and the policy's own settings. */
  readonly configFile?: string | undefined;
}

/** What a policy has to say about a resource. */
export interface Violation {
  readonly policy: string;
  readonly pack: string;
  readonly mandatory: boolean;
  readonly message: string;
  readonly urn: string;
}

/** What a policy changed by itself. */
export interface RemediationNote {
  readonly policy: string;
  readonly pack: string;
  readonly before: Properties;
  readonly after: Properties;
}

/** How a policy sees a resource. */
export interface PolicySubject {
  readonly resource: Resource;
  readonly provider?: Resource | undefined;
  readonly deleteBeforeReplace?: boolean | undefined;
}

/** What a pack is told about the run. */
export interface PolicyContext extends StackContext {
  readonly dryRun: boolean;
  readonly environment: Environment;
  /** The address of the monitor. */
  readonly engine: string;
  readonly onLine: (line: string) => void;
}

const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;
type Level = (typeof levels)[number];

/** Starts all packs, or none if one of them cannot be. */
export async function startPolicies(
  sdk: Sdk,
  packs: readonly PolicyPack[],
  context: PolicyContext,
): Promise<PolicyClient[]> {
  const results = await Promise.allSettled(packs.map((pack) => PolicyClient.start(sdk, pack, context)));
  const clients = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failure = results.find((result) => result.status === "rejected");
  if (failure === undefined) return clients;
  await Promise.all(clients.map((client) => client.stop()));
  throw failure.reason;
}

/** One policy pack in a process of its own. */
export class PolicyClient {
  private constructor(
    private readonly sdk: Sdk,
    private readonly client: AnalyzerClient,
    private readonly child: Process,
    private readonly dir: string,
  ) {}

  static async start(sdk: Sdk, pack: PolicyPack, context: PolicyContext): Promise<PolicyClient> {
    const dir = resolve(pack.dir);
    if (!existsSync(join(dir, "PulumiPolicy.yaml"))) {
      throw new EngineError(`There is no policy pack in ${dir}: it has no PulumiPolicy.yaml.`);
    }
    const { child, port } = await Process.serve({
      what: `The policy pack ${dir}`,
      args: [resolveCommand(dir, "run-policy-pack"), context.engine, dir],
      cwd: dir,
      onLine: context.onLine,
      environment: childEnvironment(context.environment, {
        PULUMI_NODEJS_ORGANIZATION: context.organization,
        PULUMI_NODEJS_PROJECT: context.project,
        PULUMI_NODEJS_STACK: context.stack,
        PULUMI_NODEJS_DRY_RUN: String(context.dryRun),
        PULUMI_CONFIG: JSON.stringify(context.config.plain),
      }),
    });
    const client = new sdk.analyzerRpc.AnalyzerClient(...clientArguments(sdk, port));
    const policies = new PolicyClient(sdk, client, child, dir);
    try {
      await policies.configure(pack, context);
    } catch (error) {
      await policies.stop();
      throw error;
    }
    return policies;
  }

  private async configure(pack: PolicyPack, context: PolicyContext): Promise<void> {
    const stack = new this.sdk.analyzer.AnalyzerStackConfigureRequest();
    stack.setStack(context.stack).setProject(context.project).setOrganization(context.organization);
    stack.setDryRun(context.dryRun).setConfigSecretKeysList([...context.config.secretKeys]);
    for (const [key, value] of Object.entries(context.config.plain)) stack.getConfigMap().set(key, value);
    await this.optional(() => unary((done) => this.client.configureStack(stack, done)));

    const info = await unary<AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new this.sdk.Empty(), done));
    const fromFile = pack.configFile === undefined ? {} : await readConfigFile(pack.configFile);
    const request = new this.sdk.analyzer.ConfigureAnalyzerRequest();
    for (const policy of info.getPoliciesList()) {
      const { level, settings } = this.settingsOf(policy, info, fromFile);
      const config = new this.sdk.analyzer.PolicyConfig();
      config.setEnforcementlevel(levels.indexOf(level)).setProperties(toStruct(this.sdk, settings));
      request.getPolicyconfigMap().set(policy.getName(), config);
    }
    await this.optional(() => unary((done) => this.client.configure(request, done)));
  }

  /** What the pack says by itself, then what the pack's author set, then the file; `all` sets every policy's level. */
  private settingsOf(
    policy: PolicyInfo,
    info: AnalyzerInfo,
    fromFile: Properties,
  ): { level: Level; settings: Properties } {
    const name = policy.getName();
    const initial = info.getInitialconfigMap().get(name);
    const schema = {
      properties: fromStruct(policy.getConfigschema()?.getProperties()),
      required: policy.getConfigschema()?.getRequiredList() ?? [],
    };
    const defaults = Object.entries(schema.properties).flatMap(([key, property]) =>
      isObject(property) && property["default"] !== undefined ? [[key, property["default"]] as const] : [],
    );
    const everywhere = parseSetting("all", fromFile["all"]);
    const own = parseSetting(name, fromFile[name]);
    const level =
      own.level ??
      everywhere.level ??
      levels[initial?.getEnforcementlevel() ?? policy.getEnforcementlevel()] ??
      "advisory";
    const settings = {
      ...Object.fromEntries(defaults),
      ...fromStruct(initial?.getProperties()),
      ...own.settings,
    };
    if (level !== "disabled") this.refuseInvalid(name, checkPolicyConfig(schema, settings));
    return { level, settings };
  }

  private refuseInvalid(policy: string, problems: readonly string[]): void {
    if (problems.length === 0) return;
    throw new EngineError(
      `The config of policy "${policy}" in ${this.dir} is invalid: ${problems.join("; ")}`,
    );
  }

  /** The inputs as the pack's remediations leave them. */
  async remediate(
    subject: PolicySubject,
  ): Promise<{ inputs: Properties; notes: RemediationNote[]; violations: Violation[] }> {
    const request = this.describe(new this.sdk.analyzer.AnalyzeRequest(), subject, subject.resource.inputs);
    const response = await this.optional(() =>
      unary<RemediateResponse>((done) => this.client.remediate(request, done)),
    );
    let inputs = subject.resource.inputs;
    const notes: RemediationNote[] = [];
    const violations: Violation[] = [];
    for (const remediation of response?.getRemediationsList() ?? []) {
      const by = { policy: remediation.getPolicyname(), pack: remediation.getPolicypackname() };
      if (remediation.getDiagnostic() !== "") {
        violations.push({
          ...by,
          mandatory: false,
          message: remediation.getDiagnostic(),
          urn: subject.resource.urn,
        });
        continue;
      }
      // A policy sees plain values and returns them: what was secret stays so.
      const after = markSecretsLike(inputs, fromStruct(remediation.getProperties()));
      notes.push({ ...by, before: inputs, after });
      inputs = after;
    }
    return { inputs, notes, violations };
  }

  /** Checks one resource before anything is done with it. */
  async analyze(subject: PolicySubject): Promise<Violation[]> {
    // The code of a dynamic provider travels as an input; rules are about the user's own.
    const inputs = Object.fromEntries(
      Object.entries(subject.resource.inputs).filter(([key]) => !key.startsWith("__")),
    );
    const request: AnalyzeRequest = this.describe(new this.sdk.analyzer.AnalyzeRequest(), subject, inputs);
    const response = await this.told(() =>
      unary<AnalyzeResponse>((done) => this.client.analyze(request, done)),
    );
    return response
      .getDiagnosticsList()
      .map((diagnostic) => this.violation(diagnostic, subject.resource.urn));
  }

  /** Checks the whole stack, at the end. */
  async analyzeStack(subjects: readonly PolicySubject[], rootUrn: string): Promise<Violation[]> {
    const request = new this.sdk.analyzer.AnalyzeStackRequest();
    request.setResourcesList(subjects.map((subject) => this.describeInStack(subject)));
    const known = new Set(subjects.map(({ resource }) => resource.urn));
    const response = await this.optional(() =>
      unary<AnalyzeResponse>((done) => this.client.analyzeStack(request, done)),
    );
    return (response?.getDiagnosticsList() ?? []).map((diagnostic) =>
      this.violation(diagnostic, known.has(diagnostic.getUrn()) ? diagnostic.getUrn() : rootUrn),
    );
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.child.stop();
  }

  private describeInStack(subject: PolicySubject): AnalyzerResource {
    const { resource } = subject;
    const described = this.describe(new this.sdk.analyzer.AnalyzerResource(), subject, resource.outputs);
    described.setParent(resource.parent ?? "").setDependenciesList(resource.dependencies);
    for (const [key, urns] of Object.entries(resource.propertyDependencies)) {
      if (urns.length === 0) continue;
      const dependencies = new this.sdk.analyzer.AnalyzerPropertyDependencies().setUrnsList(urns);
      described.getPropertydependenciesMap().set(key, dependencies);
    }
    return described;
  }

  private describe<Message extends AnalyzeRequest | AnalyzerResource>(
    message: Message,
    { resource, provider, deleteBeforeReplace }: PolicySubject,
    properties: Properties,
  ): Message {
    const options = new this.sdk.analyzer.AnalyzerResourceOptions();
    options.setProtect(resource.protect ?? false).setIgnorechangesList(resource.ignoreChanges);
    options.setAdditionalsecretoutputsList(resource.additionalSecretOutputs).setParent(resource.parent ?? "");
    options.setDeletebeforereplace(deleteBeforeReplace ?? false);
    options.setDeletebeforereplacedefined(deleteBeforeReplace !== undefined);
    message.setUrn(resource.urn);
    message.setType(resource.type);
    message.setName(nameOf(resource.urn));
    message.setProperties(toStruct(this.sdk, properties));
    message.setOptions(options);
    if (provider !== undefined) {
      const described = new this.sdk.analyzer.AnalyzerProviderResource();
      described.setUrn(provider.urn).setType(provider.type).setName(nameOf(provider.urn));
      described.setProperties(toStruct(this.sdk, asProperties(reveal(provider.inputs))));
      message.setProvider(described);
    }
    return message;
  }

  private violation(diagnostic: AnalyzeDiagnostic, urn: string): Violation {
    const level = levels[diagnostic.getEnforcementlevel()];
    return {
      policy: diagnostic.getPolicyname(),
      pack: diagnostic.getPolicypackname(),
      mandatory: level === "mandatory" || level === "remediate",
      message: diagnostic.getMessage(),
      urn,
    };
  }

  /** A pack need not implement every call. */
  private async optional<Response>(call: () => Promise<Response>): Promise<Response | undefined> {
    const { UNIMPLEMENTED } = this.sdk.grpc.status;
    return this.told(() =>
      call().catch((error: unknown) => {
        if (isServiceError(error) && error.code === UNIMPLEMENTED) return undefined;
        throw error;
      }),
    );
  }

  private async told<Response>(call: () => Promise<Response>): Promise<Response> {
    try {
      return await call();
    } catch (error) {
      throw new EngineError(
        `The policy pack ${this.dir} failed: ${isServiceError(error) ? error.details : messageOf(error)}`,
      );
    }
  }
}

async function readConfigFile(path: string): Promise<Properties> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, "utf8"));
    return asProperties(parsed);
  } catch (error) {
    throw new EngineError(`The policy config ${path} cannot be read: ${messageOf(error)}`);
  }
}

function parseSetting(
  policy: string,
  setting: Properties[string] | undefined,
): { level?: Level; settings: Properties } {
  if (setting === undefined) return { settings: {} };
  if (typeof setting === "string") return { level: parseLevel(policy, setting), settings: {} };
  if (!isObject(setting))
    throw new EngineError(`The config of policy "${policy}" must be a level or an object.`);
  const { enforcementLevel, ...settings } = setting;
  return enforcementLevel === undefined
    ? { settings }
    : { level: parseLevel(policy, enforcementLevel), settings };
}

function parseLevel(policy: string, level: Properties[string]): Level {
  const known = levels.find((name) => name === level);
  if (known !== undefined) return known;
  throw new EngineError(
    `"${level}" is no enforcement level for policy "${policy}"; it is one of ${levels.join(", ")}.`,
  );
}
