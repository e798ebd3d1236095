/** What is made of each of the sources, when it is first read: a pack makes the policies that it takes, not all. */
export function lazily<Key extends string, Source, Made>(
  sources: Readonly<Record<Key, Source>>,
  make: (source: Source) => Made,
): Readonly<Record<Key, Made>> {
  const object = {};
  for (const [key, source] of Object.entries<Source>(sources)) {
    let made: Made | undefined;
    Object.defineProperty(object, key, {
      enumerable: true,
      get: () => {
        made ??= make(source);
        return made;
      },
    });
  }
  // The loop defines every key of the sources.
  return object as Readonly<Record<Key, Made>>;
}
