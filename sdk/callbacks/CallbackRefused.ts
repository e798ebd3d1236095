/**
 * Why a callback is not taken.
 *
 * - "unsigned": it carries no signature; the vendor sends one only where a key is set
 * - "forged": its signature is not that of the key: somebody else sent it, or the key was changed at one side
 * - "expired": its signature is over, as that of one that is sent again by somebody who saw it
 * - "malformed": it is no callback of the service
 */
export type RefusalReason = "unsigned" | "forged" | "expired" | "malformed";

/** A callback that is not taken; answer it with a status of 400 and above. It shows nothing of key and body. */
export class CallbackRefused extends Error {
  override readonly name = "CallbackRefused";

  constructor(
    readonly reason: RefusalReason,
    problem: string,
    remedy: string,
  ) {
    super(`the callback is refused: ${problem}. What to do: ${remedy}`);
  }
}
