import type { Report, Rule } from "../../sdk/core/rules";
import { UserError } from "../http/errors";
import { claimAll, namedClaims, pushClaims } from "./claims";
import { siteOf } from "./config/endpoint";
import { journalPlaceOf } from "./config/journalPlace";
import { isJournaled, type Lifecycle, type Options, whyUnreadable } from "./lifecycle";
import type { Session } from "./session";
import { refuseOtherSites } from "./sites";
import { isToStop, optionsOf, type Properties } from "./state";
import { known } from "./unknowns";
import { warnOfEnds } from "./warnOfEnds";

/** What depends on the configuration and on other resources: said at preview, not when the first call fails. */
export function outsideRules({
  host,
  inputs: all,
  lifecycle,
  resource,
  settings,
}: Session): Rule<Properties>[] {
  const { contract, vendor } = lifecycle;
  // What is read in many places comes from `all`: a part that is not known hides nothing that stands beside it.
  const rules: Rule<Properties>[] = [
    (inputs) => void settings.account(vendor, optionsOf(inputs).profile),
    (inputs) => void (isJournaled(lifecycle, inputs) && journalPlaceOf(settings)),
    (inputs, report) => lifecycle.check?.(inputs, { settings, options: optionsOf(inputs) }, report),
    (inputs, report) => warnOfUnseenEnds(lifecycle, optionsOf(inputs), report),
    (inputs, report) =>
      refuseOtherSites(contract, all, siteOf(settings, vendor, optionsOf(inputs).profile), report),
    (_, report) => {
      if (!isToStop(optionsOf(all))) warnOfEnds(contract, all, host.runtime.clock.now(), report);
    },
    (inputs, report) => {
      // Names that are not known yet are taken later.
      const { exclusiveAmong = contract.type } = lifecycle;
      const named = namedClaims(exclusiveAmong, known(() => lifecycle.exclusive?.(inputs)) ?? []);
      // What is stopped leaves room for another one.
      const claims = isToStop(optionsOf(inputs)) ? [] : [...named, ...pushClaims(contract, all)];
      claimAll(host.run.claims, resource.urn, claims, report);
    },
  ];
  return rules.map((rule) => (inputs, report) => {
    try {
      rule(inputs, report);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      report.failure("", error.message, "");
    }
  });
}

/** An option that acts on an end can do so only where the end is noticed. */
function warnOfUnseenEnds(lifecycle: Lifecycle, { onEnded = "keep" }: Options, report: Report): void {
  const reason = whyUnreadable(lifecycle);
  if (reason === undefined || onEnded === "keep") return;
  const acts = onEnded === "restart" ? "starts it again" : "fails";
  report.warning(
    "lifecycle.onEnded",
    `it is "${onEnded}", and ${reason}: that it ended by itself is noticed, and pulumi up ${acts}, only when a change is sent to it; refresh does not see it`,
    "keep it for that, and watch the vendor's callback; a change of lifecycle.triggers starts it again at any time",
  );
}
