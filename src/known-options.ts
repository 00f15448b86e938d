import type {
  QwenChatOptions,
  QwenCompletionOptions,
  QwenEmbeddingOptions,
  QwenMessageOptions,
  QwenOcrOptions,
  QwenPartOptions,
  QwenRerankingOptions,
  QwenSearchOptions,
  QwenTranscriptionOptions,
  QwenTranslationOptions,
} from './core/options.js';
import { acceptedTimeout, isTimeout } from './core/timeout.js';
import { mostConcurrency } from './embedding-limits.js';
import {
  either,
  flag,
  group,
  integer,
  jsonObject,
  jsonObjects,
  listOf,
  literal,
  number,
  oneOf,
  ownType,
  positive,
  shape,
  text,
  textRecord,
  texts,
  type OptionCheck,
} from './option-checks.js';

/** A check for every option of a type: an option that is added to the type and not here does not compile. */
type Checks<Options> = Record<keyof Required<Omit<Options, `${string}_${string}`>>, OptionCheck>;

const cacheControl = shape({ type: oneOf('ephemeral'), ttl: text }, ['type']);
const terms = listOf(
  shape({ source: text, target: text }, ['source', 'target']),
  'an array of { source: string; target: string }',
);
const framesPerSecond = number(0.1, 10);
const timeout = ownType(isTimeout, acceptedTimeout);

const searchChecks = {
  forcedSearch: flag,
  searchStrategy: text,
  enableSearchExtension: flag,
  freshness: integer(1),
  assignedSiteList: texts,
  intentionOptions: shape({ promptIntervene: text }),
  enableSource: flag,
  enableCitation: flag,
  citationFormat: text,
  prependSearchResult: flag,
} satisfies Checks<QwenSearchOptions>;

const translationChecks = {
  sourceLang: text,
  targetLang: text,
  terms,
  tmList: terms,
  domains: text,
} satisfies Checks<QwenTranslationOptions>;

const transcriptionChecks = {
  language: text,
  enableItn: flag,
  enableLid: flag,
} satisfies Checks<QwenTranscriptionOptions>;

const ocrChecks = {
  task: text,
  taskConfig: shape({ resultSchema: jsonObject }),
} satisfies Checks<QwenOcrOptions>;

/** Options of chat calls and chat models. */
export const chatChecks = {
  enableThinking: flag,
  thinkingBudget: integer(1),
  reasoningEffort: text,
  preserveThinking: flag,
  clearThinking: flag,
  enableSearch: flag,
  searchOptions: group(searchChecks),
  enableCodeInterpreter: flag,
  topK: integer(0),
  repetitionPenalty: positive,
  vlHighResolutionImages: flag,
  vlEnableImageHwOutput: flag,
  enableTextImageMixed: flag,
  parallelToolCalls: flag,
  toolStream: flag,
  maxCompletionTokens: integer(1),
  n: integer(1, 4),
  logprobs: flag,
  topLogprobs: integer(0, 5),
  stopTokenIds: either(
    listOf(integer(0), 'an array of integers'),
    listOf(listOf(integer(0), 'integers'), 'an array of arrays of integers'),
  ),
  translationOptions: group(translationChecks, ['sourceLang', 'targetLang']),
  asrOptions: group(transcriptionChecks),
  ocrOptions: group(ocrChecks),
  modalities: listOf(oneOf('text', 'audio'), "an array of 'text' and 'audio'"),
  audio: shape({ voice: text, format: text }, ['voice']),
  skill: jsonObjects,
  dataInspection: either(flag, shape({ input: text, output: text })),
  waitTimeout: either(literal(0), number(3, 120)),
  timeout,
  upload: oneOf('auto'),
  user: text,
  metadata: textRecord,
  incrementalOutput: flag,
  strictJsonSchema: flag,
} satisfies Checks<QwenChatOptions>;

/** Options of completion calls and completion models. */
export const completionChecks = {
  suffix: text,
  topK: integer(0),
  repetitionPenalty: positive,
  user: text,
  timeout,
} satisfies Checks<QwenCompletionOptions>;

/** Options of embedding models. */
export const embeddingChecks = {
  dimensions: integer(1),
  concurrency: integer(1, mostConcurrency),
  textType: oneOf('query', 'document'),
  outputType: oneOf('dense', 'dense&sparse'),
  instruct: text,
  timeout,
} satisfies Checks<QwenEmbeddingOptions>;

/** Options of reranking models. */
export const rerankingChecks = {
  instruct: text,
  fps: number(0, 1),
  timeout,
} satisfies Checks<QwenRerankingOptions>;

/** Options of messages. */
export const messageChecks = { cacheControl, partial: flag } satisfies Checks<QwenMessageOptions>;

/** Options of parts of messages. */
export const partChecks = {
  cacheControl,
  minPixels: integer(1),
  maxPixels: integer(1),
  totalPixels: integer(1),
  fps: framesPerSecond,
  maxFrames: integer(1),
  enableRotate: flag,
  frame: either(literal(true), shape({ fps: framesPerSecond })),
  format: text,
} satisfies Checks<QwenPartOptions>;
