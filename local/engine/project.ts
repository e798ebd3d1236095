import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { EngineError, messageOf, unsupported } from "./engineError";
import { parseYaml } from "./rpc";
import type { Secrets } from "./secrets";
import { asProperties, isObject, mapValue, type Properties, secret, type Value } from "./values";

/** What Pulumi.yaml says. */
export interface Project {
  readonly name: string;
  readonly root: string;
  /** Where program and provider run: the root, or the folder that `main` names. */
  readonly programDir: string;
  /** The program's file in that folder, or "." for what its package.json says. */
  readonly entry: string;
  readonly typescript: boolean;
  readonly config: Properties;
}

/** The config of a stack. */
export interface StackConfig {
  /** `namespace:name` to the text that programs see. */
  readonly plain: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** A stack of a project. */
export interface StackContext {
  readonly project: Project;
  readonly stack: string;
  readonly config: StackConfig;
}

/** File backends have one organization, of this very name. */
export const organization = "organization";

const projectKeys = ["name", "runtime", "main", "config"];
/** They say nothing that a run would have to obey. */
const descriptiveKeys = ["description", "author", "website", "license", "template"];

/** Reads the Pulumi.yaml of a folder. */
export function readProject(dir: string): Project {
  const root = resolve(dir);
  const file = ["Pulumi.yaml", "Pulumi.yml"].map((name) => join(root, name)).find((path) => existsSync(path));
  if (file === undefined) {
    throw new EngineError(
      `There is no Pulumi.yaml in ${root}. What to do: name the project's folder with --cwd.`,
    );
  }
  const yaml = readYaml(file);
  refuseUnknown(yaml, [...projectKeys, ...descriptiveKeys], file);
  const { name, main, runtime, config } = yaml;
  if (typeof name !== "string") throw new EngineError(`${file} has no name.`);
  const { name: language, options } = isObject(runtime) ? runtime : { name: runtime ?? "" };
  if (language !== "nodejs") throw unsupported(`the runtime "${language}", which ${file} names`);
  const { typescript, packagemanager: _, ...otherOptions } = asProperties(options);
  refuseUnknown(otherOptions, [], `runtime.options of ${file}`);
  return {
    name,
    root,
    ...locateProgram(root, typeof main === "string" ? main : ""),
    typescript: typescript !== false,
    config: asProperties(config),
  };
}

/** A program in a sub-folder runs in that folder, so that its relative paths hold. */
function locateProgram(root: string, main: string): Pick<Project, "programDir" | "entry"> {
  const path = resolve(root, main);
  if (!existsSync(path)) throw new EngineError(`The project's main, ${path}, does not exist.`);
  if (statSync(path).isDirectory()) return { programDir: path, entry: "." };
  return { programDir: dirname(path), entry: basename(path) };
}

/** The settings file of a stack, whether it exists or not. */
export class StackSettings {
  private readonly yaml: Properties;
  readonly path: string;

  constructor(
    private readonly project: Project,
    stack: string,
  ) {
    this.path = join(project.root, `Pulumi.${stack}.yaml`);
    this.yaml = this.isThere ? readYaml(this.path) : {};
    refuseUnknown(this.yaml, ["config", "encryptionsalt"], this.path);
  }

  /** Whether the stack has a file of settings. */
  get isThere(): boolean {
    return existsSync(this.path);
  }

  get salt(): string | undefined {
    const salt = this.yaml["encryptionsalt"];
    return typeof salt === "string" ? salt : undefined;
  }

  /** The stack's own values over the project's. */
  config(secrets: Secrets): StackConfig {
    const plain: Record<string, string> = {};
    const secretKeys: string[] = [];
    const values = { ...this.qualify(this.defaults()), ...this.qualify(asProperties(this.yaml["config"])) };
    for (const [key, value] of Object.entries(values)) {
      const opened = open(value, secrets);
      plain[key] = configText(opened.value);
      if (opened.secret) secretKeys.push(key);
    }
    return { plain, secretKeys };
  }

  private defaults(): Properties {
    const { config } = this.project;
    const declared = Object.keys(config).find((key) => isObject(config[key]));
    if (declared === undefined) return config;
    throw unsupported(`config with a declaration in Pulumi.yaml ("${declared}"), only plain values`);
  }

  /** Sets one value and keeps the rest of the file, comments included, as it is. */
  edit(key: string, value: string, secrets?: Secrets): string {
    const line = `  ${this.qualifyKey(key)}:`;
    const block =
      secrets === undefined
        ? [`${line} ${JSON.stringify(value)}`]
        : [line, `    secure: ${secrets.encrypt(value)}`];
    const text = this.isThere ? readFileSync(this.path, "utf8") : "";
    const lines = setConfigBlock(text.split("\n"), line, block);
    const salt = secrets !== undefined && this.salt === undefined ? [`encryptionsalt: ${secrets.salt}`] : [];
    return `${[...salt, ...lines].join("\n").trim()}\n`;
  }

  private qualify(config: Properties): Properties {
    return Object.fromEntries(Object.entries(config).map(([key, value]) => [this.qualifyKey(key), value]));
  }

  private qualifyKey(key: string): string {
    return key.includes(":") ? key : `${this.project.name}:${key}`;
  }
}

/** Decrypts the secure parts of a value, and tells whether there are any. */
function open(value: Value, secrets: Secrets): { value: Value; secret: boolean } {
  let isAnySecret = false;
  const opened = mapValue(value, (inner) => {
    const ciphertext = isObject(inner) && Object.keys(inner).length === 1 ? inner["secure"] : undefined;
    if (typeof ciphertext !== "string") return undefined;
    isAnySecret = true;
    return secrets.decrypt(ciphertext);
  });
  return { value: opened, secret: isAnySecret };
}

/** The config as a provider gets it: secrets marked. */
export function configProperties(config: StackConfig): Properties {
  return Object.fromEntries(
    Object.entries(config.plain).map(([key, value]) => [
      key,
      config.secretKeys.includes(key) ? secret(value) : value,
    ]),
  );
}

function setConfigBlock(lines: readonly string[], line: string, block: readonly string[]): string[] {
  const start = lines.findIndex((text) => /^config:\s*$/.test(text));
  if (start < 0) {
    if (lines.some((text) => text.startsWith("config:")))
      throw unsupported("editing config that is written on one line");
    return [...lines, "config:", ...block];
  }
  const at = lines.findIndex((text, index) => index > start && text.replaceAll('"', "").startsWith(line));
  if (at < 0) return lines.toSpliced(start + 1, 0, ...block);
  const after = lines.findIndex((text, index) => index > at && !/^\s{3,}/.test(text));
  return lines.toSpliced(at, (after < 0 ? lines.length : after) - at, ...block);
}

function configText(value: Value): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function readYaml(path: string): Properties {
  try {
    return asProperties(parseYaml(readFileSync(path, "utf8")));
  } catch (error) {
    throw new EngineError(`${path} cannot be read: ${messageOf(error)}`);
  }
}

function refuseUnknown(yaml: Properties, known: readonly string[], where: string): void {
  const unknown = Object.keys(yaml).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unsupported(`"${unknown}" in ${where}`);
}
