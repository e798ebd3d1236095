import { textOf } from "../json";
import { Refusal } from "../refusal";
import type { Action, Actions } from "../service";
import type { World } from "../world";
import { notActive, requireEnabled, roomTasks } from "./roomTasks";

/** Recordings of whiteboards. Nothing reads them; what their answers hold is a switch. */
export function whiteboardRecordings(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const recordings = roomTasks(world, {
    kind: "whiteboardRecording",
    starts: "StartWBRecord",
    robot: { user: "UserId", clash: () => behaviour.userClash },
  });
  const stop: Action = recordings.on("stop", (task, { body }) => {
    // A stop names the user, too.
    if (textOf(task.parameters, "UserId") !== textOf(body, "UserId"))
      throw new Refusal(notActive, "There is no task of this user.");
    world.tasks.stop(task);
    return behaviour.whiteboardResult === "text" ? "ok" : {};
  });

  return {
    StartWBRecord: recordings.start(
      () => (behaviour.whiteboardResult === "text" ? "ok" : {}),
      () => requireEnabled(world, "Whiteboard recordings"),
    ),
    StopWBRecord: stop,
  };
}
