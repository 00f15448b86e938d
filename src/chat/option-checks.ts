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
  positive,
  shape,
  text,
  textRecord,
  texts,
  timeout,
  type Checks,
  type OptionCheck,
  type OptionSet,
} from '../options/checks.js';
import type { QwenCompletionOptions } from './completions/options.js';
import type {
  QwenChatOptions,
  QwenMessageOptions,
  QwenOcrOptions,
  QwenPartOptions,
  QwenSearchOptions,
  QwenTranscriptionOptions,
  QwenTranslationOptions,
} from './options.js';

const cacheControl = shape({ type: oneOf('ephemeral'), ttl: text }, ['type']);
const terms = listOf(
  shape({ source: text, target: text }, ['source', 'target']),
  'an array of { source: string; target: string }',
);
const framesPerSecond = number(0.1, 10);

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

const places: readonly (readonly [Record<string, OptionCheck>, string])[] = [
  [chatChecks, 'a call or a model'],
  [messageChecks, 'a message'],
  [partChecks, 'a part of a message'],
];

function placeOf(name: string): string | undefined {
  const owners = places.filter(([checks]) => Object.hasOwn(checks, name)).map(([, place]) => place);
  return owners.length === 0 ? undefined : owners.join(', or of ');
}

export const chatOptions: OptionSet = { checks: chatChecks, placeOf };
export const completionOptions: OptionSet = { checks: completionChecks };
export const messageOptions: OptionSet = { checks: messageChecks, placeOf };
export const partOptions: OptionSet = { checks: partChecks, placeOf };
