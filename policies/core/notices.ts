let given = new Set<string>();
let tellTo: (text: string) => void = (text) => console.log(text);

/** Whether a notice is given for the first time: preview and update of one run share a process. */
export function isFirst(notice: string): boolean {
  if (given.has(notice)) return false;
  given.add(notice);
  return true;
}

/** Tells what people should know and is no violation. */
export function tell(text: string): void {
  tellTo(text);
}

/** The notices of some work, which are not printed; what was told before is told again. */
export function noticesOf(work: () => void): string[] {
  const before = { given, tellTo };
  const notices: string[] = [];
  given = new Set();
  tellTo = (text) => notices.push(text);
  try {
    work();
  } finally {
    ({ given, tellTo } = before);
  }
  return notices;
}
