import { InvalidArgumentError } from '@ai-sdk/provider';
import { tokensOf } from '../util/tokens.js';
import type { QwenBatchEngine, QwenBatchPrice } from './options.js';
import { Bits } from './bits.js';
import type { LineCodec } from './line-codec.js';
import { writeLine, type WrittenLine } from './write-line.js';

/**
 * Counts the cost of lines by an estimate of their tokens. Each line counts once, however often it goes: a try that fails
 * is not billed.
 */
export interface Budget {
  /** True if a line need not be counted. */
  has(index: number): boolean;
  /** Counts a line that has been sent. */
  count(index: number, line: CountedLine): void;
  /** Counts a line that is about to be sent. Throws if the job would cost more than it may. */
  add(index: number, line: CountedLine): void;
}

type CountedLine = Pick<WrittenLine, 'counted' | 'maxOutputTokens'>;

/** The share of the live price, by engine. */
export const priceShares: Record<QwenBatchEngine, number> = { batch: 0.5, waiting: 0.5, live: 1 };

export function createBudget(
  engine: QwenBatchEngine,
  price: QwenBatchPrice | undefined,
  maxCost = Number.POSITIVE_INFINITY,
): Budget {
  let cost = 0;
  const lines = new Bits();
  // A job without a limit counts nothing: the estimate reads every character.
  const has = (index: number) => price === undefined || maxCost === Number.POSITIVE_INFINITY || lines.has(index);
  const count = (index: number, { counted, maxOutputTokens = 0 }: CountedLine) => {
    if (has(index)) return;
    lines.add(index);
    cost += costOf(price!, tokensOf(counted()), maxOutputTokens) * priceShares[engine];
  };
  return {
    has,
    count,
    add(index, line) {
      count(index, line);
      if (cost <= maxCost) return;
      const message =
        `The job would cost about ${cost.toFixed(4)}, more than maxCost (${maxCost}). Nothing beyond it was sent: ` +
        'run the job again with the same journal and a higher maxCost to go on.';
      throw new InvalidArgumentError({ argument: 'maxCost', message });
    },
  };
}

/** Counts a line that an earlier process sent. */
export function countSent(
  { budget, codec, limits }: { budget: Budget; codec: LineCodec; limits: { maxLineBytes: number } },
  item: unknown,
  index: number,
): void {
  if (budget.has(index)) return;
  try {
    budget.count(index, writeLine(codec, item, { index, attempt: 1 }, limits.maxLineBytes));
  } catch {
    // It was refused, and cost nothing.
  }
}

export function costOf({ input, output }: QwenBatchPrice, inputTokens: number, outputTokens: number): number {
  return (inputTokens * input + outputTokens * output) / 1_000_000;
}
