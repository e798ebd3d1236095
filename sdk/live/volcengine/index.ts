export { type PlaybackFormat, playbackUrl, pushUrl } from "./urls";
