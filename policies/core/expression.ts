import { z } from "zod";

/** A setting that is a regular expression. */
export const expression = z.string().refine(
  (text) => {
    try {
      new RegExp(text);
      return true;
    } catch {
      return false;
    }
  },
  { error: "not a regular expression" },
);
