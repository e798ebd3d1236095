import * as pulumi from "@pulumi/pulumi";
import { type InputsOf, secretUrl } from "../../core/secretUrl";
import type { LiveAddress, PlaybackAddress } from "../../live/address";
import * as live from "../../live/volcengine";

/**
 * The address that a stream is pushed to, for a domain of Volcengine's live streaming with push authentication
 * (`rtmp://<domain>/<app>/<stream>?volcTime=…&volcSecret=…`), as a secret.
 *
 * ```ts
 * const pushUrl = volcengine.live.pushUrl({
 *   domain: "push.example.com", stream: "stage", key: config.requireSecret("pushKey"), validFor: "24h",
 * });
 * ```
 *
 * A new end changes in place what pushes to it, which connects the push again: during an event, let `validUntil` lie
 * behind it.
 * Without Pulumi, `volcengine.pushUrl` of `pulumi-media-tasks/live` makes the same address of plain values.
 *
 * Vendor page: https://www.volcengine.com/docs/6469/107759
 */
export function pushUrl(address: InputsOf<LiveAddress>): pulumi.Output<string> {
  return secretUrl(pulumi.output(address), (known) => live.pushUrl(known));
}

/**
 * The address that a stream is played from, for a domain of Volcengine's live streaming with playback
 * authentication, as a secret: who knows it can watch until it ends. `volcengine.playbackUrl` of `pulumi-media-tasks/live`
 * makes one of plain values, for example in what hands them out to viewers.
 *
 * Vendor page: https://www.volcengine.com/docs/6469/107759
 */
export function playbackUrl(address: InputsOf<PlaybackAddress<live.PlaybackFormat>>): pulumi.Output<string> {
  return secretUrl(pulumi.output(address), (known) => live.playbackUrl(known));
}
