import { CallLog } from './call-log.js';
import type { ScriptedAnswer } from './model/script.js';
import type { EmulatorOptions } from './options.js';
import { createRecordings, type Recordings } from './recordings/recordings.js';
import { clearStores, createStores, type Stores } from './stores/stores.js';
import { uuidFrom } from './util/words.js';

/** State that an emulator keeps between requests. */
export interface Memory {
  log: CallLog;
  /** Answers and failures that wait for a request. */
  queue: ScriptedAnswer[];
  stores: Stores;
  recordings: Recordings;
  newId: () => string;
}

export function createMemory(options: EmulatorOptions): Memory {
  let ids = 0;
  const newId = () => uuidFrom(`emulator ${(ids += 1)}`);
  const log = new CallLog(options.callLimits);
  return { log, queue: [], stores: createStores(options), recordings: createRecordings(options), newId };
}

/** Forgets everything but the number of the next id. */
export function forgetAll({ log, queue, stores, recordings }: Memory): void {
  log.clear();
  queue.length = 0;
  clearStores(stores);
  recordings.reset();
}
