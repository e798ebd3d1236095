import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  type AnalyzeDiagnostic,
  AnalyzeRequest,
  type AnalyzeResponse,
  type AnalyzerInfo,
  AnalyzerPropertyDependencies,
  AnalyzerProviderResource,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  PolicyConfig,
  type PolicyInfo,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { fromJSONSchema, type z } from "zod";
import type { Finding } from "./display";
import { EngineError, messageOf } from "./engineError";
import { Process } from "./processes";
import { organization } from "./project";
import { nameOf, type Resource } from "./resource";
import {
  clientArguments,
  type Done,
  Empty,
  fromStruct,
  isServiceError,
  sdkCommand,
  toStruct,
  unary,
} from "./rpc";
import type { RunContext } from "./runContext";
import { asProperties, isObject, markSecretsLike, type Properties, reveal, type Value } from "./values";

/** A policy pack that a run has to pass. */
export interface PolicyPack {
  /** The folder with the pack's PulumiPolicy.yaml. */
  readonly dir: string;
  /** JSON: policy name to enforcement level, or to an object with `enforcementLevel` and the policy's own settings. */
  readonly configFile?: string | undefined;
}

/** How a policy sees a resource. */
export interface PolicySubject {
  readonly resource: Resource;
  readonly provider?: Resource | undefined;
  readonly deleteBeforeReplace?: boolean | undefined;
}

const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;
type Level = (typeof levels)[number];

/** Starts all packs, or none if one of them cannot be; they are told the address of the monitor. */
export async function startPolicies(
  packs: readonly PolicyPack[],
  context: RunContext,
  engine: string,
): Promise<PolicyClient[]> {
  const results = await Promise.allSettled(packs.map((pack) => PolicyClient.start(pack, context, engine)));
  const clients = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failure = results.find((result) => result.status === "rejected");
  if (failure === undefined) return clients;
  await Promise.all(clients.map((client) => client.stop()));
  throw failure.reason;
}

/** One policy pack in a process of its own. */
export class PolicyClient {
  private constructor(
    private readonly client: AnalyzerClient,
    private readonly child: Process,
    private readonly dir: string,
  ) {}

  static async start(
    pack: PolicyPack,
    { project, stack, config, dryRun, environment, launch, display }: RunContext,
    engine: string,
  ): Promise<PolicyClient> {
    const dir = resolve(pack.dir);
    if (!existsSync(join(dir, "PulumiPolicy.yaml"))) {
      throw new EngineError(`There is no policy pack in ${dir}: it has no PulumiPolicy.yaml.`);
    }
    const { child, port } = await Process.serve({
      what: `The policy pack ${dir}`,
      args: [sdkCommand(dir, "run-policy-pack"), engine, dir],
      cwd: dir,
      onLine: display.info,
      environment,
      launch,
      variables: {
        PULUMI_NODEJS_ORGANIZATION: organization,
        PULUMI_NODEJS_PROJECT: project.name,
        PULUMI_NODEJS_STACK: stack,
        PULUMI_NODEJS_DRY_RUN: String(dryRun),
        PULUMI_CONFIG: JSON.stringify(config.plain),
      },
    });
    const policies = new PolicyClient(new AnalyzerClient(...clientArguments(port)), child, dir);
    try {
      await policies.configure(pack);
    } catch (error) {
      await policies.stop();
      throw error;
    }
    return policies;
  }

  private async configure(pack: PolicyPack): Promise<void> {
    const info = await this.call<AnalyzerInfo>((done) => this.client.getAnalyzerInfo(new Empty(), done));
    const fromFile = pack.configFile === undefined ? {} : await readConfigFile(pack.configFile);
    const request = new ConfigureAnalyzerRequest();
    for (const policy of info.getPoliciesList()) {
      const { level, settings } = this.settingsOf(policy, info, fromFile);
      const config = new PolicyConfig().setEnforcementlevel(levels.indexOf(level));
      request.getPolicyconfigMap().set(policy.getName(), config.setProperties(toStruct(settings)));
    }
    await this.call((done) => this.client.configure(request, done));
  }

  /** What the pack says by itself, then what the pack's author set, then the file; `all` sets every policy's level. */
  private settingsOf(
    policy: PolicyInfo,
    info: AnalyzerInfo,
    fromFile: Properties,
  ): { level: Level; settings: Properties } {
    const name = policy.getName();
    const initial = info.getInitialconfigMap().get(name);
    const everywhere = parseSetting("all", fromFile["all"]);
    const own = parseSetting(name, fromFile[name]);
    const level =
      own.level ??
      everywhere.level ??
      levels[initial?.getEnforcementlevel() ?? policy.getEnforcementlevel()] ??
      "advisory";
    const given = { ...fromStruct(initial?.getProperties()), ...own.settings };
    return { level, settings: level === "disabled" ? given : this.check(policy, given) };
  }

  private check(policy: PolicyInfo, given: Properties): Properties {
    const schema = {
      type: "object",
      properties: fromStruct(policy.getConfigschema()?.getProperties()),
      required: policy.getConfigschema()?.getRequiredList() ?? [],
    };
    try {
      return applySchema(schema, given);
    } catch (error) {
      const what = `The config of policy "${policy.getName()}" in ${this.dir}`;
      throw new EngineError(`${what} is invalid: ${messageOf(error)}`);
    }
  }

  /** The inputs as the pack's remediations leave them. */
  async remediate(subject: PolicySubject): Promise<{ inputs: Properties; findings: Finding[] }> {
    const { urn } = subject.resource;
    const request = this.describe(new AnalyzeRequest(), subject, subject.resource.inputs);
    const response = await this.call<RemediateResponse>((done) => this.client.remediate(request, done));
    let { inputs } = subject.resource;
    const findings = response.getRemediationsList().map((remediation): Finding => {
      const by = { urn, policy: remediation.getPolicyname(), pack: remediation.getPolicypackname() };
      const message = remediation.getDiagnostic();
      if (message !== "") return { ...by, level: "advisory", message };
      const before = inputs;
      // A policy sees plain values and returns them: what was secret stays so.
      inputs = markSecretsLike(before, fromStruct(remediation.getProperties()));
      return { ...by, level: "remediate", message, change: { before, after: inputs } };
    });
    return { inputs, findings };
  }

  /** Checks one resource before anything is done with it. */
  async analyze(subject: PolicySubject): Promise<Finding[]> {
    const { urn, inputs } = subject.resource;
    // The code of a dynamic provider travels as an input; rules are about the user's own.
    const own = Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));
    const request = this.describe(new AnalyzeRequest(), subject, own);
    const response = await this.call<AnalyzeResponse>((done) => this.client.analyze(request, done));
    return response.getDiagnosticsList().map((diagnostic) => toFinding(diagnostic, urn));
  }

  /** Checks the whole stack, at the end. */
  async analyzeStack(subjects: readonly PolicySubject[], rootUrn: string): Promise<Finding[]> {
    const request = new AnalyzeStackRequest();
    request.setResourcesList(subjects.map((subject) => this.describeInStack(subject)));
    const known = new Set(subjects.map(({ resource }) => resource.urn));
    const response = await this.call<AnalyzeResponse>((done) => this.client.analyzeStack(request, done));
    return response
      .getDiagnosticsList()
      .map((diagnostic) =>
        toFinding(diagnostic, known.has(diagnostic.getUrn()) ? diagnostic.getUrn() : rootUrn),
      );
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.child.stop();
  }

  private describeInStack(subject: PolicySubject): AnalyzerResource {
    const { outputs, parent = "", dependencies, propertyDependencies } = subject.resource;
    const described = this.describe(new AnalyzerResource(), subject, outputs);
    described.setParent(parent).setDependenciesList(dependencies);
    for (const [key, urns] of Object.entries(propertyDependencies)) {
      const needed = new AnalyzerPropertyDependencies().setUrnsList(urns);
      if (urns.length > 0) described.getPropertydependenciesMap().set(key, needed);
    }
    return described;
  }

  private describe<Message extends AnalyzeRequest | AnalyzerResource>(
    message: Message,
    { resource, provider, deleteBeforeReplace }: PolicySubject,
    properties: Properties,
  ): Message {
    const options = new AnalyzerResourceOptions();
    options.setProtect(resource.protect ?? false).setIgnorechangesList(resource.ignoreChanges);
    options.setAdditionalsecretoutputsList(resource.additionalSecretOutputs).setParent(resource.parent ?? "");
    options.setDeletebeforereplace(deleteBeforeReplace ?? false);
    options.setDeletebeforereplacedefined(deleteBeforeReplace !== undefined);
    message.setUrn(resource.urn);
    message.setType(resource.type);
    message.setName(nameOf(resource.urn));
    message.setProperties(toStruct(properties));
    message.setOptions(options);
    if (provider !== undefined) {
      const described = new AnalyzerProviderResource();
      described.setUrn(provider.urn).setType(provider.type).setName(nameOf(provider.urn));
      message.setProvider(described.setProperties(toStruct(asProperties(reveal(provider.inputs)))));
    }
    return message;
  }

  private async call<Response>(send: (done: Done<Response>) => unknown): Promise<Response> {
    try {
      return await unary(send);
    } catch (error) {
      const reason = isServiceError(error) ? error.details : messageOf(error);
      throw new EngineError(`The policy pack ${this.dir} failed: ${reason}`);
    }
  }
}

/** Settings with the defaults of their JSON Schema; throws if they do not conform to it. */
export function applySchema(schema: Value, given: Properties): Properties {
  if (!isSchema(schema)) throw new EngineError("the schema is no object");
  const { data, error } = fromJSONSchema(schema).safeParse(given);
  if (error === undefined) return asProperties(data);
  throw new EngineError(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
}

/** Whether the value may be a JSON Schema; what is wrong inside it shows when it is used. */
function isSchema(value: Value): value is Properties & z.core.JSONSchema.JSONSchema {
  return isObject(value);
}

function toFinding(diagnostic: AnalyzeDiagnostic, urn: string): Finding {
  return {
    level: levels[diagnostic.getEnforcementlevel()] === "advisory" ? "advisory" : "mandatory",
    policy: diagnostic.getPolicyname(),
    pack: diagnostic.getPolicypackname(),
    message: diagnostic.getMessage(),
    urn,
  };
}

async function readConfigFile(path: string): Promise<Properties> {
  try {
    const parsed: unknown = JSON.parse(await readFile(path, "utf8"));
    return asProperties(parsed);
  } catch (error) {
    throw new EngineError(`The policy config ${path} cannot be read: ${messageOf(error)}`);
  }
}

function parseSetting(policy: string, setting: Value | undefined): { level?: Level; settings: Properties } {
  const { enforcementLevel, ...settings } = isObject(setting) ? setting : { enforcementLevel: setting };
  if (enforcementLevel === undefined) return { settings };
  const level = levels.find((known) => known === enforcementLevel);
  if (level !== undefined) return { level, settings };
  const given = JSON.stringify(enforcementLevel);
  throw new EngineError(
    `${given} is no enforcement level for policy "${policy}"; it is one of ${levels.join(", ")}.`,
  );
}
