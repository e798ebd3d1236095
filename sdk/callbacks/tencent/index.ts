import * as gme from "./gme";
import * as tiw from "./tiw";
import * as trtc from "./trtc";
import * as vod from "./vod";

export { gme, tiw, trtc, vod };
