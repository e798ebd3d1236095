import { PolicyPack } from "@pulumi/policy";
import { presets } from "../../index";

new PolicyPack("media-tasks-archive", { policies: presets.archive });
