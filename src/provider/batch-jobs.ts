import { checkOptions, createBatchJob, waitingConnection } from '../batch/batch.js';
import type { Job } from '../batch/job.js';
import type { LineCodec } from '../batch/line-codec.js';
import type { QwenBatchOptions, QwenBatchPromptOptions, QwenBatchTextOptions } from '../batch/options.js';
import type { QwenChatOptions } from '../chat/options.js';
import type { Connection } from '../connection/connection.js';
import type { QwenEmbeddingOptions } from '../embedding/options.js';
import { lazy } from '../util/lazy.js';
import { doors } from './doors.js';
import type { Shared } from './shared.js';
import { embeddingModel } from './lazy-models.js';
import { withoutKind } from './model-kind.js';

/** Loads what a job needs, and makes it. */
export async function loadJob(
  shared: Shared,
  run: string,
  options: QwenBatchOptions,
  rehearses: boolean,
): Promise<Job> {
  const connection = await shared.load();
  const checked = checkOptions(run, options);
  const caller = checked.engine === 'waiting' ? waitingConnection(connection) : connection;
  const codec = await (options.texts === undefined ? promptsOf(caller, options) : textsOf(shared, caller, options));
  return createBatchJob(connection, run, codec as LineCodec, checked, rehearses);
}

async function promptsOf(connection: Connection, options: QwenBatchPromptOptions<unknown>) {
  const [{ promptCodec }, { chatLines }, { compatibleChat }] = await Promise.all([
    doors.batchCodec.load(),
    doors.chatLines.load(),
    doors.compatible.load(),
  ]);
  const model = withoutKind(options.model, ['chat', 'vl'], 'languageModel');
  const modelOptions = (options.modelOptions ?? {}) as QwenChatOptions;
  const lines = await chatLines(connection, model, modelOptions);
  const chat = lazy(() => compatibleChat(connection, model, modelOptions, undefined, undefined));
  return promptCodec(model, lines, () => chat.load(), options.schema);
}

async function textsOf(shared: Shared, connection: Connection, options: QwenBatchTextOptions) {
  const [{ textCodec }, { embeddingLines }] = await Promise.all([doors.batchCodec.load(), doors.embeddingLines.load()]);
  const model = withoutKind(options.model, ['embedding'], 'embeddingModel');
  const modelOptions = (options.modelOptions ?? {}) as QwenEmbeddingOptions;
  const lines = embeddingLines(connection, model, modelOptions);
  return textCodec(model, lines, embeddingModel(shared, 'compatible', 'qwen.embedding', model, modelOptions));
}
