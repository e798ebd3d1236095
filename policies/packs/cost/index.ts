import { PolicyPack } from "@pulumi/policy";
import { presets } from "../../index";

new PolicyPack("media-tasks-cost", { policies: presets.cost });
