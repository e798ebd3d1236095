import { unknownCheckingProxy } from "@pulumi/policy";
import type { Example } from "../../../policies/core/rule";
import { type Subject, subjectOf } from "../../../policies/core/subject";
import { pulumiType } from "../../../sdk/core/resource";

/** Examples as rules see them, with names of their own. */
export function subjects(examples: Readonly<Record<string, Example>>): Subject[] {
  return Object.entries(examples).flatMap(([name, { contract, inputs }]) => {
    const type = pulumiType(contract);
    const subject = subjectOf(
      {
        type,
        name,
        urn: `urn:pulumi:dev::project::${type}::${name}`,
        props: unknownCheckingProxy(inputs),
        opts: {
          protect: false,
          ignoreChanges: [],
          aliases: [],
          customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
          additionalSecretOutputs: [],
        },
      },
      () => undefined,
    );
    return subject ? [subject] : [];
  });
}
