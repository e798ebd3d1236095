import { fields } from "../../core/fields";
import { defineLookup } from "../../core/lookup";
import { mixedCdnRelay } from "./MixedCdnRelay";

const { appId, roomId } = mixedCdnRelay.inputs.shape;
const { taskId, status, statusReason, startedAt, endedAt, pushStreamState } = mixedCdnRelay.outputs.shape;

/**
 * Tells how a relay of a mix of Volcengine RTC is that was started within the last 72 hours, whoever started it.
 *
 * ```ts
 * const { status } = await volcengine.rtc.getCdnRelay({ appId: "661e0000543cf", roomId: "Room1", taskId: "stage" });
 * ```
 *
 * Where it is pushed to is not told, as push addresses carry keys. It fails where the vendor knows no such relay.
 *
 * Vendor page: https://www.volcengine.com/docs/6348/196883
 */
export const getCdnRelay = defineLookup({
  type: "volcengine/rtc:getCdnRelay",
  args: fields({
    /** The RTC application. Vendor name: AppId. */
    appId,
    /** The room. Vendor name: RoomId. */
    roomId,
    /** Id of the relay, as its start had it. Vendor name: TaskId. */
    taskId,
  }),
  result: fields({
    /** How it is; "unverified" when the vendor's word is not known. */
    status: status.exclude(["stopped"]),
    /** Why it ended or failed. Vendor name: StopReason. */
    statusReason,
    /** When it began, as ISO 8601. Vendor name: StartTime. */
    startedAt,
    /** When it ended, as ISO 8601. Vendor name: EndTime. */
    endedAt,
    /**
     * How the push is: 0 not known yet, 1 not pushing, 2 connecting, 3 connecting again, 4 connected, 5 pushing,
     * 6 stopped. Vendor name: PushStreamState.
     */
    pushStreamState,
  }),
});
