import { heeded, requiredIf } from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import { idIsWhole } from "./idIsWhole";
import { LayoutMode } from "./layout";
import type { MixedCdnRelayInputs } from "./MixedCdnRelay";
import { mixRules } from "./mixRules";
import { mostStreams, mostStreamsInWindows } from "./streams";

const withUuid = { path: "control.seiConfig.seiPayLoadType", values: [5] } as const;

function streamsFitLayout({ targetStreams, layout }: MixedCdnRelayInputs, report: Report): void {
  const count = targetStreams?.streamList?.length ?? 0;
  if (count <= mostStreams || layout?.layoutMode === LayoutMode.custom) return;
  report.failure(
    "targetStreams.streamList",
    `it has ${count} streams, and at most ${mostStreams} are mixed where layout.layoutMode is not 2 (custom)`,
    `name fewer streams, or give each of at most ${mostStreamsInWindows} a region of a custom layout`,
  );
}

/** What must hold across the parameters of a relay of a mix. */
export const mixedCdnRelayRules: Rules<MixedCdnRelayInputs> = [
  idIsWhole("appId"),
  idIsWhole("businessId"),
  ...mixRules,
  streamsFitLayout,
  requiredIf("control.seiConfig.seiPayloadUuid", withUuid),
  ...heeded(["control.seiConfig.seiPayloadUuid"], [withUuid]),
];
