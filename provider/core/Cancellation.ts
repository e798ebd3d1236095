import { UserError } from "../http/errors";

/** That the user wants a run to end: waiting ends at once, and what is under way at a vendor goes on to its answer. */
export class Cancellation {
  private isCancelled = false;
  private readonly waiting = new Set<() => void>();

  /** Ends all waiting, of now and later. */
  cancel(): void {
    this.isCancelled = true;
    for (const end of this.waiting) end();
  }

  /** Waits for the end of a pause; throws where the run is cancelled before. */
  async during(pause: Promise<void>, awaited: () => string): Promise<void> {
    let end = () => {};
    const cancelled = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.waiting.add(end);
    if (!this.isCancelled) await Promise.race([pause, cancelled]);
    this.waiting.delete(end);
    if (!this.isCancelled) return;
    throw new UserError(
      `cancelled while waiting for ${awaited()}. What to do: run pulumi up again, which goes on waiting`,
    );
  }
}
