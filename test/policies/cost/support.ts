import { unknownCheckingProxy } from "@pulumi/policy";
import type { Example } from "../../../policies/core/rule";
import { type Subject, subjectOf } from "../../../policies/core/subject";
import { pulumiType } from "../../../sdk/core/contract";
import { noOptions } from "../support";

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
        opts: noOptions,
      },
      () => undefined,
    );
    return subject ? [subject] : [];
  });
}
