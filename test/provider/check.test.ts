import { expect, test } from "@jest/globals";
import { inputsOf, type Properties, Stage, types } from "./support";

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function failures(kind: keyof typeof types, changes: Properties): Promise<string[]> {
  await using stage = await Stage.start();
  return stage.resource(types[kind]).failures({ ...inputsOf[kind], ...changes });
}

test.each<[string, keyof typeof types, Properties, string]>([
  ["missing", "gme", { roomId: undefined }, "roomId is missing"],
  ["of another type", "gme", { roomId: 1987 }, "roomId is 1987"],
  ["no choice", "gme", { recordMode: 4 }, "recordMode is 4"],
  ["below", "redraw", { tasksPriority: -11 }, "tasksPriority is -11: at least -10"],
  ["above", "redraw", { tasksPriority: 11 }, "tasksPriority is 11: at most 10"],
  ["misspelled", "gme", { recordmode: 1 }, 'Did you mean "recordMode"?'],
  [
    "without meaning",
    "callback",
    { lifecycle: { onEnded: "keep" } },
    "lifecycle.onEnded: it means nothing here",
  ],
])("a value that is %s", async (_what, kind, changes, text) => {
  expect((await failures(kind, changes)).join("\n")).toContain(text);
});

test("both ends of a range pass", async () => {
  expect(await failures("redraw", { tasksPriority: -10 })).toEqual([]);
  expect(await failures("redraw", { tasksPriority: 10 })).toEqual([]);
});

test("all failures are said at once", async () => {
  expect(await failures("gme", { roomId: undefined, recordMode: 9, bizId: -1, rom: 1 })).toHaveLength(4);
});

test.each(Object.keys(types))("%s: what is not known yet passes anywhere", async (name) => {
  const kind = name as keyof typeof types;
  for (const key of Object.keys(inputsOf[kind])) {
    expect(await failures(kind, { [key]: unknownText })).toEqual([]);
  }
});

test("a secret's value is never shown", async () => {
  const params = [{ publishCdnUrl: "http://push.example.com/?key=hidden-push-key" }];
  const text = (await failures("relay", { publishCdnParams: params })).join("\n");
  expect(text).toContain("(a secret, not shown)");
  expect(text).not.toContain("hidden-push-key");
});
