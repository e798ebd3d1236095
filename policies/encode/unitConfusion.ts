import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay, rtcRecording } from "../core/examples";
import type { Fact } from "../core/facts";
import { schemaAt } from "../core/inputs";
import { resourceRule } from "../core/rule";
import type { Subject } from "../core/subject";

const thousand = 1000;
const bitrateUnits = ["bit/s", "kbit/s", "Mbit/s"] as const;
const frequencyUnits = ["Hz", "kHz"] as const;

/** A number that the vendor does not take as it stands. */
interface Refused {
  readonly path: string;
  readonly number: number;
  /** Whether it would take another one in its place. */
  takes(number: number): boolean;
}

function refused(subject: Subject, { path, raw }: Fact<number>): Refused | undefined {
  const schema = schemaAt(subject.contract.inputs, path);
  if (typeof raw !== "number" || !schema) return undefined;
  const takes = (number: number) => z.safeParse(schema, number).success;
  return takes(raw) ? undefined : { path, number: raw, takes };
}

/** The unit, a thousand times smaller or larger, in which the vendor would take the number; and what that is. */
function meant({ number, takes }: Refused, units: readonly string[], vendors: number) {
  const steps = [
    { unit: units[vendors - 1], converted: Math.round(number / thousand) },
    { unit: units[vendors + 1], converted: Math.round(number * thousand) },
  ];
  return steps.find(({ unit, converted }) => unit !== undefined && takes(converted));
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
    const report = ({ path, number }: Refused, vendors: string, other: string, converted: number) =>
      findings.report(
        path,
        `${number} is none that the vendor takes in ${vendors}; it looks like ${other}`,
        `write ${converted}`,
      );
    const compare = (fact: Fact<number>, units: readonly string[], vendors: number) => {
      const wrong = refused(subject, fact);
      const found = wrong && meant(wrong, units, vendors);
      if (found) report(wrong, units[vendors] ?? "", found.unit ?? "", found.converted);
    };
    for (const { kilobitsPerSecond, gopSeconds, framesPerSecond } of subject.facets("video")) {
      compare(kilobitsPerSecond, bitrateUnits, kilobitsPerSecond.factor === 1 ? 1 : 0);
      const gop = refused(subject, gopSeconds);
      const seconds = gop && gop.number / (framesPerSecond.value ?? Number.NaN);
      if (seconds !== undefined && gop?.takes(seconds)) report(gop, "seconds", "frames", seconds);
    }
    for (const { kilobitsPerSecond, sampleRateHertz } of subject.facets("audio")) {
      compare(kilobitsPerSecond, bitrateUnits, kilobitsPerSecond.factor === 1 ? 1 : 0);
      compare(sampleRateHertz, frequencyUnits, 0);
    }
  },
});
