import type { Contract } from "../../sdk/core/contract";
import type { FacetName, FacetValues } from "../../sdk/core/facets";
import { facetsOf } from "../../sdk/core/facetsOf";
import { type Access, type FoundFacet, readFacets } from "../../sdk/core/readFacets";
import { layoutWindows } from "../../sdk/tencent/trtc/layoutWindows";
import { MixLayoutMode } from "../../sdk/tencent/trtc/relayLayout";
import type { Box } from "./box";

/** How a stream fills its window. */
export type Fill = NonNullable<FacetValues<"window">["fill"]>;

/** A window of a picture. */
export interface DrawnWindow extends Box {
  /** Whose stream it shows. */
  readonly label: string;
  /** A higher one covers a lower one. */
  readonly layer: number;
  readonly fill?: Fill | undefined;
}

/** Something on top of the windows. */
export interface DrawnMark extends Box {
  readonly label: string;
  readonly layer: number;
}

/** A layout, ready to be drawn. */
export interface DrawnLayout {
  readonly canvas: { readonly width: number; readonly height: number };
  /** "#" and six hexadecimal digits. */
  readonly color: string;
  /** Whether a picture lies behind the windows. */
  readonly hasImage: boolean;
  readonly windows: readonly DrawnWindow[];
  readonly marks: readonly DrawnMark[];
  /** What the picture does not show, in words. */
  readonly remarks: readonly string[];
}

type Mode = NonNullable<FacetValues<"arrangement">["mode"]>;

/** What is taken where the inputs, and the vendor's documents, have no size. */
const assumedCanvas = { width: 1280, height: 720 };
const black = "#000000";
/** More windows than any vendor takes: what is wrong is drawn too, but not without end. */
const mostDrawn = 100;

/** The arrangements that a vendor makes itself, and whose sizes it documents. */
const madeByVendor = {
  float: layoutWindows[MixLayoutMode.float],
  screenShare: layoutWindows[MixLayoutMode.screenShare],
  grid: layoutWindows[MixLayoutMode.grid],
} as const;

/** Names of the arrangements that are drawn although no input has their windows. */
export const arrangementNames = Object.keys(madeByVendor) as readonly (keyof typeof madeByVendor)[];

/** A stream as the legend calls it. */
function labelOf(user: string, kind: "camera" | "screen" | undefined): string {
  return kind === "screen" ? `screen of ${user}` : user;
}

/** Windows that are filled in the order of entry; the first may be for a user. */
function windowsOf(mode: keyof typeof madeByVendor, count: number, canvas: Box, main?: string) {
  return madeByVendor[mode](count, canvas).map((box, index) => ({
    ...box,
    label: (index === 0 ? main : undefined) ?? `stream ${index + 1}`,
    layer: mode === "float" && index > 0 ? 1 : 0,
  }));
}

/** A layout that a vendor makes itself, for so many streams. */
export function arrangedLayout(
  mode: keyof typeof madeByVendor,
  streams: number,
  canvas = assumedCanvas,
): DrawnLayout {
  const windows = windowsOf(mode, streams, { x: 0, y: 0, ...canvas });
  return { canvas, color: black, hasImage: false, windows, marks: [], remarks: [] };
}

/** The layout of a resource, one place after the other. */
class Layout {
  readonly remarks: string[] = [];
  private readonly canvas: FoundFacet<"canvas"> | undefined;

  constructor(
    private readonly contract: Contract,
    private readonly access: Access,
    private readonly streams: number,
  ) {
    [this.canvas] = this.read("canvas");
  }

  drawn(): DrawnLayout | undefined {
    const [arrangement] = this.read("arrangement");
    if (arrangement === undefined) return undefined;
    const size = this.size();
    // Where the mode is not known, windows that are given say what it is.
    const custom = this.custom();
    const mode = arrangement.mode.value ?? (custom.length > 0 ? "custom" : undefined);
    const windows =
      mode === "custom" ? custom : this.arranged(mode, size, arrangement.main.value, arrangement.fill.value);
    const marks = this.marks(size);
    return {
      canvas: size,
      color: colorOf(this.canvas?.color.value),
      hasImage: this.canvas?.image.given ?? false,
      windows,
      marks,
      remarks: this.remarks,
    };
  }

  private read<Name extends FacetName>(name: Name): FoundFacet<Name>[] {
    return readFacets(name, facetsOf(this.contract)[name] ?? [], this.access);
  }

  private size() {
    const { width: { value: width } = {}, height: { value: height } = {} } = this.canvas ?? {};
    if (width !== undefined && height !== undefined && width > 0 && height > 0) return { width, height };
    this.remarks.push(
      `The size of the canvas is not known; ${assumedCanvas.width} × ${assumedCanvas.height} is drawn.`,
    );
    return assumedCanvas;
  }

  private custom(): DrawnWindow[] {
    const found = this.read("window");
    if (found.length > mostDrawn)
      this.remarks.push(`${found.length - mostDrawn} of ${found.length} windows are not drawn.`);
    const named = new Map(
      this.read("stream").map(({ index, user, kind }) => [
        index.value,
        user.value === undefined ? undefined : labelOf(user.value, kind.value),
      ]),
    );
    let entered = 0;
    return found.slice(0, mostDrawn).flatMap((window, index) => {
      const box = boxOf(window);
      if (box === undefined) {
        this.remarks.push(`Window ${index + 1} is not drawn: its place is not known.`);
        return [];
      }
      const { user, stream, streamIndex } = window;
      const label = () => {
        if (streamIndex.given) return named.get(streamIndex.value) ?? `stream ${streamIndex.value ?? "?"}`;
        if (user.value !== undefined) return labelOf(user.value, stream.value);
        entered += 1;
        return user.given ? "not known yet" : `stream ${entered}`;
      };
      return [{ ...box, label: label(), layer: window.layer.value ?? 0, fill: window.fill.value }];
    });
  }

  private arranged(
    mode: Mode | undefined,
    canvas: DrawnLayout["canvas"],
    main: string | undefined,
    fill: Fill | undefined,
  ): DrawnWindow[] {
    const known = arrangementNames.find((name) => name === mode);
    if (known === undefined) {
      this.remarks.push(
        mode === undefined
          ? "How the streams are arranged is not known."
          : `The vendor arranges the streams ("${mode}") and documents no sizes.`,
      );
      return [];
    }
    this.remarks.push(`The vendor arranges the streams ("${known}"): drawn for ${this.streams} of them.`);
    return windowsOf(known, this.streams, { x: 0, y: 0, ...canvas }, main).map((box) => ({ ...box, fill }));
  }

  private marks(canvas: DrawnLayout["canvas"]): DrawnMark[] {
    return this.read("watermark")
      .slice(0, mostDrawn)
      .flatMap((mark) => {
        const { kind, text, place, layer } = mark;
        const box = place.value ? placed(place.value, canvas) : boxOf(mark);
        if (box === undefined) return [];
        return [{ ...box, label: text.value ?? kind.value ?? "", layer: layer.value ?? 0 }];
      });
  }
}

type Placed = Pick<FoundFacet<"window">, "x" | "y" | "width" | "height">;

/** Where something is; undefined where nobody can tell. */
function boxOf({
  x,
  y,
  width,
  height,
}: { readonly [Side in keyof Placed]: { readonly value?: number | undefined } }): Box | undefined {
  if (width.value === undefined || height.value === undefined) return undefined;
  return x.value === undefined || y.value === undefined
    ? undefined
    : { x: x.value, y: y.value, width: width.value, height: height.value };
}

/** The size of a clock on the picture is not documented; what is drawn is a guess. */
function placed(place: string, { width, height }: DrawnLayout["canvas"]): Box {
  const box = { width: width / 4, height: height / 18 };
  const left = /left/i.test(place);
  const right = /right/i.test(place);
  const across = left ? 0 : right ? width - box.width : (width - box.width) / 2;
  const down = /^top/.test(place) ? 0 : place === "middle" ? (height - box.height) / 2 : height - box.height;
  return { x: across, y: down, ...box };
}

function colorOf(text: string | undefined): string {
  const digits = /^(?:#|0x)([0-9a-f]{6})$/i.exec(text ?? "")?.[1];
  return digits === undefined ? black : `#${digits.toLowerCase()}`;
}

/**
 * The layout of a resource as its inputs have it; undefined where it has none.
 *
 * @param streams how many streams are drawn where the vendor arranges as many as there are
 */
export function layoutOf(contract: Contract, access: Access, streams: number): DrawnLayout | undefined {
  return new Layout(contract, access, streams).drawn();
}
