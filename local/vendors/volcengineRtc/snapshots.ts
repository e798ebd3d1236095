import { isObject, type JsonObject, member } from "../json";
import type { Actions } from "../service";
import type { Task } from "../taskStore";
import type { World } from "../world";
import { documented, requireEnabled, roomTasks, stateOf, updated } from "./roomTasks";
import { requireAccount, toldStorage } from "./storage";

const starts = "StartSnapshot";
const interval = "ImageConfig.Interval";

/** Pictures of the streams in a room, taken again and again. */
export function snapshots(world: World): Actions {
  const { volcengineRtc: behaviour } = world.behaviour;
  const snapshots = roomTasks(world, { kind: "snapshot", starts, idleSeconds: "MaxIdleTime" });

  function viewOf(task: Task): JsonObject {
    const { parameters } = task;
    return {
      ...stateOf(task, world),
      StorageConfig: toldStorage(parameters, world),
      TargetStreams: member(parameters, "TargetStreams") ?? { StreamList: [] },
      ImageConfig: {
        Interval: documented(starts, parameters, interval),
        Width: documented(starts, parameters, "ImageConfig.Width"),
        Height: documented(starts, parameters, "ImageConfig.Height"),
        Format: documented(starts, parameters, "ImageConfig.Format"),
      },
      MaxIdleTime: documented(starts, parameters, "MaxIdleTime"),
    };
  }

  return {
    StartSnapshot: snapshots.start(
      () => behaviour.startResult,
      ({ body }) => {
        requireEnabled(world, "Snapshots");
        requireAccount(body, world);
      },
    ),
    // Of what an update takes, only the interval has an effect.
    UpdateSnapshot: snapshots.change(
      (parameters, body) => {
        const image = member(parameters, "ImageConfig");
        const Interval = updated(starts, parameters, body, interval, world);
        return { ...parameters, ImageConfig: { ...(isObject(image) && image), Interval } };
      },
      () => "ok",
    ),
    StopSnapshot: snapshots.stop(() => "ok"),
    GetSnapshotTask: snapshots.read((task) => ({ SnapshotTask: viewOf(task) })),
  };
}
