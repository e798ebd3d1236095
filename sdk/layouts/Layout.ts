import { type TiwMix, tiwMix } from "./tiwMix";
import { type TrtcRecordingLayout, trtcRecordingLayout } from "./trtcRecordingLayout";
import { type TrtcRelayLayout, trtcRelayLayout } from "./trtcRelayLayout";
import { type VolcengineLayout, volcengineLayout } from "./volcengineLayout";
import { type VolcenginePublicLayout, volcenginePublicLayout } from "./volcenginePublicLayout";

/** The picture that windows are placed on: the size that the mix is encoded with. Units: px. */
export interface Canvas {
  /** Width in pixels, even. */
  readonly width: number;
  /** Height in pixels, even. */
  readonly height: number;
}

/** Whose stream a window shows: the camera of a user, by the user's id, or the screen that a user shares. */
export type LayoutStream<User extends string = string> = User | { readonly screenOf: User };

/** The place of a window on its canvas. All of it is even. Units: px. */
export interface Place {
  /** Left edge in pixels. */
  readonly x: number;
  /** Top edge in pixels. */
  readonly y: number;
  /** Width in pixels. */
  readonly width: number;
  /** Height in pixels. */
  readonly height: number;
  /** Layer: 0, and 1 for a window that lies on another one. */
  readonly zOrder: 0 | 1;
}

/** A window of a layout, whatever the vendor. */
export interface LayoutWindow<User extends string = string> extends Place {
  /** The user who is shown; left out, windows are filled in the order of entry. */
  readonly user?: User;
  /** Whether it shows the screen that the user shares, which is shown whole; a camera fills its window. */
  readonly screen: boolean;
}

/** A window of which it is known whose stream it shows. */
export type NamedWindow<User extends string = string> = LayoutWindow<User> & { readonly user: User };

/** Windows on a canvas, and what the vendors' tasks take for them. */
export class Layout {
  constructor(
    /** The canvas that the windows are placed on. */
    readonly canvas: Canvas,
    /** The windows, in the order of the streams. */
    readonly windows: readonly LayoutWindow[],
  ) {}

  /**
   * For a relay of TRTC, at most 16 windows: its `videoParams.layoutParams`. `videoParams.videoEncode` needs the size
   * of the canvas.
   */
  forTrtcRelay(): TrtcRelayLayout {
    return trtcRelayLayout(this);
  }

  /**
   * For a cloud recording of TRTC, at most 25 windows: its `mixLayoutParams`. `mixTranscodeParams.videoParams` needs the
   * size of the canvas.
   */
  forTrtcRecording(): TrtcRecordingLayout {
    return trtcRecordingLayout(this);
  }

  /** For an online recording or a video generation of whiteboards: its `mixStream`. */
  forTiwMix(): TiwMix {
    return tiwMix(this);
  }
}

/** A layout of which each window shows a given stream: Volcengine takes no other. */
export class NamedLayout<User extends string = string> extends Layout {
  constructor(
    canvas: Canvas,
    /** The windows, in the order of the streams. */
    override readonly windows: readonly NamedWindow<User>[],
  ) {
    super(canvas, windows);
  }

  /**
   * For a recording of Volcengine RTC, at most 17 windows, or a relay of a mix, at most 30: its `targetStreams` and its
   * `layout`, whose regions name the streams by their index. Spread it into the arguments.
   */
  forVolcengine(): VolcengineLayout<User> {
    return volcengineLayout(this);
  }

  /**
   * For a public stream of Volcengine RTC, at most 17 windows: its `targetStreams` and its `layout`, in which windows are
   * parts of the canvas. Spread it into the arguments.
   *
   * @param roomId the room that the users are in
   */
  forVolcenginePublicStream(roomId: string): VolcenginePublicLayout<User> {
    return volcenginePublicLayout(this, roomId);
  }
}

/** An arrangement of windows: places them for so many streams, or for given ones. */
export interface Arrangement<Options extends readonly unknown[] = []> {
  /** Windows for so many streams, 1 to 100, which are filled in the order of entry. */
  (streams: number, canvas: Canvas, ...options: Options): Layout;
  /** A window for each of these streams, 1 to 100, none twice. */
  <User extends string>(
    streams: readonly LayoutStream<User>[],
    canvas: Canvas,
    ...options: Options
  ): NamedLayout<User>;
}
