import { type JsonObject, member } from "./json";
import type { Action, Actions, Call } from "./service";

/** A setting of something that exists: nobody makes it, and one that was never set reads as it is initially. */
export interface SettingWords {
  /** Members of a call that say whose setting it is, e.g. SdkAppId. */
  readonly of: readonly string[];
  /** What it consists of, before anybody sets it. */
  readonly initial: JsonObject;
  /** The actions that set it. What a call leaves out stays, except for what `leftOut` says. */
  readonly set: readonly string[];
  /** The action that reads it. */
  readonly read: string;
  /** Members that are never read back. */
  readonly writeOnly?: readonly string[];
  /** What members become that a call leaves out. */
  leftOut?(): JsonObject;
}

/** The actions of a setting. */
export function settingActions({ of, initial, set, read, writeOnly = [], leftOut }: SettingWords): Actions {
  const settings = new Map<string, JsonObject>();
  const keyOf = ({ account, body }: Call) =>
    JSON.stringify([account, ...of.map((name) => String(member(body, name) ?? ""))]);
  const valuesOf = (call: Call) => settings.get(keyOf(call)) ?? initial;
  const write: Action = (call) => {
    const given = Object.entries(call.body).filter(([name]) => Object.hasOwn(initial, name));
    settings.set(keyOf(call), { ...valuesOf(call), ...leftOut?.(), ...Object.fromEntries(given) });
    return {};
  };
  const readBack: Action = (call) =>
    Object.fromEntries(Object.entries(valuesOf(call)).filter(([name]) => !writeOnly.includes(name)));
  return { ...Object.fromEntries(set.map((action) => [action, write])), [read]: readBack };
}
