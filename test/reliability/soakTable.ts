interface Row {
  readonly fault: string;
  readonly expected: string;
  readonly seen: string;
}

/** What a soak met, what was to become of it, and what did. */
export class SoakTable {
  private readonly rows: Row[] = [];

  /** Does what meets a fault, and notes what was seen: what the work tells, or its failure. */
  async row(fault: string, expected: string, work: () => Promise<string>): Promise<void> {
    let seen = "";
    try {
      seen = await work();
    } catch (error) {
      seen = `FAILED: ${error instanceof Error ? error.message.split("\n", 1)[0] : error}`;
      throw error;
    } finally {
      this.rows.push({ fault, expected, seen });
    }
  }

  print(): void {
    const lines = this.rows.map(({ fault, expected, seen }) => `| ${fault} | ${expected} | ${seen} |`);
    process.stdout.write(["", "| Fault | Expected | Seen |", "| --- | --- | --- |", ...lines, ""].join("\n"));
  }
}
