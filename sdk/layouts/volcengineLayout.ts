import type { LayoutMode, RenderMode } from "../volcengine/rtc/layout";
import type { StreamType } from "../volcengine/rtc/streams";
import type { LayoutWindow, NamedLayout } from "./Layout";

/** A stream as the regions of a layout name it, by its index. */
export interface VolcengineStream<User extends string> {
  index: number;
  userId: User;
  streamType: 0 | 1;
}

/** `targetStreams` and `layout` of a recording, or a relay of a mix, of Volcengine RTC. */
export interface VolcengineLayout<User extends string = string> {
  /** The streams, numbered as the regions name them. */
  targetStreams: { streamList: VolcengineStream<User>[] };
  /** The canvas, and a region for each stream. */
  layout: {
    layoutMode: 2;
    customLayout: {
      canvas: { width: number; height: number };
      regions: {
        streamIndex: number;
        locationX: number;
        locationY: number;
        width: number;
        height: number;
        zOrder: number;
        renderMode: 1 | 2;
      }[];
    };
  };
}

/** The mode of a custom layout. */
export const customMode = 2 satisfies typeof LayoutMode.custom;

/** The streams of a layout, numbered by the order of its windows. */
export function volcengineStreams<User extends string>({
  windows,
}: NamedLayout<User>): VolcengineStream<User>[] {
  return windows.map(({ user, screen }, index) => ({
    index,
    userId: user,
    streamType: screen ? (1 satisfies typeof StreamType.screen) : (0 satisfies typeof StreamType.camera),
  }));
}

/** How a picture fills its window: a shared screen is shown whole, a camera is cut to it. */
export function volcengineRenderMode({ screen }: LayoutWindow): 1 | 2 {
  return screen ? (2 satisfies typeof RenderMode.fit) : (1 satisfies typeof RenderMode.crop);
}

/** A layout as recordings and relays of Volcengine RTC take it. */
export function volcengineLayout<User extends string>(layout: NamedLayout<User>): VolcengineLayout<User> {
  const { width, height } = layout.canvas;
  return {
    targetStreams: { streamList: volcengineStreams(layout) },
    layout: {
      layoutMode: customMode,
      customLayout: {
        canvas: { width, height },
        regions: layout.windows.map((window, streamIndex) => ({
          streamIndex,
          locationX: window.x,
          locationY: window.y,
          width: window.width,
          height: window.height,
          zOrder: window.zOrder,
          renderMode: volcengineRenderMode(window),
        })),
      },
    },
  };
}
