import type { Connection } from '../connection/connection.js';
import type { QwenProviderSettings } from '../connection/settings.js';
import { lazy, type Lazy } from '../util/lazy.js';
import type { Shared } from './shared.js';

/**
 * The parts of the package that a first call loads. All providers share them: importing one again for each model costs
 * an eighth of a short call.
 */
export const doors = {
  connection: /* @__PURE__ */ lazy(() => import('../connection/connection.js')),
  compatible: /* @__PURE__ */ lazy(() => import('../chat/compatible/chat.js')),
  dashscope: /* @__PURE__ */ lazy(() => import('../chat/dashscope/chat.js')),
  responses: /* @__PURE__ */ lazy(() => import('../chat/responses/chat.js')),
  application: /* @__PURE__ */ lazy(() => import('../chat/application/chat.js')),
  stored: /* @__PURE__ */ lazy(() => import('../chat/responses/stored.js')),
  conversations: /* @__PURE__ */ lazy(() => import('../chat/responses/conversations.js')),
  completion: /* @__PURE__ */ lazy(() => import('../chat/completions/chat.js')),
  uploads: /* @__PURE__ */ lazy(() => import('../chat/uploads/uploads.js')),
  embedding: /* @__PURE__ */ lazy(() => import('../embedding/model.js')),
  reranking: /* @__PURE__ */ lazy(() => import('../reranking/model.js')),
  contents: /* @__PURE__ */ lazy(() => import('../embedding/multimodal/contents.js')),
  image: /* @__PURE__ */ lazy(() => import('../image/model.js')),
  speech: /* @__PURE__ */ lazy(() => import('../speech/model.js')),
  speechStream: /* @__PURE__ */ lazy(() => import('./speech-stream.js')),
  video: /* @__PURE__ */ lazy(() => import('../video/model.js')),
  transcription: /* @__PURE__ */ lazy(() => import('../transcription/model.js')),
  batch: /* @__PURE__ */ lazy(() => import('./batch-jobs.js')),
  batchCodec: /* @__PURE__ */ lazy(() => import('../ai-sdk/batch/codec.js')),
  batchV4: /* @__PURE__ */ lazy(() => import('../ai-sdk/batch/v4.js')),
  textBatches: /* @__PURE__ */ lazy(() => import('../batch/text-batches.js')),
  chatLines: /* @__PURE__ */ lazy(() => import('../chat/compatible/lines.js')),
  embeddingLines: /* @__PURE__ */ lazy(() => import('../embedding/lines.js')),
  /** Warnings of models that a workflow stored. */
  omissions: /* @__PURE__ */ lazy(() => import('./omissions.js')),
  tasks: /* @__PURE__ */ lazy(() => import('../tasks/tasks.js')),
};

export function lazyConnection(settings: QwenProviderSettings): Shared {
  return lazy(async () => (await doors.connection.load()).createConnection(settings));
}

/** Loads a module and the provider's connection at the first call, and makes something of both. */
export function loadedWith<Module, Made>(
  door: Lazy<Module>,
  connection: Shared,
  make: (module: Module, connection: Connection) => Made | Promise<Made>,
): Lazy<Made> {
  return lazy(async () => {
    const [module, shared] = await Promise.all([door.load(), connection.load()]);
    return make(module, shared);
  });
}
