import { afterEach, beforeEach, expect, test } from "@jest/globals";
import streamIngest from "../contract/descriptors/volcengine/rtc/StreamIngest";
import webcast from "../contract/descriptors/volcengine/rtc/Webcast";
import { Stage } from "./support";

const { inputs } = webcast;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

test("is started, read and stopped; its address is shown nowhere", async () => {
  const page = stage.resource(webcast.type);
  await page.create({ ...inputs, videoSolutions: [{ width: 640, height: 360 }] });
  expect(page.state).toMatchObject({ status: "running", region: "cn-north-1" });
  const [body = ""] = stage.bodies("StartWebcast");
  expect(JSON.parse(body)).toEqual({
    ...{ AppId: inputs.appId, RoomId: "Room1", TaskId: page.id, UserId: "scores" },
    ...{ SourceURL: inputs.sourceUrl, VideoSolutions: [{ Width: 640, Height: 360 }] },
  });
  await page.read();
  expect(await page.diff({ ...inputs, videoSolutions: [{ width: 640, height: 360 }] })).toMatchObject({
    changes: false,
  });
  await page.delete();
  expect(stage.vendors.tasks()).toMatchObject([{ kind: "webcast", reason: "stopped" }]);
  expect(stage.lines.join()).not.toContain("canary-page");
});

test("ends by its time, and says so", async () => {
  const page = stage.resource(webcast.type);
  await page.create({ ...inputs, maxRunningTime: 60 });
  stage.time.now += 61_000;
  await page.read();
  expect(page.state).toMatchObject({
    status: "ended",
    statusReason: expect.stringMatching(/^ExceedMaxRunningTime at /),
  });
  expect(page.state.endedAt).toEqual(expect.any(String));
});

test("the user of an ingest in the room is refused for a page", async () => {
  const film = stage.resource(streamIngest.type, "film");
  await film.create({ ...streamIngest.inputs, userId: "scores" });
  expect(await stage.resource(webcast.type).failures(inputs)).toEqual([
    expect.stringContaining('the user "scores" in room Room1'),
  ]);
  expect(await stage.resource(webcast.type).failures({ ...inputs, userId: "other" })).toEqual([]);
});
