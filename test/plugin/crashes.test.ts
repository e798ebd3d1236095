import { crashTable } from "../reliability/crashTable";
import { PluginWay } from "./PluginWay";

crashTable((stage) => PluginWay.start(stage));
