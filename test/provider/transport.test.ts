import http from "node:http";
import net from "node:net";
import tls from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { proxySettings } from "../../provider/core/config/proxySettings";
import { systemClock } from "../../provider/http/clock";
import { createTransport, type Transport } from "../../provider/http/transport";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { openStarts } from "../reliability/support";
import { certificate, forwardTo, Listening, startProxy, startRefusingProxy, tlsServer } from "./servers";
import { failureOf, Stage } from "./support";

let stage: Stage;
let transport: Transport | undefined;
const trusted = tls.getCACertificates("default");
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(async () => {
  tls.setDefaultCACertificates(trusted);
  await transport?.close();
  transport = undefined;
  await stage[Symbol.asyncDispose]();
});

/** Sends all calls with what the environment says, and no attempt for longer than the given time. */
function sendWith(environment: Record<string, string> = {}, timeout = 5_000): void {
  const ours = createTransport(systemClock, proxySettings({ ...stage.host().surroundings, environment }));
  transport = ours;
  stage.intercept = (request) => ours.send(request, timeout);
}

/** A relay, which starts twice where the first start cannot be told to have failed. */
function relayAt(endpoint: string) {
  return stage.resource(cdnRelay.type, "relay", { "tencentcloud:endpoint": endpoint });
}

describe("nothing was sent: tried three times, and no start stays open", () => {
  async function expectNotSent(endpoint: string): Promise<string> {
    const message = await failureOf(relayAt(endpoint).create(cdnRelay.inputs));
    expect(message).toContain(`${endpoint} cannot be reached`);
    expect([stage.sent.length, openStarts(stage)]).toEqual([3, []]);
    return message;
  }

  test("a TLS version that is too old", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    await using server = await tlsServer(() => {}, old);
    sendWith();
    expect(await expectNotSent(`https://localhost:${server.port}`)).toMatch(
      /PROTOCOL_VERSION: .+What to do: /,
    );
  });

  test("a connection that ends during the TLS handshake", async () => {
    await using server = await Listening.start(net.createServer((socket) => socket.destroy()));
    sendWith();
    await expectNotSent(`https://localhost:${server.port}`);
  });

  test("a server that accepts, and never shakes hands", async () => {
    await using server = await Listening.start(net.createServer());
    sendWith({}, 50);
    const message = await expectNotSent(`https://localhost:${server.port}`);
    expect(message).toContain("TIMEOUT");
    expect(message).toContain("no connection within 50 ms");
  });

  test.each([
    ["a proxy that wants a sign-in", "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "407"],
    ["a proxy that forbids the host", "HTTP/1.1 403 Forbidden\r\n\r\n", "403"],
    ["a proxy that hangs up", "", "failed"],
    ["a proxy that never answers", undefined, "TIMEOUT"],
  ])("%s", async (_name, answer, text) => {
    await using proxy = await startRefusingProxy(answer);
    sendWith(
      { HTTPS_PROXY: `http://visitor:hush@127.0.0.1:${proxy.port}` },
      answer === undefined ? 50 : 5_000,
    );
    const message = await expectNotSent("https://trtc.example.com");
    expect(message).toContain(text);
    expect(message).toContain(`through the proxy http://127.0.0.1:${proxy.port} that HTTPS_PROXY names`);
    expect(message).toContain("check the proxy and HTTPS_PROXY; NO_PROXY names the hosts");
    expect(message).not.toMatch(/visitor|hush/);
  });

  test("a proxy of plain HTTP that wants a sign-in", async () => {
    await using proxy = await Listening.start(
      http.createServer((_request, response) => response.writeHead(407).end("Who are you?")),
    );
    sendWith({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(await expectNotSent("http://trtc.example.com")).toContain("407");
  });

  test("a proxy that is not there", async () => {
    sendWith({ https_proxy: "http://127.0.0.1:9" });
    const message = await expectNotSent("https://trtc.example.com");
    expect(message).toContain("ECONNREFUSED");
    expect(message).toContain("through the proxy http://127.0.0.1:9 that https_proxy names");
  });
});

describe("something was sent: the outcome is unknown, and the start is not repeated", () => {
  test("the connection ends after the request", async () => {
    await using server = await Listening.start(http.createServer((request) => request.socket.destroy()));
    sendWith();
    const message = await failureOf(relayAt(`http://127.0.0.1:${server.port}`).create(cdnRelay.inputs));
    expect(message).toContain("it is not known whether");
    expect([stage.sent.length, openStarts(stage).length]).toEqual([1, 1]);
  });

  test("no reply in time", async () => {
    await using server = await Listening.start(http.createServer());
    sendWith({}, 200);
    const message = await failureOf(relayAt(`http://127.0.0.1:${server.port}`).create(cdnRelay.inputs));
    expect(message).toContain("no whole reply came within 200 ms");
    expect([stage.sent.length, openStarts(stage).length]).toEqual([1, 1]);
  });
});

describe("proxies of the environment", () => {
  let seen: string[];
  let proxy: Listening<http.Server>;
  beforeEach(async () => {
    seen = [];
    proxy = await startProxy(seen);
  });
  afterEach(() => proxy[Symbol.asyncDispose]());

  test("HTTPS_PROXY: calls go through a tunnel, with the proxy's credentials", async () => {
    tls.setDefaultCACertificates([certificate]);
    await using vendor = await tlsServer(forwardTo(stage.vendors.endpoint));
    sendWith({ HTTPS_PROXY: `http://visitor:p%40ss@127.0.0.1:${proxy.port}` });
    await relayAt(`https://localhost:${vendor.port}`).create(cdnRelay.inputs);
    const basic = Buffer.from("visitor:p@ss").toString("base64");
    expect(seen).toEqual([`CONNECT localhost:${vendor.port} Basic ${basic}`]);
    expect(stage.actions()).toEqual(["StartPublishCdnStream"]);
  });

  test("HTTP_PROXY: calls of plain HTTP are forwarded, and those of HTTPS tunnelled", async () => {
    tls.setDefaultCACertificates([certificate]);
    await using vendor = await tlsServer(forwardTo(stage.vendors.endpoint));
    sendWith({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` });
    await stage.resource(gmeRecording.type).create(gmeRecording.inputs);
    expect(seen[0]).toBe(`POST ${stage.vendors.endpoint}/`);
    seen.length = 0;
    await relayAt(`https://localhost:${vendor.port}`).create(cdnRelay.inputs);
    expect(seen).toEqual([`CONNECT localhost:${vendor.port}`]);
  });

  test.each([
    ["*", true],
    ["127.0.0.1", true],
    ["example.com, 127.0.0.1 localhost", true],
    ["127.0.0.1:PORT", true],
    ["127.0.0.1:1", false],
    ["0.0.1", true],
    [".0.0.1", true],
    ["*.0.0.1", true],
    ["*.127.0.0.1", false],
    ["27.0.0.1", false],
    ["[::1]:80,::1", false],
    ["", false],
  ])("NO_PROXY=%s: without a proxy is %s", async (noProxy, direct) => {
    const { port } = new URL(stage.vendors.endpoint);
    const NO_PROXY = noProxy.replace("PORT", port);
    sendWith({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY });
    await stage.resource(cdnRelay.type).create(cdnRelay.inputs);
    expect(seen.length === 0).toBe(direct);
  });

  test("NO_PROXY names IPv6 addresses with and without brackets", async () => {
    for (const NO_PROXY of ["::1", "[::1]", "[::1]:9"]) {
      sendWith({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY });
      const message = await failureOf(relayAt("http://[::1]:9").create(cdnRelay.inputs));
      expect(message).not.toContain("through the proxy");
      await transport?.close();
    }
    expect(seen).toEqual([]);
  });

  test.each(["notaurl", "proxy.example.org:3128", "socks5://visitor:hush@127.0.0.1:9", "http://a:%zz@b:1"])(
    "HTTP_PROXY=%s is refused by name, without its value",
    async (HTTP_PROXY) => {
      sendWith({ HTTP_PROXY });
      const message = await failureOf(stage.resource(cdnRelay.type).create(cdnRelay.inputs));
      expect(message).toContain("the environment variable HTTP_PROXY is not the address of a proxy");
      expect(message).toContain('write it as "http://proxy.example.com:3128"');
      expect(message).not.toContain(HTTP_PROXY);
      expect(openStarts(stage)).toEqual([]);
    },
  );
});

test("connections are kept for the next calls, and there are no more than 16", async () => {
  await using server = await Listening.start(http.createServer(forwardTo(stage.vendors.endpoint)));
  sendWith();
  const config = { "tencentcloud:endpoint": `http://127.0.0.1:${server.port}` };
  const recording = stage.resource(gmeRecording.type, "recording", config);
  await recording.create(gmeRecording.inputs);
  for (let read = 0; read < 20; read += 1) await recording.read();
  // A read makes two calls at a time.
  expect(server.accepted).toBeLessThanOrEqual(2);
  await Promise.all(Array.from({ length: 60 }, () => recording.read()));
  expect(stage.sent.length).toBeGreaterThan(80);
  expect(server.accepted).toBeLessThanOrEqual(16);
});
