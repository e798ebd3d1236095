import { type JsonObject, member, numberOf } from "../json";
import type { Actions } from "../service";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { documented, requireEnabled, roomTasks, stateOf, updated } from "./roomTasks";
import { requireAccount, toldStorage } from "./storage";

const starts = "StartSegment";

/** Slices of the sound in a room. */
export function segments(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const segments = roomTasks(world, { kind: "segment", starts, idleSeconds: "MaxIdleTime" });

  let made = 0;
  /** What names of files begin with where a call leaves that to the vendor. */
  function madeUp(): string {
    made += 1;
    return `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`;
  }

  function viewOf(task: Task): JsonObject {
    const { parameters } = task;
    return {
      ...stateOf(task, world),
      StorageConfig: toldStorage(parameters, world),
      TargetStreams: member(parameters, "TargetStreams") ?? { StreamList: [] },
      Control: {
        Align: documented(starts, parameters, "Control.Align"),
        IgnoreSilence: documented(starts, parameters, "Control.IgnoreSilence"),
        Mixed: documented(starts, parameters, "Control.Mixed"),
        RedundantDuration: numberOf(member(parameters, "Control"), "RedundantDuration", 0),
      },
      Identifier: documented(starts, parameters, "Identifier"),
      Handle: documented(starts, parameters, "Handle"),
      Duration: documented(starts, parameters, "Duration"),
      MaxIdleTime: documented(starts, parameters, "MaxIdleTime"),
    };
  }

  return {
    StartSegment: segments.start(
      (task) => {
        task.parameters = { Identifier: madeUp(), ...task.parameters };
        return behaviour.startResult;
      },
      ({ body }) => {
        requireEnabled(world, "Slices");
        requireAccount(body, world);
      },
    ),
    UpdateSegment: segments.change(
      (parameters, body) => {
        const after = (path: string) => updated(starts, parameters, body, path, world);
        return {
          ...parameters,
          Identifier: after("Identifier") ?? madeUp(),
          Handle: after("Handle"),
          Duration: after("Duration"),
        };
      },
      () => "ok",
    ),
    StopSegment: segments.stop(() => "ok"),
    GetSegmentTask: segments.read((task) => ({ SegmentTask: viewOf(task) })),
  };
}
