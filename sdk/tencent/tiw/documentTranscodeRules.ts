import { excludedIf, heeded } from "../../core/requirements";
import type { Report, Rules } from "../../core/rules";
import type { DocumentTranscodeInputs } from "./DocumentTranscode";

function addressIsEncoded({ url }: DocumentTranscodeInputs, report: Report): void {
  if (/^https?:\/\/[!-~]+$/i.test(url)) return;
  report.warning(
    "url",
    "it is no address that begins with http:// or https:// and has what is no ASCII percent-encoded, and the vendor may not find the document",
    "correct it, for example with encodeURI(url)",
  );
}

const dynamic = { path: "isStaticPPT", values: [false] } as const;

/** What must hold across the parameters of a transcoding. */
export const documentTranscodeRules: Rules<DocumentTranscodeInputs> = [
  addressIsEncoded,
  excludedIf("minResolution", [], {
    level: "warning",
    problem: "the vendor calls it disused",
    advice: "use minScaleResolution",
  }),
  ...heeded(["thumbnailResolution", "priority"], [dynamic]),
  ...heeded(["autoHandleUnsupportedElement"], [dynamic], { unlessDefault: true }),
  ...heeded(
    ["autoHandleUnsupportedElementTypes"],
    [{ path: "autoHandleUnsupportedElement", values: [true] }],
  ),
];
