import { getRunningRecording as lookup } from "../../../sdk/tencent/gme/getRunningRecording";
import type { LookupCall } from "../../core/lookUp";
import recording from "./Recording";

/** The recording of a room, by the vendor's word on the room; nothing where none runs. */
export const getRunningRecording: LookupCall = {
  lookup,
  lifecycle: recording,
  async find(session, args) {
    const [taskId] = (await session.list()) ?? [];
    if (taskId === undefined) return {};
    const observation = await session.observe({ inputs: args, outputs: { taskId } });
    return observation.phase === "active" ? { taskId, ...observation.outputs } : {};
  },
};
