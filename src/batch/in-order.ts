import type { JobParts, Result, Watches } from './job-parts.js';
import type { Part } from './ledger.js';
import { readPart } from './read-part.js';

/** The parts of a job whose batches have all ended. */
export interface EndedParts {
  job: JobParts;
  watches: Watches;
  /** Results that are in no file: of prompts that were refused. */
  held: Result[];
  close(part: Part): Promise<void>;
}

// The results that are sorted at a time.
const maxBytes = 32 * 1024 * 1024;

/**
 * Yields all results in the order of the input. A file has its lines in any order and may be large, so it is read for one
 * stretch of indexes after the other, each as long as its results fit into the memory.
 */
export async function* inOrder({ job, watches, held, close }: EndedParts): AsyncGenerator<Result[], void, undefined> {
  // Nothing goes again: what has no result now has none.
  const last = { ...job, limits: { ...job.limits, maxAttempts: 0 } };
  held.sort((one, other) => one.index - other.index);
  for (let from = 0; watches.size > 0 || held.length > 0;) {
    const parts = [...watches.keys()].filter(({ lines }) => lines.last >= from);
    const nearest = parts.reduce<Part | undefined>(
      (first, part) => (first === undefined || part.lines.first < first.lines.first ? part : first),
      undefined,
    );
    const stretch = createStretch(from, nearest?.lines.last ?? Number.POSITIVE_INFINITY);
    for (const part of parts) {
      if (part.lines.first > stretch.to) continue;
      for await (const results of readPart(last, part, watches.get(part)!, stretch.wants)) results.forEach(stretch.add);
    }
    const own = held.findIndex(({ index }) => index > stretch.to);
    held.splice(0, own === -1 ? held.length : own).forEach(stretch.add);
    yield stretch.sorted();
    for (const part of watches.keys()) if (part.lines.last <= stretch.to) await close(part);
    from = stretch.to + 1;
  }
}

/** Collects results from an index on. When they become too many, those with the highest indexes are left for later. */
function createStretch(from: number, end: number) {
  let results: Result[] = [];
  let bytes = 0;
  const stretch = {
    // Not a getter: V8 makes those of literals in its old generation, and they would keep the results there.
    to: end,
    wants: (index: number) => index >= from && index <= stretch.to,
    add(result: Result): void {
      if (!stretch.wants(result.index)) return;
      results.push(result);
      bytes += sizeOf(result);
      if (bytes <= maxBytes || results.length === 1) return;
      results.sort((one, other) => one.index - other.index);
      results = results.slice(0, Math.ceil(results.length / 2));
      stretch.to = results.at(-1)!.index;
      bytes = results.reduce((sum, one) => sum + sizeOf(one), 0);
    },
    sorted: () => results.sort((one, other) => one.index - other.index),
  };
  return stretch;
}

/** About the bytes that a result takes. */
function sizeOf(result: Result): number {
  if ('embedding' in result) return 500 + 8 * result.embedding.length;
  const reasoning = 'reasoning' in result ? (result.reasoning ?? '') : '';
  // An object, and the calls of tools, are about as long as their text.
  return 500 + 4 * ((result.text?.length ?? 0) + reasoning.length);
}
