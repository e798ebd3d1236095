export { maxFps } from "./maxFps";
