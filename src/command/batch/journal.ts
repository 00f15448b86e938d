import { fileJournal, type QwenBatchJournal } from '../../batch/index.js';
import type { Entry } from '../../batch/journal-entry.js';
import type { ResultFile } from './result-file.js';
import { isSettingsLine, settingsLine, type JobSettings } from './settings.js';

/**
 * The journal of a job of the command. Its first line has the settings. The results that were delivered are not in it: the
 * file of the results tells them, so that the two can never disagree.
 */
export function commandJournal(path: string, settings: JobSettings, results: ResultFile): QwenBatchJournal {
  const journal = fileJournal(path);
  let hasSettings = false;
  return {
    async *load() {
      let hasEntries = false;
      for await (const line of (await journal.load()) as AsyncIterable<string>) {
        if (isSettingsLine(line)) {
          hasSettings = true;
          continue;
        }
        hasEntries = true;
        yield line;
      }
      for (const index of results.indexes()) {
        const delivered: Entry = { t: 'd', i: index };
        if (hasEntries) yield JSON.stringify(delivered);
      }
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
    await journal.append(entry, { durable: true });
  }
}
