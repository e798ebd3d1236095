import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { eventNotification, finds, whiteboardCallback } from "../core/examples";
import { resourceRule } from "../core/rule";

/** Who receives reports can tell that the vendor sent them. */
export const callbackKeySet = resourceRule({
  name: "callback-key-set",
  title: "Key of callbacks",
  description: "Callbacks are signed with a key that cannot be guessed.",
  level: "advisory",
  severity: "medium",
  remediation: "Set a random key of at least minLength characters, kept with `pulumi config set --secret`.",
  settings: fields({
    minLength: z.int().min(1).max(64).default(16).describe("shortest key in characters"),
  }),
  examples: {
    good: [
      whiteboardCallback("the shortest key", { callbackKey: "k".repeat(16) }),
      whiteboardCallback(
        "a shorter key, where that is allowed",
        { callbackKey: "k".repeat(8) },
        {
          settings: { minLength: 8 },
        },
      ),
      eventNotification("a key of events"),
      eventNotification("events that are fetched", {
        mode: "PULL",
        notificationUrl: undefined,
        signKey: undefined,
      }),
    ],
    bad: [
      finds(eventNotification("no key of events", { signKey: undefined }), "signKey"),
      finds(whiteboardCallback("no key", { callbackKey: undefined }), "callbackKey"),
      finds(whiteboardCallback("a character too short", { callbackKey: "k".repeat(15) }), "callbackKey"),
    ],
  },
  check(subject, { minLength }, findings) {
    for (const { use, signingKey } of subject.facets("address")) {
      if (use.value !== "callback") continue;
      const key = signingKey.value;
      if (signingKey.absent) {
        findings.report(signingKey.path, "it is missing, so anybody can send reports", "set a random key");
      } else if (key !== undefined && key.length < minLength) {
        findings.report(
          signingKey.path,
          `it is shorter than ${minLength} characters`,
          `set a random key of at least ${minLength} characters`,
        );
      }
    }
  },
});
