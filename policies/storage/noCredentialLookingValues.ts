import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import {
  finds,
  relay,
  rtcRecording,
  subApplication,
  videoGeneration,
  videoRedraw,
  voiceRecording,
  whiteboardCallback,
} from "../core/examples";
import { expression } from "../core/expression";
import { resourceRule } from "../core/rule";

/** How credentials of the vendors look, and of the clouds that they write to. */
const credentials: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a key id of Tencent Cloud", /AKID[A-Za-z0-9]{32}/],
  ["a key id of Volcengine", /AKLT[A-Za-z0-9+/=_-]{20}/],
  ["a key id of AWS", /(AKIA|ASIA)[A-Z0-9]{16}/],
  // Signatures are compressed with zlib and written in base64, with "*" and "-" for two of its letters.
  ["a sign-in signature of TRTC", /eJ[wxy][A-Za-z0-9*_+/=-]{50}/],
  ["a signed push address", /txSecret=[^&\s]/i],
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
];

const keyOfTencent = `AKID${"x".repeat(32)}`;
const signature = `eJw${"x".repeat(50)}`;

/** A credential in an input that is no secret ends up in plain text in the state, the preview and the vendor's logs. */
export const noCredentialLookingValues = resourceRule({
  name: "secret-no-credential-looking-values",
  title: "No credentials in other inputs",
  description: "Inputs that are no secrets hold nothing that looks like a credential.",
  level: "mandatory",
  severity: "critical",
  remediation: "Take the credential out, and replace it at its vendor: it has been shown.",
  settings: fields({
    extraPatterns: z
      .array(expression)
      .default([])
      .describe("more regular expressions that credentials match"),
  }),
  examples: {
    good: [
      relay("credentials in secret inputs", {
        "agentParams.userSig": signature,
        publishCdnParams: [
          { publishCdnUrl: "rtmp://push.example.com/live/stage?txSecret=1", isTencentCdn: 1 },
        ],
      }),
      videoRedraw("a letter less than a key id", { sessionContext: keyOfTencent.slice(0, -1) }),
      videoRedraw("a letter less than a signature", { sessionContext: signature.slice(0, -1) }),
      voiceRecording("nothing"),
    ],
    bad: [
      finds(
        relay("a key in a text that is sent along", {
          "seiParams.layoutVolume": { appData: `key=${keyOfTencent}` },
        }),
        "seiParams.layoutVolume.appData",
      ),
      finds(
        rtcRecording("a key in an address", {
          "layout.customLayout": {
            canvas: { backgroundImage: `https://a.example.com/b?AKLT${"x".repeat(20)}` },
          },
        }),
        "layout.customLayout.canvas.backgroundImage",
      ),
      finds(videoGeneration("a signature", { extraData: signature }), "extraData"),
      finds(
        whiteboardCallback("a signed address", { callback: "https://hooks.example.com/?txSecret=1" }),
        "callback",
      ),
      finds(videoRedraw("a key of AWS", { sessionContext: `AKIA${"X".repeat(16)}` }), "sessionContext"),
      finds(
        subApplication("a private key", { description: "-----BEGIN RSA PRIVATE KEY-----" }),
        "description",
      ),
      finds(
        voiceRecording(
          "a pattern of one's own",
          { roomId: "token-12345" },
          {
            settings: { extraPatterns: ["token-\\d+"] },
          },
        ),
        "roomId",
      ),
    ],
  },
  check(subject, { extraPatterns }, findings) {
    const patterns = [
      ...credentials,
      ...extraPatterns.map((text) => ["something that extraPatterns lists", new RegExp(text)] as const),
    ];
    for (const { input, secret } of subject.given()) {
      if (secret) continue;
      const text = input.value;
      const found = typeof text === "string" && patterns.find(([, pattern]) => pattern.test(text));
      if (!found) continue;
      findings.report(
        input.path,
        `it looks like ${found[0]}, and this input is no secret`,
        "take it out, and replace it at its vendor: it may have been shown already",
      );
    }
  },
});
