import { PolicyPack } from "../../core/policySdk";
import { presets } from "../../index";

new PolicyPack("media-tasks-baseline", { policies: presets.baseline });
