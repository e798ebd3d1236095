import { PolicyPack } from "@pulumi/policy";
import { presets } from "../../index";

new PolicyPack("media-tasks-strict", { policies: presets.strict });
