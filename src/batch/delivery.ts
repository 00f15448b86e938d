import type { Bits } from './bits.js';
import type { Result } from './job-parts.js';
import type { Ledger } from './ledger.js';

/** Results that have come together. */
export interface ResultGroup {
  results: readonly Result[];
  ledger: Ledger;
  /** Lines that this process does not send again, though a later one may. */
  givenUp: Bits;
}

type Next = Promise<IteratorResult<Result, undefined>>;

/**
 * Hands the results of groups over one by one, each once, and notes that the caller is done with one when it asks for the
 * next. A class and not a generator, which would make ten promises for each result.
 */
export class Delivery implements AsyncIterator<Result, undefined, undefined> {
  private group: ResultGroup | undefined;
  private place = 0;
  /** The result that the caller is busy with. */
  private current: Result | undefined;
  /** The call that is under way; a caller may ask for several results at once. */
  private pending: Next | undefined;

  constructor(private readonly groups: AsyncGenerator<ResultGroup, void, undefined>) {}

  next(): Next {
    if (this.pending === undefined) return this.advance();
    const again = () => this.next();
    return this.pending.then(again, again);
  }

  /** Ends the job. The result that the caller is busy with comes again in a later run. */
  async return(): Next {
    this.leave();
    await this.groups.return();
    return { done: true, value: undefined };
  }

  private advance(): Next {
    let written: void | Promise<void>;
    try {
      written = this.settle();
    } catch (error) {
      return this.wait(this.fail(error));
    }
    const result = written === undefined ? this.take() : undefined;
    if (result !== undefined) return Promise.resolve({ done: false, value: result });
    return this.wait(this.load(written));
  }

  /** Notes the result that the caller had. A promise only if the journal returns one. */
  private settle(): void | Promise<void> {
    const { current, group } = this;
    this.current = undefined;
    // A later run may send the line that was not run.
    return current === undefined || current.status === 'not-run' ? undefined : group!.ledger.deliver(current.index);
  }

  /** The next result of the group. */
  private take(): Result | undefined {
    if (this.group === undefined) return undefined;
    const { results, ledger, givenUp } = this.group;
    while (this.place < results.length) {
      const result = results[this.place]!;
      this.place += 1;
      if (ledger.delivered.has(result.index)) continue;
      if (result.status === 'not-run') givenUp.add(result.index);
      return (this.current = result);
    }
    return undefined;
  }

  private async load(written: void | Promise<void>): Next {
    try {
      await written;
      const result = this.take();
      if (result !== undefined) return { done: false, value: result };
      // Nothing is left unwritten while the caller waits.
      await this.group?.ledger.writeDeliveries();
    } catch (error) {
      return await this.fail(error);
    }
    for (;;) {
      const { done, value } = await this.groups.next();
      if (done === true) return { done, value: undefined };
      this.group = value;
      this.place = 0;
      const result = this.take();
      if (result !== undefined) return { done: false, value: result };
    }
  }

  /** Ends the job with an error. */
  private async fail(error: unknown): Next {
    this.leave();
    await this.groups.throw(error);
    return { done: true, value: undefined };
  }

  /** Drops what has not been handed over, and the note of what has: nothing is written after the end. */
  private leave(): void {
    this.group = undefined;
    this.current = undefined;
  }

  private wait(next: Next): Next {
    const settled = () => void (this.pending = undefined);
    this.pending = next;
    next.then(settled, settled);
    return next;
  }
}
