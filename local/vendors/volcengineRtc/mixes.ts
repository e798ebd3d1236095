import { type JsonObject, type JsonValue, listOf, member, numberOf, textOf } from "../json";
import { Refusal } from "../refusal";

const customLayout = 2;

/** Whether a mix has a layout of its own. */
export function hasCustomLayout(body: JsonObject): boolean {
  return numberOf(member(body, "Layout"), "LayoutMode", 0) === customLayout;
}

/** The streams that a call names. */
export function streamsOf(body: JsonObject, list: "TargetStreams" | "ExcludeStreams"): JsonValue[] {
  return listOf(member(body, list), "StreamList");
}

/** No stream may be both in a mix and out of it. */
export function requireDisjointStreams(body: JsonObject): void {
  const name = (stream: JsonValue) => `${textOf(stream, "UserId")} ${numberOf(stream, "StreamType", 0)}`;
  const excluded = streamsOf(body, "ExcludeStreams").map(name);
  if (streamsOf(body, "TargetStreams").some((stream) => excluded.includes(name(stream)))) {
    throw new Refusal("InvalidParameter", "A stream is in TargetStreams and in ExcludeStreams.");
  }
}

/** In custom layout each target stream needs exactly one region that names its index. */
export function requireRegionPerStream(body: JsonObject): void {
  if (!hasCustomLayout(body)) return;
  const custom = member(member(body, "Layout"), "CustomLayout");
  const wanted = streamsOf(body, "TargetStreams").map((stream) => numberOf(stream, "Index", 0));
  const placed = listOf(custom, "Regions").map((region) => numberOf(region, "StreamIndex", 0));
  if (wanted.toSorted().join() !== placed.toSorted().join()) {
    throw new Refusal("InvalidParameter", "Each target stream needs exactly one region with its index.");
  }
}
