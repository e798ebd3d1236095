import { PolicyPack } from "../../core/policySdk";
import { presets } from "../../index";

new PolicyPack("media-tasks-strict", { policies: presets.strict });
