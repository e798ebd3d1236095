// Receives the vendors' callbacks, and says which resource of the stack to refresh.
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import {
  type CallbackEvent,
  CallbackRefused,
  taskOf,
  tencent,
  urnsOf,
  volcengine,
} from "pulumi-media-tasks/callbacks";

// The keys that are set for the callbacks at the vendors, and the file that `pulumi stack export` wrote.
const { TRTC_KEY = "", TIW_KEY = "", GME_KEY = "", VOD_KEY = "", RTC_KEY = "" } = process.env;
const { EXPORTED_STACK = "stack.json", HOST = "0.0.0.0", PORT = "8080" } = process.env;

const longestBody = 1_000_000;

type Received = { body: Uint8Array; headers: IncomingMessage["headers"] };

/** What verifies the callbacks of each service, by the path that is set for them at the vendor. */
const services: Readonly<Record<string, (received: Received) => CallbackEvent>> = {
  "/tencent/trtc": (received) => tencent.trtc.verifyCallback({ ...received, key: TRTC_KEY }),
  "/tencent/tiw": (received) => tencent.tiw.verifyCallback({ ...received, key: TIW_KEY }),
  "/tencent/gme": (received) => tencent.gme.verifyCallback({ ...received, key: GME_KEY }),
  "/tencent/vod": (received) => tencent.vod.verifyCallback({ ...received, key: VOD_KEY }),
  "/volcengine/rtc": (received) => volcengine.rtc.verifyCallback({ ...received, key: RTC_KEY }),
};

/** The body as it arrives: the signature is over these bytes. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestBody) throw new Error("The body is too long.");
  }
  return Buffer.concat(chunks);
}

/** Says what to refresh. A handler in production begins that here, for example as a run of the deployment's workflow. */
function announce(event: CallbackEvent): void {
  const task = taskOf(event);
  if (task === undefined) {
    console.log(`${event.service} ${event.type}: no task`);
    return;
  }
  const urns = urnsOf(task, JSON.parse(readFileSync(EXPORTED_STACK, "utf8")));
  // Quoted, as some services do not sign the id.
  console.log(`${event.service} ${event.type}: ${task.type} ${JSON.stringify(task.taskId)}`);
  if (urns.length === 0) console.log("the stack has no such resource");
  for (const urn of urns) console.log(`pulumi refresh --yes --skip-preview --target '${urn}'`);
}

async function handle(request: IncomingMessage): Promise<number> {
  const verify = services[request.url ?? ""];
  if (verify === undefined || request.method !== "POST") return 404;
  try {
    announce(verify({ body: await bodyOf(request), headers: request.headers }));
    return 200;
  } catch (error) {
    console.error(error instanceof Error ? error.message : "unknown error");
    if (!(error instanceof CallbackRefused)) return 500;
    return error.reason === "malformed" ? 400 : 401;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const status = await handle(request);
  // The vendors read the status alone; TRTC asks for this body.
  response.writeHead(status, { "content-type": "application/json" }).end('{"code":0}');
}

const server = createServer((request, response) => void answer(request, response));
server.listen(Number(PORT), HOST, () => {
  const address = server.address();
  console.log(`listening on port ${typeof address === "object" ? address?.port : address}`);
});
