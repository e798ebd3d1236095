import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "@jest/globals";
import manifest from "../../package.json";
import { configKeyOf, providerSettings, settingOf, withSettingNames } from "../../plugin/providerSettings";
import { vendors } from "../../provider/core/config/vendors";
import { contracts } from "../../sdk/contracts";
import { nativeType, packageName, pulumiType } from "../../sdk/core/contract";
import { annotationOf, fieldOf, keysOf } from "../../sdk/core/fields";
import { at } from "../../sdk/core/path";
import released from "../fixtures/released.json";
import releasedSchema from "../fixtures/releasedSchema.json";
import { breakingChanges, type SchemaShape } from "./breakingChanges";
import { metaschema, type PackageSchema } from "./metaschema";
import { shapeOf } from "./schemaShape";

const root = resolve(__dirname, "../..");
const golden = join(root, "plugin/schema.json");

/** The schema as the build made it. */
const text = readFileSync(join(root, "dist/.schema.json"), "utf8");
const schema: PackageSchema = metaschema.parse(JSON.parse(text));
const shape = shapeOf(schema, released.map(nativeType));

test("plugin/schema.json is what `npm run docs` makes", () => {
  if (process.env.WRITE_DOCS) writeFileSync(golden, text);
  expect(readFileSync(golden, "utf8")).toBe(text);
});

test("names the package and its version", () => {
  expect(schema).toMatchObject({ name: packageName, version: manifest.version, license: manifest.license });
});

test("every type that is named is there, in the module that names it, and called like no resource", () => {
  const moduleOf = (token: string) => token.split(":")[1];
  const named = (part: unknown) =>
    [...JSON.stringify(part).matchAll(/"#\/types\/([^"]+)"/g)].map(([, token = ""]) => token);
  for (const [token, part] of Object.entries({ ...schema.types, ...schema.resources })) {
    for (const inner of named(part)) {
      expect(schema.types).toHaveProperty([inner]);
      expect([token, moduleOf(inner)]).toEqual([token, moduleOf(token)]);
    }
  }
  const resources = Object.keys(schema.resources);
  expect(
    resources.flatMap((token) => [token, `${token}Args`]).filter((token) => token in schema.types),
  ).toEqual([]);
});

test("what is required is there, and everything has a description", () => {
  const blocks = [
    ...Object.entries(schema.resources).flatMap(([token, one]) => [
      { token, properties: one.properties, required: one.required },
      { token, properties: one.inputProperties, required: one.requiredInputs },
    ]),
    ...Object.entries(schema.types).flatMap(([token, type]) =>
      "properties" in type ? [{ token, properties: type.properties, required: type.required }] : [],
    ),
    { token: "provider", properties: schema.provider.inputProperties, required: [] },
  ];
  for (const { token, properties, required } of blocks) {
    for (const name of required)
      expect([token, Object.keys(properties)]).toEqual([token, expect.arrayContaining([name])]);
    for (const [name, property] of Object.entries(properties))
      expect([token, name, property]).toEqual([
        token,
        name,
        expect.objectContaining({ description: expect.any(String) }),
      ]);
  }
});

test("no property is called in C# as its class, which would not compile", () => {
  const blocks = [
    ...Object.entries(schema.resources).map(([token, one]) => [token, one.properties] as const),
    ...Object.entries(schema.types).map(([token, type]) => [token, Object(type).properties ?? {}] as const),
  ];
  const nameOf = (name: string, property: unknown): string =>
    String(at(property, ["language", "csharp", "name"]) ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  const clashes = blocks.flatMap(([token, properties]) =>
    Object.entries(properties)
      .filter(([name, property]) => nameOf(name, property) === token.split(":").at(-1))
      .map(([name]) => `${token}.${name}`),
  );
  expect(clashes).toEqual([]);
});

test("no description has what only programs in TypeScript understand", () => {
  const descriptions = [...text.matchAll(/"description": (".*")/g)].map(([, one = '""']) =>
    String(JSON.parse(one)),
  );
  expect(descriptions.length).toBeGreaterThan(500);
  expect(descriptions.filter((one) => /```ts|\{@link|^@\w/m.test(one))).toEqual([]);
  expect(descriptions.filter((one) => /(tencentcloud|volcengine):[a-z]/.test(one))).toEqual([]);
});

describe.each(contracts)("$type", (contract) => {
  const resource = schema.resources[nativeType(contract)];

  test("has its inputs and outputs, and what is required of them", () => {
    const inputs = keysOf(contract.inputs);
    const outputs = keysOf(contract.outputs);
    expect(Object.keys(resource?.inputProperties ?? {})).toEqual([...inputs, "lifecycle"]);
    expect(new Set(Object.keys(resource?.properties ?? {}))).toEqual(
      new Set([...inputs, ...outputs, "lifecycle"]),
    );
    const required = (block: typeof contract.inputs) =>
      keysOf(block).filter((key) => fieldOf(block, key)?._zod.optin === undefined);
    expect(resource?.requiredInputs).toEqual(required(contract.inputs));
    expect(resource?.required).toEqual(expect.arrayContaining(required(contract.outputs)));
  });

  test("marks its secrets, and what replaces", () => {
    for (const [key, property] of Object.entries(resource?.inputProperties ?? {})) {
      if (key === "lifecycle") continue;
      const field = fieldOf(contract.inputs, key);
      const isSecret = field !== undefined && annotationOf(field).secret === true;
      const isUpdated = contract.updates.some((path) => path.split(".")[0] === key);
      expect([key, property]).toEqual([
        key,
        expect.objectContaining({
          ...(isSecret ? { secret: true } : {}),
          ...(isUpdated ? {} : { willReplaceOnChanges: true }),
        }),
      ]);
      expect(Object.hasOwn(Object(property), "secret")).toBe(isSecret);
      expect(Object.hasOwn(Object(property), "willReplaceOnChanges")).toBe(!isUpdated);
    }
  });

  test("takes the place of the dynamic resource", () => {
    expect(resource?.aliases).toEqual([{ type: pulumiType(contract) }]);
  });
});

describe("the settings of a provider", () => {
  const names = Object.keys(providerSettings.shape);

  test("are all that the provider reads", () => {
    const ofVendors = Object.entries(vendors).flatMap(([vendor, { keys }]) =>
      [keys.id.config, keys.key.config, keys.token.config, "region", "endpoint", "profile", "profiles"].map(
        (key) => `${vendor}:${key}`,
      ),
    );
    const read = [...ofVendors, "tencentcloud:appSecretKeys", "pulumi-media-tasks:journal"];
    const own = ["pulumi-media-tasks:refreshBeforeUpdate"];
    expect(names.map(configKeyOf).sort()).toEqual([...read, ...own].sort());
    for (const name of names) expect(settingOf(configKeyOf(name))).toBe(name);
  });

  test("are the schema's, with keys as secrets", () => {
    expect(Object.keys(schema.provider.inputProperties)).toEqual(names);
    expect(schema.config.variables).toEqual(schema.provider.inputProperties);
    const secrets = Object.entries(schema.provider.inputProperties).filter(
      ([, one]) => Object(one).secret === true,
    );
    expect(secrets.map(([name]) => name)).toEqual(
      names.filter((name) => /(SecretKey|Token|Profiles|AppSecretKeys)$/.test(name)),
    );
  });

  test("have their own names in messages", () => {
    expect(
      withSettingNames("set tencentcloud:secretKey, volcengine:region or pulumi-media-tasks:journal"),
    ).toBe("set media-tasks:tencentcloudSecretKey, media-tasks:volcengineRegion or media-tasks:journal");
    expect(withSettingNames("tencentcloud:secretIdentity is none")).toBe(
      "tencentcloud:secretIdentity is none",
    );
  });
});

describe("changes that break programs", () => {
  test("breaking: none since the release", () => {
    expect(Object.keys(releasedSchema.resources).sort()).toEqual(released.map(nativeType).sort());
    expect(breakingChanges(releasedSchema, shape)).toEqual([]);
  });

  const token = "media-tasks:tencent/gme:Recording";
  const block = "media-tasks:tencent/trtc:AudioEncode";
  const choice = "media-tasks:tencent/gme:RecordMode";

  /** What is said of a schema in which the value at a path is another one, or none. */
  function after(path: readonly string[], value?: unknown): string[] {
    const copy: SchemaShape = JSON.parse(JSON.stringify(shape));
    const owner = path.slice(0, -1).reduce<object>((part, key) => Object(Reflect.get(part, key)), copy);
    const last = path.at(-1) ?? "";
    expect(owner).toHaveProperty([last]);
    if (value === undefined) Reflect.deleteProperty(owner, last);
    else Reflect.set(owner, last, value);
    return breakingChanges(shape, copy);
  }

  test.each([
    [["settings", "journal"], undefined, "the setting journal is removed or renamed"],
    [["resources", token], undefined, `the resource ${token} is removed or renamed`],
    [
      ["resources", token, "inputs", "roomId"],
      undefined,
      `the input of ${token} roomId is removed or renamed`,
    ],
    [
      ["resources", token, "inputs", "bizId"],
      '{"type":"integer"}',
      `the input of ${token} bizId was {"type":"number"}, and is {"type":"integer"}`,
    ],
    [
      ["resources", token, "requiredInputs"],
      ["bizId", "roomId", "recordMode", "subscribeRecordUserIds"],
      `the input of ${token} subscribeRecordUserIds has to be given now`,
    ],
    [
      ["resources", token, "outputs", "files"],
      undefined,
      `the output of ${token} files is removed or renamed`,
    ],
    [
      ["resources", token, "requiredOutputs"],
      ["bizId", "roomId", "recordMode", "status"],
      `the output of ${token} taskId may be missing now`,
    ],
    [
      ["resources", token, "aliases"],
      [],
      `${token} is no alias of pulumi-nodejs:dynamic/tencent/gme:Recording any more`,
    ],
    [["blocks", block], undefined, `the block ${block} is removed or renamed`],
    [
      ["blocks", block, "properties", "codec"],
      undefined,
      `the property of ${block} codec is removed or renamed`,
    ],
    [
      ["blocks", block, "required"],
      ["sampleRate", "channel", "bitRate", "codec"],
      `the property of ${block} codec has to be given now`,
    ],
    [["choices", choice], undefined, `the choice ${choice} is removed or renamed`],
    [["choices", choice, "Both"], undefined, `the choice of ${choice} Both is removed or renamed`],
    [["choices", choice, "Both"], 4, `the choice of ${choice} Both stands for another value`],
  ])("breaking: without %j as it is", (path, value, message) => {
    expect(after(path, value)).toEqual([`breaking: ${message}`]);
  });

  test("additions break nothing", () => {
    const more = {
      ...shape,
      settings: { ...shape.settings, another: '{"type":"string"}' },
      choices: { ...shape.choices, [choice]: { ...shape.choices[choice], Another: 4 } },
    };
    expect(breakingChanges(shape, more)).toEqual([]);
  });
});
