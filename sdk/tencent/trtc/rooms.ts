import { type Part, partsAt } from "../../core/partsAt";
import { below, partOf } from "../../core/path";
import type { Report, Rule } from "../../core/rules";

/** Where a relay names users, each perhaps with a room. */
const userPlaces = [
  "audioParams.subscribeAudioList[].userInfo",
  "audioParams.unSubscribeAudioList[].userInfo",
  "videoParams.layoutParams.mixLayoutList[].userMediaStream.userInfo",
  "videoParams.layoutParams.maxVideoUser.userMediaStream.userInfo",
  "singleSubscribeParams.userMediaStream.userInfo",
] as const;

/** Where a relay names rooms beside the main one: each has a roomId and a roomIdType. */
export const roomPlaces = ["feedBackRoomParams[]", ...userPlaces] as const;

const windows = "videoParams.layoutParams.mixLayoutList[].userMediaStream.userInfo";

interface MainRoom {
  readonly roomId: string;
  readonly roomIdType: 0 | 1;
}

/** A room as it is named in one place; `roomIdType` is undefined where nothing says it. */
interface Room {
  readonly path: string;
  readonly id: string;
  readonly type: unknown;
  readonly named: boolean;
}

function roomOf({ path, value }: Part, main: MainRoom): Room {
  const id = partOf(value, "roomId");
  const type = partOf(value, "roomIdType") ?? undefined;
  const named = typeof id === "string";
  return { path, id: named ? id : main.roomId, type: named ? type : (type ?? main.roomIdType), named };
}

function roomsAt(relay: MainRoom, place: string): Room[] {
  return partsAt(relay, place).map((part) => roomOf(part, relay));
}

/** Whether a text is the id of a room that is numbered. */
export function isRoomNumber(id: string): boolean {
  return /^\d{1,10}$/.test(id) && Number(id) >= 1 && Number(id) <= 4294967295;
}

/** Whether the id can be one of its type; says so where it cannot. */
function fitsItsType(room: Room, report: Report): boolean {
  if (room.type !== 0 || !room.named || isRoomNumber(room.id)) return true;
  report.failure(
    below(room.path, "roomId"),
    `"${room.id}" is not a whole number from 1 to 4294967295, and roomIdType 0 says that it is one`,
    "set roomIdType to 1 for a room with a text id",
  );
  return false;
}

/** One id under two types means two rooms, and one of them is empty. */
function hasTheTypeOf(room: Room, other: Room, report: Report): void {
  if (room.id !== other.id || room.type === undefined || other.type === undefined) return;
  if (room.type === other.type) return;
  report.failure(
    below(room.path, "roomIdType"),
    `it is ${room.type}, and ${below(other.path, "roomIdType")} is ${other.type} for the same room "${room.id}"`,
    "declare the room by the type with which clients enter it, everywhere the same",
  );
}

function mainRoom(relay: MainRoom): Room {
  return { path: "", id: relay.roomId, type: relay.roomIdType, named: true };
}

function typesAgree(relay: MainRoom, report: Report): void {
  const main = mainRoom(relay);
  // What differs from the main room, and what cannot be at all, was told.
  const rooms = roomPlaces
    .flatMap((place) => roomsAt(relay, place))
    .filter(({ id, type }) => id !== main.id && (type === 1 || (type === 0 && isRoomNumber(id))));
  const first = new Map<string, Room>();
  for (const room of rooms) {
    const other = first.get(room.id);
    if (other === undefined) first.set(room.id, room);
    else hasTheTypeOf(room, other, report);
  }
}

/** The rules on ids and types of rooms: one for each place, so that what is not known in one hides no other. */
export const roomRules: readonly Rule<MainRoom>[] = [
  (relay, report) => void fitsItsType(mainRoom(relay), report),
  ...roomPlaces.map((place): Rule<MainRoom> => {
    return (relay, report) => {
      for (const room of roomsAt(relay, place)) {
        if (fitsItsType(room, report)) hasTheTypeOf(room, mainRoom(relay), report);
      }
    };
  }),
  typesAgree,
];

/** How the mixed video is arranged; undefined where none is. */
interface Arranged extends MainRoom {
  readonly withTranscoding: 0 | 1;
  readonly videoParams?:
    | { readonly layoutParams?: { readonly mixLayoutMode?: number | undefined } | undefined }
    | undefined;
}

const custom = 4;

/**
 * The vendor takes users of the main room in the arrangements that it makes itself, and in a custom one those of the
 * rooms that have windows in it.
 */
export function usersAreInRoomsOfLayout(relay: Arranged, report: Report): void {
  if (relay.withTranscoding !== 1 || relay.videoParams === undefined) return;
  const mode = relay.videoParams.layoutParams?.mixLayoutMode ?? 1;
  const shown = new Set([relay.roomId]);
  if (mode === custom) for (const { id } of roomsAt(relay, windows)) shown.add(id);
  const judged = userPlaces.filter((place) => place !== windows && !place.startsWith("single"));
  for (const room of judged.flatMap((place) => roomsAt(relay, place))) {
    if (shown.has(room.id)) continue;
    const problem =
      mode === custom
        ? `no window of mixLayoutList is of room "${room.id}", and users are taken of rooms with windows only`
        : `"${room.id}" is not the main room, and mixLayoutMode ${mode} mixes that alone`;
    report.failure(
      below(room.path, "roomId"),
      problem,
      mode === custom
        ? "add a window for a stream of that room, or leave the user out"
        : "use mixLayoutMode 4 with a window for each stream, or leave roomId out",
    );
  }
}
