// Runs alone: it takes long, and others can run beside it.
import { crashTable } from "../reliability/crashTable";
import { PluginWay } from "./PluginWay";

crashTable((stage) => PluginWay.start(stage));
