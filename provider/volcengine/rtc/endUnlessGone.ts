import type { Context } from "../../core/lifecycle";
import { isKind } from "../../http/errors";

/**
 * Ends something of which no code says that it is gone: refused, it is over where the vendor shows none. Gives whether
 * the vendor carried it out.
 */
export async function endUnlessGone(
  end: () => Promise<unknown>,
  find: () => Promise<object | undefined>,
  context: Context,
): Promise<boolean> {
  try {
    await end();
    return true;
  } catch (error) {
    if (!isKind(error, "invalid") || (await find())) throw error;
    context.say("it was over already");
    return false;
  }
}
