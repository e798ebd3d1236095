import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { messageOf } from "../../provider/http/errors";
import { packageName } from "../../sdk/core/contract";
import { isRecord } from "../../sdk/core/isRecord";
import { Failure } from "../command";
import { parseYaml } from "./parseYaml";

/** The settings of a stack as its file has them. */
export interface StackFile {
  readonly stack: string;
  readonly file: string;
  /** What stands there in plain text, by its full name. */
  readonly plain: ReadonlyMap<string, string>;
  /** The names of what is encrypted. */
  readonly encrypted: ReadonlySet<string>;
}

/** A Pulumi project on the disk. */
export interface Project {
  readonly name: string;
  readonly root: string;
  readonly runtime: string;
  /** Where the program runs, and its packages are looked for. */
  readonly programFolder: string;
  /** Whether Pulumi.yaml says where the plugin is. */
  readonly namesPlugin: boolean;
  readonly stacks: readonly StackFile[];
}

/** Reads the project of a folder; undefined where there is none. */
export function readProject(folder: string): Project | undefined {
  const root = resolve(folder);
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(root, name)).find((path) => existsSync(path));
  if (file === undefined) return undefined;
  const { name, runtime, main, packages, plugins } = readYaml(file);
  const project = typeof name === "string" ? name : "";
  const language = isRecord(runtime) ? runtime.name : runtime;
  return {
    name: project,
    root,
    runtime: typeof language === "string" ? language : "",
    programFolder: programFolderOf(root, typeof main === "string" ? main : "."),
    namesPlugin: JSON.stringify([packages, plugins]).includes(packageName),
    stacks: readdirSync(root)
      .flatMap((entry) => {
        const [, stack] = /^Pulumi\.(.+)\.ya?ml$/.exec(entry) ?? [];
        return stack === undefined ? [] : [readStackFile(stack, join(root, entry), project)];
      })
      .sort((one, other) => one.stack.localeCompare(other.stack)),
  };
}

function programFolderOf(root: string, main: string): string {
  const path = resolve(root, main);
  return existsSync(path) && !statSync(path).isDirectory() ? dirname(path) : path;
}

function readStackFile(stack: string, file: string, project: string): StackFile {
  const { config } = readYaml(file);
  const plain = new Map<string, string>();
  const encrypted = new Set<string>();
  for (const [key, value] of Object.entries(isRecord(config) ? config : {})) {
    const name = spelled(key.includes(":") ? key : `${project}:${key}`);
    if (hasSecure(value)) encrypted.add(name);
    else plain.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return { stack, file, plain, encrypted };
}

/** Whether a value, or a part of it, is encrypted. */
function hasSecure(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecure);
  if (!isRecord(value)) return false;
  return typeof value.secure === "string" || Object.values(value).some(hasSecure);
}

/** The name that a setting of the plugin has for the classes: `media-tasks:tencentcloudRegion` is `tencentcloud:region`. */
function spelled(name: string): string {
  const [, vendor, first = "", rest = ""] =
    new RegExp(`^${packageName}:(tencentcloud|volcengine)([A-Z])(.*)$`).exec(name) ?? [];
  if (vendor !== undefined) return `${vendor}:${first.toLowerCase()}${rest}`;
  return name === `${packageName}:journal` ? "pulumi-media-tasks:journal" : name;
}

function readYaml(file: string): Record<string, unknown> {
  try {
    const content = parseYaml(readFileSync(file, "utf8"));
    return isRecord(content) ? content : {};
  } catch (error) {
    // The parser shows the lines around the mistake, which may hold keys.
    throw new Failure(`${file} cannot be read: ${messageOf(error).split("\n", 1)[0]}`);
  }
}
