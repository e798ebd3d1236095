import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Accounts } from "../../local/vendors";
import { inputCanaries } from "./everything";

/** The secrets of the accounts, with characters that JSON, addresses and base64 write in other ways. */
const keys = {
  tencentKey: 'canary-tencent-key-"+/=&%',
  tencentToken: 'canary-tencent-token-"+/=&%',
  volcengineKey: 'canary-volcengine-key-"+/=&%',
  volcengineToken: 'canary-volcengine-token-"+/=&%',
  applicationKey: 'canary-application-key-"+/=&%',
} as const;

/** Every secret that is planted: those of the accounts, and one in each input that may be a secret. */
export const canaries: readonly string[] = [...Object.values(keys), ...inputCanaries];

/** Accounts of the emulated vendors whose keys are canaries. */
export const accounts: Accounts = {
  tencent: [{ secretId: "tencent-id", secretKey: keys.tencentKey, token: keys.tencentToken }],
  volcengine: [
    {
      accessKey: "volcengine-id",
      secretKey: keys.volcengineKey,
      sessionToken: keys.volcengineToken,
    },
  ],
};
/** Settings that go with the accounts. */
export const config = {
  "tencentcloud:securityToken": keys.tencentToken,
  "volcengine:sessionToken": keys.volcengineToken,
  "tencentcloud:appSecretKeys": JSON.stringify({ 1400188366: keys.applicationKey }),
};

/** What even a part of a secret shows. */
const cores = [
  ...canaries.flatMap((secret) => /^canary(?:(?:-[a-z]+)+|[A-Za-z]+$)/.exec(secret)?.[0] ?? []),
  "canary-user",
  "canary-password",
  "canary-stream",
  "canary-push",
];

/** A text in base64, without the letters at its ends that depend on what stands beside it. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const all = Buffer.from("x".repeat(before) + text).toString("base64");
    return all.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
  });
}

const forms = new Map<string, string>();
for (const core of cores) {
  forms.set(core, core);
  for (const form of inBase64(core)) forms.set(form, `${core} in base64`);
  forms.set(Buffer.from(core).toString("hex"), `${core} in hex`);
  forms.set(encodeURIComponent(core).replaceAll("-", "%2D"), `${core} in an address`);
  forms.set(
    [...core].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join(""),
    `${core} in JSON`,
  );
}
for (const secret of canaries) {
  forms.set(JSON.stringify(secret).slice(1, -1), `${secret} in JSON`);
  forms.set(encodeURIComponent(secret), `${secret} in an address`);
}

/** The canaries in a text, in any form. */
export function canariesIn(text: string, more: readonly string[] = []): string[] {
  const found = [...forms].flatMap(([form, name]) => (text.includes(form) ? [name] : []));
  return [...found, ...more.filter((secret) => text.includes(secret))];
}

/** The files below a folder that hold canaries. Links are not followed. */
export function filesWithCanaries(folder: string, leftOut: readonly string[] = []): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink() || leftOut.includes(entry.name)) return [];
    if (entry.isDirectory()) return filesWithCanaries(path, leftOut);
    return canariesIn(readFileSync(path, "latin1")).map((name) => `${path}: ${name}`);
  });
}

/** The files below a folder that others than their owner may read. */
export function filesForOthers(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) return filesForOthers(path);
    return statSync(path).mode & 0o077 ? [path] : [];
  });
}
