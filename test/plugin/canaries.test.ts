import { expect, test } from "@jest/globals";
import { isServiceError } from "../../local/engine/rpc";
import { isList, isObject, isSecret, type Value } from "../../local/engine/values";
import { startVendors, VirtualClock } from "../../local/vendors";
import { allTypes } from "../contract/typesThat";
import { accounts, canaries, canariesIn, config } from "../reliability/canaries";
import { everything } from "../reliability/everything";
import { startOf } from "../reliability/support";
import { Partly, Plugin, settingsFor } from "./Plugin";

/** The canaries among the settings, by the names that a provider has for them. */
const settings = Object.fromEntries(
  Object.entries(config).map(([key, value]) => [
    key.replace(/:(.)/, (_, first: string) => first.toUpperCase()),
    value,
  ]),
);

/** What stands in values outside of secrets. */
function shownOf(value: Value): Value {
  if (isSecret(value)) return null;
  if (isList(value)) return value.map(shownOf);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shownOf(part)]));
}

/** What a call tells the user where it fails; what it gives for the state is looked at elsewhere. */
async function told(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => "",
    (error: unknown) => {
      if (error instanceof Partly) return error.message;
      return isServiceError(error) ? error.details : String(error);
    },
  );
}

test("no secret leaves the plugin but as a secret", async () => {
  await using vendors = await startVendors({ accounts, clock: new VirtualClock({ speed: 3_600 }) });
  await using plugin = await Plugin.start({ ...settingsFor(vendors), ...settings });
  const texts: string[] = [];
  for (const type of allTypes) {
    const isWaiting = type.contract.waitFor.includes("accepted");
    const inputs = { ...everything[type.name], ...(isWaiting && { lifecycle: { waitFor: "accepted" } }) };
    const thing = plugin.resource(type.type, type.name);
    // What a vendor may have of it: its own inputs, which it repeats in its refusal.
    const mine = JSON.stringify(inputs);
    const known = canaries.filter((secret) => mine.includes(JSON.stringify(secret).slice(1, -1)));
    const message = known.flatMap((secret) => [secret, encodeURIComponent(secret)]).join(" ");
    vendors.faults.add({
      match: { ...startOf(type), times: 1 },
      fault: { kind: "error", code: "InvalidParameter.Echo", message },
    });
    const refused = await told(thing.create(inputs));
    expect([type.type, refused]).toEqual([type.type, expect.stringContaining("Echo")]);
    texts.push(refused, await told(thing.create(inputs)));
    const { inputs: checked, failures } = await thing.check({ ...inputs, nothing: 1 });
    texts.push(JSON.stringify(failures));
    for (const part of [checked, thing.inputs, thing.sealed]) texts.push(JSON.stringify(shownOf(part)));
    expect([type.type, thing.id]).not.toEqual([type.type, ""]);
    texts.push(await told(thing.refresh()), await told(thing.delete()));
  }
  texts.push(...plugin.lines.map(({ text }) => text));
  expect(texts.flatMap((text) => canariesIn(text))).toEqual([]);
}, 240_000);
