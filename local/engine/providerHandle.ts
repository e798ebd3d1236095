import { EngineError } from "./engineError";
import { childEnvironment, type Environment } from "./processes";
import type { Project } from "./project";
import { ProviderClient } from "./providerClient";
import type { Sdk } from "./rpc";
import type { Resource } from "./state";
import { dynamicProviderType } from "./urn";
import { type Properties, sameValue } from "./values";

/** The address that a provider gets where no engine serves; it takes one and never uses it. */
const noEngine = "127.0.0.1:0";

/** The provider process of one operation: started early, configured once, stopped at the end. */
export class ProviderHandle {
  private started: Promise<ProviderClient> | undefined;
  private configured: Promise<ProviderClient> | undefined;
  private config: Properties | undefined;

  constructor(
    private readonly sdk: Sdk,
    private readonly project: Project,
    private readonly environment: Environment,
    private readonly resources: readonly Resource[],
    private readonly onLine: (line: string) => void,
  ) {}

  /** Its start takes longer than anything it does later: begin before anybody asks. */
  start(): Promise<ProviderClient> {
    this.started ??= ProviderClient.start(
      this.sdk,
      {
        cwd: this.project.programDir,
        onLine: this.onLine,
        environment: childEnvironment(this.environment, {
          PULUMI_NODEJS_PROJECT: this.project.name,
          PULUMI_PROJECT: this.project.name,
          // Provider code sees config only where `configure` hands it over, under the pulumi CLI as well.
          PULUMI_CONFIG: "{}",
        }),
      },
      noEngine,
    );
    this.started.catch(() => undefined);
    return this.started;
  }

  /** Hands the provider resource's inputs to the process; other inputs than before need a new process. */
  configure(resource: Resource): void {
    if (sameValue(this.config, resource.inputs)) return;
    const before = this.config === undefined ? Promise.resolve() : this.stop();
    this.config = resource.inputs;
    this.configured = before.then(async () => {
      const client = await this.start();
      await client.configure(resource, resource.inputs);
      return client;
    });
    this.configured.catch(() => undefined);
  }

  /** The configured process; where the program did not say how, as the state says. */
  readonly get = (): Promise<ProviderClient> => {
    if (this.configured === undefined) {
      const known = this.resources.find(({ type }) => type === dynamicProviderType);
      if (known === undefined)
        return Promise.reject(new EngineError("The state has no provider for its resources."));
      this.configure(known);
    }
    return this.configured ?? this.start();
  };

  async cancel(): Promise<void> {
    await this.started?.then((client) => client.cancel()).catch(() => undefined);
  }

  async stop(): Promise<void> {
    const { started } = this;
    this.started = undefined;
    await started?.then((client) => client.stop()).catch(() => undefined);
  }
}
