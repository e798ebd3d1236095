/** How something is looked up. */
export interface LookupOptions {
  /**
   * The named profile of `tencentcloud:profiles` or `volcengine:profiles` whose account is asked.
   * @default the account of the stack's own configuration
   */
  readonly profile?: string | undefined;
}
