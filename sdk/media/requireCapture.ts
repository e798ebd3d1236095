import { isRecord } from "../core/isRecord";
import { Layout } from "../layouts/Layout";
import { refuseCapture } from "./capture";
import type { RoomCaptureArgs } from "./captureArgs";

function isLayoutOrSize(layout: unknown): boolean {
  if (layout instanceof Layout) return true;
  return isRecord(layout) && typeof layout.width === "number" && typeof layout.height === "number";
}

/** What a component needs whoever's room it is; programs in JavaScript may pass anything. */
export function requireCapture(name: string, args: RoomCaptureArgs): void {
  if (!isRecord(args?.room))
    refuseCapture(
      name,
      "room",
      "it is missing",
      'pass the room and whose it is, for example { vendor: "tencent", application: 1400188366, id: "295066", idType: "integer" }',
    );
  if (!isLayoutOrSize(args.layout))
    refuseCapture(
      name,
      "layout",
      "it is neither a layout nor a size",
      'pass for example layouts.grid(["alice", "bob"], canvas), or { width: 1280, height: 720 }; of an output, make the component in its apply',
    );
  const { storage, targets = {}, lifecycle } = args;
  const names = Object.keys(targets);
  if (storage === undefined && names.length === 0)
    refuseCapture(
      name,
      "storage",
      "neither storage nor targets says where the mix goes",
      "add a storage to record it, or targets to relay it",
    );
  const odd = names.find((target) => !/^[A-Za-z0-9_-]+$/.test(target));
  if (odd !== undefined)
    refuseCapture(
      name,
      `targets[${JSON.stringify(odd)}]`,
      "the name has other characters than letters, digits, _ and -",
      'choose one such as "youtube"',
    );
  if (lifecycle !== undefined && "adopt" in lifecycle)
    refuseCapture(
      name,
      "lifecycle.adopt",
      "it names one task, and the component has several",
      "leave it out: `pulumi-media-tasks adopt` takes tasks into the state",
    );
}
