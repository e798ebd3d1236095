import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import cdnRelay from "../contract/descriptors/tencent/trtc/CdnRelay";
import { type Properties, Stage } from "./support";

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.start();
});
afterEach(() => stage[Symbol.asyncDispose]());

function relayTo(...urls: readonly string[]): Properties {
  return { ...cdnRelay.inputs, publishCdnParams: urls.map((publishCdnUrl) => ({ publishCdnUrl })) };
}

const signed = "rtmp://push.example.com/live/stage?txSecret=canary0123456789&txTime=7F000000";
const signedAgain = "rtmp://Push.example.com:1935/live/stage?txSecret=canary9876543210&txTime=7F000001";
const other = "rtmp://push.example.com/live/other";

function failuresOf(name: string, inputs: Properties): Promise<string[]> {
  return stage.resource(cdnRelay.type, name).failures(inputs);
}

describe("a push address", () => {
  test("is refused to a second relay of the program, however it is signed", async () => {
    expect(await failuresOf("one", relayTo(other, signed))).toEqual([]);
    const [failure = "", ...more] = await failuresOf("two", relayTo(signedAgain));
    expect(more).toEqual([]);
    expect(failure).toBe(
      'publishCdnParams[0].publishCdnUrl: the push address of "two" is also that of "one" in this program (publishCdnParams[1].publishCdnUrl there), and one would throw the other out, as a CDN takes one stream at an address. What to do: give this one another, or remove one of both.',
    );
    expect(failure).not.toContain("canary");
    expect(failure).not.toContain("example.com");
  });

  test("is refused where one relay lists it twice", async () => {
    const failures = await failuresOf("one", relayTo(signed, other, signedAgain));
    expect(failures).toEqual([
      "publishCdnParams[2].publishCdnUrl: the push address is also that of publishCdnParams[0].publishCdnUrl, and one would throw the other out, as a CDN takes one stream at an address. What to do: give this one another, or remove one of both.",
    ]);
  });

  test("is free again when its relay pushes elsewhere", async () => {
    expect(await failuresOf("one", relayTo(signed))).toEqual([]);
    expect(await failuresOf("one", relayTo(other))).toEqual([]);
    expect(await failuresOf("two", relayTo(signed))).toEqual([]);
  });

  test("may be checked again, in another order too", async () => {
    expect(await failuresOf("one", relayTo(signed, other))).toEqual([]);
    expect(await failuresOf("one", relayTo(other, signedAgain))).toEqual([]);
  });

  test("that is not known yet hides no other", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(await failuresOf("one", relayTo(unknown, signed))).toEqual([]);
    expect(await failuresOf("two", relayTo(unknown, signed))).toHaveLength(1);
    expect(await failuresOf("three", { ...relayTo(signed), roomId: unknown })).toHaveLength(1);
  });
});

test("robots that a relay sends into other rooms are its own too", async () => {
  const feedback = (userId: string) => ({
    feedBackRoomParams: [{ roomId: "630777", roomIdType: 0, userId, userSig: "signature" }],
  });
  expect(await failuresOf("one", { ...cdnRelay.inputs, ...feedback("robot") })).toEqual([]);
  const second = { ...relayTo(other), agentParams: { userId: "robot" }, roomId: "630777" };
  expect(await failuresOf("two", second)).toEqual([
    expect.stringContaining(
      'the robot "robot" in room 630777 of application 1400188366 is also that of "one"',
    ),
  ]);
  const twice = {
    ...relayTo(other),
    ...feedback("other"),
    roomId: "630777",
    agentParams: { userId: "other" },
  };
  expect(await failuresOf("two", twice)).toEqual([
    expect.stringContaining('the robot "other" in room 630777 of application 1400188366 is named twice'),
  ]);
});

describe("an address that ends", () => {
  /** What check warns of, for an address that ends after some seconds. */
  async function warningsFor(secondsLeft: number, more: Properties = {}): Promise<string[]> {
    const end = Math.floor(stage.time.now / 1_000) + secondsLeft;
    const url = `rtmp://push.example.com/live/stage?txSecret=canary0123456789&txTime=${end.toString(16)}`;
    stage.lines.length = 0;
    expect(await failuresOf("lesson", { ...relayTo(other, url), ...more })).toEqual([]);
    return [...stage.lines];
  }

  test("has ended", async () => {
    const [line = "", ...more] = await warningsFor(-3_600);
    expect(more).toEqual([]);
    expect(line).toBe(
      "lesson: warning: publishCdnParams[1].publishCdnUrl: its txTime says that it ended at 2026-01-15T11:00:00.000Z: the CDN refuses a push that begins now. What to do: make an address that lasts as long as the task runs.",
    );
  });

  test.each([
    ["before the relay can, by default", 29, {}, 1],
    ["when the relay can, by default", 30, {}, 0],
    ["before the relay can", 599, { agentParams: { maxIdleTime: 600 } }, 1],
    ["after the relay can", 601, { agentParams: { maxIdleTime: 600 } }, 0],
  ])("%s", async (_, secondsLeft, more, count) => {
    expect(await warningsFor(secondsLeft, more)).toHaveLength(count);
  });

  test("is judged again as time goes on", async () => {
    const inputs = relayTo(`rtmp://push.example.com/live/a?volcTime=${stage.time.now / 1_000 + 60}`);
    await failuresOf("lesson", inputs);
    expect(stage.lines).toEqual([]);
    stage.time.now += 60_000;
    await failuresOf("lesson", inputs);
    expect(stage.lines).toEqual([expect.stringContaining("its volcTime says that it ended at")]);
  });
});
