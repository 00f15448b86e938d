import { InvalidArgumentError } from '@ai-sdk/provider';
import type { ChatModel } from '../chat/model.js';
import type { ChatCall } from '../chat/prompt/request.js';
import { checkSettings } from '../connection/check-settings.js';
import { keyFromEnvironment, type QwenProviderSettings } from '../connection/settings.js';
import type { EmbeddingModel } from '../embedding/embedding.js';
import type { CallContext } from '../http/call-context.js';
import { isHarmlessHeader } from '../http/harmless-headers.js';
import { mergeHeaders } from '../http/headers.js';
import type { ImageModel } from '../image/image.js';
import type { RerankingModel } from '../reranking/reranking.js';
import type { SpeechManner, SpeechModel } from '../speech/speech.js';
import type { TranscriptionModel } from '../transcription/transcription.js';
import type { VideoModel, VideoCall } from '../video/video.js';
import { inWords, isJSONValue } from '../util/json.js';
import { doors } from './doors.js';
import { createModels, type ModelKind, type Models, type Origin, type Stored } from './models.js';

/**
 * A model as plain data, which the Workflow SDK stores between the steps of a workflow. It contains no key and no
 * header that may be secret.
 *
 * @see https://useworkflow.dev/docs/api-reference/workflow-serde
 */
export interface ModelState {
  modelId: string;
  kind: ModelKind;
  options: object;
  settings: QwenProviderSettings;
  /** Settings that are not stored, as warnings name them. */
  omitted: string[];
}

export type StoredChat = Stored<ChatModel>;
export type StoredEmbedding = Stored<EmbeddingModel>;
export type StoredImage = Stored<ImageModel>;
export type StoredVideo = Stored<VideoModel>;
export type StoredSpeech = Stored<SpeechModel>;
export type StoredTranscription = Stored<TranscriptionModel>;
export type StoredReranking = Stored<RerankingModel>;

/** Tells if a setting is stored. Headers are stored if they are known not to be secret. */
const isStored = {
  apiKey: false,
  baseURL: true,
  fetch: false,
  headers: false,
  name: true,
  region: true,
  server: true,
  timeout: true,
  workspaceId: true,
} satisfies Record<keyof QwenProviderSettings, boolean>;

/** Turns a model into data. Throws `InvalidArgumentError` for a setting that it can neither store nor leave out. */
export function serialize({ kind, modelId, options, settings, omitted = [] }: Origin): ModelState {
  checkSettings(settings);
  checkURLs(settings);
  const headers = Object.entries(mergeHeaders(settings.headers));
  const state: ModelState = {
    modelId,
    kind,
    options,
    settings: {
      ...Object.fromEntries(
        Object.entries(settings).filter(
          ([name]) => Object.hasOwn(isStored, name) && isStored[name as keyof typeof isStored],
        ),
      ),
      headers: Object.fromEntries(headers.filter(([name]) => isHarmlessHeader(name))),
    },
    omitted: [...omitted, ...omittedOf(settings, headers)],
  };
  if (isJSONValue(state)) {
    checkSecrets(state, settings, headers);
    return state;
  }
  throw new InvalidArgumentError({
    argument: 'options',
    message: `${modelId} cannot be stored in a workflow: its options or settings contain values that JSON cannot carry.`,
  });
}

function omittedOf({ apiKey, fetch }: QwenProviderSettings, headers: [string, string][]): string[] {
  const names = headers.filter(([name]) => !isHarmlessHeader(name)).map(([name]) => `headers.${name}`);
  // The environment has the key wherever the workflow continues.
  if (apiKey !== undefined && apiKey !== keyFromEnvironment()) names.push('apiKey');
  if (fetch !== undefined) names.push('fetch');
  return names;
}

// A shorter key, such as "none", says nothing.
const minSecretLength = 8;

/** Throws if the path of a URL or an option holds a key. */
function checkSecrets(state: ModelState, { apiKey }: QwenProviderSettings, headers: [string, string][]): void {
  const text = JSON.stringify(state);
  const secrets = [
    apiKey,
    keyFromEnvironment(),
    ...headers.flatMap(([name, value]) => (isHarmlessHeader(name) ? [] : value)),
  ];
  const isStoredIn = (secret: string) =>
    text.includes(JSON.stringify(secret).slice(1, -1)) || text.includes(encodeURIComponent(secret));
  const found = secrets.some((secret) => {
    const bare = typeof secret === 'string' ? secret.trim().replace(/^[\w-]+\s+(?=\S{8})/, '') : '';
    return bare.length >= minSecretLength && isStoredIn(bare);
  });
  if (!found) return;
  throw new InvalidArgumentError({
    argument: 'settings',
    message: `${state.modelId} cannot be stored in a workflow: its settings or options hold a key beside apiKey and headers.`,
  });
}

/**
 * Throws for a URL with a secret: some gateways take their key there. It is not stored, and without it calls would go
 * elsewhere.
 */
function checkURLs({ baseURL }: QwenProviderSettings): void {
  const urls: unknown[] = typeof baseURL === 'string' ? [baseURL] : Object.values(baseURL ?? {});
  if (!urls.some((url) => typeof url === 'string' && /[?#@]/.test(url))) return;
  throw new InvalidArgumentError({
    argument: 'baseURL',
    message:
      'A model cannot be stored in a workflow if its baseURL has a user, a query or a fragment: it may be secret.',
  });
}

/** Makes the chat or completion model that was stored. */
export function restoreChat(state: ModelState): StoredChat {
  const model = restore(state, ['chat', 'dashscopeChat', 'responses', 'application', 'completion']);
  return {
    ...model,
    async load(abortSignal) {
      const [chat, { warningsOf }] = await Promise.all([model.load(abortSignal), doors.omissions.load(abortSignal)]);
      const withWarnings = (call: ChatCall, context: CallContext): ChatCall => ({
        ...call,
        warnings: [...warningsOf(state, context), ...call.warnings],
      });
      return {
        ...chat,
        answer: async (call, context) => await chat.answer(withWarnings(call, context), context),
        stream: async (call, context) => await chat.stream(withWarnings(call, context), context),
      };
    },
  };
}

/** Makes the embedding model that was stored. */
export function restoreEmbedding(state: ModelState): StoredEmbedding {
  const { embedding, ...model } = restore(state, ['embedding', 'dashscopeEmbedding']);
  return {
    ...model,
    embedding: {
      ...embedding,
      async embed(texts, call) {
        const { warningsOf } = await doors.omissions.load(call.abortSignal);
        call.warnings?.push(...warningsOf(state, call));
        return await embedding.embed(texts, call);
      },
    },
  };
}

/** Makes the image model that was stored. */
export function restoreImage(state: ModelState): StoredImage {
  const model = restore(state, ['image']);
  return {
    ...model,
    async generate(call) {
      const { warningsOf } = await doors.omissions.load(call.abortSignal);
      call.warnings.push(...warningsOf(state, call));
      return await model.generate(call);
    },
  };
}

/** Makes the video model that was stored. */
export function restoreVideo(state: ModelState): StoredVideo {
  const model = restore(state, ['video']);
  const withWarnings = async (call: VideoCall): Promise<VideoCall> => {
    const { warningsOf } = await doors.omissions.load(call.abortSignal);
    call.warnings.push(...warningsOf(state, call));
    return call;
  };
  return {
    ...model,
    generate: async (call) => await model.generate(await withWarnings(call)),
    start: async (call) => await model.start(await withWarnings(call)),
    async status(taskId, context) {
      const { warningsOf } = await doors.omissions.load(context.abortSignal);
      // There is no place for warnings, but the key of the environment may not be this server's.
      warningsOf(state, context);
      return await model.status(taskId, context);
    },
  };
}

/** Makes the speech model that was stored. */
export function restoreSpeech(state: ModelState): StoredSpeech {
  const model = restore(state, ['speech']);
  const tell = async (call: SpeechManner): Promise<void> => {
    const { warningsOf } = await doors.omissions.load(call.abortSignal);
    call.warnings.push(...warningsOf(state, call));
  };
  return {
    ...model,
    async generate(call) {
      await tell(call);
      return await model.generate(call);
    },
    async *stream(call) {
      await tell(call);
      yield* model.stream(call);
    },
  };
}

/** Makes the transcription model that was stored. */
export function restoreTranscription(state: ModelState): StoredTranscription {
  const model = restore(state, ['transcription']);
  return {
    ...model,
    async transcribe(call) {
      const { warningsOf } = await doors.omissions.load(call.abortSignal);
      call.warnings.push(...warningsOf(state, call));
      return await model.transcribe(call);
    },
  };
}

/** Makes the reranking model that was stored. */
export function restoreReranking(state: ModelState): StoredReranking {
  const model = restore(state, ['reranking']);
  return {
    ...model,
    async rerank(call) {
      const { warningsOf } = await doors.omissions.load(call.abortSignal);
      call.warnings.push(...warningsOf(state, call));
      return await model.rerank(call);
    },
  };
}

function restore<Kind extends ModelKind>(state: ModelState, kinds: readonly Kind[]): ReturnType<Models[Kind]> {
  const kind = kinds.find((one) => one === state.kind);
  if (kind === undefined) {
    throw new InvalidArgumentError({
      argument: 'kind',
      message: `The workflow stored a model of the kind ${inWords(state.kind)}, which this version cannot make.`,
    });
  }
  const make = createModels(state.settings, state.omitted)[kind] as (id: string, options: object) => unknown;
  return make(state.modelId, state.options) as ReturnType<Models[Kind]>;
}
