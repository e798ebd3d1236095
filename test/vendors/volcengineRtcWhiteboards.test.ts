import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { startVendors, type Vendors, VirtualClock } from "../../local/vendors";
import type { JsonObject } from "../../local/vendors/json";
import { type Answer, volcengine } from "./client";

let vendors: Vendors;
beforeEach(async () => {
  vendors = await startVendors({ rateLimits: false, clock: new VirtualClock({ speed: 0 }) });
});
afterEach(() => vendors.close());

const recorder = { AppId: "661e0000000543cf", RoomId: "Room1", TaskId: "board", UserId: "recorder" };
const alreadyStarted = "The task has been started. Please do not call the startup task interface repeatedly";
const notFound = { code: "InvalidParameter.ErrorActiveTaskNotFound" };

const start = (changes: JsonObject = {}): Promise<Answer> =>
  volcengine(vendors, "StartWBRecord", { ...recorder, ...changes });
const stop = (changes: JsonObject = {}): Promise<Answer> =>
  volcengine(vendors, "StopWBRecord", { ...recorder, ...changes });

test("a whiteboard is recorded once, and stopped once, under its user", async () => {
  expect(await start({ SourceURL: "https://live.example.com/board" })).toMatchObject({ result: "ok" });
  expect(await start()).toMatchObject({ result: alreadyStarted });
  expect(vendors.tasks()).toHaveLength(1);
  expect(await stop({ UserId: "other" })).toMatchObject(notFound);
  expect(await stop()).toMatchObject({ result: "ok" });
  expect(await stop()).toMatchObject(notFound);
});

test("a user is needed by the start and the stop", async () => {
  expect(await start({ UserId: "" })).toMatchObject({ code: "InvalidParameter" });
  await start();
  expect(await stop({ UserId: "" })).toMatchObject({ code: "InvalidParameter" });
});

test("answers may hold a structure", async () => {
  vendors.behaviour.volcengineRtc.whiteboardResult = "structure";
  expect(await start()).toMatchObject({ code: "ok", result: {} });
  expect(await stop()).toMatchObject({ code: "ok", result: {} });
});

test("recordings need the service", async () => {
  vendors.behaviour.volcengineRtc.serviceEnabled = false;
  expect(await start()).toMatchObject({ code: "AccessDenied.ServiceNotEnabled" });
});
