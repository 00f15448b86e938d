import { fileJournal, type QwenBatchJournal } from '../../batch/index.js';
import type { Entry } from '../../batch/journal-entry.js';
import { UsageError } from '../exit-codes.js';
import type { ResultFile } from './result-file.js';
import { anotherJob, settingsLine, type JobSettings } from './settings.js';

/** The number of results that were in their file when the next entry was written. */
const countLine = (results: number) => JSON.stringify({ t: 'command-results', n: results });
const count = /^\{"t":"command-results","n":(\d+)\}$/;

/**
 * The journal of a job of the command. Its first line has the settings. The results that were delivered are not in it: the
 * file of the results tells them, so that the two can never disagree.
 */
export function commandJournal(path: string, settings: JobSettings, results: ResultFile): QwenBatchJournal {
  const journal = fileJournal(path);
  let hasSettings = false;
  let counted = 0;
  return {
    async *load() {
      let hasEntries = false;
      for await (const line of (await journal.load()) as AsyncIterable<string>) {
        if (line.startsWith('{"t":"command')) {
          hasSettings = true;
          counted = Number(count.exec(line)?.[1] ?? counted);
          continue;
        }
        hasEntries = true;
        yield line;
      }
      for (const index of results.indexes()) {
        const delivered: Entry = { t: 'd', i: index };
        if (hasEntries) yield JSON.stringify(delivered);
      }
      if (results.size < counted) throw lost(results, counted, path);
    },
    append(entry, { durable }) {
      // A delivered result is the only entry that may be lost.
      if (!durable) return undefined;
      return store(entry);
    },
    async close() {
      results.close();
      await journal.close?.();
    },
  };

  async function store(entry: string): Promise<void> {
    // After it, the service may delete the files that the results came from.
    results.flush();
    if (!hasSettings) await journal.append(settingsLine(settings), { durable: true });
    hasSettings = true;
    if (results.size > counted) await journal.append(countLine(results.size), { durable: false });
    counted = results.size;
    await journal.append(entry, { durable: true });
  }
}

/** Lines without a result are sent, and the service has deleted the results that were read. */
function lost({ path, size }: ResultFile, counted: number, journal: string): UsageError {
  return new UsageError(
    `${path} has ${size} results, and it had ${counted}. Put the others back: their lines would be sent, and paid for, ` +
      `again. ${anotherJob(journal)}`,
  );
}
