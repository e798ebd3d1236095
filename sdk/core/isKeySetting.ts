/** Of the vendors' settings all but these are keys, or hold some. */
const harmless = ["region", "endpoint", "profile"];

/** Whether a setting of a stack, by its full name, is a key of a vendor or holds some. */
export function isKeySetting(name: string): boolean {
  const [namespace = "", key = ""] = name.split(":");
  return ["tencentcloud", "volcengine"].includes(namespace) && !harmless.includes(key);
}
