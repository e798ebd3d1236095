import { z } from "zod";
import { byDefault, choice, fields } from "../../core/fields";
import { noteFacets } from "../../core/noteFacets";

/** Type of a room id in the relay APIs. (TRTC's recording and ingest APIs number them the other way round.) */
export const RelayRoomIdType = {
  /** A whole number from 1 to 4294967295. */
  integer: 0,
  /** A text. */
  string: 1,
} as const;

/** Type of a room id in TRTC's recording and ingest APIs: the relay APIs number them the other way round. */
export const RecordingRoomIdType = {
  /** A text. */
  string: 0,
  /** A whole number. */
  integer: 1,
} as const;

/** Which of a user's streams is meant. */
export const StreamType = {
  /** The camera. */
  camera: 0,
  /** The shared screen. */
  screen: 1,
} as const;

/** A user of a room. Vendor name: MixUserInfo. */
export const MixUserInfo = fields({
  /** The user's id. Vendor name: UserId. */
  userId: z.string().min(1),
  /**
   * The room the user is in; another room than the main one relays across rooms, of which a custom layout needs a
   * window. Vendor name: RoomId.
   * @default the main room
   */
  roomId: z.string().min(1).optional(),
  /**
   * Type of `roomId`, see {@link RelayRoomIdType}: 0 integer, 1 string; the same wherever the room is named. Vendor
   * name: RoomIdType.
   */
  roomIdType: choice(RelayRoomIdType).optional(),
});

noteFacets(MixUserInfo, { room: [{ id: "roomId", idType: "roomIdType" }] });

/** One stream of one user. Vendor name: UserMediaStream. */
export const UserMediaStream = fields({
  /** The user whose stream it is. Vendor name: UserInfo. */
  userInfo: MixUserInfo.optional(),
  /** Which stream, see {@link StreamType}: 0 camera, 1 screen share. Vendor name: StreamType. */
  streamType: byDefault(StreamType.camera, choice(StreamType)),
});
