import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import publicStream from "../contract/descriptors/volcengine/rtc/PublicStream";
import { failureOf, type Resource, Stage } from "./support";

const { inputs } = publicStream;
const wire = { AppId: inputs.appId, TargetStreams: [{ RoomId: "Room1" }] };

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function bodiesOf(action: string): unknown[] {
  return stage.bodies(action).map((body) => JSON.parse(body));
}

const starts = () => bodiesOf("StartPushPublicStream");
const updates = () => bodiesOf("UpdatePublicStreamParam");

async function created(more: object = {}, name?: string): Promise<Resource> {
  const stream = stage.resource(publicStream.type, name);
  await stream.create({ ...inputs, ...more });
  return stream;
}

test("is started under a derived id, changed as a whole and stopped", async () => {
  const stream = await created({ businessId: "school", control: { maxIdleTime: 600 } });
  expect(stream.state).toMatchObject({
    publicStreamId: stream.id,
    status: "unverified",
    region: "cn-north-1",
  });
  const place = { PublicStreamId: stream.id, BusinessId: "school" };
  expect(starts()).toEqual([{ ...wire, ...place, Control: { MaxIdleTime: 600 } }]);
  const wanted = {
    ...inputs,
    businessId: "school",
    control: { maxIdleTime: 600, volumeIndicationMode: true },
    encode: { videoConfig: { frameRate: 30 } },
  };
  expect(await stream.diff(wanted)).toMatchObject({ changes: true, replaces: [] });
  await stream.update(wanted);
  // When it ends is told to the start alone.
  expect(updates()).toEqual([
    {
      ...wire,
      ...place,
      Control: { VolumeIndicationMode: true },
      Encode: { VideoConfig: { FrameRate: 30 } },
    },
  ]);
  await stream.delete();
  expect(bodiesOf("StopPushPublicStream")).toEqual([{ AppId: inputs.appId, ...place }]);
  expect(stage.vendors.tasks()).toMatchObject([{ kind: "publicStream", reason: "stopped" }]);
});

test("what is taken out returns to the vendor's default", async () => {
  const stream = await created({ encode: { videoConfig: { frameRate: 30, videoCodec: 5 } } });
  await stream.update({ ...inputs, encode: { videoConfig: { videoCodec: 5 } } });
  expect(stage.vendors.tasks()[0]?.parameters).toMatchObject({ Encode: { VideoConfig: { VideoCodec: 5 } } });
  expect(updates()).toEqual([
    { ...wire, PublicStreamId: stream.id, Encode: { VideoConfig: { VideoCodec: 5 } } },
  ]);
});

test.each([
  ["the idle time", { control: { maxIdleTime: 60 } }, ["control"]],
  ["the codec", { encode: { videoConfig: { videoCodec: 5 } } }, ["encode"]],
  ["the id", { publicStreamId: "other" }, ["publicStreamId"]],
])("%s replaces", async (_what, changes, replaces) => {
  const stream = await created();
  expect(await stream.diff({ ...inputs, ...changes })).toMatchObject({ replaces });
});

describe("a message", () => {
  const saying = (dataMsg: string, more: object = {}) => ({ ...inputs, control: { dataMsg, ...more } });
  const messages = () =>
    stage.bodies("UpdatePublicStreamParam").map((body) => JSON.parse(body).Control?.DataMsg);

  test("is sent once after the start, and when it changes", async () => {
    const stream = await created(saying("welcome"));
    expect(starts()).toEqual([{ ...wire, PublicStreamId: stream.id, Control: {} }]);
    await stream.update(saying("welcome", { volumeIndicationMode: true }));
    await stream.update(saying("half time", { volumeIndicationMode: true }));
    await stream.update(inputs);
    expect(messages()).toEqual(["welcome", undefined, "half time", undefined]);
  });

  test("to nobody does not make the start fail", async () => {
    stage.intercept = async (request, send) => {
      const isMessage = request.url.includes("Action=UpdatePublicStreamParam&");
      if (isMessage) stage.vendors.endTask(stage.vendors.tasks()[0]?.id ?? "", "idle");
      return send();
    };
    const stream = await created(saying("welcome"));
    expect(stream.state.status).toBe("unverified");
  });
});

describe("an id that is in use", () => {
  test("is its own where it is derived", async () => {
    const first = await created();
    stage.endRun();
    const again = await created();
    expect(again.id).toBe(first.id);
    expect(stage.vendors.tasks()).toHaveLength(1);
    expect(stage.lines.join()).toContain(`public stream "${first.id}" exists already`);
  });

  test.each(["Result", "code"] as const)(
    "is refused where the program names it, told by the %s",
    async (by) => {
      await created({ publicStreamId: "stage" });
      stage.endRun();
      if (by === "code") {
        const fault = { kind: "error", code: "InvalidParameter.TaskAlreadyExists" } as const;
        stage.vendors.faults.add({ match: { action: "StartPushPublicStream" }, fault });
      }
      const failure = await failureOf(created({ publicStreamId: "stage" }, "second"));
      expect(failure).toMatch(/^publicStreamId "stage" is in use in application 661e0000543cf/);
      expect(failure).toContain("lifecycle.adopt");
      expect(stage.vendors.tasks()).toHaveLength(1);
      expect(updates()).toEqual([]);
    },
  );

  test("is taken over where the program says so, and made what it says", async () => {
    const first = await created({ publicStreamId: "stage" });
    stage.endRun();
    const adopting = { publicStreamId: "stage", lifecycle: { adopt: "stage" }, businessId: "school" };
    const second = await created(adopting, "second");
    expect(second.id).toBe(first.id);
    expect(updates()).toEqual([{ ...wire, PublicStreamId: "stage", BusinessId: "school" }]);
  });

  test("after a lost answer is its own where it is derived, and else nobody knows", async () => {
    const lose = () =>
      stage.vendors.faults.add({ match: { action: "StartPushPublicStream" }, fault: { kind: "dropAfter" } });
    lose();
    await created();
    expect(starts()).toHaveLength(2);
    lose();
    expect(await failureOf(created({ publicStreamId: "stage" }, "named"))).toMatch(
      /^the answer to its start was lost, and now publicStreamId "stage" is in use/,
    );
    expect(stage.vendors.tasks()).toHaveLength(2);
  });
});

test("that it ended is noticed when it is changed", async () => {
  const stream = await created();
  stage.vendors.setRoomIdle("Room1");
  stage.time.now += 181_000;
  await stream.read();
  expect(stream.state.status).toBe("unverified");
  await stream.update({ ...inputs, businessId: "school" });
  expect(stream.state).toMatchObject({ status: "ended" });
  await stream.delete();
  expect(stage.lines.at(-1)).toContain("it was over already");
});
