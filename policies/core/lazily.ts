/** What is made of each source, when it is first read: a pack makes the policies that it takes, not all. */
export function lazily<Key extends string, Source, Made>(
  sources: Readonly<Record<Key, Source>>,
  make: (source: Source, key: Key) => Made,
): Readonly<Record<Key, Made>> {
  const object = {};
  for (const key in sources) {
    let made: Made | undefined;
    Object.defineProperty(object, key, {
      enumerable: true,
      get: () => {
        made ??= make(sources[key], key);
        return made;
      },
    });
  }
  // The loop defines every key of the sources.
  return object as Readonly<Record<Key, Made>>;
}
