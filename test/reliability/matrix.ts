/** A fault, and what becomes of it. */
export interface Fault {
  readonly number: number;
  readonly fault: string;
  readonly expected: string;
}

/** Every fault that is tested, and the outcome that its tests expect. docs/reliability.md quotes this table. */
export const matrix: readonly Fault[] = [
  {
    number: 1,
    fault: "The endpoint cannot be reached",
    expected: "three attempts, then an error that names it; no task, no open start",
  },
  {
    number: 2,
    fault: "The connection breaks before the vendor acts",
    expected: "repeated where that is safe: one task; else the outcome is said to be unknown",
  },
  {
    number: 3,
    fault: "The connection breaks after the vendor acted on a start that it does not recognise",
    expected: "found by look-up, else an open start and an error that says what to do; never a second task",
  },
  {
    number: 4,
    fault: "The connection breaks after the vendor acted on a start under an id of ours",
    expected: "the same id is sent again and meets the first task",
  },
  {
    number: 5,
    fault: "The vendor refuses the session id of a job that it has already",
    expected: "the job is found and taken over, where the id is derived; else an error names it",
  },
  {
    number: 6,
    fault: "500, 502, 503 or 504",
    expected: "reads and stops are repeated; a start is looked for first",
  },
  {
    number: 7,
    fault: "Throttling: 429, RequestLimitExceeded, FlowLimitExceeded",
    expected: "repeated ever more slowly, or as Retry-After says, as long as there is time",
  },
  {
    number: 8,
    fault: "Throttling that lasts",
    expected: "ever fewer calls; then the retries are used up: calls fail at once, others go on",
  },
  {
    number: 9,
    fault: "The quota of tasks is reached",
    expected: "not repeated; the error names the vendor's code and what to do",
  },
  {
    number: 10,
    fault: "The first byte of the answer comes late or never",
    expected: "given up after 10 seconds, then as 3",
  },
  {
    number: 11,
    fault: "The answer comes byte by byte",
    expected: "given up after 10 seconds in all, then as 3",
  },
  {
    number: 12,
    fault: "Broken JSON, half an answer, a web page, an empty answer",
    expected: "the outcome is unknown, as 3; the error has no part of the answer's text",
  },
  {
    number: 13,
    fault: "An answer of 100 MB, a compressed bomb",
    expected: "not read beyond 1 MB, not unpacked; the outcome is unknown, as 3",
  },
  {
    number: 14,
    fault: "A redirect to another host",
    expected: "not followed: the other host sees nothing; an error",
  },
  {
    number: 15,
    fault: "A certificate that nobody trusts",
    expected: "refused before anything is sent",
  },
  {
    number: 16,
    fault: "The clocks differ by six minutes, either way",
    expected: "corrected from the vendor's Date header, one repeat, then success",
  },
  {
    number: 17,
    fault: "Wrong or expired credentials, a temporary token that ends in the middle",
    expected: "not repeated; the error names the settings and shows no key",
  },
  {
    number: 18,
    fault: "The request is changed on the way",
    expected: "the vendor refuses the signature; not repeated, no task",
  },
  {
    number: 19,
    fault: "No permission, a foreign application, a service that is not enabled, arrears",
    expected: "not repeated; the vendor's code is kept; no task, no open start",
  },
  {
    number: 20,
    fault:
      "The provider is killed: before the call, after the vendor acted, in polling, before the state is saved",
    expected: "the next up finds each task or says what is open; never a second task",
  },
  {
    number: 21,
    fault: "The engine, or both, are killed at these points",
    expected: "as 20, after the lock is removed",
  },
  {
    number: 22,
    fault: "Ctrl-C once, twice, SIGTERM",
    expected: "once: what is under way ends and is kept; twice: as 21",
  },
  {
    number: 23,
    fault: "A kill in an update or a delete, before and after the vendor acted",
    expected: "the repeat is harmless: one task, then none",
  },
  {
    number: 24,
    fault: "The journal of starts cannot be written or read: disk full, no permission, no network, damaged",
    expected: "create refuses before it calls, naming the path and the setting",
  },
  {
    number: 25,
    fault: "Two stacks, or two resources of a program, want the same room, robot, id or push address",
    expected:
      "in one program: refused at preview; else a conflict or a warning, and the first survives, but for a robot that both stacks name: the vendor throws the first one out, and robots that are left out differ",
  },
  {
    number: 26,
    fault: "A task ends by itself: idle room, time limit, failure",
    expected: "refresh says so; onEnded keeps, restarts or fails",
  },
  {
    number: 27,
    fault: "The task to stop is over, or unknown to the vendor",
    expected: "delete succeeds",
  },
  {
    number: 28,
    fault: "The vendor accepts the stop, and the task goes on",
    expected: "stopAndWait waits; when the time is up, an error keeps the resource",
  },
  {
    number: 29,
    fault: "The task ends while it is being updated",
    expected: "as 26, at once",
  },
  {
    number: 30,
    fault: "A sequence number that was used already",
    expected: "one more update with a newer one; the number survives failures",
  },
  {
    number: 31,
    fault: "A change of what the vendor cannot change",
    expected: "replaced, the old task being stopped first",
  },
  {
    number: 32,
    fault: "An update in which what is left out returns to its default",
    expected: "all that can be updated is always sent",
  },
  {
    number: 33,
    fault: "The start succeeds, and what follows it fails",
    expected: "the resource is kept with its id; the next up goes on",
  },
  {
    number: 34,
    fault: "Unknown fields and unknown states in an answer",
    expected: "kept out of the state; the status is unverified",
  },
  {
    number: 35,
    fault: "A success without the task's id",
    expected: "the outcome is unknown, as 3; never a resource without an id",
  },
  {
    number: 36,
    fault: "Ids of 64 bits",
    expected: "all digits from the answer to the state to the stop",
  },
  {
    number: 37,
    fault: "Anything at all in an answer",
    expected: "outputs are always what Pulumi can store",
  },
  {
    number: 38,
    fault:
      "The vendor takes no calls for a task any more: a relay after 30 days, a recording after resourceExpiredHour",
    expected: "a refresh warns a day before; errors say that it may still run; onDelete leave lets it go",
  },
  {
    number: 39,
    fault: "A code that no document has",
    expected: "not repeated, never taken for gone; code and RequestId are shown",
  },
  {
    number: 40,
    fault: "One of many parallel creates fails",
    expected: "the others are completed and kept; the run fails",
  },
  {
    number: 41,
    fault: "A state that an earlier version wrote",
    expected: "preview shows no change; refresh, update and delete work",
  },
  {
    number: 42,
    fault: "The provider text of the first version, and one of a type that does not exist",
    expected: "deletes; says which version to install",
  },
  {
    number: 43,
    fault: "A state that was changed by hand: the id is missing",
    expected: "an error says so before any call",
  },
  {
    number: 44,
    fault: "The vendor's reads show a new task late",
    expected: "create and refresh wait for it; it is neither lost nor started again",
  },
];

function rowOf(number: number): Fault {
  const found = matrix.find((row) => row.number === number);
  if (!found) throw new Error(`The matrix has no fault ${number}.`);
  return found;
}

/** The name of a fault's tests. */
export function fault(number: number): string {
  return `#${number} ${rowOf(number).fault}`;
}

/** What is to become of a fault. */
export function expectedOf(number: number): string {
  return rowOf(number).expected;
}
