import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { Vendors } from "../../local/vendors";
import { formatJson } from "../../local/vendors/json";
import { Redactor } from "../../provider/core/redact";
import type { TypeUnderTest } from "../contract/describeType";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { type Ability, allTypes, typesThat } from "../contract/typesThat";
import { type Resource, Stage } from "../provider/support";
import { accounts, canaries, canariesIn, config, filesForOthers, filesWithCanaries } from "./canaries";
import { anotherCallbackKey, everything } from "./everything";
import { destroy, MediaStack, up } from "./mediaStack";
import { openStarts, resourceOf, startOf } from "./support";

const patience = 120_000;

/** Every text that an error carries, whatever is inside it. */
function allOf(error: unknown, seen = new Set<unknown>()): string {
  if (typeof error !== "object" || error === null || seen.has(error)) return String(error);
  seen.add(error);
  const parts = Reflect.ownKeys(error)
    // What Pulumi stores in its state is not shown, and encrypted there.
    .filter((key) => key !== "properties")
    .map((key) => allOf(Reflect.get(error, key), seen));
  return [String(error), ...parts].join("\n");
}

/** A vendor that repeats in its refusal what it was sent, in every form. */
const echo = (request: string) =>
  [
    request,
    JSON.stringify(request),
    encodeURIComponent(request),
    Buffer.from(request).toString("base64"),
  ].join(" ");

/** All that the emulated vendors wrote down. */
function journalText({ journal }: Vendors): string {
  return journal.map((entry) => formatJson({ ...entry })).join("\n");
}

/** The signature by which a relay's robot signs in, as it was sent. */
function robotSignature(body = ""): string {
  return String(Object(JSON.parse(body || "{}").AgentParams).UserSig ?? "");
}

describe("errors and messages of the provider", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.start({ accounts, config });
  });
  afterEach(() => stage[Symbol.asyncDispose]());

  test("find what is planted", () => {
    for (const secret of canaries) {
      expect(canariesIn(`x ${secret} y`)).not.toEqual([]);
      expect(canariesIn(JSON.stringify({ a: secret }))).not.toEqual([]);
      for (const before of ["", "a", "ab", "abc"])
        expect(canariesIn(Buffer.from(`${before}${secret}`).toString("base64"))).not.toEqual([]);
    }
    expect(canariesIn("no canary here")).toEqual([]);
  });

  /** Carries out a verb while the vendor refuses with all that it knows; gives what is told then. */
  async function told(resource: Resource, verb: () => Promise<unknown>): Promise<string> {
    stage.intercept = async (request) => {
      const text = [...canaries, decodeURIComponent(request.url)].map(echo).join(" ");
      const error = { Code: "InvalidParameter.Echo", Message: `${text} ${robotSignature(request.body)}` };
      const body = { Response: { Error: error }, ResponseMetadata: { RequestId: "r", Error: error } };
      return { status: 200, headers: {}, body: JSON.stringify(body) };
    };
    let failure = "";
    try {
      await verb();
    } catch (error) {
      failure = allOf(error);
    }
    stage.intercept = undefined;
    expect(failure).toContain("Echo");
    expect(resource.id).toBeDefined();
    return failure;
  }

  /** The canaries that a type's resource does not know, and does not send. */
  function foreign({ name }: TypeUnderTest): string[] {
    const mine = JSON.stringify([everything[name], accounts, Object.values(config)]);
    return canaries.filter((secret) => !mine.includes(JSON.stringify(secret).slice(1, -1)));
  }

  /** The canaries in a text that a resource could have kept to itself. */
  function own(type: TypeUnderTest, text: string): string[] {
    return canariesIn(new Redactor(foreign(type)).clean(text));
  }

  test.each(allTypes)("$type: create, read, update, delete", async (type) => {
    const { waitFor } = type.contract;
    const inputs = {
      ...everything[type.name],
      ...(waitFor.includes("accepted") && { lifecycle: { waitFor: "accepted" } }),
    };
    const resource = resourceOf(stage, type);
    const failures = [await told(resource, () => resource.create(inputs))];
    await resource.create(inputs);
    const able = (ability: Ability) => typesThat(ability).includes(type);
    if (able("read")) failures.push(await told(resource, () => resource.read()));
    const news = { ...inputs, ...type.inPlace?.(1) };
    if (able("update")) failures.push(await told(resource, () => resource.update(news)));
    if (able("stop")) failures.push(await told(resource, () => resource.delete()));
    for (const failure of [...failures, ...stage.lines]) expect(own(type, failure)).toEqual([]);
    for (const { path } of openStarts(stage)) expect(canariesIn(readFileSync(path, "utf8"))).toEqual([]);
    expect(canariesIn(journalText(stage.vendors))).toEqual([]);
  });

  test("a signature that is made of the application's key", async () => {
    const relay = stage.resource(cdnRelay.type);
    const failure = await told(relay, () => relay.create({ ...everything[cdnRelay.name], agentParams: {} }));
    const userSig = robotSignature(stage.sent[0]?.body);
    expect(userSig).not.toBe("");
    expect(failure).not.toContain(userSig);
    await relay.create({ ...everything[cdnRelay.name], agentParams: {} });
    for (const { path } of openStarts(stage)) expect(readFileSync(path, "utf8")).not.toContain(userSig);
    expect(journalText(stage.vendors)).not.toContain(userSig);
    expect(JSON.stringify(relay.state)).not.toContain(userSig);
  });

  test.each(allTypes)("$type: what check says of spoiled inputs", async (type) => {
    const spoil = (value: unknown): unknown[] => {
      if (typeof value === "string")
        return [`${value}\u0000${"x".repeat(5_000)}`, [value], { [value]: value }, 1];
      if (Array.isArray(value)) return value.flatMap((item) => spoil(item).map((part) => [part]));
      if (typeof value !== "object" || value === null) return [];
      return Object.entries(value).flatMap(([key, part]) =>
        [...spoil(part), JSON.stringify(value)].map((spoiled) => ({ ...value, [key]: spoiled })),
      );
    };
    const resource = stage.resource(type.type);
    for (const inputs of spoil(everything[type.name])) {
      const reasons = await resource.failures(Object(inputs));
      expect(own(type, reasons.join("\n"))).toEqual([]);
    }
    expect(own(type, stage.lines.join("\n"))).toEqual([]);
  });
});

test(
  "a whole run: output, state, settings, journal, and what the vendors wrote down",
  async () => {
    await using stack = await MediaStack.start("lean", { accounts, config });
    const texts: string[] = [];
    const run = async (command: string, exitCode: number) => {
      const result = await stack.run(command);
      texts.push(result.text);
      expect(result).toMatchObject({ exitCode });
    };
    stack.program(everything);
    await run("preview", 0);
    // What a vendor may have of a relay's: not the keys of other resources.
    const relay = JSON.stringify([everything[cdnRelay.name], accounts, Object.values(config)]);
    const known = canaries.filter((secret) => relay.includes(JSON.stringify(secret).slice(1, -1)));
    stack.vendors.faults.add({
      match: startOf(cdnRelay),
      fault: { kind: "error", code: "InvalidParameter", message: echo(known.join(" ")) },
    });
    await run(up, 1);
    await run(up, 0);
    expect(stack.openStarts()).not.toEqual([]);
    stack.program({
      ...everything,
      ...anotherCallbackKey,
      [volcengineRecording.name]: {
        ...everything[volcengineRecording.name],
        lifecycle: { triggers: [1] },
      },
    });
    await run("preview", 0);
    await run(up, 0);
    await run("refresh --yes --skip-preview", 0);
    await run("stack output --json", 0);

    // The program itself holds them, as its author wants it to.
    expect(filesWithCanaries(stack.dir, ["resources.json"])).toEqual([]);
    expect(filesForOthers(join(stack.dir, ".pulumi-home/media-tasks"))).toEqual([]);
    expect(stack.stateText()).toContain("ciphertext");
    await run(destroy, 0);
    expect(filesWithCanaries(stack.dir, ["resources.json"])).toEqual([]);
    expect(texts.flatMap((text) => canariesIn(text))).toEqual([]);
    expect(canariesIn(journalText(stack.vendors))).toEqual([]);
    expect(stack.running()).toEqual([]);
  },
  patience,
);
