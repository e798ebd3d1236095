import { z } from "zod";
import { byDefault, fields, pushAddress, yesOrNo } from "../../core/fields";

/** A CDN that relays and web recordings are pushed to. Vendor name: McuPublishCdnParam. */
export const CdnRelayPublishCdnParam = fields({
  /**
   * Where to push, `rtmp://…`; a change reconnects the push. Push addresses carry keys. Secret. Vendor name:
   * PublishCdnUrl.
   */
  publishCdnUrl: pushAddress(z.string().regex(/^rtmp:\/\//, "an address that begins with rtmp://")),
  /** Whose CDN it is: 0 another one (relaying to it is billed), 1 Tencent Cloud's. Vendor name: IsTencentCdn. */
  isTencentCdn: byDefault(1, yesOrNo()),
});
