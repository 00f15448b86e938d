import type { BatchV4, LoadedBatchV4 } from '../ai-sdk/batch/v4.js';
import type { ChatLines } from '../chat/compatible/lines.js';
import { lazy } from '../util/lazy.js';
import { doors } from './doors.js';
import type { Models } from './models.js';

/** The batches of a provider for AI SDK 7, loaded by the first call about one. */
export function createLazyBatchV4({ connection: shared, providerOf }: Models): BatchV4 {
  const loaded = lazy(async (): Promise<LoadedBatchV4> => {
    const [{ createBatchV4 }, { TextBatches }, { chatLines }, connection] = await Promise.all([
      doors.batchV4.load(),
      doors.textBatches.load(),
      doors.chatLines.load(),
      shared.load(),
    ]);
    const lines = new Map<string, Promise<ChatLines>>();
    return createBatchV4(
      (context) => new TextBatches({ connection, context }),
      (modelId) => {
        const made = lines.get(modelId) ?? chatLines(connection, modelId, {});
        lines.set(modelId, made);
        return made;
      },
    );
  });
  return {
    specificationVersion: 'v4',
    provider: providerOf('batch'),
    supportedUrls: { '*/*': [/^(https?|oss|fileid):\/\//i] },
    doStartBatch: async (options) => (await loaded.load(options.abortSignal)).doStartBatch(options),
    doGetBatchStatus: async (options) => (await loaded.load(options.abortSignal)).doGetBatchStatus(options),
    doGetBatchResults: async (options) => (await loaded.load(options.abortSignal)).doGetBatchResults(options),
    doCancelBatch: async (options) => (await loaded.load(options.abortSignal)).doCancelBatch(options),
    doListBatches: async (options) => (await loaded.load(options.abortSignal)).doListBatches(options),
  };
}
