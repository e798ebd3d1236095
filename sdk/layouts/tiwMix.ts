import type { StreamFillMode } from "../tencent/tiw/mixStream";
import type { Layout } from "./Layout";

/** The `mixStream` of a `tencent.tiw.OnlineRecording` or a `tencent.tiw.VideoGeneration`. */
export interface TiwMix {
  /** The streams are mixed. */
  enabled: true;
  /** The canvas, and the streams on it. */
  custom: {
    canvas: { layoutParams: { width: number; height: number } };
    inputStreamList: {
      inputStreamId?: string;
      layoutParams: { x: number; y: number; width: number; height: number; zOrder: number };
      fillMode: 0 | 1;
    }[];
  };
}

/** What the vendor calls the stream of the shared screen, whoever shares it. */
const sharedScreen = "tic_substream";

/** A layout as recordings of whiteboards take it. */
export function tiwMix({ canvas, windows }: Layout): TiwMix {
  return {
    enabled: true,
    custom: {
      canvas: { layoutParams: { width: canvas.width, height: canvas.height } },
      inputStreamList: windows.map(({ user, screen, x, y, width, height, zOrder }) => ({
        ...(user === undefined ? {} : { inputStreamId: screen ? sharedScreen : user }),
        layoutParams: { x, y, width, height, zOrder },
        fillMode: screen ? (0 satisfies typeof StreamFillMode.fit) : (1 satisfies typeof StreamFillMode.fill),
      })),
    },
  };
}
