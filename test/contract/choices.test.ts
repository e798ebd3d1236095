import { expect, test } from "@jest/globals";
import { z } from "zod";
import { tencent, volcengine } from "../../sdk";
import { contracts } from "../../sdk/contracts";
import { itemOf, unwrap } from "../../sdk/core/fields";
import { inputsOf, type Schema } from "./inputs";

/** Every input that is no block, or what its list has. */
const inputs = contracts.flatMap(({ type, inputs }) =>
  inputsOf(inputs).map(({ name, schema }) => ({
    name: `${type} ${name}`,
    schema: unwrap(itemOf(schema) ?? schema),
  })),
);

/** The names of a choice with their values; none of anything else. */
function namesOf(schema: Schema): Readonly<Record<string, string | number>> {
  return schema instanceof z.ZodEnum ? schema.enum : {};
}

test("a choice of numbers has names, except where the numbers are quantities", () => {
  const nameless = inputs.filter(({ schema }) => schema instanceof z.ZodLiteral);
  expect(nameless.map(({ name }) => name)).toEqual([
    "tencent/trtc:CdnRelay audioParams.audioEncode.sampleRate",
    "tencent/trtc:StreamIngest audioEncodeParams.sampleRate",
    "tencent/trtc:StreamIngest tempo",
    "volcengine/rtc:MixedCdnRelay encode.audioSampleRate",
    "volcengine/rtc:Recording encode.audioSampleRate",
  ]);
  for (const { name, schema } of inputs) {
    const numbered = Object.entries(namesOf(schema)).filter(([, value]) => typeof value === "number");
    for (const [key] of numbered) expect(`${name} ${key}`).toMatch(/ [a-z][A-Za-z0-9]*$/);
  }
});

test("the constants that programs import are choices of inputs", () => {
  const services = Object.entries({ ...tencent, ...volcengine });
  const constants = services.flatMap(([service, members]) =>
    Object.entries<unknown>(members)
      .filter(([, value]) => typeof value === "object" && !Array.isArray(value))
      .map(([name, value]) => ({ name: `${service}.${name}`, value })),
  );
  expect(constants.length).toBeGreaterThan(20);
  const strays = constants.filter(({ value }) => !inputs.some(({ schema }) => namesOf(schema) === value));
  // Outputs are taken as the vendor says them, whatever it adds.
  expect(strays.map(({ name }) => name)).toEqual(["tiw.GeneratedVideoType"]);
});
