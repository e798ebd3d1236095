/** The same function, which works once for each object; what came of it goes with the object. */
export function oncePer<Key extends object, Result>(work: (of: Key) => Result): (of: Key) => Result {
  const results = new WeakMap<Key, { readonly result: Result }>();
  return (of) => {
    const known = results.get(of) ?? { result: work(of) };
    results.set(of, known);
    return known.result;
  };
}
