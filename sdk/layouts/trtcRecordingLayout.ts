import type { RecordingMediaId, RecordingRenderMode } from "../tencent/trtc/cloudRecordingLayout";
import type { MixLayoutMode } from "../tencent/trtc/relayLayout";
import type { Layout } from "./Layout";

/** The `mixLayoutParams` of a `tencent.trtc.CloudRecording`. */
export interface TrtcRecordingLayout {
  /** A custom layout. */
  mixLayoutMode: 4;
  /** The windows. */
  mixLayoutList: {
    userId?: string;
    mediaId?: 0 | 1;
    left: number;
    top: number;
    width: number;
    height: number;
    imageLayer: number;
    renderMode: 1 | 2;
  }[];
}

/** A layout as cloud recordings of TRTC take it. */
export function trtcRecordingLayout({ windows }: Layout): TrtcRecordingLayout {
  return {
    mixLayoutMode: 4 satisfies typeof MixLayoutMode.custom,
    mixLayoutList: windows.map(({ user, screen, x, y, width, height, zOrder }) => ({
      ...(user === undefined
        ? {}
        : {
            userId: user,
            mediaId: screen
              ? (1 satisfies typeof RecordingMediaId.screen)
              : (0 satisfies typeof RecordingMediaId.main),
          }),
      left: x,
      top: y,
      width,
      height,
      imageLayer: zOrder,
      renderMode: screen
        ? (2 satisfies typeof RecordingRenderMode.fit)
        : (1 satisfies typeof RecordingRenderMode.crop),
    })),
  };
}
