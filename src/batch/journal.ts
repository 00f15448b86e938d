import { InvalidArgumentError } from '@ai-sdk/provider';
import { isObject, valueOfJSON } from '../util/json.js';
import type { Entry, JournalHead } from './journal-entry.js';
import { Ledger } from './ledger.js';
import type { QwenBatchJournal } from './options.js';

/** A journal in memory, for jobs without one. */
export function memoryJournal(): QwenBatchJournal {
  return { load: () => [], append: () => {} };
}

/**
 * Reads a journal. With `reads` nothing is written to it. Throws `InvalidArgumentError` if it belongs to another job.
 */
export async function openLedger(journal: QwenBatchJournal, head: JournalHead, reads = false): Promise<Ledger> {
  const ledger = new Ledger(journal);
  let isNew = true;
  let number = 0;
  let torn: number | undefined;
  for await (const line of await journal.load()) {
    number += 1;
    if (torn !== undefined) throw damaged(torn);
    const entry = readEntry(line);
    if (entry === undefined) {
      // A journal that does not cut off a torn line has the first entry of the next process after it.
      if (line !== '' && !line.endsWith(runEntry)) torn = number;
      continue;
    }
    if (entry.t === 'job') checkHead(entry, head);
    else if (isNew || !ledger.apply(entry)) throw notJournal();
    isNew = false;
  }
  // An entry at the beginning shows at once that the journal can be written, and that no other process writes it.
  const first = isNew ? JSON.stringify({ t: 'job', v: 1, ...head } satisfies Entry) : runEntry;
  if (!reads) await journal.append(first, { durable: true });
  return ledger;
}

const runEntry = JSON.stringify({ t: 'run' } satisfies Entry);

/**
 * Reads an entry. A crash may have torn the last line, whose event then did not happen: each entry is written before it.
 */
function readEntry(line: string): Entry | undefined {
  const entry = valueOfJSON(line);
  return isObject(entry) && typeof entry.t === 'string' ? (entry as unknown as Entry) : undefined;
}

const words: Record<keyof JournalHead, string> = {
  run: 'name',
  host: 'host',
  account: 'API key',
  model: 'model',
  kind: 'kind of input',
  engine: 'engine',
};

function checkHead(found: JournalHead, head: JournalHead): void {
  const other = (Object.keys(words) as (keyof JournalHead)[]).find((name) => found[name] !== head[name]);
  if (other === undefined) return;
  const values = other === 'account' ? '' : `: it has ${found[other]}, and this job has ${head[other]}`;
  throw new InvalidArgumentError({
    argument: 'journal',
    message:
      `The journal belongs to a job with another ${words[other]}${values}. Its batches cannot be continued from here. ` +
      'Pass what it was started with, or a new journal.',
  });
}

function damaged(number: number): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'journal',
    message:
      `Line ${number} of the journal is damaged. Without it, something might be paid for twice: restore the journal, ` +
      'or pass a new one.',
  });
}

function notJournal(): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'journal',
    message: 'The journal has lines that qwen.batch() did not write, or that came out of order. Pass another one.',
  });
}
