import { readable } from "../http/clock";
import { UserError } from "../http/errors";
import type { Cancellation } from "./Cancellation";
import type { Context } from "./lifecycle";

const firstPause = 1_000;
const longestPause = 10_000;
const firstLine = 30_000;

/**
 * Looks again and again until the probe gives something. What takes long says so, after half a minute, and then in
 * spans that double, so that warnings beside it are seen.
 */
export async function poll<Result>(
  what: string | (() => string),
  probe: () => Promise<Result | undefined>,
  context: Pick<Context, "runtime" | "deadline" | "say"> & { readonly cancellation: Cancellation },
): Promise<Result> {
  const { cancellation, deadline, runtime } = context;
  const { clock } = runtime;
  const awaited = () => (typeof what === "string" ? what : what());
  const began = clock.now();
  let span = firstLine;
  let nextLine = began + span;
  for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 2)) {
    const result = await probe();
    if (result !== undefined) return result;
    const now = clock.now();
    if (now >= nextLine) {
      context.say(`waiting for ${awaited()} (${readable(now - began)})`);
      span *= 2;
      nextLine = now + span;
    }
    if (now < deadline) await cancellation.during(clock.sleep(Math.min(pause, deadline - now)), awaited);
    if (clock.now() >= deadline) {
      throw new UserError(
        `waited ${readable(clock.now() - began)} for ${awaited()}, and it is not so yet. What to do: run pulumi up again to go on waiting, or raise lifecycle.timeouts`,
      );
    }
  }
}
