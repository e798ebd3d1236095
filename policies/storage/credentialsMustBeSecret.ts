import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording, whiteboardCallback } from "../core/examples";
import { resourceRule } from "../core/rule";
import { recordedIntoBucket } from "./recordedInto";

const note = "seiParams.passThrough.payloadContent";
const sei = { "seiParams.passThrough": { payloadContent: "ticket", payloadType: 100 } };

/**
 * Credentials are encrypted in the state. The classes of this package see to it for the inputs that they know as
 * secrets; the rule holds it of states, whoever wrote them, and of other inputs that somebody puts a credential into.
 */
export const credentialsMustBeSecret = resourceRule({
  name: "credentials-must-be-secret",
  title: "Credentials are secrets",
  description:
    "Keys, signatures and push addresses are Pulumi secrets, so that the state holds them encrypted.",
  level: "remediate",
  severity: "critical",
  remediation: "Wrap the value with pulumi.secret, or keep it in the configuration with --secret.",
  asksForSecrets: true,
  settings: fields({
    paths: z
      .array(z.string().min(1))
      .default([])
      .describe('more inputs that hold credentials, for example "list[].name" for one in a list'),
  }),
  examples: {
    good: [
      relay("as the classes of this package make it", {
        "agentParams.userSig": "signature",
        ...recordedIntoBucket(),
      }),
      rtcRecording("no credentials"),
      whiteboardCallback("as the classes of this package make it"),
      relay("another input, and a secret", sei, { settings: { paths: [note] }, wrapped: { [note]: true } }),
    ],
    bad: [
      finds(
        relay(
          "a push address and a signature in plain text",
          { "agentParams.userSig": "signature" },
          { wrapped: { "agentParams.userSig": false, "publishCdnParams[0].publishCdnUrl": false } },
        ),
        "agentParams.userSig",
        "publishCdnParams[0].publishCdnUrl",
      ),
      finds(
        whiteboardCallback("a key in plain text", {}, { wrapped: { callbackKey: false } }),
        "callbackKey",
      ),
      finds(
        rtcRecording(
          "one of two keys in plain text",
          {
            "storageConfig.type": 2,
            "storageConfig.tosConfig": undefined,
            "storageConfig.customConfig": { bucket: "lessons", accessKey: "access", secretKey: "secret" },
          },
          { wrapped: { "storageConfig.customConfig.secretKey": false } },
        ),
        "storageConfig.customConfig.secretKey",
      ),
      finds(relay("another input, in plain text", sei, { settings: { paths: [note] } }), note),
    ],
  },
  check(subject, { paths }, findings) {
    const credentials = subject
      .given()
      .filter(({ input, secret }) => secret || paths.includes(input.path.replace(/\[\d+\]/g, "[]")));
    if (credentials.some(({ input }) => subject.isPulumiSecret(input.path) === undefined)) {
      findings.report(
        "",
        "it cannot be told which inputs are secrets, as only a remediation sees that",
        'set the level of this rule to "remediate", or disable it',
      );
      return;
    }
    for (const { input } of credentials) {
      if (subject.isPulumiSecret(input.path) || input.value === undefined) continue;
      findings.report(input.path, "it is a credential in plain text", "wrap it with pulumi.secret");
    }
  },
});
