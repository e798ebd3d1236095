import * as pulumi from "@pulumi/pulumi";
import { type InputsOf, secretUrl } from "../../core/secretUrl";
import type { LiveAddress, PlaybackAddress } from "../../live/address";
import * as live from "../../live/tencent";

/**
 * The address that a stream is pushed to, for a domain of Tencent Cloud's Cloud Streaming Services with push
 * authentication (`rtmp://<domain>/<app>/<stream>?txSecret=…&txTime=…`), as a secret.
 *
 * ```ts
 * const pushUrl = tencent.live.pushUrl({
 *   domain: "push.example.com", stream: "stage", key: config.requireSecret("pushKey"), validFor: "24h",
 * });
 * const relay = new tencent.trtc.CdnRelay("stage", { …, publishCdnParams: [{ publishCdnUrl: pushUrl }] });
 * ```
 *
 * A new end changes the relay in place, which connects its push again: during an event, let `validUntil` lie behind it.
 * Without Pulumi, `tencent.pushUrl` of `pulumi-media-tasks/live` makes the same address of plain values.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/267/31560
 */
export function pushUrl(address: InputsOf<LiveAddress>): pulumi.Output<string> {
  return secretUrl(pulumi.output(address), (known) => live.pushUrl(known));
}

/**
 * The address that a stream is played from, for a domain of Tencent Cloud's Cloud Streaming Services with playback
 * authentication, as a secret: who knows it can watch until it ends. `tencent.playbackUrl` of `pulumi-media-tasks/live`
 * makes one of plain values, for example in what hands them out to viewers.
 *
 * Vendor page: https://www.tencentcloud.com/document/product/267/31058
 */
export function playbackUrl(address: InputsOf<PlaybackAddress<live.PlaybackFormat>>): pulumi.Output<string> {
  return secretUrl(pulumi.output(address), (known) => live.playbackUrl(known));
}
