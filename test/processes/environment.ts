import { TestEnvironment } from "jest-environment-node";
import { ReusedProcesses } from "./ReusedProcesses.ts";

/** Of all files that a worker of the test runner tests, one after the other. */
const processes = new ReusedProcesses();

/** Node.js, and processes that are there already. */
export default class Environment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    this.global.launchReused = processes.launch;
  }
}
