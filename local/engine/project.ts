import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { EngineError, messageOf, unsupported } from "./engineError";
import type { Secrets } from "./secrets";
import { asProperties, isObject, mapValue, type Properties, secret, type Value } from "./values";

type ParseYaml = (text: string) => unknown;

/** What Pulumi.yaml says. */
export interface Project {
  readonly name: string;
  readonly root: string;
  /** Where program and provider run: the root, or the folder that `main` names. */
  readonly programDir: string;
  /** The program's file in that folder, or "." for what its package.json says. */
  readonly entry: string;
  readonly typescript: boolean;
  readonly tsconfig?: string | undefined;
  readonly nodeArgs: readonly string[];
  readonly config: Properties;
}

/** The config of a stack. */
export interface StackConfig {
  /** `namespace:name` to the text that programs see. */
  readonly plain: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

/** What a program, its provider and its policies are told about where they run. */
export interface StackContext {
  readonly project: string;
  readonly stack: string;
  /** File backends have one organization, of this very name. */
  readonly organization: string;
  readonly config: StackConfig;
}

const ignoredProjectKeys = [
  "name",
  "runtime",
  "main",
  "description",
  "author",
  "website",
  "license",
  "config",
  "template",
];
const ignoredStackKeys = ["config", "encryptionsalt"];

/** Where the program of a project lives, which is where its SDK is to be found: known before any YAML can be read. */
export function projectFile(dir: string): string {
  const found = ["Pulumi.yaml", "Pulumi.yml"]
    .map((name) => join(resolve(dir), name))
    .find((path) => existsSync(path));
  if (found === undefined) throw new EngineError(`There is no Pulumi.yaml in ${resolve(dir)}.`);
  return found;
}

/** Reads Pulumi.yaml. */
export function readProject(file: string, parseYaml: ParseYaml): Project {
  const yaml = readYaml(file, parseYaml);
  refuseUnknown(yaml, ignoredProjectKeys, file);
  const { name, main } = yaml;
  if (typeof name !== "string") throw new EngineError(`${file} has no name.`);
  const runtime = isObject(yaml["runtime"]) ? yaml["runtime"] : { name: yaml["runtime"] ?? "" };
  if (runtime["name"] !== "nodejs")
    throw unsupported(`the runtime "${runtime["name"]}", which ${file} names`);
  const options = asProperties(runtime["options"]);
  refuseUnknown(
    options,
    ["typescript", "tsconfig", "nodeargs", "packagemanager"],
    `runtime.options of ${file}`,
  );
  const { tsconfig, nodeargs } = options;
  const root = dirname(file);
  return {
    name,
    root,
    ...locateProgram(root, typeof main === "string" ? main : undefined),
    typescript: options["typescript"] !== false,
    tsconfig: typeof tsconfig === "string" ? tsconfig : undefined,
    nodeArgs: typeof nodeargs === "string" ? nodeargs.split(/\s+/).filter((arg) => arg !== "") : [],
    config: asProperties(yaml["config"]),
  };
}

/** A program in a sub-folder runs in that folder, so that its relative paths hold. */
function locateProgram(root: string, main: string | undefined): Pick<Project, "programDir" | "entry"> {
  if (main === undefined || main === "") return { programDir: root, entry: "." };
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
    parseYaml: ParseYaml,
  ) {
    this.path = join(project.root, `Pulumi.${stack}.yaml`);
    this.yaml = existsSync(this.path) ? readYaml(this.path, parseYaml) : {};
    refuseUnknown(this.yaml, ignoredStackKeys, this.path);
  }

  get salt(): string | undefined {
    const salt = this.yaml["encryptionsalt"];
    return typeof salt === "string" ? salt : undefined;
  }

  /** The stack's own values over the project's. */
  config(secrets: Secrets): StackConfig {
    const plain: Record<string, string> = {};
    const secretKeys: string[] = [];
    const declared = this.qualify(this.project.config);
    const own = this.qualify(asProperties(this.yaml["config"]));
    for (const [key, declaration] of Object.entries(declared)) {
      const value = own[key] === undefined ? defaultOf(key, declaration) : undefined;
      if (value !== undefined) plain[key] = configText(value);
    }
    for (const [key, value] of Object.entries(own)) {
      const opened = open(value, secrets);
      plain[key] = configText(opened.value);
      if (opened.secret) secretKeys.push(key);
      checkDeclared(key, declared[key], opened.value);
    }
    return { plain, secretKeys };
  }

  /** Sets one value and keeps the rest of the file, comments included, as it is. */
  edit(key: string, value: string, secrets?: Secrets): string {
    const line = `  ${this.qualifyKey(key)}:`;
    const block =
      secrets === undefined
        ? [`${line} ${JSON.stringify(value)}`]
        : [line, `    secure: ${secrets.encrypt(value)}`];
    const text = existsSync(this.path) ? readFileSync(this.path, "utf8") : "";
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

/** A project declares a key with a plain value, with `value`, or with a type and maybe a default. */
function defaultOf(key: string, declaration: Value): Value | undefined {
  if (!isObject(declaration)) return declaration;
  const value = declaration["value"] ?? declaration["default"];
  if (value === undefined) throw new EngineError(`The stack is missing the configuration value "${key}".`);
  return value;
}

function checkDeclared(key: string, declaration: Value | undefined, value: Value): void {
  if (!isObject(declaration)) return;
  const type = declaration["type"];
  const holds: Readonly<Record<string, () => boolean>> = {
    integer: () => /^-?\d+$/.test(String(value)),
    boolean: () => /^(true|false)$/.test(String(value)),
    array: () => Array.isArray(value),
    object: () => isObject(value),
  };
  if (typeof type === "string" && holds[type]?.() === false) {
    throw new EngineError(`The configuration value "${key}" must be of type ${type}.`);
  }
}

function configText(value: Value): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function readYaml(path: string, parseYaml: ParseYaml): Properties {
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
