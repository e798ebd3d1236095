import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import type { BehaviourOptions } from "../../local/vendors";
import eventNotification from "../contract/descriptors/tencent/vod/EventNotification";
import subApplication from "../contract/descriptors/tencent/vod/SubApplication";
import { failureOf, type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const { inputs } = eventNotification;
const signed = { ...inputs, signKey: "aKeyOf16Letters1", uploadMediaCompleteEventSwitch: "ON" };

/** The events of an application, as this stack reports them. */
async function created(wanted: Readonly<Record<string, unknown>> = inputs): Promise<Resource> {
  const events = stage.resource(eventNotification.type);
  await events.create(wanted);
  return events;
}

/** What somebody else makes of the same setting. */
async function elsewhere(wanted: Readonly<Record<string, unknown>>): Promise<void> {
  stage.endRun();
  await stage.resource(eventNotification.type, "elsewhere").create(wanted);
  stage.endRun();
}

function sent(): unknown[] {
  return stage.requests("ModifyEventConfig");
}

describe("the events of a VOD application", () => {
  test("are set, read, changed in place and set back, each time with everything", async () => {
    const events = await created(signed);
    expect(events.id).toBe("221073");
    await events.read();
    expect(events.state).toMatchObject(signed);
    expect(events.state).not.toHaveProperty("deleteMediaCompleteEventSwitch");
    expect(await events.diff(signed)).toMatchObject({ changes: false });

    const pulled = { subAppId: inputs.subAppId, mode: "PULL", signKey: signed.signKey };
    expect(await events.diff(pulled)).toMatchObject({ changes: true, replaces: [] });
    await events.update(pulled);
    await events.read();
    expect(events.state).toMatchObject({ mode: "PULL" });
    expect(events.state).not.toHaveProperty("notificationUrl");
    expect(await events.diff(pulled)).toMatchObject({ changes: false });

    await events.delete();
    const off = {
      UploadMediaCompleteEventSwitch: "OFF",
      DeleteMediaCompleteEventSwitch: "OFF",
      PersistenceCompleteEventSwitch: "OFF",
    };
    const place = { SubAppId: 221073 };
    const key = { SignKey: signed.signKey };
    const nowhere = { NotificationUrl: "", ...off };
    expect(sent()).toEqual([
      {
        ...{ ...place, Mode: "PUSH", NotificationUrl: inputs.notificationUrl, ...off, ...key },
        UploadMediaCompleteEventSwitch: "ON",
      },
      { ...place, Mode: "PULL", ...nowhere, ...key },
      { ...place, Mode: "PUSH", ...nowhere },
      { ...place, SignKey: "" },
    ]);
    await events.read();
    expect(events.id).toBe("");
  });

  test.each(["keep", "off"] as const)("are the same where the vendor would %s switches", async (absent) => {
    Object.assign(stage.vendors.behaviour.vod, {
      absentEventSwitches: absent,
    } satisfies BehaviourOptions["vod"]);
    const events = await created(signed);
    const silent = { ...signed, uploadMediaCompleteEventSwitch: undefined };
    await events.update(silent);
    await events.read();
    expect(await events.diff(silent)).toMatchObject({ changes: false });
    expect(await events.diff(signed)).toMatchObject({ changes: true, replaces: [] });
  });

  test("that were changed elsewhere are read back and mended", async () => {
    const events = await created(signed);
    await elsewhere({
      ...inputs,
      notificationUrl: "https://example.com/b",
      deleteMediaCompleteEventSwitch: "ON",
    });
    await events.read();
    expect(events.state).toMatchObject({
      notificationUrl: "https://example.com/b",
      uploadMediaCompleteEventSwitch: "OFF",
      deleteMediaCompleteEventSwitch: "ON",
    });
    expect(await events.diff(signed)).toMatchObject({ changes: true, replaces: [] });
    await events.update(signed);
    await events.read();
    expect(await events.diff(signed)).toMatchObject({ changes: false });
  });

  test("that go to no address any more are gone, unless they are fetched", async () => {
    const events = await created();
    await elsewhere({ subAppId: inputs.subAppId, mode: "PULL" });
    await events.read();
    expect(events.state).toMatchObject({ mode: "PULL" });
    await events.delete();
    const again = await created({ subAppId: inputs.subAppId, mode: "PULL" });
    await again.read();
    expect(again.id).toBe("221073");
  });

  test("of an application that was just created wait until VOD knows it", async () => {
    stage.vendors.behaviour.vod.newApplicationMs = 60_000;
    const application = stage.resource(subApplication.type, "application");
    await application.create(subApplication.inputs);
    const events = await created({ ...inputs, subAppId: application.state.subAppId });
    expect(events.id).toBe(application.id);
  });
});

describe("the key of events", () => {
  test("that somebody else set is not seen, and set again by a change of triggers", async () => {
    const events = await created(signed);
    await elsewhere({ ...signed, signKey: "another" });
    await events.read();
    expect(events.state.signKey).toBe(signed.signKey);
    expect(await events.diff(signed)).toMatchObject({ changes: false });
    expect(await events.diff({ ...signed, lifecycle: { triggers: ["key"] } })).toMatchObject({
      replaces: ["lifecycle"],
      deleteBeforeReplace: true,
    });
  });

  test("is not touched where the program has none, and sent empty where it is taken out", async () => {
    const events = await created();
    await events.update({ ...inputs, uploadMediaCompleteEventSwitch: "ON" });
    await events.delete();
    for (const body of sent()) expect(body).not.toHaveProperty("SignKey");

    const other = await created(signed);
    await other.update(inputs);
    expect(sent().at(-1)).toMatchObject({ SignKey: "" });
    expect(other.state).not.toHaveProperty("signKey");
  });

  test("stays where the vendor takes no empty one: delete says so, and an update fails", async () => {
    stage.vendors.behaviour.vod.emptySignKey = "refuse";
    const events = await created(signed);
    expect(await failureOf(events.update(inputs))).toContain("ModifyEventConfig failed: InvalidParameter");
    expect(events.state.signKey).toBe(signed.signKey);
    await events.delete();
    expect(stage.lines.join()).toContain("the key stays at the vendor, which does not take an empty one");
    await events.read();
    expect(events.id).toBe("");
  });

  test("whose removal fails for another reason fails the delete", async () => {
    const events = await created(signed);
    const fault = { kind: "error", code: "UnauthorizedOperation" } as const;
    stage.vendors.faults.add({ match: { action: "ModifyEventConfig", nth: 2 }, fault });
    expect(await failureOf(events.delete())).toContain("UnauthorizedOperation");
  });

  test("is shown by no message", async () => {
    const events = await created(signed);
    stage.vendors.faults.add({
      match: { action: "ModifyEventConfig" },
      fault: { kind: "error", code: "InvalidParameter", message: `SignKey ${signed.signKey} is wrong` },
    });
    expect(
      await failureOf(events.update({ ...signed, uploadMediaCompleteEventSwitch: "OFF" })),
    ).not.toContain(signed.signKey);
  });
});
