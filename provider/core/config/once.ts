/** The same function, which works once for each argument. What it throws is thrown again by the next call. */
export function once<Argument, Result>(work: (of: Argument) => Result): (of: Argument) => Result {
  const results = new Map<Argument, { readonly result: Result }>();
  return (of) => {
    const known = results.get(of) ?? { result: work(of) };
    results.set(of, known);
    return known.result;
  };
}
