import { PolicyPack } from "../../core/policySdk";
import { presets } from "../../index";

new PolicyPack("media-tasks-live-cdn", { policies: presets["live-cdn"] });
