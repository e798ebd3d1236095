import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Output } from "../provider/core/host";
import { channelOptions, grpc } from "./rpc";

/** Lines for the user, which the engine shows at the resource that they are about. */
export class EngineLog implements Output {
  private client: EngineClient | undefined;
  private sent: Promise<void> = Promise.resolve();

  /** @param whenGone called when the engine has ended: nobody is there any more whom anything could be said to */
  constructor(private readonly whenGone: () => void) {}

  /** Says where the engine is. */
  connect(address: string): void {
    this.client?.close();
    this.client = new EngineClient(address, grpc.credentials.createInsecure(), channelOptions);
    this.watch(this.client);
  }

  info(message: string, urn: string): void {
    this.send(LogSeverity.INFO, message, urn);
  }

  warning(message: string, urn: string): void {
    this.send(LogSeverity.WARNING, message, urn);
  }

  /** Resolves when the engine has everything that was said so far. */
  flush(): Promise<void> {
    return this.sent;
  }

  private send(severity: LogSeverity, message: string, urn: string): void {
    const { client } = this;
    if (client === undefined) {
      process.stderr.write(`${message}\n`);
      return;
    }
    const request = new LogRequest().setSeverity(severity).setMessage(message).setUrn(urn);
    const before = this.sent;
    this.sent = new Promise((resolve) => {
      // A line that the engine does not take is no reason to fail.
      void before.then(() => client.log(request, () => resolve()));
    });
  }

  /** A killed engine ends nobody: without this, what it started would stay for ever. */
  private watch(client: EngineClient): void {
    const channel = client.getChannel();
    const look = () => {
      const state = channel.getConnectivityState(true);
      if (state === grpc.connectivityState.TRANSIENT_FAILURE) return this.whenGone();
      if (state === grpc.connectivityState.SHUTDOWN) return undefined;
      return channel.watchConnectivityState(state, Number.POSITIVE_INFINITY, look);
    };
    look();
  }
}
