import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { isObject, type JsonObject, member, parseJson, textOf } from "../../local/vendors/json";

const run = promisify(execFile);

/** What no program of a test needs, and what takes installs most of their time. */
const leftOut = ["node_modules", "build/esm", "build/esnext"];

/** Packs an installed package. */
async function archiveOf(folder: string): Promise<Buffer> {
  const name = basename(folder);
  const without = ["*.map", ...leftOut.map((part) => `${name}/${part}`)].map((part) => `--exclude=${part}`);
  const { stdout } = await run("tar", [...without, "-cf", "-", "-C", dirname(folder), name], {
    encoding: "buffer",
    maxBuffer: 2 ** 28,
  });
  return gzipSync(stdout, { level: 0 });
}

/** The manifest of a package in a folder. */
function manifestOf(folder: string): JsonObject {
  const manifest = parseJson(readFileSync(join(folder, "package.json"), "utf8"));
  if (isObject(manifest)) return manifest;
  throw new Error(`${folder} has no package.json.`);
}

/** The folders of all packages in a node_modules folder, links left out. */
function foldersIn(modules: string): string[] {
  const lock = parseJson(readFileSync(join(modules, ".package-lock.json"), "utf8"));
  const packages = member(lock, "packages");
  return Object.entries(isObject(packages) ? packages : {})
    .filter(([path, entry]) => path.startsWith("node_modules/") && member(entry, "link") !== true)
    .map(([path]) => join(modules, "..", path));
}

/** One version of a package. */
interface Offer {
  readonly manifest: JsonObject;
  readonly archive: () => Promise<Buffer>;
}

/**
 * A registry on 127.0.0.1 with what is installed in a node_modules folder: package managers really install from it,
 * and need no network.
 */
export class Registry {
  readonly #offers = new Map<string, Map<string, Offer>>();
  readonly #server = createServer((request, response) => {
    this.#answer(decodeURIComponent(request.url ?? "/")).then(
      (body) => response.writeHead(body === undefined ? 404 : 200).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });

  /** @param modules the node_modules folder, as npm left it */
  constructor(modules: string) {
    for (const folder of foldersIn(modules)) {
      let archive: Promise<Buffer> | undefined;
      this.#offer(manifestOf(folder), () => {
        archive ??= archiveOf(folder);
        return archive;
      });
    }
  }

  /** Adds a package whose archive is there already. */
  publish(manifest: JsonObject, archive: Buffer): void {
    this.#offer(manifest, async () => archive);
  }

  #offer(manifest: JsonObject, archive: () => Promise<Buffer>): void {
    const name = textOf(manifest, "name");
    const version = textOf(manifest, "version").replace(/^v/, "");
    const versions = this.#offers.get(name) ?? new Map<string, Offer>();
    this.#offers.set(name, versions.set(version, { manifest: { ...manifest, version }, archive }));
  }

  /** Opens a port. */
  async listen(): Promise<void> {
    await once(this.#server.listen(0, "127.0.0.1"), "listening");
  }

  /** Its address. */
  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The registry is not open.");
    return `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** What is at a path: `/name` tells of the versions, `/name/-/version.tgz` is one of them. */
  async #answer(path: string): Promise<Buffer | string | undefined> {
    const [, name = "", version] = /^\/((?:@[^/]+\/)?[^/]+)(?:\/-\/(.+)\.tgz)?$/.exec(path) ?? [];
    const versions = this.#offers.get(name);
    if (versions === undefined) return undefined;
    return version === undefined ? this.#about(name, versions) : versions.get(version)?.archive();
  }

  /** No version has a checksum here: it would mean to pack all of them. */
  #about(name: string, versions: ReadonlyMap<string, Offer>): string {
    const known = [...versions].map(([version, { manifest }]) => [
      version,
      { ...manifest, dist: { tarball: `${this.url}/${name}/-/${version}.tgz` } },
    ]);
    // Package managers wait with versions that are new.
    const time = [...versions.keys()].map((version) => [version, "2020-01-01T00:00:00.000Z"]);
    return JSON.stringify({
      name,
      "dist-tags": { latest: [...versions.keys()].at(-1) },
      versions: Object.fromEntries(known),
      time: Object.fromEntries(time),
    });
  }
}
