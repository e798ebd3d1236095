import type { MixLayoutMode } from "../tencent/trtc/relayLayout";
import type { StreamType } from "../tencent/trtc/streams";
import type { Layout } from "./Layout";

/** The `videoParams.layoutParams` of a `tencent.trtc.CdnRelay`. */
export interface TrtcRelayLayout {
  /** A custom layout. */
  mixLayoutMode: 4;
  /** The windows. */
  mixLayoutList: {
    userMediaStream?: { userInfo: { userId: string }; streamType: 0 | 1 };
    locationX: number;
    locationY: number;
    imageWidth: number;
    imageHeight: number;
    zOrder: number;
    renderMode: 0 | 2;
  }[];
}

/** A layout as relays of TRTC take it. */
export function trtcRelayLayout({ windows }: Layout): TrtcRelayLayout {
  return {
    mixLayoutMode: 4 satisfies typeof MixLayoutMode.custom,
    mixLayoutList: windows.map(({ user, screen, x, y, width, height, zOrder }) => ({
      ...(user === undefined
        ? {}
        : {
            userMediaStream: {
              userInfo: { userId: user },
              streamType: screen
                ? (1 satisfies typeof StreamType.screen)
                : (0 satisfies typeof StreamType.camera),
            },
          }),
      locationX: x,
      locationY: y,
      imageWidth: width,
      imageHeight: height,
      zOrder,
      // Whole with black beside it, or cut to the window.
      renderMode: screen ? 2 : 0,
    })),
  };
}
