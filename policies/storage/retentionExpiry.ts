import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { today } from "../core/clock";
import { finds, relay, videoRedraw } from "../core/examples";
import { resourceRule } from "../core/rule";
import { daysUntil } from "./daysUntil";
import { recordedIntoVod } from "./recordedInto";

const secondsPerDay = 86_400;
const expireTime = "recordParams.mcuStorageParams.mcuCloudVod.mcuTencentVod.expireTime";

/** What nobody deletes is paid for ever. Buckets have their own rules of expiry, which are set elsewhere. */
export const retentionExpiry = resourceRule({
  name: "storage-retention-expiry",
  title: "Expiry of files",
  description: "Files in VOD expire, and not before somebody could fetch them.",
  level: "advisory",
  severity: "medium",
  remediation: "Set a time of expiry, or allowForever for archives.",
  settings: fields({
    minDays: z.number().min(0).default(1).describe("shortest life of a file in days"),
    maxDays: z.number().min(0).default(400).describe("longest life of a file in days"),
    allowForever: z.boolean().default(false).describe("whether files may be kept for ever"),
  }),
  examples: {
    good: [
      relay("the longest life", recordedIntoVod({ expireTime: 400 * secondsPerDay })),
      relay("the shortest life", recordedIntoVod({ expireTime: secondsPerDay })),
      relay("for ever, where that is allowed", recordedIntoVod({ expireTime: 0 }), {
        settings: { allowForever: true },
      }),
      videoRedraw("the vendor removes it by itself"),
      videoRedraw("it has expired already", {
        outputConfig: { storageMode: "Permanent", expireTime: "2020-12-28T00:35:00Z" },
      }),
    ],
    bad: [
      finds(relay("a second too long", recordedIntoVod({ expireTime: 400 * secondsPerDay + 1 })), expireTime),
      finds(relay("a second too short", recordedIntoVod({ expireTime: secondsPerDay - 1 })), expireTime),
      finds(
        relay("for ever, by the vendor's default", recordedIntoVod({ expireTime: undefined })),
        expireTime,
      ),
      finds(
        videoRedraw("permanent, and never expires", { outputConfig: { storageMode: "Permanent" } }),
        "outputConfig.expireTime",
      ),
      finds(
        videoRedraw("expires in the next century", {
          outputConfig: { storageMode: "Permanent", expireTime: "2126-12-28T00:35:00Z" },
        }),
        "outputConfig.expireTime",
      ),
    ],
  },
  check(subject, { minDays, maxDays, allowForever }, findings) {
    const keptForever = (path: string) => {
      if (!allowForever)
        findings.report(path, "files are kept for ever", `let them expire within ${maxDays} days`);
    };
    const keptTooLong = (path: string) =>
      findings.report(
        path,
        `files are kept longer than ${maxDays} days`,
        `let them expire within ${maxDays} days`,
      );
    for (const { expireSeconds, expiresAt, retention } of subject.facets("store")) {
      const seconds = expireSeconds.value;
      if (seconds === 0) keptForever(expireSeconds.path);
      else if (seconds !== undefined && seconds > maxDays * secondsPerDay) keptTooLong(expireSeconds.path);
      else if (seconds !== undefined && seconds < minDays * secondsPerDay) {
        findings.report(
          expireSeconds.path,
          `files expire in less than ${minDays} days`,
          "keep them until somebody could fetch them",
        );
      }
      if (retention.value !== "permanent") continue;
      // The day is fixed, so the life that is left only shrinks: it says nothing about too short.
      const until = expiresAt.value;
      if (expiresAt.absent) keptForever(expiresAt.path);
      else if (until !== undefined && daysUntil(until, today()) > maxDays) keptTooLong(expiresAt.path);
    }
  },
});
