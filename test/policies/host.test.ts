import { testGates } from "./gates";

// The same runs on the pulumi CLI: host.pulumi.ts.
testGates("lean");
