import type { EventOf } from "../../event";

/** A file of a recording. */
export interface GmeFile {
  /** Number of the piece. */
  readonly SeqNo?: number;
  readonly FileName?: string;
}

/** The body of a callback of voice recordings. */
export interface GmeBody<Type> {
  /** The application. */
  readonly BizID?: number;
  readonly RoomID?: string;
  /** Whose voice it is. */
  readonly UserID?: string;
  /** The recording, in digits: it is longer than a number holds. */
  readonly TaskID: string;
  /** 0 single streams, 1 mixed: other numbers than those of `recordMode`. */
  readonly RecordMode?: number;
  /** When it was sent, in seconds since 1970. */
  readonly Timestamp?: number;
  /** What happened: 1 a file was begun, 2 it is complete, 3 it is uploaded. */
  readonly EventType: Type;
  readonly Detail?: GmeFile;
}

/** The types of events that the vendor's page describes. */
export const gmeEventTypes = [1, 2, 3] as const;

/** An event of voice recordings: 1 a file was begun, 2 it is complete, 3 it is uploaded. */
export type GmeEvent = EventOf<"tencent/gme", { [Type in (typeof gmeEventTypes)[number]]: GmeBody<Type> }>;
