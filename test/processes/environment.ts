import crypto from "node:crypto";
import { TestEnvironment } from "jest-environment-node";
import { ReusedProcesses } from "./ReusedProcesses.ts";

/** Of all files that a worker of the test runner tests, one after the other. */
const processes = new ReusedProcesses();

const { pbkdf2Sync } = crypto;
const derivedKeys = new Map<string, Buffer>();

/** Keys are slow to derive, that being their purpose: each one is, once a worker. */
crypto.pbkdf2Sync = (...given) => {
  const name = JSON.stringify(given);
  const key = derivedKeys.get(name) ?? pbkdf2Sync(...given);
  derivedKeys.set(name, key);
  return Buffer.from(key);
};

/** Node.js, processes that are there already, and keys that are derived. */
export default class Environment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.launchReused = processes.launch;
  }
}
