import type { NamedLayout } from "./Layout";
import {
  customMode,
  type VolcengineStream,
  volcengineRenderMode,
  volcengineStreams,
} from "./volcengineLayout";

/** `targetStreams` and `layout` of a public stream of Volcengine RTC. */
export interface VolcenginePublicLayout<User extends string = string> {
  /** The streams, numbered as the regions name them. */
  targetStreams: (VolcengineStream<User> & { roomId: string })[];
  /** A region for each stream, as parts of the canvas. */
  layout: {
    layoutMode: 2;
    customLayout: {
      regions: {
        streamIndex: number;
        locationX: number;
        locationY: number;
        widthProportion: number;
        heightProportion: number;
        zOrder: number;
        renderMode: 1 | 2;
      }[];
    };
  };
}

/** Where a window begins and how much of a side it takes, as parts of the side that are never more than 1 together. */
function partsOf(start: number, size: number, side: number): [start: number, size: number] {
  const before = start / side;
  return [before, Math.min(size / side, 1 - before)];
}

/** A layout as public streams of Volcengine RTC take it. */
export function volcenginePublicLayout<User extends string>(
  layout: NamedLayout<User>,
  roomId: string,
): VolcenginePublicLayout<User> {
  return {
    targetStreams: volcengineStreams(layout).map((stream) => ({ roomId, ...stream })),
    layout: {
      layoutMode: customMode,
      customLayout: {
        regions: layout.windows.map((window, streamIndex) => {
          const [locationX, widthProportion] = partsOf(window.x, window.width, layout.canvas.width);
          const [locationY, heightProportion] = partsOf(window.y, window.height, layout.canvas.height);
          return {
            streamIndex,
            locationX,
            locationY,
            widthProportion,
            heightProportion,
            zOrder: window.zOrder,
            renderMode: volcengineRenderMode(window),
          };
        }),
      },
    },
  };
}
