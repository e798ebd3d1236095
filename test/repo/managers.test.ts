import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isObject, type JsonValue, parseJson } from "../../local/vendors/json";
import { pack, root } from "./pack";
import { Registry } from "./registry";

const run = promisify(execFile);
const modules = join(root, "node_modules");
const yarn = join(modules, "@yarnpkg/cli-dist/bin/yarn.js");

/** A way to install a program's packages. */
interface Manager {
  readonly install: readonly string[];
  /** Runs a script with what is installed. */
  readonly node: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** The program's own TypeScript; without one, Pulumi compiles with the old one that it brings. */
  readonly typescript?: string;
}

const managers: Readonly<Record<string, Manager>> = {
  npm: { install: ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"], node: ["node"] },
  "pnpm, isolated": {
    install: ["node", join(modules, "pnpm/bin/pnpm.cjs"), "install", "--ignore-scripts"],
    node: ["node"],
    typescript: "5.0.4",
  },
  "yarn, node_modules": {
    install: ["node", yarn, "install"],
    node: ["node"],
    // The folders and the compiler are those of npm, where types are checked.
    environment: { YARN_NODE_LINKER: "node-modules", PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  },
  "yarn, Plug'n'Play": {
    install: ["node", yarn, "install"],
    node: ["node", yarn, "node"],
    environment: { YARN_NODE_LINKER: "pnp" },
    typescript: "5.9.3",
  },
};

let folder: string;
let registry: Registry;
const printed = new Map<string, JsonValue>();

/** What the package managers read of their environment: this registry, and no setting of the machine's user. */
function environmentOf(home: string): Record<string, string> {
  return {
    HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    npm_config_registry: registry.url,
    npm_config_cache: join(home, "cache"),
    npm_config_userconfig: join(home, ".npmrc"),
    npm_config_store_dir: join(home, "store"),
    YARN_NPM_REGISTRY_SERVER: registry.url,
    YARN_UNSAFE_HTTP_WHITELIST: "127.0.0.1",
    YARN_NPM_MINIMAL_AGE_GATE: "0",
    YARN_GLOBAL_FOLDER: join(home, "yarn"),
    YARN_ENABLE_GLOBAL_CACHE: "true",
    YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    YARN_ENABLE_SCRIPTS: "false",
    YARN_ENABLE_TELEMETRY: "0",
    YARN_COMPRESSION_LEVEL: "0",
  };
}

/** Installs the program with a package manager; then previews, deploys and destroys it. */
async function runWith(name: string, manager: Manager): Promise<void> {
  const { install, node, environment, typescript } = manager;
  const project = join(folder, name.replace(/\W+/g, "-"));
  cpSync(join(root, "test/fixtures/installed"), project, { recursive: true });
  const own = parseJson(readFileSync(join(root, "package.json"), "utf8"));
  const versions = isObject(own) && isObject(own["devDependencies"]) ? own["devDependencies"] : {};
  const dependencies = {
    "@pulumi/policy": versions["@pulumi/policy"],
    "@pulumi/pulumi": versions["@pulumi/pulumi"],
    "@types/node": versions["@types/node"],
    "pulumi-media-tasks": "0.1.0",
    ...(typescript && { typescript }),
  };
  const manifest = { name: "installed", private: true, main: "index.ts", dependencies };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  // Without one, yarn looks for a project in the folders above.
  writeFileSync(join(project, "yarn.lock"), "");
  const options = {
    cwd: project,
    env: { ...process.env, ...environmentOf(join(folder, "home")), ...environment },
  };
  const command = async ([file = "", ...words]: readonly string[]) =>
    (await run(file, words, options)).stdout;
  await command(install);
  printed.set(name, parseJson(await command([...node, "run.js"])));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-media-tasks-managers-"));
  const archive = await pack(folder);
  const manifest = parseJson(readFileSync(join(root, "package.json"), "utf8"));
  registry = new Registry(modules);
  if (isObject(manifest)) registry.publish(manifest, readFileSync(archive.path));
  await registry.listen();
  // Two at a time. What has to be packed for the first ones is there for the others.
  const waiting = Object.entries(managers);
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runWith(...next);
  };
  await Promise.all([worker(), worker()]);
}, 300_000);

afterAll(() => {
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each(Object.keys(managers))("a program installed by %s is previewed, deployed and destroyed", (name) => {
  const went = (changes: object) => expect.objectContaining({ exitCode: 0, changes, diagnostics: [] });
  expect(printed.get(name)).toMatchObject({
    preview: went({ create: 5 }),
    callsOfPreview: 0,
    up: { exitCode: 0, changes: { create: 5 }, outputs: { status: "running" } },
    showsSecret: false,
    tasks: 2,
    destroy: went({ delete: 5 }),
    running: 0,
  });
});
