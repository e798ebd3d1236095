import type { Exception } from "./descriptor";

/** Where check and the emulated vendors differ whatever the type; what only one has is in its descriptor. */
export const differences: readonly Exception[] = [
  {
    where: /: empty: vendor accepts, check refuses$/,
    reason: "an empty text names nothing: what has no value is left out",
  },
];

/** Inputs that are no parameters of an action's body, whatever the type. */
export const noParameters: readonly Exception[] = [{ where: /^region$/, reason: "it travels in a header" }];
