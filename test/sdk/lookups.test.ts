import { beforeEach, expect, test } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { tencent, volcengine } from "../../sdk";
import { lookups } from "../../sdk/lookups";
import { failureOf } from "../provider/support";

// What the functions of look-ups do in the program; its unit tests answer them.

interface Call {
  readonly token: string;
  readonly inputs: unknown;
}

const calls: Call[] = [];

beforeEach(async () => {
  calls.length = 0;
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs }),
    call: ({ token, inputs }) => {
      calls.push({ token, inputs });
      return { status: "running", subApplications: [], applications: [], businessIds: [] };
    },
  });
});

/** Without types, as JavaScript calls it. */
function call(work: (...values: never[]) => unknown, ...values: unknown[]): unknown {
  return Reflect.apply(work, undefined, values);
}

/** What a program gets of an output. */
function settled(output: pulumi.Output<unknown>): Promise<unknown> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

const place = { sdkAppId: 1400188366, taskId: "1" };

test("every look-up has a function for values and one for outputs", () => {
  const services: Readonly<Record<string, object>> = { ...prefixed("tencent"), ...prefixed("volcengine") };
  for (const { type } of lookups) {
    const [service = "", name = ""] = type.split(":");
    expect(services[service]).toMatchObject({
      [name]: expect.any(Function),
      [`${name}Output`]: expect.any(Function),
    });
  }
});

function prefixed(vendor: "tencent" | "volcengine"): Record<string, object> {
  const services = Object.entries({ tencent, volcengine }[vendor]);
  return Object.fromEntries(services.map(([name, service]) => [`${vendor}/${name}`, service]));
}

test("mocks answer both", async () => {
  expect(await tencent.trtc.getCloudRecording(place)).toMatchObject({ status: "running" });
  const output = tencent.trtc.getCloudRecordingOutput({ ...place, taskId: pulumi.output("1") });
  expect(await settled(output.status)).toBe("running");
  const answered = { token: "pulumi-media-tasks:tencent/trtc:getCloudRecording", inputs: place };
  expect(calls).toEqual([answered, answered]);
});

test("what a secret was asked for is one", async () => {
  const asked = (taskId: pulumi.Input<string>) => tencent.trtc.getCloudRecordingOutput({ ...place, taskId });
  expect(await pulumi.isSecret(asked(pulumi.secret("1")))).toBe(true);
  expect(await pulumi.isSecret(asked("1"))).toBe(false);
});

test("what holds keys is a secret, whatever it was asked for", async () => {
  expect(await pulumi.isSecret(volcengine.rtc.getApplicationsOutput({ appName: "school" }))).toBe(true);
  const plain = volcengine.rtc.getBusinessIdsOutput({ appId: "661e0000543cf" });
  expect(await pulumi.isSecret(plain)).toBe(false);
});

test("arguments may be left out where none is needed", async () => {
  expect(await call(tencent.vod.getSubApplications)).toMatchObject({ subApplications: [] });
  expect(await settled(tencent.vod.getSubApplicationsOutput().subApplications)).toEqual([]);
});

test.each([
  ["a text", "1", "its arguments are no object of inputs. What to do: pass an object with sdkAppId, taskId"],
  [
    "an output",
    pulumi.output(place),
    "its arguments are no object of inputs. What to do: pass an object with sdkAppId, taskId",
  ],
  [
    "an output in them",
    { ...place, taskId: pulumi.output("1") },
    "taskId is an output, and values are needed. What to do: call tencent.trtc.getCloudRecordingOutput",
  ],
  [
    "a promise in them",
    { ...place, taskId: Promise.resolve("1") },
    "taskId is a promise, and values are needed. What to do: call tencent.trtc.getCloudRecordingOutput",
  ],
])("arguments that are no values: %s", async (_, args, problem) => {
  const message = await failureOf(Promise.resolve(call(tencent.trtc.getCloudRecording, args)));
  expect(message).toContain(`tencent.trtc.getCloudRecording: ${problem}`);
  expect(calls).toEqual([]);
});

test.each(["provider", "parent", "profil"])("the option %s is refused", async (option) => {
  const problem = `tencent.trtc.getCloudRecording: the option ${option} has no effect here. What to do: leave it out; `;
  const promise = Promise.resolve(call(tencent.trtc.getCloudRecording, place, { [option]: "x" }));
  expect(await failureOf(promise)).toBe(`${problem}there is profile`);
  expect(() => call(tencent.trtc.getCloudRecordingOutput, place, { [option]: "x" })).toThrow(
    `${problem}there are profile and dependsOn`,
  );
});

test("only outputs wait for resources", async () => {
  const message = await failureOf(
    Promise.resolve(call(tencent.trtc.getCloudRecording, place, { dependsOn: [] })),
  );
  expect(message).toContain("tencent.trtc.getCloudRecordingOutput waits for resources");
});
