import type { z } from "zod";
import type { Fields } from "../../core/fields";
import { atLeastOne, heeded, windowsStayInside } from "../../core/requirements";
import type { Rules } from "../../core/rules";
import type { Concat } from "./concat";
import type { MixStream } from "./mixStream";

/** What the inputs of all have that make videos of a class. */
type RecordedVideo = z.input<
  Fields<{ concat: z.ZodOptional<typeof Concat>; mixStream: z.ZodOptional<typeof MixStream> }>
>;

const mixing = { path: "mixStream.enabled", values: [true] } as const;
const withoutCustom = { path: "mixStream.custom", given: false } as const;
const place = "mixStream.custom.inputStreamList[].layoutParams";
const canvas = "mixStream.custom.canvas.layoutParams";

/** What must hold across the parameters of all that make videos of a class. */
export const recordedVideoRules: Rules<RecordedVideo> = [
  atLeastOne(["mixStream.modelId", "mixStream.custom"], {
    when: [mixing],
    problem: "neither modelId nor custom says how the streams are arranged, and mixing needs one of them",
    advice: "add modelId: 1 or 2, or an arrangement of your own",
  }),
  ...windowsStayInside({
    start: [`${place}.x`, `${place}.y`],
    size: [`${place}.width`, `${place}.height`],
    canvas: [`${canvas}.width`, `${canvas}.height`],
    problem: "the stream ends at {end} px, and the canvas is {limit} px {long}",
    advice: "make {start} + {size} at most the {side} of the canvas",
  }),
  ...heeded(["mixStream.teacherId"], [{ path: "mixStream.modelId", given: true }, withoutCustom], {
    problem: "the vendor reads it only with modelId and without custom",
    advice: "leave it out, or use modelId alone",
  }),
  ...heeded(["mixStream.modelId", "mixStream.custom"], [mixing]),
  ...heeded(["mixStream.modelId"], [withoutCustom]),
  ...heeded(["concat.image"], [{ path: "concat.enabled", values: [true] }]),
];
