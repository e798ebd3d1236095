import { z } from "zod";

/** A name for people, as RTC takes it. */
export const displayName = z
  .string()
  .regex(/^[\u4e00-\u9fa5a-zA-Z0-9_]{1,24}$/, '1 to 24 Chinese characters, letters, digits and "_"');
