import { InvalidArgumentError } from '@ai-sdk/provider';
import { tokensOf } from '../util/tokens.js';
import type { QwenBatchEngine, QwenBatchPrice } from './options.js';
import type { WrittenLine } from './write-line.js';

/** Counts the cost of lines by an estimate of their tokens. */
export interface Budget {
  /** Adds a line. Throws if the job would cost more than it may. */
  add(line: Pick<WrittenLine, 'counted' | 'maxOutputTokens'>): void;
}

/** The share of the live price, by engine. */
export const priceShares: Record<QwenBatchEngine, number> = { batch: 0.5, waiting: 0.5, live: 1 };

export function createBudget(
  engine: QwenBatchEngine,
  price: QwenBatchPrice | undefined,
  maxCost = Number.POSITIVE_INFINITY,
): Budget {
  let cost = 0;
  return {
    add({ counted, maxOutputTokens = 0 }) {
      // A job without a limit counts nothing: the estimate reads every character.
      if (price === undefined || maxCost === Number.POSITIVE_INFINITY) return;
      const tokens = tokensOf(counted());
      cost += costOf(price, tokens, maxOutputTokens) * priceShares[engine];
      if (cost <= maxCost) return;
      const message =
        `The job would cost about ${cost.toFixed(4)}, more than maxCost (${maxCost}). Nothing beyond it was sent: ` +
        'run the job again with the same journal and a higher maxCost to go on.';
      throw new InvalidArgumentError({ argument: 'maxCost', message });
    },
  };
}

export function costOf({ input, output }: QwenBatchPrice, inputTokens: number, outputTokens: number): number {
  return (inputTokens * input + outputTokens * output) / 1_000_000;
}
