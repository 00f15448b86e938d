/** The emulator's clock, which runs as the clock of the machine does and can be moved forward. */
export class Clock {
  private ahead = 0;
  private readonly sleepers = new Set<() => void>();

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.ahead;
  }

  advance(milliseconds: number): void {
    this.ahead += milliseconds;
    for (const wake of this.sleepers) wake();
  }

  /** Waits until a moment; rejects with the signal's reason when the signal fires first. */
  async until(moment: number, signal: AbortSignal): Promise<void> {
    while (this.now() < moment) {
      signal.throwIfAborted();
      await this.nextChange(moment - this.now(), signal);
    }
    signal.throwIfAborted();
  }

  private nextChange(longest: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(longest, maxTimer));
      this.sleepers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  clear(): void {
    this.ahead = 0;
  }
}

/** A longer timer fires at once. */
const maxTimer = 2 ** 31 - 1;
