export { fileJournal } from './file-journal.js';
export type { QwenBatchJournal } from './options.js';
