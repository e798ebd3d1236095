import { type ChildProcess, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startVendors, type Vendors } from "../../local/vendors";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { root, Stack, until } from "../engine/stack";

const example = join(root, "examples/callback-handler");
const key = "canaryCallbackKey";
const program = `
const { tencent } = require("pulumi-media-tasks");
for (const name of ["stage", "lobby"]) {
  new tencent.trtc.CdnRelay(name, {
    ...${JSON.stringify(cdnRelay.inputs)},
    publishCdnParams: [{ publishCdnUrl: "rtmp://push.example.com/live/" + name }],
  });
}
`;

let vendors: Vendors;
let stack: Stack;
let handler: ChildProcess;
let printed = "";
let origin: string;

beforeAll(async () => {
  vendors = await startVendors();
  stack = new Stack("lean");
  stack.write("Pulumi.yaml", "name: event\nruntime: {name: nodejs, options: {typescript: false}}\n");
  stack.write("package.json", { main: "index.js" });
  stack.write("index.js", program);
  const [account] = vendors.accounts.tencent;
  const secrets = {
    "tencentcloud:secretId": account?.secretId,
    "tencentcloud:secretKey": account?.secretKey,
    "tencentcloud:appSecretKeys": `{"${cdnRelay.inputs.sdkAppId}":"canary-application-key"}`,
  };
  stack.configure(
    { "tencentcloud:endpoint": vendors.endpoint, "tencentcloud:region": "ap-guangzhou", ...secrets },
    Object.keys(secrets),
  );
  const { exitCode, text } = await stack.run("up --yes --skip-preview");
  expect({ exitCode, text }).toEqual({ exitCode: 0, text });

  handler = spawn(process.execPath, ["--no-warnings", join(example, "index.ts")], {
    env: {
      HOST: "127.0.0.1",
      PORT: "0",
      TRTC_KEY: key,
      TIW_KEY: "Xz4ZgayTr7rMgWQrH",
      EXPORTED_STACK: stack.stateFile,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const collect = (data: Buffer) => {
    printed += data.toString();
  };
  handler.stdout?.on("data", collect);
  handler.stderr?.on("data", collect);
  await until(() => /listening on port \d+/.test(printed) || handler.exitCode !== null);
  origin = `http://127.0.0.1:${/port (\d+)/.exec(printed)?.[1]}`;
}, 120_000);

afterAll(async () => {
  handler?.kill();
  stack?.[Symbol.dispose]();
  await vendors?.close();
});

/** What TRTC sends when the push of a relay changes its state. */
function callbackOf(taskId: string): string {
  return JSON.stringify({
    EventGroupId: 4,
    EventType: 401,
    CallbackTs: 1622186275913,
    EventInfo: {
      RoomId: "295066",
      RoomType: 0,
      EventMsTs: 1622186275913,
      UserId: "robot",
      TaskId: taskId,
      Payload: { Url: "rtmp://push.example.com/live/stage?txSecret=canary", Status: 0 },
    },
  });
}

/** Sends a callback, and waits until the handler has printed what is expected; gives the status and that. */
async function send(
  body: string,
  prints: RegExp,
  { path = "/tencent/trtc", signedWith = key } = {},
): Promise<{ status: number; found: RegExpExecArray | null }> {
  const before = printed.length;
  const sign = createHmac("sha256", signedWith).update(body).digest("base64");
  const response = await fetch(`${origin}${path}`, { method: "POST", body, headers: { Sign: sign } });
  await response.text();
  await until(() => prints.test(printed.slice(before)));
  return { status: response.status, found: prints.exec(printed.slice(before)) };
}

describe("a callback over HTTP", () => {
  test("names the task and the refresh of its resource", async () => {
    const lobby = await stack.resource("lobby");
    const { status, found } = await send(
      callbackOf(String(lobby?.id)),
      /^tencent\/trtc 401: tencent\/trtc:CdnRelay "(.+)"\npulumi refresh --yes --skip-preview --target '(.+)'\n/,
    );
    expect(status).toBe(200);
    expect(found?.slice(1)).toEqual([lobby?.id, lobby?.urn]);
  });

  test("of a task that the stack does not have names none", async () => {
    const { status } = await send(callbackOf("somebody-else's"), /the stack has no such resource\n/);
    expect(status).toBe(200);
  });

  test.each([
    ["forged", 401, callbackOf("a"), /its signature is not that of the key/, { signedWith: "another" }],
    ["no JSON", 400, "{", /it is no JSON object/, {}],
    ["without a key at the handler", 500, "{}", /the key is empty/, { path: "/tencent/gme" }],
    ["for nobody", 404, "{}", /^/, { path: "/" }],
  ])("that is %s gets %i", async (_, status, body, prints, how) => {
    expect((await send(body, prints, how)).status).toBe(status);
  });

  test("that the README shows is refused as it says", async () => {
    const readme = readFileSync(join(example, "README.md"), "utf8");
    const [, path = "", body = ""] = /curl -i http:\/\/127\.0\.0\.1:8080(\S+) -d '(.+)'/.exec(readme) ?? [];
    expect((await send(body, /its signature is over/, { path })).status).toBe(401);
  });

  test("shows nothing of keys and addresses", () => {
    expect(printed).not.toMatch(/canary|Xz4ZgayTr7rMgWQrH/);
  });
});
