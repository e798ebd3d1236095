import { policySdk } from "../../core/policySdk";
import { presets } from "../../index";

const { PolicyPack } = policySdk();
new PolicyPack("media-tasks-baseline", { policies: presets.baseline });
