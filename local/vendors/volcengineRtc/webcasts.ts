import { picked } from "../json";
import type { Actions } from "../service";
import type { World } from "../world";
import { documented, requireEnabled, roomTasks, stateOf } from "./roomTasks";

const starts = "StartWebcast";
const longest = "MaxRunningTime";

/** Web pages that are shown in a room. They end by their time alone: an idle room ends none. */
export function webcasts(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const webcasts = roomTasks(world, {
    kind: "webcast",
    starts,
    robot: { user: "UserId", clash: () => behaviour.userClash },
    longestMs: (body) => 1000 * Number(documented(starts, body, longest)),
  });

  return {
    StartWebcast: webcasts.start(
      () => behaviour.startResult,
      () => requireEnabled(world, "Webcasts"),
    ),
    StopWebcast: webcasts.stop(() => "ok"),
    GetWebCastTask: webcasts.read((task) => ({
      WebCastTask: {
        ...picked(task.parameters, [
          "SourceURL",
          "UserId",
          "VideoSolutions",
          "MonitorConfig",
          "EventNotifyConfig",
        ]),
        [longest]: documented(starts, task.parameters, longest),
        ...stateOf(task, world, "ExceedMaxRunningTime"),
      },
    })),
  };
}
