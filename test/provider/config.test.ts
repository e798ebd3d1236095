import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { appSecretKeyOf } from "../../provider/core/config/appSecretKeys";
import { configuredRegion } from "../../provider/core/config/endpoint";
import { journalPlaceOf } from "../../provider/core/config/journalPlace";
import { Settings } from "../../provider/core/config/Settings";
import type { Surroundings } from "../../provider/core/config/surroundings";
import type { VendorName } from "../../provider/core/config/vendors";
import { createProvider } from "../../provider/createProvider";
import cdnRelay, { relayTo } from "../contract/descriptors/tencent/trtc/CdnRelay";
import volcengineRecording from "../contract/descriptors/volcengine/rtc/Recording";
import { failureOf, Resource, Stage } from "./support";

/** What is set, by place; files by their path in the home folder. */
interface Places {
  config?: Record<string, string>;
  environment?: Record<string, string>;
  files?: Record<string, string>;
}

function settings({ config = {}, environment = {}, files = {} }: Places): Settings {
  const surroundings: Surroundings = { environment, home: "/home/dev", homeFile: (path) => files[path] };
  return new Settings((key) => config[key], surroundings);
}

const keysOf = (places: Places, vendor: VendorName, profile?: string) =>
  settings(places).account(vendor, profile).credentials;

const tencentFile = { ".tencentcloud/credentials": "[default]\nsecret_id = file-id\nsecret_key=file-key\n" };
const volcengineFile = { ".volc/config": '{"VOLC_ACCESSKEY":"file-id","VOLC_SECRETKEY":"file-key"}' };

describe.each([
  {
    vendor: "tencentcloud" as const,
    config: { "tencentcloud:secretId": "id", "tencentcloud:secretKey": "key" },
    token: { "tencentcloud:securityToken": "token" },
    environment: { TENCENTCLOUD_SECRET_ID: "env-id", TENCENTCLOUD_SECRET_KEY: "env-key" },
    environmentToken: { TENCENTCLOUD_SECURITY_TOKEN: "env-token" },
    files: tencentFile,
    names: ["tencentcloud:secretId", "tencentcloud:secretKey"],
    variables: ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"],
  },
  {
    vendor: "volcengine" as const,
    config: { "volcengine:accessKey": "id", "volcengine:secretKey": "key" },
    token: { "volcengine:sessionToken": "token" },
    environment: { VOLCENGINE_ACCESS_KEY: "env-id", VOLCENGINE_SECRET_KEY: "env-key" },
    environmentToken: { VOLCENGINE_SESSION_TOKEN: "env-token" },
    files: volcengineFile,
    names: ["volcengine:accessKey", "volcengine:secretKey"],
    variables: ["VOLCENGINE_ACCESS_KEY", "VOLCENGINE_SECRET_KEY"],
  },
])("keys of $vendor", ({ vendor, config, token, environment, environmentToken, files, names, variables }) => {
  const all = { ...environment, ...environmentToken };

  test("the configuration comes first, then the environment, then the file", () => {
    expect(keysOf({ config, environment, files }, vendor)).toEqual({
      id: "id",
      key: "key",
      token: undefined,
    });
    expect(keysOf({ environment, files }, vendor)).toEqual({
      id: "env-id",
      key: "env-key",
      token: undefined,
    });
    expect(keysOf({ files }, vendor)).toEqual({ id: "file-id", key: "file-key", token: undefined });
  });

  test("the token is of the same place as the keys", () => {
    expect(keysOf({ config: { ...config, ...token }, environment: all }, vendor).token).toBe("token");
    expect(keysOf({ config, environment: all }, vendor).token).toBeUndefined();
    expect(keysOf({ config: token, environment: all }, vendor).token).toBe("env-token");
    expect(keysOf({ config: token, environment: environmentToken, files }, vendor).token).toBeUndefined();
  });

  test.each([
    ["id", 0],
    ["key", 1],
  ])("only the %s in the configuration", (_name, set) => {
    const [has, misses] = [names[set] ?? "", names[1 - set] ?? ""];
    const only = Object.fromEntries(Object.entries(config).filter(([name]) => name === has));
    expect(() => keysOf({ config: only, environment: all, files }, vendor)).toThrow(
      `${has} is set, but ${misses} is not set. What to do: \`pulumi config set --secret ${misses}\`; id and key have to come from one place`,
    );
  });

  test.each([
    ["id", 0],
    ["key", 1],
  ])("only the %s in the environment", (_name, set) => {
    const [has, misses] = [variables[set] ?? "", variables[1 - set] ?? ""];
    const only = Object.fromEntries(Object.entries(environment).filter(([name]) => name === has));
    expect(() => keysOf({ environment: only, files }, vendor)).toThrow(
      `the environment variable ${has} is set, but the environment variable ${misses} is not set. What to do: set it as well`,
    );
  });

  test("only the id in the file", () => {
    const [path = "", text = ""] = Object.entries(files)[0] ?? [];
    const half = text.replace(/secret_key|VOLC_SECRETKEY/, "other");
    expect(() => keysOf({ files: { [path]: half } }, vendor)).toThrow(
      new RegExp(
        `in ~/${path} is set, but (secret_key|VOLC_SECRETKEY) in ~/${path} is not set. What to do: add it`,
      ),
    );
  });

  test("no keys at all, and a file that is none", () => {
    const [path = ""] = Object.keys(files);
    for (const places of [{}, { files: { [path]: "hello" } }, { config: { [names[0] ?? ""]: "" } }]) {
      expect(() => keysOf(places, vendor)).toThrow(
        `${names[0]} is not set. What to do: \`pulumi config set --secret ${names[0]}\`, or set the environment variable ${variables[0]}`,
      );
    }
  });
});

describe("blanks and line breaks", () => {
  const tencent = (places: Places) => settings(places).account("tencentcloud");
  const config = { "tencentcloud:secretId": "id", "tencentcloud:secretKey": "key" };
  /** As files and editors leave them around a value. */
  const around = (value: string) =>
    ["\n", "\r\n", " ", "\t", "\u{feff}"].map((blank) => blank + value + blank);

  test.each(around("x"))("around a value mean nothing: %j", (x) => {
    const full = { id: "x", key: "x", token: "x" };
    const fromConfig = {
      "tencentcloud:secretId": x,
      "tencentcloud:secretKey": x,
      "tencentcloud:securityToken": x,
      "tencentcloud:region": x,
      "tencentcloud:endpoint": x.replace("x", "http://127.0.0.1:1"),
      "tencentcloud:appSecretKeys": x.replace("x", JSON.stringify({ [` 1 `]: x })),
      "pulumi-media-tasks:journal": x.replace("x", "off"),
    };
    expect(tencent({ config: fromConfig })).toMatchObject({ credentials: full, region: "x" });
    expect(tencent({ config: fromConfig }).endpoint("trtc")).toBe("http://127.0.0.1:1");
    expect(appSecretKeyOf(settings({ config: fromConfig }), 1)).toBe("x");
    expect(journalPlaceOf(settings({ config: fromConfig }))).toBeUndefined();
    expect(settings({ config: fromConfig }).secrets()).toContain("x");

    const environment = {
      TENCENTCLOUD_SECRET_ID: x,
      TENCENTCLOUD_SECRET_KEY: x,
      TENCENTCLOUD_SECURITY_TOKEN: x,
      TENCENTCLOUD_REGION: x,
    };
    expect(tencent({ environment })).toMatchObject({ credentials: full, region: "x" });
    const archive = { secretId: x, secretKey: x, securityToken: x, region: x };
    const inProfile = settings({ config: { "tencentcloud:profiles": JSON.stringify({ archive }) } });
    expect(inProfile.account("tencentcloud", "archive")).toMatchObject({ credentials: full, region: "x" });
    const files = {
      ".tencentcloud/credentials": `[default]${x.replace("x", "\nsecret_id = x\nsecret_key=x")}`,
      ".volc/config": JSON.stringify({ VOLC_ACCESSKEY: x, VOLC_SECRETKEY: x }),
    };
    expect(keysOf({ files }, "tencentcloud")).toMatchObject({ id: "x", key: "x" });
    expect(keysOf({ files }, "volcengine")).toMatchObject({ id: "x", key: "x" });
  });

  test("alone are no value", () => {
    expect(() => tencent({ config: { ...config, "tencentcloud:secretKey": "\n" } })).toThrow(
      "tencentcloud:secretKey is not set",
    );
    expect(
      configuredRegion(settings({ config: { "tencentcloud:region": " " } }), "tencentcloud"),
    ).toBeUndefined();
  });

  test.each(["ca nary", "ca\nnary", "ca\u200bnary", "canar\u00fd"])("inside are refused: %j", (canary) => {
    const others = { config };
    const inConfig = (name: string) => ({ config: { ...config, [name]: canary } });
    const archive = (member: string) => ({
      config: {
        "tencentcloud:profiles": JSON.stringify({
          archive: { secretId: "id", secretKey: "key", [member]: canary },
        }),
      },
    });
    const id = { TENCENTCLOUD_SECRET_ID: "id", TENCENTCLOUD_SECRET_KEY: "key" };
    const cases: [Places, name: string, profile?: string][] = [
      [inConfig("tencentcloud:secretId"), "tencentcloud:secretId"],
      [inConfig("tencentcloud:secretKey"), "tencentcloud:secretKey"],
      [inConfig("tencentcloud:securityToken"), "tencentcloud:securityToken"],
      [inConfig("tencentcloud:region"), "tencentcloud:region"],
      [inConfig("tencentcloud:endpoint"), "tencentcloud:endpoint"],
      [{ environment: { ...id, TENCENTCLOUD_SECRET_KEY: canary } }, "TENCENTCLOUD_SECRET_KEY"],
      [{ environment: { ...id, TENCENTCLOUD_SECURITY_TOKEN: canary } }, "TENCENTCLOUD_SECURITY_TOKEN"],
      [{ ...others, environment: { TENCENTCLOUD_REGION: canary } }, "TENCENTCLOUD_REGION"],
      [archive("secretKey"), 'secretKey in profile "archive" of tencentcloud:profiles', "archive"],
      [archive("region"), 'region in profile "archive" of tencentcloud:profiles', "archive"],
    ];
    for (const [places, name, profile] of cases) {
      const use = () => settings(places).account("tencentcloud", profile);
      expect(use).toThrow(`${name} has a blank, a line break or another character in it`);
      expect(use).not.toThrow(/ca.?nar/);
    }
    const apps = settings({ config: { "tencentcloud:appSecretKeys": JSON.stringify({ 1: canary }) } });
    expect(() => appSecretKeyOf(apps, 1)).toThrow(
      "the key of application 1 in tencentcloud:appSecretKeys has a blank",
    );
  });

  test("inside are refused in the credentials file and the journal's folder", () => {
    const files = { ".tencentcloud/credentials": "secret_id = id\nsecret_key = ca nary\n" };
    expect(() => tencent({ files })).toThrow("secret_key in ~/.tencentcloud/credentials has a blank");
    const journal = settings({ config: { "pulumi-media-tasks:journal": "/a\nb" } });
    expect(() => journalPlaceOf(journal)).toThrow("pulumi-media-tasks:journal has a line break");
    const withBlank = settings({ config: { "pulumi-media-tasks:journal": "/a b\n" } });
    expect(journalPlaceOf(withBlank)).toEqual({ folder: "/a b" });
  });

  test("are refused at preview, before any call", async () => {
    await using stage = await Stage.start();
    for (const name of Object.keys(stage.config).filter((key) => /^tencentcloud:(?!app)/.test(key))) {
      const relay = stage.resource(cdnRelay.type, "lesson", { [name]: `${stage.config[name]} x` });
      expect(await relay.failures(cdnRelay.inputs)).toEqual([
        expect.stringMatching(`^${name} has a blank.*its value is not shown.*What to do: `),
      ]);
    }
    const relay = stage.resource(cdnRelay.type, "lesson", { "pulumi-media-tasks:journal": "a\nb" });
    expect(await relay.failures(cdnRelay.inputs)).toEqual([
      expect.stringContaining("pulumi-media-tasks:journal has a line break"),
    ]);
    expect(stage.sent).toEqual([]);
  });

  test("around all settings of a stack change nothing", async () => {
    await using stage = await Stage.start();
    const config = Object.fromEntries(
      Object.entries(stage.config).map(([key, value]) => [key, `${value}\r\n`]),
    );
    await stage.resource(cdnRelay.type, "lesson", config).create(cdnRelay.inputs);
    await stage.resource(volcengineRecording.type, "lesson", config).create(volcengineRecording.inputs);
    expect(stage.vendors.tasks()).toHaveLength(2);
  });
});

describe("endpoints", () => {
  const config = {
    "tencentcloud:secretId": "id",
    "tencentcloud:secretKey": "key",
    "volcengine:accessKey": "id",
    "volcengine:secretKey": "key",
  };
  const endpoint = (vendor: VendorName, service: string, more: Record<string, string> = {}) =>
    settings({ config: { ...config, ...more } })
      .account(vendor)
      .endpoint(service);

  test("defaults", () => {
    expect(endpoint("tencentcloud", "trtc")).toBe("https://trtc.intl.tencentcloudapi.com");
    expect(endpoint("tencentcloud", "vod", { "tencentcloud:region": "ap-singapore" })).toBe(
      "https://vod.intl.tencentcloudapi.com",
    );
    expect(endpoint("volcengine", "rtc")).toBe("https://rtc.volcengineapi.com");
    expect(endpoint("volcengine", "rtc", { "volcengine:region": "cn-north-1" })).toBe(
      "https://rtc.volcengineapi.com",
    );
    expect(endpoint("volcengine", "rtc", { "volcengine:region": "ap-singapore-1" })).toBe(
      "https://open-ap-singapore-1.volcengineapi.com",
    );
  });

  test("what Volcengine has in one region alone is called there, unless an endpoint is configured", () => {
    const home = (more: Record<string, string>) => {
      const { home } = settings({ config: { ...config, ...more } }).account("volcengine");
      return home && [home.region, home.endpoint("rtc")];
    };
    const overseas = { "volcengine:region": "ap-singapore-1" };
    expect(home(overseas)).toEqual(["cn-north-1", "https://rtc.volcengineapi.com"]);
    expect(home({ ...overseas, "volcengine:endpoint": "http://127.0.0.1:8790" })).toBeUndefined();
  });

  test.each(["tencentcloud", "volcengine"] as const)("%s: {service} stands for the service", (vendor) => {
    const set = (value: string) => ({ [`${vendor}:endpoint`]: value });
    expect(endpoint(vendor, "trtc", set("https://{service}.example.com"))).toBe("https://trtc.example.com");
    expect(endpoint(vendor, "trtc", set("http://127.0.0.1:8790"))).toBe("http://127.0.0.1:8790");
    expect(() => endpoint(vendor, "trtc", set("https://example.com/{service}"))).toThrow(
      `${vendor}:endpoint "https://example.com/{service}" is not an address without a path`,
    );
  });
});

describe("profiles", () => {
  const profile = { secretId: "archive-id", secretKey: "archive-key" };
  const config = (archive: object, more: Record<string, string> = {}) => ({
    "tencentcloud:secretId": "id",
    "tencentcloud:secretKey": "key",
    "tencentcloud:securityToken": "token",
    "tencentcloud:region": "ap-singapore",
    "tencentcloud:endpoint": "https://{service}.tencentcloudapi.com",
    "tencentcloud:profiles": JSON.stringify({ archive }),
    ...more,
  });
  const account = (archive: object, more: Record<string, string> = {}) =>
    settings({ config: config(archive, more) }).account("tencentcloud", "archive");

  test("region and endpoint are the profile's, else the stack's", () => {
    expect([account(profile).region, account(profile).endpoint("trtc")]).toEqual([
      "ap-singapore",
      "https://trtc.tencentcloudapi.com",
    ]);
    const own = {
      ...profile,
      region: "ap-guangzhou",
      endpoint: "https://{service}.intl.tencentcloudapi.com",
    };
    expect([account(own).region, account(own).endpoint("trtc")]).toEqual([
      "ap-guangzhou",
      "https://trtc.intl.tencentcloudapi.com",
    ]);
    const environment = { TENCENTCLOUD_REGION: "eu-frankfurt" };
    const fromEnvironment = settings({ config: config(profile, { "tencentcloud:region": "" }), environment });
    expect(fromEnvironment.account("tencentcloud", "archive").region).toBe("eu-frankfurt");
  });

  test("keys and token are the profile's alone", () => {
    expect(account(profile).credentials).toEqual({ id: "archive-id", key: "archive-key", token: undefined });
    const environment = { TENCENTCLOUD_SECRET_KEY: "env-key", TENCENTCLOUD_SECRET_ID: "env-id" };
    const half = settings({ config: config({ secretId: "archive-id" }), environment, files: tencentFile });
    expect(() => half.account("tencentcloud", "archive")).toThrow(
      'secretKey in profile "archive" of tencentcloud:profiles is not set. What to do: add it to the profile',
    );
  });

  describe("in the environment", () => {
    const environment = {
      TENCENTCLOUD_SECRET_ID: "id",
      TENCENTCLOUD_SECRET_KEY: "key",
      TENCENTCLOUD_SECRET_ID_LIVE_CN: "live-id",
      TENCENTCLOUD_SECRET_KEY_LIVE_CN: "live-key",
      TENCENTCLOUD_SECURITY_TOKEN_LIVE_CN: "live-token",
    };
    const live = { id: "live-id", key: "live-key", token: "live-token" };
    const named = { "tencentcloud:profile": "live-cn" };

    test("keys and token of a profile that is nowhere else", () => {
      expect(keysOf({ environment }, "tencentcloud", "live-cn")).toEqual(live);
      expect(settings({ environment }).secrets()).toEqual(expect.arrayContaining(["live-key", "live-token"]));
    });

    test("those in tencentcloud:profiles come first; its region and endpoint do without keys, too", () => {
      const withKeys = { ...profile, region: "ap-guangzhou" };
      const both = (archive: object) =>
        settings({
          config: { "tencentcloud:profiles": JSON.stringify({ "live-cn": archive }) },
          environment,
        }).account("tencentcloud", "live-cn");
      expect(both(withKeys).credentials).toEqual({ id: "archive-id", key: "archive-key", token: undefined });
      expect(both({ region: "ap-guangzhou" })).toMatchObject({ credentials: live, region: "ap-guangzhou" });
    });

    test("the region of a profile comes before the stack's", () => {
      const regions = { TENCENTCLOUD_REGION: "eu-frankfurt", TENCENTCLOUD_REGION_LIVE_CN: "ap-beijing" };
      const places = {
        config: { "tencentcloud:region": "ap-singapore" },
        environment: { ...environment, ...regions },
      };
      expect(configuredRegion(settings(places), "tencentcloud", "live-cn")).toBe("ap-beijing");
      expect(configuredRegion(settings(places), "tencentcloud", "other")).toBe("ap-singapore");
      expect(configuredRegion(settings(places), "tencentcloud")).toBe("ap-singapore");
    });

    test("tencentcloud:profile is that of whoever names none", () => {
      const places = { config: named, environment };
      expect(keysOf(places, "tencentcloud")).toEqual(live);
      const other = { TENCENTCLOUD_SECRET_ID_OTHER: "other-id", TENCENTCLOUD_SECRET_KEY_OTHER: "other-key" };
      expect(
        keysOf({ ...places, environment: { ...environment, ...other } }, "tencentcloud", "other"),
      ).toMatchObject({ id: "other-id", key: "other-key" });
    });

    test.each([
      [
        "is not there",
        { config: named, environment: { TENCENTCLOUD_SECRET_ID: "id", TENCENTCLOUD_SECRET_KEY: "key" } },
        'there is no profile "live-cn" in tencentcloud:profiles, and no TENCENTCLOUD_SECRET_ID_LIVE_CN in the environment. What to do: set TENCENTCLOUD_SECRET_ID_LIVE_CN and TENCENTCLOUD_SECRET_KEY_LIVE_CN there',
      ],
      [
        "is there by half",
        { config: named, environment: { ...environment, TENCENTCLOUD_SECRET_KEY_LIVE_CN: "" } },
        "the environment variable TENCENTCLOUD_SECRET_ID_LIVE_CN is set, but the environment variable TENCENTCLOUD_SECRET_KEY_LIVE_CN is not set",
      ],
      [
        "is not the only account",
        { config: { ...named, "tencentcloud:secretId": "id" }, environment },
        "tencentcloud:secretId and tencentcloud:profile are both set, and each names an account. What to do: remove one of them",
      ],
      [
        "is none",
        { config: { "tencentcloud:profile": '{"live":{"secretKey":"canary"}}' }, environment },
        "tencentcloud:profile is an object, and no name of a profile (its value is not shown). What to do: set the object as tencentcloud:profiles",
      ],
    ] as const)("a profile of the stack that %s", (_, places, message) => {
      expect(() => keysOf(places, "tencentcloud")).toThrow(message);
      expect(() => keysOf(places, "tencentcloud")).not.toThrow("canary");
    });
  });

  describe("calls", () => {
    let stage: Stage;
    const other = { secretId: "AKIDarchive", secretKey: "archive-key-of-the-emulator" };
    beforeEach(async () => {
      stage = await Stage.start({ accounts: { tencent: [other] } });
    });
    afterEach(() => stage[Symbol.asyncDispose]());

    test("with the profile's keys, to the stack's region and endpoint", async () => {
      const profiles = {
        "tencentcloud:secretId": "AKIDunknown",
        "tencentcloud:secretKey": "a-key-that-the-vendor-does-not-know",
        "tencentcloud:profiles": JSON.stringify({ archive: other }),
      };
      const own = stage.resource(cdnRelay.type, "own", profiles);
      expect(await failureOf(own.create(cdnRelay.inputs))).toContain("AuthFailure.SecretIdNotFound");
      const theirs = stage.resource(cdnRelay.type, "theirs", profiles);
      await theirs.create({ ...relayTo("theirs"), lifecycle: { profile: "archive" } });
      expect(stage.sent.at(-1)?.headers).toMatchObject({
        authorization: expect.stringContaining("Credential=AKIDarchive/"),
        "x-tc-region": "ap-guangzhou",
      });
      await theirs.delete();
      expect(stage.vendors.tasks()).toMatchObject([{ status: "ended", reason: "stopped" }]);
    });
  });
});

test("each setting is read once after a configure, whatever verbs follow, and anew after the next", async () => {
  const first = { secretId: "AKIDfirst", secretKey: "the-first-key" };
  const second = { secretId: "AKIDsecond", secretKey: "the-second-key" };
  await using stage = await Stage.start({ accounts: { tencent: [first, second] } });
  const reads: string[] = [];
  const read = <Value>(name: string, value: Value): Value => {
    reads.push(name);
    return value;
  };
  let keys = first;
  const places = {
    environment: new Proxy({}, { get: (_, name) => read(String(name), undefined) }),
    homeFile: (path: string) => read(path, `secret_id = ${keys.secretId}\nsecret_key = ${keys.secretKey}\n`),
  };
  const host = stage.host();
  const provider = createProvider(cdnRelay.type, {
    ...host,
    surroundings: { ...host.surroundings, ...places },
  });
  const configure = () => {
    reads.length = 0;
    const get = (key: string) => read(key, /:secret/.test(key) ? undefined : stage.config[key]);
    void provider.configure?.({ config: { get, require: (key) => String(get(key)) } });
  };
  const relay = new Resource(provider, "urn:pulumi:dev::school::t::lesson");
  const readsOf = (names: readonly string[]) =>
    names.toSorted().filter((name, index, all) => name === all[index - 1]);

  configure();
  await relay.create(cdnRelay.inputs);
  await relay.read();
  keys = second;
  await relay.update({ ...cdnRelay.inputs, ...cdnRelay.inPlace?.(1) });
  expect(stage.sent.at(-1)?.headers["authorization"]).toContain("AKIDfirst/");
  expect(reads).toEqual(expect.arrayContaining(["tencentcloud:secretKey", ".tencentcloud/credentials"]));
  expect(readsOf(reads)).toEqual([]);

  configure();
  await relay.delete();
  expect(stage.sent.at(-1)?.headers["authorization"]).toContain("AKIDsecond/");
  expect(reads).toContain(".tencentcloud/credentials");
  expect(readsOf(reads)).toEqual([]);
});
