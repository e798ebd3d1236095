import "../sdk/core/requireNode";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { partOf } from "../sdk/core/path";
import { EngineLog } from "./EngineLog";
import { PluginServer } from "./PluginServer";
import { channelOptions, grpc } from "./rpc";

/** The version of the package that this is a part of, two folders below it. */
function ownVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  return String(partOf(manifest, "version"));
}

/** Serves the engine, which starts this with its address and reads the port from the first line. */
function serve(engine: string | undefined): void {
  const server = new grpc.Server(channelOptions);
  const log = new EngineLog(() => process.exit(1));
  if (engine !== undefined) log.connect(engine);
  const plugin = new PluginServer(log, ownVersion(), async () => {
    // All that makes and checks resources takes longer to load than the engine waits for the first answers.
    const { Verbs } = await import("./Verbs.js");
    return new Verbs(log);
  });
  server.addService(ResourceProviderService, plugin.calls);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    process.stdout.write(`${port}\n`);
  });
}

// Flags of the engine stand beside it, and the folder where the engine's runner for Node.js starts this.
serve(process.argv.slice(2).find((argument) => /^[^/\\-]\S*:\d+$/.test(argument)));
