import { describe, expect, test } from "@jest/globals";
import { type CallbackEvent, CallbackRefused, tencent, volcengine } from "../../../sdk/callbacks";

/** A callback of a service as its vendor sends it. The signatures were published, or made with Python's hashlib. */
interface Sample {
  readonly service: string;
  readonly verify: (request: {
    body: string | Uint8Array;
    headers: Record<string, string | string[] | undefined> | Headers;
    key: string;
  }) => CallbackEvent;
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly key: string;
  /** Where the signature is: the name of a header, or of a field of the body. */
  readonly signature: string;
  readonly type: string | number;
}

// https://www.tencentcloud.com/document/product/647/54912
const trtc: Sample = {
  service: "TRTC",
  verify: tencent.trtc.verifyCallback,
  body: '{\n\t"EventGroupId":\t2,\n\t"EventType":\t204,\n\t"CallbackTs":\t1664209748188,\n\t"EventInfo":\t{\n\t\t"RoomId":\t8489,\n\t\t"EventTs":\t1664209748,\n\t\t"EventMsTs":\t1664209748180,\n\t\t"UserId":\t"user_85034614",\n\t\t"Reason":\t0\n\t}\n}',
  headers: { Sign: "kkoFeO3Oh2ZHnjtg8tEAQhtXK16/KI05W3BQff8IvGA=", SdkAppId: "1400000001" },
  key: "123654",
  signature: "Sign",
  type: 204,
};

// https://www.tencentcloud.com/document/product/1176/55569
const tiw: Sample = {
  service: "whiteboards",
  verify: (request) => tencent.tiw.verifyCallback(request, { now: () => 1588040108_999 }),
  body: '{"EventData":{"RecordUserId":"tic_record_user_1253_01","RoomId":1253,"TaskId":"bj0mt2l23osdj300hl30"},"EventType":"OnlineRecordStarted","ExpireTime":1588040109,"SdkAppId":1400000001,"Sign":"a2dabb362a9b811c0e26953a6276a41c","Timestamp":1575545412}',
  headers: {},
  key: "Xz4ZgayTr7rMgWQrH",
  signature: "Sign",
  type: "OnlineRecordStarted",
};

// The body is that of https://www.tencentcloud.com/document/product/607/53749, with another last digit of the task.
const gme: Sample = {
  service: "voice recordings",
  verify: tencent.gme.verifyCallback,
  body: '{"BizID":1400000000,"RoomID":"100","UserID":"999","TaskID":446946705284000001,"RecordMode":1,"Timestamp":1675930605,"EventType":1,"Detail":{"SeqNo":0,"FileName":"1400000000_100_999/2023-02-09-16-16-45_446946705284000000_audio.mp3"}}',
  headers: { Signature: "459ec8a86745a0f23e94dc6becedbc498ae9e360" },
  key: "permissionKey01",
  signature: "Signature",
  type: 1,
};

const vod: Sample = {
  service: "VOD",
  verify: (request) => tencent.vod.verifyCallback(request, { now: () => 1893455999_999 }),
  body: '{"EventType":"PullComplete","PullCompleteEvent":{"TaskId":"125-Pull-f5ac","Status":"FINISH","ErrCode":0},"T":1893456000,"Sign":"14df4fead7a74330fbfcd69920c2cdd2"}',
  headers: {},
  key: "canarySignKey",
  signature: "Sign",
  type: "PullComplete",
};

const rtcData = '{"AppId":"app","RoomId":"room","TaskId":"task@1","Code":0,"ErrorMessage":"größer 😀"}';
const rtc: Sample = {
  service: "Volcengine RTC",
  verify: volcengine.rtc.verifyCallback,
  body: JSON.stringify({
    EventType: "RecordStopped",
    EventData: rtcData,
    EventTime: "2026-01-15T12:00:00Z",
    EventId: "event-1",
    AppId: "app",
    Version: "2020-12-01",
    Signature: "d404b70ee1018421982ea3a70123c24e49ebaf56c57591aa16ef4affb75d49e4",
    Nonce: "1234",
  }),
  headers: {},
  key: "canarySecret",
  signature: "Signature",
  type: "RecordStopped",
};

const samples = [trtc, tiw, gme, vod, rtc];
const sealed = [trtc, gme, rtc];

/** What a refusal says; nothing of the key may be in it. */
function refusalOf(sample: Sample, change: Partial<Sample>): { reason: string; message: string } {
  const { verify, body, headers, key } = { ...sample, ...change };
  try {
    verify({ body, headers, key });
  } catch (error) {
    if (!(error instanceof CallbackRefused)) throw error;
    expect(error.message).not.toContain(key);
    expect(error.message).not.toContain(sample.headers[sample.signature] ?? sample.key);
    return { reason: error.reason, message: error.message };
  }
  throw new Error("It was to be refused, and was not.");
}

describe.each(samples)("a callback of $service", (sample) => {
  const { verify, body, headers, key, type, signature } = sample;
  const isInHeader = headers[signature] !== undefined;

  test("is taken as text and as bytes", () => {
    expect(verify({ body, headers, key })).toMatchObject({ type });
    expect(verify({ body: new TextEncoder().encode(body), headers, key })).toMatchObject({ type });
  });

  test("is taken whatever has its headers", () => {
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), [value]]),
    );
    expect(verify({ body, headers: lower, key })).toMatchObject({ type });
    expect(verify({ body, headers: new Headers(headers), key })).toMatchObject({ type });
  });

  test("is refused with another key", () => {
    expect(refusalOf(sample, { key: `${key}x` })).toEqual({
      reason: "forged",
      message: expect.stringMatching(
        /^the callback is refused: its signature is not that of the key\. What to do: /,
      ),
    });
  });

  test("is refused with another signature, a shorter one and a longer one", () => {
    const given = headers[signature] ?? Object(JSON.parse(body))[signature];
    for (const other of [`x${given.slice(1)}`, given.slice(1), `${given}0`, "0"]) {
      const change = isInHeader
        ? { headers: { ...headers, [signature]: other } }
        : { body: body.replace(given, other) };
      expect(refusalOf(sample, change).reason).toBe("forged");
    }
  });

  test("is refused without a signature", () => {
    const change = isInHeader
      ? { headers: { SdkAppId: "1" } }
      : { body: body.replace(`"${signature}":`, '"other":') };
    expect(refusalOf(sample, change)).toEqual({
      reason: "unsigned",
      message: expect.stringContaining(`no ${isInHeader ? "header " : ""}${signature}`),
    });
  });

  test("is refused where it is no JSON, no object, or no UTF-8", () => {
    for (const other of ["", "{", "[]", "null", '"text"', "[".repeat(100_000)]) {
      expect(refusalOf(sample, { body: other }).reason).toBe(isInHeader ? "forged" : "malformed");
    }
    const bytes = Uint8Array.of(0x7b, 0xff, 0x7d);
    expect(() => verify({ body: bytes, headers, key })).toThrow(CallbackRefused);
  });

  test.each([
    ["an empty key", { key: "" }, "the key is empty"],
    ["no key", { key: undefined }, "the key is empty"],
    ["a body that was parsed", { body: { parsed: true } }, "the body is neither text nor bytes"],
  ])("%s is the handler's mistake, and says so", (_, change, problem) => {
    const call = () => Reflect.apply(verify, undefined, [{ body, headers, key, ...change }]);
    expect(call).toThrow(problem);
    expect(call).not.toThrow(CallbackRefused);
  });
});

test.each(sealed)("any change of a callback of $service is noticed", (sample) => {
  const bytes = Buffer.from(sample.body);
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (bytes[index] ?? 0) ^ 1;
    expect(() => sample.verify({ ...sample, body: changed })).toThrow(CallbackRefused);
  }
});

describe.each([
  { ...tiw, end: 1588040109, verifyAt: tencent.tiw.verifyCallback },
  { ...vod, end: 1893456000, verifyAt: tencent.vod.verifyCallback },
])("the end of a signature of $service", ({ end, verifyAt, body, key }) => {
  const at = (now: number) => () => verifyAt({ body, key }, { now: () => now });

  test("is kept", () => {
    expect(at(end * 1_000 - 1)).not.toThrow();
    expect(at(end * 1_000)).toThrow(expect.objectContaining({ reason: "expired" }));
  });

  test("is that of this machine where no clock is given", () => {
    const verify = () => verifyAt({ body, key });
    if (Date.now() < end * 1_000) expect(verify).not.toThrow();
    else expect(verify).toThrow("its signature is over");
  });
});

describe("voice recordings", () => {
  test("keep every digit of their task", () => {
    expect(gme.verify(gme)).toMatchObject({ body: { TaskID: "446946705284000001" } });
  });

  test.each(["459EC8A86745A0F23E94DC6BECEDBC498AE9E360", "RZ7IqGdFoPI+lNxr7O28SYrp42A="])(
    "are signed with %s, too",
    (Signature) => {
      expect(gme.verify({ ...gme, headers: { Signature } })).toMatchObject({ type: 1 });
    },
  );
});

describe("Volcengine RTC", () => {
  test("parses what is in EventData", () => {
    expect(rtc.verify(rtc)).toMatchObject({
      body: { EventData: { TaskId: "task@1", ErrorMessage: "größer 😀" } },
    });
  });

  // The values on https://www.volcengine.com/docs/6348/69820: they are signed, and EventData is no JSON.
  test.each(["Nonce", "Noce"])("signs what the page has, under %s", (nonce) => {
    const names = ["AppId", "EventData", "EventId", "EventTime", "EventType", "Version"];
    const values = Object.fromEntries(names.map((name) => [name, `${name.replace("AppId", "AppID")}Val`]));
    const Signature = "7938fac5735d71d8bf383f7587858a7c6d4e7fd214b28fd203335d250b8c6257";
    const body = JSON.stringify({ ...values, [nonce]: "NonceVal", Signature });
    expect(refusalOf(rtc, { body, key: "SecretKeyVal" }).reason).toBe("malformed");
    expect(refusalOf(rtc, { body, key: "SecretKeyWal" }).reason).toBe("forged");
  });
});

test("an event that no page describes is unknown, and keeps its body", () => {
  const body = tiw.body
    .replace("OnlineRecordStarted", "OnlineRecordPaused")
    .replace("1253,", "9007199254740993,");
  expect(tiw.verify({ ...tiw, body })).toEqual({
    service: "tencent/tiw",
    type: "unknown",
    body: expect.objectContaining({
      EventType: "OnlineRecordPaused",
      EventData: expect.objectContaining({ RoomId: "9007199254740993" }),
    }),
  });
});

test.each([
  [tiw, "EventData", "it has no EventData"],
  [tiw, "EventType", undefined],
])("what is signed and lacks %#", (sample, name, problem) => {
  const body = sample.body.replace(`"${name}"`, '"other"');
  if (problem === undefined) expect(sample.verify({ ...sample, body })).toMatchObject({ type: "unknown" });
  else expect(refusalOf(sample, { body }).message).toContain(problem);
});
