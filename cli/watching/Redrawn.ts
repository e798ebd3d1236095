import type { Screen } from "./Screen";

const hideCursor = "\u001b[?25l";
const showCursor = "\u001b[?25h";
const clearBelow = "\u001b[0J";

/** Lines on a terminal that take the place of those before them. */
export class Redrawn {
  #drawn = 0;

  constructor(private readonly screen: Screen) {}

  /** Draws the lines, as many and as much of each as the terminal has room for. */
  draw(lines: readonly string[]): void {
    const { screen } = this;
    const room = Math.max(1, screen.rows - 1);
    const shown =
      lines.length > room ? [...lines.slice(0, room - 1), `… ${lines.length - room + 1} more lines`] : lines;
    const up = this.#drawn === 0 ? hideCursor : `\u001b[${this.#drawn}A\r${clearBelow}`;
    // A line that fills the terminal goes on in the next one, which would be counted wrong.
    screen.write(up + shown.map((line) => `${line.slice(0, Math.max(0, screen.columns - 1))}\n`).join(""));
    this.#drawn = shown.length;
  }

  /** Leaves what was drawn last, and the terminal as it was. */
  end(): void {
    if (this.#drawn > 0) this.screen.write(showCursor);
  }
}
