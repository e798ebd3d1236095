import type { Actions } from "../service";
import { settingActions } from "../setting";

const kinds = ["OnlineRecord", "VideoGenerationTask", "Transcode", "WhiteboardPush"];

/** The address and the key of the callbacks of each kind. */
export function callbacks(): Actions {
  const actions = kinds.map((kind) =>
    settingActions({
      of: ["SdkAppId"],
      initial: { Callback: "", CallbackKey: "" },
      set: [`Set${kind}Callback`, `Set${kind}CallbackKey`],
      read: `Describe${kind}Callback`,
    }),
  );
  return Object.assign({}, ...actions);
}
