/**
 * Whether a reply has nothing in it that its page describes. Of a task that failed the vendor's mainland examples show
 * an error, and its international ones a reply with the RequestId alone: neither is a state, and neither says "gone".
 */
export function saysNothing(reply: object): boolean {
  return Object.values(reply).every((part) => part === undefined);
}

/** Why such a task is taken for a failed one. */
export const silence = "the vendor tells no state of it, as it does of a task that failed";
