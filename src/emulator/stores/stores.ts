import { BatchStore } from './batches.js';
import { Clock } from './clock.js';
import { ConversationStore } from './conversations.js';
import { FileStore } from './files.js';
import { MediaStore } from './media.js';
import { PrefixCache } from './prefix-cache.js';
import { ResponseStore } from './responses.js';
import { SessionStore } from './sessions.js';
import { TemporaryStore } from './temporary-files.js';

/** State that an emulator keeps between requests. */
export interface Stores {
  cache: PrefixCache;
  files: FileStore;
  store: TemporaryStore;
  media: MediaStore;
  /** Answers of the Responses API. */
  answers: ResponseStore;
  conversations: ConversationStore;
  /** Sessions of applications. */
  sessions: SessionStore;
  batches: BatchStore;
  clock: Clock;
}

/** The options of an emulator that its stores depend on. */
interface StoreOptions {
  fileProcessing?: ConstructorParameters<typeof FileStore>[0];
  taskDelay?: ConstructorParameters<typeof MediaStore>[0];
  batch?: ConstructorParameters<typeof BatchStore>[0];
}

export function createStores({ fileProcessing, taskDelay, batch }: StoreOptions): Stores {
  return {
    cache: new PrefixCache(),
    files: new FileStore(fileProcessing),
    store: new TemporaryStore(),
    media: new MediaStore(taskDelay),
    answers: new ResponseStore(),
    conversations: new ConversationStore(),
    sessions: new SessionStore(),
    batches: new BatchStore(batch),
    clock: new Clock(),
  };
}

export function clearStores(stores: Stores): void {
  for (const store of Object.values(stores)) store.clear();
}
