/** Where something is shown: a terminal, whose lines are drawn anew, or a stream of lines. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Its size now, in characters. */
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
}
