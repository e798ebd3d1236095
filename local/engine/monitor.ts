import type { handleUnaryCall, Server } from "@grpc/grpc-js";
import { EngineService, type IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
  GetRootResourceResponse,
  type LogRequest,
  RequirePulumiVersionResponse,
  SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { type IResourceMonitorServer, ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
  DeploymentInfo,
  type RegisterResourceHookRequest,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceMonitorFeature,
  Result,
  SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import type { Severity } from "./display";
import { type EngineError, Terminated, unsupported } from "./engineError";
import { organization } from "./project";
import { isProviderType, type Resource } from "./resource";
import { answer, Empty, fromStruct, serve, toStruct } from "./rpc";
import type { RunContext } from "./runContext";
import { hasAsset, type Properties, parsePath } from "./values";

/** What the program wants a resource to be; options that it leaves open come from the parent. */
export interface Goal
  extends Pick<Resource, "type" | "custom" | "inputs" | "parent" | "dependencies" | "propertyDependencies">,
    Pick<
      Resource,
      "protect" | "retainOnDelete" | "ignoreChanges" | "additionalSecretOutputs" | "resourceHooks"
    > {
  readonly name: string;
  /** Unset means: as the provider says. */
  readonly deleteBeforeReplace?: boolean | undefined;
}

/** A registered resource, as the program gets to see it. */
export interface Registered {
  readonly urn: string;
  readonly id: string;
  readonly outputs: Properties;
}

/** What the monitor calls. */
export interface MonitorEvents {
  register(goal: Goal): Promise<Registered>;
  registerOutputs(urn: string, outputs: Properties): Promise<void>;
  /** The program has nothing more to say; it ends when this resolves. */
  finish(): Promise<void>;
  /** A function of the program's that resources may name. */
  registerHook(hook: RegisterResourceHookRequest): void;
  log(severity: Severity, message: string, urn: string): void;
  /** Something asked for more than this engine can do. */
  refuse(error: EngineError): void;
}

/** What the program is told about the run. */
export type MonitorContext = Pick<RunContext, "project" | "stack" | "config" | "dryRun" | "parallel">;

/** The server that the program, its provider and its policies call: Pulumi's ResourceMonitor and Engine services. */
export class Monitor {
  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(context: MonitorContext, events: MonitorEvents): Promise<Monitor> {
    const { server, address } = await serve((fresh) => {
      fresh.addService(ResourceMonitorService, monitorService(context, events));
      fresh.addService(EngineService, engineService(events));
    });
    return new Monitor(server, address);
  }

  stop(): void {
    this.server.forceShutdown();
  }
}

function monitorService(context: MonitorContext, events: MonitorEvents): IResourceMonitorServer {
  const refuse = <Request, Response>(feature: string): handleUnaryCall<Request, Response> =>
    answer(() => refuseFeature(events, feature));
  return {
    getDeploymentInfo: answer(() => deploymentInfo(context)),
    // Asked by SDKs that do not know getDeploymentInfo: the minimum, so that they refuse the rest themselves.
    supportsFeature: answer((request) => {
      const supported = ["secrets", "resourceReferences"].includes(request.getId());
      return new SupportsFeatureResponse().setHassupport(supported);
    }),
    registerResource: answer(async (request) => {
      const feature = unsupportedFeature(request);
      if (feature !== undefined) {
        refuseFeature(events, `${feature} (${request.getType()} "${request.getName()}")`);
      }
      const { urn, id, outputs } = await events.register(toGoal(request));
      const response = new RegisterResourceResponse().setUrn(urn).setId(id);
      return response.setObject(toStruct(outputs)).setResult(Result.SUCCESS);
    }),
    registerResourceOutputs: answer(async (request: RegisterResourceOutputsRequest) => {
      await events.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
      return new Empty();
    }),
    signalAndWaitForShutdown: answer(async () => {
      await events.finish();
      return new Empty();
    }),
    invoke: answer((request) => {
      const token = request.getTok();
      const isReference = token === "pulumi:pulumi:getResource";
      return refuseFeature(events, isReference ? "references to resources by URN" : `the function ${token}`);
    }),
    call: refuse("methods of resources (call)"),
    readResource: answer((request) => {
      const isStack = request.getType() === "pulumi:pulumi:StackReference";
      const what = isStack ? "stack references" : "reading resources that the stack does not own (get)";
      return refuseFeature(events, what);
    }),
    existsResource: refuse("asking whether a resource exists"),
    registerStackTransform: refuse("transforms"),
    registerStackInvokeTransform: refuse("invoke transforms"),
    registerResourceHook: answer((request) => {
      events.registerHook(request);
      return new Empty();
    }),
    registerErrorHook: refuse("error hooks"),
    registerPackage: refuse("parameterized packages"),
  };
}

function engineService(events: MonitorEvents): IEngineServer {
  let root = "";
  return {
    log: answer((request: LogRequest) => {
      const severities = ["debug", "info", "warning", "error"] as const;
      events.log(severities[request.getSeverity()] ?? "info", request.getMessage(), request.getUrn());
      return new Empty();
    }),
    getRootResource: answer(() => new GetRootResourceResponse().setUrn(root)),
    setRootResource: answer((request) => {
      root = request.getUrn();
      return new SetRootResourceResponse();
    }),
    startDebugging: answer(() => new Empty()),
    requirePulumiVersion: answer(() => new RequirePulumiVersionResponse()),
  };
}

function deploymentInfo(context: MonitorContext) {
  const info = new DeploymentInfo();
  info.setProject(context.project.name).setStack(context.stack).setOrganization(organization);
  info.setDryrun(context.dryRun).setParallel(context.parallel);
  info.setConfigsecretkeysList([...context.config.secretKeys]);
  for (const [key, value] of Object.entries(context.config.plain)) info.getConfigMap().set(key, value);
  // Everything but values in forms that the engine cannot read is announced, so that its use arrives here and is
  // refused by name: an SDK that misses a feature asks for a newer CLI instead.
  const features = Object.entries(ResourceMonitorFeature)
    .filter(([name]) => !/(OUTPUT_VALUES|BYTE_STRING)$/.test(name))
    .map(([, number]) => Number(number));
  return info.setSupportedfeaturesList(features);
}

/** The first thing about a registration that this engine would have to ignore. */
function unsupportedFeature(request: RegisterResourceRequest): string | undefined {
  const type = request.getType();
  const inputs = fromStruct(request.getObject());
  const timeouts = request.getCustomtimeouts();
  const features: readonly (readonly [boolean, string])[] = [
    [request.getRemote(), "remote components"],
    [isProviderType(type), "explicit providers"],
    [request.getCustom() && !isDynamic(type), `resources of other providers (${type.split(":")[0]})`],
    [request.getProvider() !== "", "explicit providers"],
    [request.getImportid() !== "", "import"],
    [request.getAliasesList().length > 0 || request.getAliasurnsList().length > 0, "aliases"],
    [request.getTransformsList().length > 0, "transforms"],
    [hasOtherHooks(request), "resource hooks other than beforeUpdate"],
    [request.getDeletedwith() !== "", "deletedWith"],
    [request.getReplaceWithList().length > 0, "replaceWith"],
    [request.hasReplacementTrigger(), "replacementTrigger"],
    [request.getReplaceonchangesList().length > 0, "replaceOnChanges"],
    [request.getHidediffsList().length > 0, "hideDiffs"],
    [request.getStateMigrationsList().length > 0, "state migrations"],
    [request.getVersion() !== "" || request.getPlugindownloadurl() !== "", "provider versions"],
    [request.getPackageref() !== "", "parameterized packages"],
    [request.getEnvvarmappingsMap().getLength() > 0, "envVarMappings"],
    [Object.values(timeouts?.toObject() ?? {}).some(Boolean), "customTimeouts"],
    [hasAsset(inputs), "assets and archives"],
    [
      request.getIgnorechangesList().some((path) => parsePath(path) === undefined),
      "wildcards in ignoreChanges",
    ],
  ];
  return features.find(([used]) => used)?.[1];
}

function hasOtherHooks(request: RegisterResourceRequest): boolean {
  const { beforeUpdateList: _, ...others } = request.getHooks()?.toObject() ?? {};
  return Object.values(others).some((names) => names.length > 0);
}

function isDynamic(type: string): boolean {
  return type.startsWith("pulumi-nodejs:");
}

function toGoal(request: RegisterResourceRequest): Goal {
  const parent = request.getParent();
  const propertyDependencies: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    propertyDependencies[key] = urns.getUrnsList();
  });
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: parent === "" ? undefined : parent,
    inputs: fromStruct(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies,
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    resourceHooks: hooksOf(request),
  };
}

function hooksOf(request: RegisterResourceRequest): Goal["resourceHooks"] {
  const names = request.getHooks()?.getBeforeUpdateList() ?? [];
  return names.length === 0 ? undefined : { BeforeUpdate: names };
}

function refuseFeature(events: MonitorEvents, feature: string): never {
  events.refuse(unsupported(feature));
  throw new Terminated();
}
