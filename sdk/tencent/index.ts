import * as gme from "./gme";
import * as live from "./live";
import * as tiw from "./tiw";
import * as trtc from "./trtc";
import * as vod from "./vod";

export { gme, live, tiw, trtc, vod };
