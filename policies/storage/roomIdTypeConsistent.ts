import { fields } from "../../sdk/core/fields";
import type { FacetValue } from "../../sdk/core/readFacets";
import { finds, relay, rtcRecording, voiceRecording } from "../core/examples";
import { type Findings, resourceRule } from "../core/rule";

const highest = 4_294_967_295;

/** Whether a text is the id of a room that is numbered: 1 to 4294967295, as clients write it. */
function isRoomNumber(id: string): boolean {
  return /^[1-9]\d{0,9}$/.test(id) && Number(id) <= highest;
}

function looksLikeItsType(
  text: string,
  { path, value: type }: FacetValue<"integer" | "string">,
  findings: Findings,
): void {
  if (isRoomNumber(text) === (type === "integer")) return;
  if (type === "integer") {
    findings.report(
      path,
      `it says integer, and "${text}" is no whole number from 1 to ${highest}`,
      "declare a text, or correct the id",
    );
  } else {
    findings.report(
      path,
      `it says text, and "${text}" looks like a number: the room with that number is another one`,
      "declare an integer, or exempt the resource if clients enter the room with a text",
    );
  }
}

/** A room with an id in digits and a room with the same digits as a text are two rooms; one of them is empty. */
export const roomIdTypeConsistent = resourceRule({
  name: "room-id-type-consistent",
  title: "Types of room ids",
  description: "Rooms are declared by the type that their ids look like.",
  level: "mandatory",
  severity: "high",
  remediation: "Declare the id by the type with which clients enter the room.",
  settings: fields({}),
  examples: {
    good: [
      relay("the highest number", { roomId: "4294967295", roomIdType: 0 }),
      relay("a text", { roomId: "stage", roomIdType: 1 }),
      relay("more digits than a number of a room has", { roomId: "4294967296", roomIdType: 1 }),
      relay("no number, as it begins with 0", { roomId: "007", roomIdType: 1 }),
      relay("a room of users, as the main room is declared", {
        "audioParams.subscribeAudioList": [{ userInfo: { userId: "anna", roomId: "295066", roomIdType: 0 } }],
      }),
      voiceRecording("no type to declare"),
      rtcRecording("no type to declare", { roomId: "1987" }),
    ],
    bad: [
      finds(relay("a number as a text", { roomId: "295066", roomIdType: 1 }), "roomIdType"),
      finds(relay("the highest number as a text", { roomId: "4294967295", roomIdType: 1 }), "roomIdType"),
      finds(relay("above the highest number", { roomId: "4294967296", roomIdType: 0 }), "roomIdType"),
      finds(relay("a text as a number", { roomId: "stage", roomIdType: 0 }), "roomIdType"),
      finds(
        relay("rooms that are published to", {
          feedBackRoomParams: [
            { roomId: "630777", roomIdType: 0, userId: "robot", userSig: "signature" },
            { roomId: "630778", roomIdType: 1, userId: "robot", userSig: "signature" },
          ],
        }),
        "feedBackRoomParams[1].roomIdType",
      ),
      finds(
        relay("a user in another room", {
          "audioParams.subscribeAudioList": [
            { userInfo: { userId: "anna", roomId: "lobby", roomIdType: 0 } },
          ],
        }),
        "audioParams.subscribeAudioList[0].userInfo.roomIdType",
      ),
      finds(
        relay("a window of the main room, by another type", {
          roomId: "77",
          roomIdType: 1,
          "videoParams.layoutParams": {
            mixLayoutMode: 4,
            mixLayoutList: [
              { userMediaStream: { userInfo: { userId: "anna", roomId: "77", roomIdType: 1 } } },
              { userMediaStream: { userInfo: { userId: "anna", roomId: "77", roomIdType: 0 } } },
            ],
          },
        }),
        "videoParams.layoutParams.mixLayoutList[1].userMediaStream.userInfo.roomIdType",
      ),
    ],
  },
  check(subject, _settings, findings) {
    const rooms = Map.groupBy(subject.facets("room"), ({ id }) => id.value);
    for (const [text, places] of rooms) {
      if (text === undefined) continue;
      const typed = places.filter(({ idType }) => idType.value !== undefined);
      const [first] = typed;
      const others = typed.filter(({ idType }) => idType.value !== first?.idType.value);
      // Which of two types is the right one, the id's looks do not tell: the place that is at odds is named.
      for (const { idType } of others) {
        findings.report(
          idType.path,
          `it says ${idType.value}, and ${first?.idType.path} says ${first?.idType.value} for the same room "${text}"`,
          "declare the room by one type everywhere",
        );
      }
      if (others.length > 0) continue;
      for (const { idType } of typed) looksLikeItsType(text, idType, findings);
    }
  },
});
