import type { ConfigReader } from "../../provider/core/config/Places";
import { Settings } from "../../provider/core/config/Settings";
import type { Host } from "../../provider/core/host";
import { Redactor } from "../../provider/core/redact";
import type { Circumstances } from "./Circumstances";
import { checkJournal } from "./checkJournal";
import { checkNode } from "./checkNode";
import { checkPackage } from "./checkPackage";
import { checkPlainKeys } from "./checkPlainKeys";
import { checkProject } from "./checkProject";
import { checkPulumi } from "./checkPulumi";
import { checkSettings } from "./checkSettings";
import { checkVendors } from "./checkVendors";
import type { Finding } from "./Finding";
import { type Project, readProject, type StackFile } from "./readProject";

/** What is to be examined. */
interface Patient {
  readonly host: Host;
  /** The project's folder. */
  readonly folder: string;
  /** The stack, where the user named one. */
  readonly stack: string | undefined;
  /** Settings that go before those of the stack, by their full names. */
  readonly given: ReadonlyMap<string, string>;
}

/** Everything that a deployment needs, line by line; the findings have no secret in them. */
export async function examine({ host, folder, stack: asked, given }: Patient): Promise<Finding[]> {
  const { environment } = host.surroundings;
  const project = readProject(folder);
  const stack = project && stackOf(project, asked);
  const config: ConfigReader = (key) => given.get(key) ?? stack?.plain.get(key);
  const settings = new Settings(config, host.surroundings);
  const names = new Set([...given.keys(), ...(stack?.plain.keys() ?? []), ...(stack?.encrypted ?? [])]);
  const circumstances: Circumstances = { host, project, stack, settings, names };
  const findings = [
    await checkNode(environment),
    await checkPulumi(environment),
    checkProject(circumstances, asked),
    ...checkSettings(circumstances),
    ...(project === undefined ? [] : checkPlainKeys(project)),
    ...(await checkVendors(circumstances)),
    ...(await checkJournal(circumstances)),
    ...(project === undefined ? [] : [checkPackage(project, environment)]),
  ];
  const redactor = new Redactor(settings.secrets());
  return findings.map(({ check, level, text, remedy }) => ({
    check,
    level,
    text: redactor.clean(text),
    ...(remedy !== undefined && { remedy: redactor.clean(remedy) }),
  }));
}

/** The stack that is named, or the only one. */
function stackOf({ stacks }: Project, asked: string | undefined): StackFile | undefined {
  // A name of the service has the organisation in front.
  const name = asked?.split("/").at(-1);
  if (name !== undefined) return stacks.find((one) => one.stack === name);
  return stacks.length === 1 ? stacks[0] : undefined;
}
