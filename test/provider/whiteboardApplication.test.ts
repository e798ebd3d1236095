import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import application from "../contract/descriptors/tencent/tiw/Application";
import { failureOf, type Resource, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

const inputs = { ...application.inputs, appName: "school" };
const [tag] = [{ tagKey: "team", tagValue: "school" }];

async function created(
  wanted: Readonly<Record<string, unknown>> = inputs,
  name = "school",
): Promise<Resource> {
  const school = stage.resource(application.type, name);
  await school.create(wanted);
  return school;
}

function changing(): string[] {
  return stage.actions().filter((action) => !action.startsWith("Describe"));
}

describe("a whiteboard application", () => {
  test("is created, read, renamed in place, and stays when it is deleted", async () => {
    const school = await created();
    expect(school.id).toBe("1400000001");
    expect(school.state).toMatchObject({ region: "ap-singapore", appId: 1_250_000_000 });
    await school.read();
    expect(school.state).toMatchObject({ ...inputs, createTime: "2026-01-15 12:00:00" });
    expect(await school.diff(inputs)).toMatchObject({ changes: false });

    const renamed = { ...inputs, appName: "college" };
    expect(await school.diff(renamed)).toMatchObject({ changes: true, replaces: [] });
    await school.update(renamed);
    await school.read();
    expect(school.state).toMatchObject(renamed);
    expect(await school.diff({ ...renamed, sdkAppId: 1400000002 })).toMatchObject({
      replaces: ["sdkAppId"],
      deleteBeforeReplace: false,
    });

    await school.delete();
    expect(stage.lines.at(-1)).toBe(
      "school: it stays a whiteboard application: the vendor has no call that deletes one",
    );
    expect(changing()).toEqual(["CreateApplication", "ModifyApplication"]);
    expect(stage.vendors.entities()).toMatchObject([{ id: "1400000001", isOver: false }]);
  });

  test("is not waited for when it is deleted", async () => {
    const school = await created({ ...inputs, lifecycle: { onDelete: "stopAndWait" } });
    const before = stage.time.now;
    await school.delete();
    expect(stage.time.now).toBe(before);
  });

  test("that is one already is taken over, and gets the name", async () => {
    await (await created({ ...inputs, tagList: [tag, { tagKey: "cost", tagValue: "1" }] })).delete();
    stage.endRun();
    const again = await created({ ...inputs, appName: "college", tagList: [tag] });
    expect(stage.lines).toContain(
      "school: warning: the whiteboard application 1400000001 exists already: 1400000001 is taken over",
    );
    expect(again.state).toMatchObject({ appName: "college", createTime: "2026-01-15 12:00:00" });
    expect(again.state).not.toHaveProperty("appId");
    expect(changing()).toEqual(["CreateApplication", "CreateApplication", "ModifyApplication"]);
  });

  test("whose answer was lost is taken over, too", async () => {
    stage.vendors.faults.add({ match: { action: "CreateApplication" }, fault: { kind: "dropAfter" } });
    const school = await created();
    expect(school.id).toBe("1400000001");
    expect(changing().slice(0, 2)).toEqual(["CreateApplication", "CreateApplication"]);
    expect(stage.vendors.entities()).toHaveLength(1);
  });

  test("whose answer was lost is waited for in a list that shows it late", async () => {
    stage.vendors.behaviour.common.visibleAfterMs = 5_000;
    stage.vendors.faults.add({ match: { action: "CreateApplication" }, fault: { kind: "dropAfter" } });
    const school = await created();
    expect(school.state).toMatchObject({ ...inputs, createTime: "2026-01-15 12:00:00" });
  });

  test("is not replaced: that is said once, and the next run goes on with it", async () => {
    const school = await created();
    await school.diff({ ...inputs, tinyId: "144115" });
    stage.time.now += 1_000;
    const replacement = await created({ ...inputs, tinyId: "144115" });
    expect(await failureOf(school.delete())).toContain("nothing was replaced");
    stage.endRun();
    expect(await replacement.diff({ ...inputs, tinyId: "144115" })).toMatchObject({ changes: false });
    await school.delete();
    expect(stage.lines.at(-1)).toBe("school: left as it is: another resource took it over");
  });

  test("that lacks tags of the program fails, and the old one stays in the state", async () => {
    const school = await created();
    const tagged = { ...inputs, tagList: [tag] };
    expect(await school.diff(tagged)).toMatchObject({ replaces: ["tagList"], deleteBeforeReplace: false });
    const message = await failureOf(created(tagged));
    expect(message).toContain("already, without the tags team=school");
    expect(message).toContain("What to do: bind them in the vendor's tag console");
    expect(changing()).not.toContain("ModifyApplication");
  });

  test("is created with a key, of which another one changes nothing", async () => {
    const school = await created({ ...inputs, sKey: "imKey1", tinyId: "144115" });
    expect(JSON.parse(stage.bodies("CreateApplication")[0] ?? "")).toMatchObject({
      SKey: "imKey1",
      TinyId: "144115",
    });
    expect(await school.diff({ ...inputs, sKey: "imKey2", tinyId: "144115" })).toMatchObject({
      changes: false,
    });
  });

  test("without a name keeps the vendor's", async () => {
    const school = await created();
    await school.update(application.inputs);
    await school.read();
    expect(school.state).not.toHaveProperty("appName");
    expect(await school.diff(application.inputs)).toMatchObject({ changes: false });
    expect(changing()).toEqual(["CreateApplication"]);
  });

  test("that was renamed elsewhere is noticed and mended", async () => {
    const school = await created();
    stage.endRun();
    await created({ ...inputs, appName: "elsewhere" }, "other");
    stage.endRun();
    await school.read();
    expect(school.state.appName).toBe("elsewhere");
    expect(await school.diff(inputs)).toMatchObject({ changes: true, replaces: [] });
  });

  test("that the vendor has no more leaves the state, and is created again", async () => {
    const school = await created();
    stage.vendors.endEntity("1400000001");
    stage.time.now += 600_000;
    await school.read();
    expect(school.id).toBe("");
    await created();
    expect(changing()).toEqual(["CreateApplication", "CreateApplication"]);
  });

  test("that a list without all of them does not have stays as it was", async () => {
    const school = await created();
    stage.vendors.behaviour.tiw.listsApplications = "none";
    stage.time.now += 600_000;
    await school.read();
    expect(school.state).toMatchObject(inputs);
    stage.endRun();
    await created({ ...inputs, appName: "college", tagList: [tag] });
    expect(changing().at(-1)).toBe("ModifyApplication");
  });

  test("is found where the list has ids as texts", async () => {
    stage.vendors.behaviour.tiw.listedSdkAppIds = "texts";
    const school = await created();
    await school.read();
    expect(school.id).toBe("1400000001");
  });

  test("of another account is refused", async () => {
    stage.vendors.behaviour.tiw.sdkAppIds = [1];
    expect(await failureOf(created())).toContain("InvalidParameter.SdkAppIdNotFound");
  });
});
