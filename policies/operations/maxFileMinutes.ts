import { z } from "zod";
import { fields } from "../../sdk/core/fields";
import { finds, relay } from "../core/examples";
import { resourceRule } from "../core/rule";

const recorded = (minutes: number | undefined, recordFormat = ["mp4"]) => ({
  recordParams: {
    uniRecord: 3,
    recordFormat,
    ...(minutes !== undefined && { maxMediaFileDuration: minutes }),
    mcuStorageParams: { mcuCloudVod: { mcuTencentVod: { subAppId: 221073 } } },
  },
});

/** A damaged file is no lost day. Only formats of one piece are split; the vendor does so at 2 GB by itself too. */
export const maxFileMinutes = resourceRule({
  name: "ops-max-file-minutes",
  title: "Length of files",
  description: "Recordings are split into files that one can handle.",
  level: "advisory",
  severity: "low",
  remediation: "Set a shorter file, or record HLS, which is in pieces anyway.",
  settings: fields({
    max: z.int().min(1).max(1440).default(240).describe("longest file in minutes"),
  }),
  examples: {
    good: [
      relay("the limit", recorded(240)),
      relay("HLS is in pieces", recorded(undefined, ["hls"])),
      relay("not recorded"),
    ],
    bad: [
      finds(relay("a minute more", recorded(241)), "recordParams.maxMediaFileDuration"),
      finds(relay("the vendor's default", recorded(undefined)), "recordParams.maxMediaFileDuration"),
    ],
  },
  check(subject, { max }, findings) {
    for (const { written, formats, maxMinutes } of subject.facets("files")) {
      const minutes = maxMinutes.value;
      if (written.value !== true || minutes === undefined || minutes <= max) continue;
      if (formats.value?.every((format) => format === "hls")) continue;
      findings.report(
        maxMinutes.path,
        `files of ${minutes} minutes${maxMinutes.remark} are longer than ${max}`,
        `set it to at most ${max}`,
      );
    }
  },
});
