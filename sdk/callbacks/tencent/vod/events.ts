import type { EventOf } from "../../event";

/** What the events of VOD's tasks say; the vendor's pages describe the rest. */
export interface VodTask {
  readonly TaskId?: string;
  /** "PROCESSING" or "FINISH"; a failure is "FINISH" with an `ErrCode` other than 0. */
  readonly Status?: string;
  /** 0 success. */
  readonly ErrCode?: number;
  /** In words. */
  readonly Message?: string;
  readonly FileId?: string;
  readonly FileUrl?: string;
  /** The SessionId of the call that started it. */
  readonly SessionId?: string;
  /** The SessionContext of the call that started it. */
  readonly SessionContext?: string;
  readonly [name: string]: unknown;
}

/** A file that was uploaded. */
export interface VodFile {
  readonly FileId?: string;
  /** The task flow that began with the upload; empty for none. */
  readonly ProcedureTaskId?: string;
  readonly [name: string]: unknown;
}

/** What all callbacks of VOD have. */
export interface VodEnvelope<Type> {
  readonly EventType: Type;
  /** When the signature ends, in seconds since 1970. */
  readonly T?: number | string;
  readonly Sign?: string;
}

/** The body of each callback of VOD, by its EventType. */
export interface VodBodies {
  /** A file was uploaded. https://www.tencentcloud.com/document/product/266/33950 */
  NewFileUpload: VodEnvelope<"NewFileUpload"> & { readonly FileUploadEvent?: VodFile };
  /** A file was pulled from an address. https://www.tencentcloud.com/document/product/266/33951 */
  PullComplete: VodEnvelope<"PullComplete"> & { readonly PullCompleteEvent?: VodTask };
  /** A task flow got further. https://www.tencentcloud.com/document/product/266/33953 */
  ProcedureStateChanged: VodEnvelope<"ProcedureStateChanged"> & {
    readonly ProcedureStateChangeEvent?: VodTask;
  };
  /** Files were deleted. */
  FileDeleted: VodEnvelope<"FileDeleted"> & {
    readonly FileDeleteEvent?: { readonly FileIdSet?: readonly string[] };
  };
  /** A video was edited. */
  EditMediaComplete: VodEnvelope<"EditMediaComplete"> & { readonly EditMediaCompleteEvent?: VodTask };
}

/** The types of events that are described above. */
export const vodEventTypes = [
  "NewFileUpload",
  "PullComplete",
  "ProcedureStateChanged",
  "FileDeleted",
  "EditMediaComplete",
] as const satisfies readonly (keyof VodBodies)[];

/** An event of VOD; `type` tells which. */
export type VodEvent = EventOf<"tencent/vod", Pick<VodBodies, (typeof vodEventTypes)[number]>>;
