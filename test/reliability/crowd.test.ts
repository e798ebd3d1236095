import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { startVendors } from "../../local/vendors";
import gmeRecording from "../contract/descriptors/tencent/gme/Recording";
import { configFor } from "../provider/support";
import { fault } from "./matrix";
import { ProviderServer } from "./providerServer";

// Real processes: each has rate limits of its own, and the vendor counts the calls of all of them.
test.each([
  [2, 40],
  [4, 20],
])(
  `${fault(7)}: %i stacks on one account at once, with %i recordings each`,
  async (stacks, recordings) => {
    const began = Date.now();
    const home = mkdtempSync(join(tmpdir(), "crowd-"));
    await using vendors = await startVendors();
    const config = configFor(vendors);
    const servers = Array.from(
      { length: stacks },
      () => new ProviderServer({ home, config, began, speed: 1 }),
    );
    try {
      const creates = servers.flatMap((server, stack) => {
        const provider = server.provider(gmeRecording.type);
        return Array.from({ length: recordings }, (_, index) => {
          const name = `room-${stack}-${index}`;
          const __urn = `urn:pulumi:${stack}::school::pulumi-nodejs:dynamic/${gmeRecording.type}::${name}`;
          return provider.create({
            ...gmeRecording.inputs,
            roomId: name,
            __urn,
            lifecycle: { waitFor: "accepted" },
          });
        });
      });
      const failures = (await Promise.allSettled(creates)).flatMap((outcome) =>
        outcome.status === "rejected" ? [String(outcome.reason)] : [],
      );
      expect(failures).toEqual([]);
      expect(vendors.tasks()).toHaveLength(stacks * recordings);
      expect(vendors.journal.some(({ code }) => code.startsWith("RequestLimitExceeded"))).toBe(true);
    } finally {
      await Promise.all(servers.map((server) => server.kill()));
      rmSync(home, { recursive: true });
    }
  },
  60_000,
);
