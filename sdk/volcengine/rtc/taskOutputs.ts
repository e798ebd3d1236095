import { z } from "zod";
import { apiRegion, fields } from "../../core/fields";
import { taskStatus } from "../../core/taskStatus";

/** What is known of a task that is read by its id. */
export const TaskOutputs = fields({
  /** Id of the task, as given or derived. Vendor name: TaskId. */
  taskId: z.string(),
  /** How it is; "unverified" when the vendor can no longer tell, "stopped" by `lifecycle.desired`. */
  status: taskStatus("accepted", "running", "ended", "failed", "unverified"),
  /** Why it ended or failed. Vendor name: StopReason. */
  statusReason: z.string().optional(),
  /** When it began, as ISO 8601. Vendor name: StartTime. */
  startedAt: z.string().optional(),
  /** When it ended, as ISO 8601. Vendor name: EndTime. */
  endedAt: z.string().optional(),
  /** The API region that it was started in, for example "cn-north-1". */
  region: apiRegion(z.string()),
});
