import { isObject, type JsonObject, listOf, picked, textOf } from "../json";
import { Refusal } from "../refusal";
import type { Actions, Call } from "../service";
import { settingActions } from "../setting";
import type { World } from "../world";

const noBucket: JsonObject = { BucketName: "", BucketLocation: "", BucketPrefix: "", ResultDomain: "" };
const noAdmin: JsonObject = { AdminUserId: "", AdminUserSig: "" };

/** What applications are configured to for each type of task. */
export function configs(world: World): Actions {
  const { tiw: behaviour } = world.behaviour;
  const setting = settingActions({
    of: ["SdkAppId", "TaskType"],
    initial: { ...noBucket, Callback: "", CallbackKey: "", ...noAdmin },
    set: ["set"],
    read: "read",
  });

  function requireUsable(config: JsonObject): void {
    const { buckets, resultDomains, usesBuckets } = behaviour;
    if (buckets?.includes(textOf(config, "BucketName")) === false) {
      throw new Refusal("FailedOperation.CosBucketInvalid", "The bucket does not exist.");
    }
    if (!usesBuckets) {
      throw new Refusal(
        "FailedOperation.GetCredentialFail",
        "The service is not authorized to use the bucket.",
      );
    }
    if (resultDomains?.includes(textOf(config, "ResultDomain")) === false) {
      throw new Refusal("InvalidParameter.CdnDomainNotFound", "The domain does not exist.");
    }
  }

  function requireAddress(config: JsonObject): void {
    if (/^(https?:\/\/.+)?$/.test(textOf(config, "Callback"))) return;
    throw new Refusal("InvalidParameter.CallbackAddressFormatError", "The callback is no address.");
  }

  function set(call: Call, config: JsonObject): void {
    setting.set?.({ ...call, body: { ...config, ...picked(call.body, ["SdkAppId"]) } });
  }

  /** What there is for a type of task, in a list; nothing where that was never configured. */
  function told(call: Call, SdkAppId: number, TaskType: string): JsonObject[] {
    const config = setting.read?.({ ...call, body: { SdkAppId, TaskType } });
    const isSet = isObject(config) && config.BucketName !== "";
    return isObject(config) && (isSet || behaviour.unsetConfig === "empty")
      ? [{ TaskType, SdkAppId, ...config }]
      : [];
  }

  return {
    ModifyWhiteboardApplicationConfig: (call) => {
      const wanted = listOf(call.body, "Configs").filter(isObject);
      for (const config of wanted) {
        requireUsable(config);
        requireAddress(config);
      }
      for (const config of wanted)
        set(call, { ...(behaviour.absentAdmin === "clear" && noAdmin), ...config });
      return {};
    },
    ModifyWhiteboardBucketConfig: (call) => {
      requireUsable(call.body);
      set(call, call.body);
      return {};
    },
    // Its reply is documented without anything in it.
    DescribeWhiteboardBucketConfig: () => ({}),
    DescribeWhiteboardApplicationConfig: (call) => {
      const { SdkAppId = 0 } = call.body;
      const ids = listOf(call.body, "SdkAppIds");
      const types = listOf(call.body, "TaskTypes").map(String);
      const found = (ids.length === 0 ? [SdkAppId] : ids).flatMap((id) =>
        types.flatMap((type) => told(call, Number(id), type)),
      );
      return { SdkAppId, Configs: found };
    },
  };
}
