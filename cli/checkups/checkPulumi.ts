import { askVersion } from "./askVersion";
import { type Finding, findingsOf } from "./Finding";
import { isAtLeast } from "./isAtLeast";

/** The oldest Pulumi that the package is tried on: that of the SDK which it asks for. */
const oldest = "3.249.0";

/** The Pulumi CLI on the PATH. */
export async function checkPulumi(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Finding> {
  const { ok, warning } = findingsOf("pulumi");
  const version = await askVersion("pulumi", ["version"], {
    ...environment,
    PULUMI_SKIP_UPDATE_CHECK: "true",
  });
  if (version === undefined)
    return warning(
      "there is no pulumi on the PATH",
      "install the Pulumi CLI where stacks are deployed; the other commands of this package need none",
    );
  if (!isAtLeast(version, oldest))
    return warning(
      `Pulumi ${version}, and the package is tried on ${oldest} and newer ones`,
      "install a newer Pulumi CLI",
    );
  return ok(`Pulumi ${version}`);
}
