import { PolicyPack } from "../../core/policySdk";
import { presets } from "../../index";

new PolicyPack("media-tasks-archive", { policies: presets.archive });
