import type { Settings } from "./core/config/Settings";
import type { VendorName } from "./core/config/vendors";
import type { Host } from "./core/host";
import type { Lifecycle } from "./core/lifecycle";
import { Session } from "./core/session";
import { MediaError } from "./http/errors";
import subApplication from "./tencent/vod/SubApplication";
import { connectVod } from "./tencent/vod/Vod";
import recording from "./volcengine/rtc/Recording";
import { connectRtc } from "./volcengine/rtc/Rtc";
import { regionOf } from "./volcengine/rtc/rtcStart";

/** What one signed call, which changes nothing, told of an account. */
export interface Probe {
  /** The call, for example "vod DescribeSubAppIds". */
  readonly call: string;
  /** What the vendor, or the way to it, answered instead of a result. */
  readonly failure: MediaError | undefined;
  /** The vendor's clock minus ours, in milliseconds; undefined where no answer had a Date header. */
  readonly skew: number | undefined;
  /** How often the vendor took it for one call too many. */
  readonly refusals: number;
}

interface ProbeCall {
  readonly call: string;
  /** Some type of the service, whose session the call is made in. */
  readonly lifecycle: Lifecycle;
  ask(session: Session): Promise<unknown>;
}

/** Nobody has an application, a room or a task of this name: what the vendor says of it comes after the signature. */
const nobodys = { appId: "0".repeat(24), roomId: "probe", taskId: "probe" };

/** The calls that need the least: no application, and of Volcengine, which has none of that kind, one that need not exist. */
const probes: Readonly<Record<VendorName, ProbeCall>> = {
  tencentcloud: {
    call: "vod DescribeSubAppIds",
    lifecycle: subApplication,
    ask: (session) => connectVod(session).describeSubAppIds({ offset: 0, limit: 1 }),
  },
  volcengine: {
    call: "rtc GetRecordTask",
    lifecycle: recording,
    ask: (session) => connectRtc(session).getRecordTask({ ...nobodys, region: regionOf(session) }),
  },
};

/** For how long it goes on while the vendor takes no more calls, or does not answer, in milliseconds. */
const patience = 20_000;

/** Makes one signed call that changes nothing, with the account of a vendor or of one of its profiles. */
export async function probeVendor(
  vendor: VendorName,
  { host, settings, profile }: { host: Host; settings: Settings; profile?: string | undefined },
): Promise<Probe> {
  const { call, lifecycle, ask } = probes[vendor];
  const { clock, transport, rateLimit } = host.runtime;
  let skew: number | undefined;
  let refusals = 0;
  const runtime: Host["runtime"] = {
    ...host.runtime,
    transport: {
      ...transport,
      async send(request, timeout) {
        const sentAt = clock.now();
        const response = await transport.send(request, timeout);
        // The header has whole seconds: what it cuts off is half of one on average.
        const theirs = Date.parse(response.headers.date ?? "") + 500;
        if (!Number.isNaN(theirs)) skew = Math.round(theirs - (sentAt + clock.now()) / 2);
        return response;
      },
    },
    rateLimit: {
      take: (...turn) => rateLimit.take(...turn),
      slowDown(key) {
        refusals += 1;
        rateLimit.slowDown(key);
      },
    },
  };
  const output = { info: () => undefined, warning: () => undefined };
  const scene = { lifecycle, host: { ...host, runtime, output }, settings, limit: patience };
  // Taken for old: a new application is waited for, and none is asked for here.
  const resource = { urn: vendor, inputs: { lifecycle: { profile } }, kept: { startedAt: 0 } };
  const session = new Session(scene, resource, "update");
  let failure: MediaError | undefined;
  try {
    await ask(session);
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    failure = error;
  }
  return { call, failure, skew, refusals };
}
