import type { EnforcementLevel } from "@pulumi/policy";
import {
  AnalyzeRequest,
  type AnalyzeResponse,
  AnalyzerResource,
  AnalyzerResourceOptions,
  AnalyzeStackRequest,
  type RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { specialSecretSig, specialSigKey } from "@pulumi/pulumi/runtime/rpc";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { MediaPolicy } from "../../policies/core/policy";

/** What the engine is told of a resource. */
export interface HostedResource {
  readonly type: string;
  readonly name: string;
  /** A block of inputs as it travels: values of JSON, secrets in the form of {@link secret}. */
  readonly inputs: unknown;
}

/** What a policy had to say. */
export interface Diagnostic {
  readonly policy: string;
  readonly level: EnforcementLevel;
  readonly message: string;
}

/** A secret as it travels from the program to the engine and on to policies. */
export function secret(value: unknown): unknown {
  return { [specialSigKey]: specialSecretSig, value };
}

type Answer<Request, Response> = (
  call: { readonly request: Request },
  done: (error: Error | null | undefined, response: Response) => void,
) => Promise<void>;

type Make<Request, Response> = (
  pack: string,
  version: string,
  level: EnforcementLevel,
  policies: readonly MediaPolicy[],
) => Answer<Request, Response>;

/** What answers the engine in the policy SDK; its declarations leave it out. */
const server: {
  readonly makeAnalyzeRpcFun: Make<AnalyzeRequest, AnalyzeResponse>;
  readonly makeAnalyzeStackRpcFun: Make<AnalyzeStackRequest, AnalyzeResponse>;
  readonly makeRemediateRpcFun: Make<AnalyzeRequest, RemediateResponse>;
} = require("@pulumi/policy/server");

const levels = ["advisory", "mandatory", "disabled", "remediate"] as const;

function described<Message extends AnalyzeRequest | AnalyzerResource>(
  message: Message,
  { type, name, inputs }: HostedResource,
): Message {
  message.setType(type);
  message.setName(name);
  message.setUrn(`urn:pulumi:dev::project::${type}::${name}`);
  message.setOptions(new AnalyzerResourceOptions());
  const block: Record<string, JavaScriptValue> = JSON.parse(JSON.stringify(inputs));
  message.setProperties(Struct.fromJavaScript(block));
  return message;
}

/** Policies behind the functions with which the policy SDK answers the engine: it finds secrets and unknown values. */
export class PolicyHost {
  constructor(private readonly policies: readonly MediaPolicy[]) {}

  /** Asks the policies that mend, in the way of the engine: before the others. How many of them changed something. */
  async remediate(resource: HostedResource): Promise<number> {
    const response = await this.ask(server.makeRemediateRpcFun, described(new AnalyzeRequest(), resource));
    return response.getRemediationsList().length;
  }

  /** Asks the policies on single resources. */
  async analyze(resource: HostedResource): Promise<Diagnostic[]> {
    return diagnosticsIn(await this.ask(server.makeAnalyzeRpcFun, described(new AnalyzeRequest(), resource)));
  }

  /** Asks the policies on stacks. */
  async analyzeStack(resources: readonly HostedResource[]): Promise<Diagnostic[]> {
    const request = new AnalyzeStackRequest();
    request.setResourcesList(resources.map((resource) => described(new AnalyzerResource(), resource)));
    return diagnosticsIn(await this.ask(server.makeAnalyzeStackRpcFun, request));
  }

  private ask<Request, Response>(make: Make<Request, Response>, request: Request): Promise<Response> {
    return new Promise((resolve, reject) => {
      const answer = make("media-tasks", "0.0.0", "advisory", this.policies);
      answer({ request }, (error, response) => (error ? reject(error) : resolve(response))).catch(reject);
    });
  }
}

function diagnosticsIn(response: AnalyzeResponse): Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: levels[diagnostic.getEnforcementlevel()] ?? "advisory",
    // The SDK puts the policy's description on a line before what the policy said.
    message: diagnostic.getMessage().slice(diagnostic.getDescription().length).trimStart(),
  }));
}
