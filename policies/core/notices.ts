const given = new Set<string>();

/** Whether a notice is given for the first time: preview and update of one run share a process. */
export function isFirst(notice: string): boolean {
  if (given.has(notice)) return false;
  given.add(notice);
  return true;
}
