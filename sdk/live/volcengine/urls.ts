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
  longest: { app: 30, stream: 100 },
  query({ app, stream, key }, end) {
    return `volcTime=${end}&volcSecret=${md5(`/${app}/${stream}${key}${end}`)}`;
  },
};

/**
 * Where a stream is pushed to, for a domain of Volcengine's live streaming that has URL authentication of the usual
 * form: `rtmp://<domain>/<app>/<stream>?volcTime=…&volcSecret=…`. It is refused from `volcTime` on; a push that runs
 * goes on.
 *
 * Vendor page: https://www.volcengine.com/docs/6469/107759
 *
 * @param clock what `validFor` counts from, left out the machine's
 */
export function pushUrl(address: LiveAddress, clock?: Clock): string {
  return signedPushAddress(address, signing, clock);
}

const formats = ["rtmp", "flv"] as const;

/** What a player of Volcengine's streams takes. */
export type PlaybackFormat = (typeof formats)[number];

/**
 * Where a stream is played from, for a domain of Volcengine's live streaming that has URL authentication of the usual
 * form, with decimal times. A transcoded stream has the suffix of its template behind its own name, as in "stage_hd".
 *
 * Vendor page: https://www.volcengine.com/docs/6469/107759
 *
 * @param clock what `validFor` counts from, left out the machine's
 */
export function playbackUrl(address: PlaybackAddress<PlaybackFormat>, clock?: Clock): string {
  return signedPlaybackAddress(address, signing, formats, clock);
}
