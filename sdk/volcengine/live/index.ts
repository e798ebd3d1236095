export { playbackUrl, pushUrl } from "./urls";
