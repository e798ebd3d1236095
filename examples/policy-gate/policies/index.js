const { PolicyPack } = require("@pulumi/policy");
const { packConfig, presets } = require("pulumi-media-tasks/policies");

const policies = presets["live-cdn"];

new PolicyPack(
  "studio",
  { policies },
  packConfig(policies, {
    "relay-url-allow-list": { allowedHosts: ["*.example.com"] },
    "encode-max-fps": { maxFps: 30 },
  }),
);
