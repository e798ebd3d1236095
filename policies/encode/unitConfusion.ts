import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import type { FacetValue } from "../../sdk/core/readFacets";
import { schemaAt } from "../../sdk/core/schemaAt";
import { finds, relay, rtcRecording } from "../core/examples";
import { resourceRule } from "../core/rule";
import type { Subject } from "../core/subject";

type Unit = "bit/s" | "kbit/s" | "Hz";

/** Units that people write instead: a thousandth, and a thousand, of the vendor's. */
const otherUnits: Readonly<Record<Unit, { readonly smaller?: string; readonly larger: string }>> = {
  "bit/s": { larger: "kbit/s" },
  "kbit/s": { smaller: "bit/s", larger: "Mbit/s" },
  Hz: { larger: "kHz" },
};

/** A number that the vendor does not take as it stands. */
interface Refused {
  readonly path: string;
  readonly number: number;
  /** Whether it would take another one in its place. */
  takes(number: number): boolean;
}

function refused(subject: Subject, { path, raw }: FacetValue<number>): Refused | undefined {
  const schema = schemaAt(subject.contract.inputs, path);
  if (typeof raw !== "number" || !schema) return undefined;
  const takes = (number: number) => z.safeParse(schema, number).success;
  return takes(raw) ? undefined : { path, number: raw, takes };
}

/** The vendor's unit of a bitrate. */
function unitOf({ factor }: FacetValue<number>): Unit {
  return factor === 1 ? "kbit/s" : "bit/s";
}

/**
 * A number that is out of the vendor's range, and inside it in another unit, was written in that other unit: one API
 * takes kbit/s where the next one takes bit/s, and one seconds where the next one takes frames.
 */
export const unitConfusion = resourceRule({
  name: "encode-unit-confusion",
  title: "Units",
  description: "Bitrates, sample rates and key frame distances are in the vendor's units.",
  level: "mandatory",
  severity: "high",
  remediation: "Convert the number into the unit that the input takes.",
  settings: fields({}),
  examples: {
    good: [
      relay("the most in kbit/s", { "videoParams.videoEncode.bitRate": 10_000 }),
      relay("too much, in any unit", { "audioParams.audioEncode.bitRate": 7499 }),
      relay("the most in seconds", { "videoParams.videoEncode.gop": 5 }),
      rtcRecording("kbit/s", { "encode.audioBitrate": 192 }),
    ],
    bad: [
      finds(
        relay("just above the most in kbit/s", { "videoParams.videoEncode.bitRate": 10_001 }),
        "videoParams.videoEncode.bitRate",
      ),
      finds(
        relay("bit/s", {
          "videoParams.videoEncode.bitRate": 2_500_000,
          "audioParams.audioEncode.bitRate": 7500,
        }),
        "videoParams.videoEncode.bitRate",
        "audioParams.audioEncode.bitRate",
      ),
      finds(rtcRecording("Mbit/s", { "encode.videoBitrate": 1.5 }), "encode.videoBitrate"),
      finds(relay("frames", { "videoParams.videoEncode.gop": 60 }), "videoParams.videoEncode.gop"),
      finds(rtcRecording("kHz", { "encode.audioSampleRate": 44.1 }), "encode.audioSampleRate"),
    ],
  },
  check(subject, _settings, findings) {
    const report = ({ path, number }: Refused, unit: string, other: string, converted: number) =>
      findings.report(
        path,
        `${number} is none that the vendor takes in ${unit}; it looks like ${other}`,
        `write ${converted}`,
      );
    const compare = (input: FacetValue<number>, unit: Unit) => {
      const wrong = refused(subject, input);
      if (!wrong) return;
      const { smaller, larger } = otherUnits[unit];
      const [less, more] = [Math.round(wrong.number / 1000), Math.round(wrong.number * 1000)];
      if (smaller !== undefined && wrong.takes(less)) report(wrong, unit, smaller, less);
      else if (wrong.takes(more)) report(wrong, unit, larger, more);
    };
    for (const { kilobitsPerSecond, gopSeconds, framesPerSecond } of subject.facets("video")) {
      compare(kilobitsPerSecond, unitOf(kilobitsPerSecond));
      const gop = refused(subject, gopSeconds);
      const seconds = gop && gop.number / (framesPerSecond.value ?? Number.NaN);
      if (seconds !== undefined && gop?.takes(seconds)) report(gop, "seconds", "frames", seconds);
    }
    for (const { kilobitsPerSecond, sampleRateHertz } of subject.facets("audio")) {
      compare(kilobitsPerSecond, unitOf(kilobitsPerSecond));
      compare(sampleRateHertz, "Hz");
    }
  },
});
