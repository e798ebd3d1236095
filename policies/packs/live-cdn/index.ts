import { PolicyPack } from "@pulumi/policy";
import { presets } from "../../index";

new PolicyPack("media-tasks-live-cdn", { policies: presets["live-cdn"] });
