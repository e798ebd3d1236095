import { expect, test } from "@jest/globals";
import { LiveEvent } from "./liveEvent";

test("a preview for programs: one document, or its events line by line", async () => {
  await using event = await LiveEvent.start("lean", { speed: 600 });
  const first = await event.run("preview --json");
  expect(first.exitCode).toBe(0);
  const created = JSON.parse(first.text);
  expect(created).toMatchObject({ changeSummary: { create: 8 }, diagnostics: [] });
  expect(event.vendors.journal).toEqual([]);

  expect(await event.run("up --yes --skip-preview")).toMatchObject({ exitCode: 0 });
  event.set({ "event:room": "295067", "event:videoKbps": "2000" });
  const document = await event.run("preview --json");
  const { steps } = JSON.parse(document.text);
  const ofStage = steps.filter(({ urn }: { urn: string }) => urn.endsWith("::stage"));
  expect(ofStage).toMatchObject([
    { op: "delete-replaced", oldState: { inputs: { roomId: "295066" } } },
    {
      op: "replace",
      diffReasons: ["roomId", "videoParams"],
      replaceReasons: ["roomId"],
      oldState: { inputs: { roomId: "295066", publishCdnParams: "[secret]" } },
      newState: { inputs: { roomId: "295067", publishCdnParams: "[secret]" } },
    },
    { op: "create-replacement" },
  ]);
  expect(steps.map(({ op }: { op: string }) => op)).toEqual(
    ["same", ...Array(2).fill(["delete-replaced", "replace", "create-replacement"])].flat(),
  );

  const streamed = await event.run("preview --json", { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" });
  const events = streamed.text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index));
  const planned = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  expect(planned.map(({ op, urn }) => ({ op, urn }))).toEqual(
    steps.map(({ op, urn }: { op: string; urn: string }) => ({ op, urn })),
  );
  expect(planned.find(({ op }) => op === "replace")).toMatchObject({
    keys: ["roomId"],
    new: { inputs: { roomId: "295067" } },
  });
  expect(events.at(-2)).toMatchObject({ summaryEvent: { resourceChanges: { replace: 2, same: 6 } } });
  for (const { text } of [first, document, streamed]) expect(text).not.toContain("canary");
}, 60_000);
