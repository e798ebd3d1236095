import type { Clock } from "../../core/clock";
import { md5 } from "../../core/md5";
import {
  type LiveAddress,
  type PlaybackAddress,
  type Signing,
  signedPlaybackAddress,
  signedPushAddress,
} from "../address";

const signing: Signing = {
  longest: { app: 255, stream: 255 },
  query({ stream, key }, end) {
    const txTime = end.toString(16).toUpperCase();
    return `txSecret=${md5(`${key}${stream}${txTime}`)}&txTime=${txTime}`;
  },
};

/**
 * Where a stream is pushed to, for a domain of Cloud Streaming Services that has push authentication with MD5:
 * `rtmp://<domain>/<app>/<stream>?txSecret=…&txTime=…`. It is refused from `txTime` on; a push that runs goes on.
 * The application is not signed.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/267/31560
 *
 * @param clock what `validFor` counts from, left out the machine's
 */
export function pushUrl(address: LiveAddress, clock?: Clock): string {
  return signedPushAddress(address, signing, clock);
}

const formats = ["rtmp", "flv", "hls", "webrtc"] as const;

/** What a player of Tencent Cloud's streams takes. */
export type PlaybackFormat = (typeof formats)[number];

/**
 * Where a stream is played from, for a domain of Cloud Streaming Services that has playback authentication with MD5.
 * The domain grants the time that is set there on top of `txTime`. A transcoded stream has the template's name behind
 * its own, as in "stage_hd".
 *
 * Vendor page: https://www.tencentcloud.com/document/product/267/31058
 *
 * @param clock what `validFor` counts from, left out the machine's
 */
export function playbackUrl(address: PlaybackAddress<PlaybackFormat>, clock?: Clock): string {
  return signedPlaybackAddress(address, signing, formats, clock);
}
