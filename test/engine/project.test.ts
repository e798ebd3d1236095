import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readProject, StackSettings } from "../../local/engine/project";
import { Secrets } from "../../local/engine/secrets";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "project-"));
  mkdirSync(join(dir, "examples/main"), { recursive: true });
  writeFileSync(join(dir, "examples/main/other.js"), "");
});

afterEach(() => rmSync(dir, { recursive: true }));

function project(yaml: string) {
  writeFileSync(join(dir, "Pulumi.yaml"), yaml);
  return readProject(dir);
}

function settings(projectYaml: string, stackYaml?: string): StackSettings {
  if (stackYaml !== undefined) writeFileSync(join(dir, "Pulumi.dev.yaml"), stackYaml);
  return new StackSettings(project(projectYaml), "dev");
}

const noSecrets = new Secrets(undefined);

describe("a project", () => {
  test.each([
    ["name: p\nruntime: nodejs", "", "."],
    ["name: p\nruntime: nodejs\nmain: examples/main", "examples/main", "."],
    ["name: p\nruntime: nodejs\nmain: examples/main/", "examples/main", "."],
    ["name: p\nruntime: nodejs\nmain: examples/main/other.js", "examples/main", "other.js"],
  ])("%j runs in %j", (yaml, folder, entry) => {
    expect(project(yaml)).toMatchObject({ root: dir, programDir: join(dir, folder), entry });
  });

  test("is TypeScript unless it says otherwise", () => {
    const options = (typescript: boolean) =>
      `name: p\nruntime: {name: nodejs, options: {typescript: ${typescript}}}`;
    expect(project("name: p\nruntime: nodejs").typescript).toBe(true);
    expect(project(options(true)).typescript).toBe(true);
    expect(project(options(false)).typescript).toBe(false);
  });

  test("may have no options that would be ignored", () => {
    expect(() => project("name: p\nruntime: {name: nodejs, options: {magic: 1}}")).toThrow('"magic"');
  });
});

describe("the config of a stack", () => {
  const base = "name: p\nruntime: nodejs\n";

  test("is the stack's own over the project's", () => {
    const declared = `${base}config:\n  a: 1\n  b: two\n  c: true\n  other:d: [1, {e: f}]\n`;
    expect(settings(declared, "config:\n  p:a: 5\n  p:g: null\n").config(noSecrets)).toEqual({
      plain: { "p:a": "5", "p:b": "two", "p:c": "true", "other:d": '[1,{"e":"f"}]', "p:g": "null" },
      secretKeys: [],
    });
  });

  test.each([
    ["config:\n  a: {type: string}", "", 'a declaration in Pulumi.yaml ("a")'],
    ["", "environment: [x]", '"environment"'],
    ["", "secretsprovider: awskms://x", '"secretsprovider"'],
  ])("%j with %j is refused", (declared, own, says) => {
    expect(() => settings(base + declared, own).config(noSecrets)).toThrow(says);
  });

  test("is edited in place, and decrypted again", () => {
    const own = "# kept\nconfig:\n  # kept too\n  p:a: old\n  p:b:\n    secure: v1:xx:yy\n  p:c: 3\n";
    const secrets = new Secrets("pw");
    let text = settings(base, own).edit("b", "new");
    expect(text).toBe('# kept\nconfig:\n  # kept too\n  p:a: old\n  p:b: "new"\n  p:c: 3\n');
    text = settings(base, text).edit("a", "hush", secrets);
    text = settings(base, text).edit("x:y", "added");
    const edited = settings(base, text);
    expect(edited.salt).toBe(secrets.salt);
    expect(edited.config(secrets)).toEqual({
      plain: { "p:a": "hush", "p:b": "new", "p:c": "3", "x:y": "added" },
      secretKeys: ["p:a"],
    });
    expect(readFileSync(join(dir, "Pulumi.dev.yaml"), "utf8")).not.toContain("hush");
  });

  test("may be secret in part", () => {
    const secrets = new Secrets("pw");
    const own = `config:\n  p:a:\n    open: 1\n    list: [{secure: "${secrets.encrypt("hush")}"}]\n`;
    expect(settings(base, own).config(secrets)).toEqual({
      plain: { "p:a": '{"open":1,"list":["hush"]}' },
      secretKeys: ["p:a"],
    });
  });
});
