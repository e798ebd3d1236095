// What a call of the emulated vendors takes where few tasks are known, and where thousands are.
import { createRequire } from "node:module";
import { startVendors } from "pulumi-media-tasks/local";

const tasks = 3000;
const measured = 400;
const rounds = 5;
const most = 1.25;

interface Client {
  request(action: string, parameters: object): Promise<{ TaskId?: number }>;
}
interface Recorder {
  StartRecord(parameters: object): Promise<{ Result?: string }>;
}
const require = createRequire(import.meta.url);
const {
  CommonClient,
}: {
  CommonClient: new (host: string, version: string, config: object) => Client;
} = require("tencentcloud-sdk-nodejs-common");
const {
  rtcOpenapi,
}: { rtcOpenapi: { RtcService: new (options: object) => Recorder } } = require("@volcengine/openapi");

/** Starts a recording in a room of its own; the vendors' own clients call. */
type Start = (room: number) => Promise<void>;

function starts(
  endpoint: string,
  accounts: Awaited<ReturnType<typeof startVendors>>["accounts"],
): { [vendor: string]: Start } {
  const { host } = new URL(endpoint);
  const [tencent] = accounts.tencent;
  const [volcengine] = accounts.volcengine;
  const gme = new CommonClient(host, "2018-07-11", {
    credential: tencent,
    profile: { signMethod: "HmacSHA256", httpProfile: { protocol: "http://" } },
  });
  const rtc = new rtcOpenapi.RtcService({
    accessKeyId: volcengine?.accessKey,
    secretKey: volcengine?.secretKey,
    protocol: "http:",
    host,
    region: "cn-north-1",
  });
  return {
    "Tencent Cloud GME": async (room) => {
      const { TaskId } = await gme.request("StartRecord", { BizId: 1, RoomId: String(room), RecordMode: 1 });
      if (TaskId === undefined) throw new Error("GME started nothing.");
    },
    "Volcengine RTC": async (room) => {
      const { Result } = await rtc.StartRecord({
        AppId: "app",
        RoomId: `room${room}`,
        TaskId: "task",
        StorageConfig: { Type: 0, TosConfig: { AccountId: "1", Bucket: "bucket" } },
      });
      if (Result !== "ok") throw new Error("RTC started nothing.");
    },
  };
}

/** Milliseconds of the processor that a start takes client and emulator, at best: other work only adds to it. */
async function takes(start: Start, from: number): Promise<number> {
  const each: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const began = process.cpuUsage();
    for (let room = 0; room < measured / rounds; room++) await start(from + round * measured + room);
    const { user, system } = process.cpuUsage(began);
    each.push((user + system) / 1000 / (measured / rounds));
  }
  return Math.min(...each);
}

let failed = false;
for (const vendor of ["Tencent Cloud GME", "Volcengine RTC"]) {
  await using vendors = await startVendors({ rateLimits: false });
  const start = starts(vendors.endpoint, vendors.accounts)[vendor];
  if (start === undefined) throw new Error(`No client for ${vendor}.`);
  await takes(start, 0);
  vendors.reset();
  const before = await takes(start, 100_000);
  for (let room = vendors.tasks().length; room < tasks; room++) await start(200_000 + room);
  const many = await takes(start, 300_000);
  vendors.reset();
  const few = Math.min(before, await takes(start, 400_000));
  const ratio = many / few;
  failed ||= ratio > most;
  console.log(
    `${vendor}: a start takes ${few.toFixed(2)} ms of the processor, with ${tasks} tasks ${many.toFixed(2)} ms: ${ratio.toFixed(2)} × (at most ${most})`,
  );
}
if (failed) process.exitCode = 1;
