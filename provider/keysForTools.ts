/**
 * Where the command line takes keys from: it does not read the stack's configuration, in which they may be encrypted.
 */
export const keysForTools =
  "This command reads the keys from the environment (TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY, VOLCENGINE_ACCESS_KEY and VOLCENGINE_SECRET_KEY) or the vendors' credentials files, and other settings from --config; not from the stack's configuration";
