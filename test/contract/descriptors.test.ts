import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { fieldOf } from "../../sdk/core/fields";
import { Stage } from "../provider/support";
import { resourceOf } from "../reliability/support";
import type { TypeUnderTest } from "./describeType";
import { type Ability, allTypes, typesThat } from "./typesThat";

// What is not so in a descriptor leaves tests out, or makes them fail in a way that nobody understands.

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

/** The calls that something makes: those that change, in their order, and those that ask. */
async function callsOf({ calls, alternatives = [] }: TypeUnderTest, work: () => Promise<unknown>) {
  const before = stage.actions().length;
  await work();
  const asking = new Set(
    [calls, ...alternatives.map((other) => other.calls)].flatMap(({ read = [] }) => read),
  );
  const made = stage.actions().slice(before);
  return {
    changing: made.filter((action) => !asking.has(action)),
    asking: made.filter((action) => asking.has(action)),
  };
}

describe.each(allTypes)("the descriptor of $type", (type) => {
  const can = (...able: Ability[]) => typesThat(...able).includes(type);

  /** What has to be there, and when. */
  const parts: readonly [part: string, isThere: boolean, isNeeded: boolean][] = [
    ["inPlace", type.inPlace !== undefined, can("update")],
    ["replacing", (type.replacing ?? []).length > 0, true],
    ["exclusive", (type.exclusive ?? []).length > 0, type.lifecycle.exclusive !== undefined],
    ["task", type.task !== undefined, can("run") || can("finish")],
    ["entity", type.entity !== undefined, type.contract.kind === "entity"],
    ["ends", (type.ends ?? []).length > 0, can("run", "read")],
    ["calls.update", (type.calls.update ?? []).length > 0, can("update")],
    ["calls.read", (type.calls.read ?? []).length > 0, can("read")],
    ["codes.forbidden", (type.codes?.forbidden ?? []).length > 0, can("start")],
  ];
  test.each(parts)("has %s where it is needed, and only there", (_part, isThere, isNeeded) => {
    expect(isThere).toBe(isNeeded);
  });

  test("names the calls that create, read and delete make", async () => {
    const { start, stop = [] } = type.calls;
    const resource = resourceOf(stage, type);
    const create = await callsOf(type, () => resource.create(type.quick));
    expect(create.changing).toEqual(start);
    const read = await callsOf(type, () => resource.read());
    expect(read.changing).toEqual([]);
    expect(read.asking.length > 0).toBe(can("read"));
    const remove = await callsOf(type, () => resource.delete());
    expect(remove.changing).toEqual(stop);
  });

  test("has changes that are made in place, by the calls that it names", async () => {
    if (!can("update")) return;
    const resource = resourceOf(stage, type);
    await resource.create(type.placed(0));
    expect(await resource.diff(type.placed(1))).toMatchObject({ changes: true, replaces: [] });
    const { changing } = await callsOf(type, () => resource.update(type.placed(1)));
    expect(changing).not.toEqual([]);
    expect(changing.filter((action) => !type.calls.update?.includes(action))).toEqual([]);
  });

  test("has a status that the vendor never has, where its answers have one", async () => {
    const answers: string[] = [];
    stage.intercept = async (_request, send) => {
      const response = await send();
      answers.push(response.body);
      return response;
    };
    const resource = resourceOf(stage, type);
    await resource.create(type.quick);
    await resource.read();
    const status = fieldOf(type.contract.outputs, "status");
    const isTold = answers.some((answer) => answer.includes('"Status":'));
    const isKept = status !== undefined && z.safeParse(status, "unverified").success;
    expect(type.unknownStatus !== undefined).toBe(isTold && isKept);
  });
});
