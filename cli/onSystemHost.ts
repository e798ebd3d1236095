import type { Host } from "../provider/core/host";
import { UserError } from "../provider/http/errors";
import { systemHost } from "../provider/systemHost";
import { Failure } from "./command";

/** Does the work of a command that calls vendors. `about` stands before what only the user can mend. */
export async function onSystemHost(about: string, work: (host: Host) => Promise<number>): Promise<number> {
  const host = systemHost();
  try {
    return await work(host);
  } catch (error) {
    throw error instanceof UserError ? new Failure(`${about}${error.message}`) : error;
  } finally {
    await host.runtime.transport.close();
  }
}
