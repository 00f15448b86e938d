import {
  either,
  flag,
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
} from '../options/checks.js';
import {
  group,
  header,
  local,
  parameter,
  setting,
  type OptionRows,
  type OptionSet,
  type OptionTable,
} from '../options/table.js';
import type { ApplicationOnlyOptions, QwenApplicationOptions, QwenRagOptions } from './application/options.js';
import type { QwenCompletionOptions } from './completions/options.js';
import type { QwenResponsesOptions, ResponsesOnlyOptions } from './responses/options.js';
import type {
  QwenChatOptions,
  QwenMessageOptions,
  QwenOcrOptions,
  QwenPartOptions,
  QwenSearchOptions,
  QwenTranscriptionOptions,
  QwenTranslationOptions,
} from './options.js';
import type { PartMarks } from './checked-options.js';

const cacheControl = shape({ type: oneOf('ephemeral'), ttl: text }, ['type']);
const terms = listOf(
  shape({ source: text, target: text }, ['source', 'target']),
  'an array of { source: string; target: string }',
);
const framesPerSecond = number(0.1, 10);

const searchOptions: OptionTable<QwenSearchOptions> = {
  forcedSearch: parameter(flag),
  searchStrategy: parameter(text),
  enableSearchExtension: parameter(flag),
  freshness: parameter(integer(1)),
  assignedSiteList: parameter(texts),
  intentionOptions: group<NonNullable<QwenSearchOptions['intentionOptions']>>({ promptIntervene: parameter(text) }),
  enableSource: parameter(flag, 'dashscope'),
  enableCitation: parameter(flag, 'dashscope'),
  citationFormat: parameter(text, 'dashscope'),
  prependSearchResult: parameter(flag, 'dashscope'),
};

const translationOptions: OptionTable<QwenTranslationOptions> = {
  sourceLang: parameter(text),
  targetLang: parameter(text),
  terms: parameter(terms),
  tmList: parameter(terms),
  domains: parameter(text),
};

const asrOptions: OptionTable<QwenTranscriptionOptions> = {
  language: parameter(text),
  enableItn: parameter(flag),
  enableLid: parameter(flag),
};

const ocrOptions: OptionTable<QwenOcrOptions> = {
  task: parameter(text),
  taskConfig: group<NonNullable<QwenOcrOptions['taskConfig']>>({ resultSchema: parameter(jsonObject) }),
};

export const chatTable: OptionTable<QwenChatOptions> = {
  enableThinking: parameter(flag),
  thinkingBudget: parameter(integer(1)),
  reasoningEffort: parameter(text),
  preserveThinking: parameter(flag),
  clearThinking: parameter(flag),
  enableSearch: parameter(flag),
  searchOptions: group(searchOptions),
  enableCodeInterpreter: parameter(flag),
  topK: setting(integer(0)),
  repetitionPenalty: parameter(positive),
  vlHighResolutionImages: parameter(flag),
  vlEnableImageHwOutput: parameter(flag, 'dashscope'),
  enableTextImageMixed: parameter(flag, 'dashscope'),
  parallelToolCalls: setting(flag),
  toolStream: setting(flag),
  maxCompletionTokens: parameter(integer(1)),
  n: parameter(integer(1, 4)),
  logprobs: parameter(flag),
  topLogprobs: parameter(integer(0, 5)),
  stopTokenIds: setting(
    either(
      listOf(integer(0), 'an array of integers'),
      listOf(listOf(integer(0), 'integers'), 'an array of arrays of integers'),
    ),
  ),
  translationOptions: group(translationOptions, ['sourceLang', 'targetLang']),
  asrOptions: group(asrOptions),
  ocrOptions: group(ocrOptions, [], 'dashscope'),
  modalities: parameter(listOf(oneOf('text', 'audio'), "an array of 'text' and 'audio'"), 'compatible'),
  audio: parameter(shape({ voice: text, format: text, stream: flag }, ['voice']), 'compatible'),
  skill: parameter(jsonObjects),
  dataInspection: header(either(flag, shape({ input: text, output: text }))),
  waitTimeout: header(either(literal(0), number(3, 120))),
  api: { ...local(oneOf('chat', 'responses')), protocols: ['compatible'] },
  timeout: local(timeout),
  upload: local(oneOf('auto')),
  user: parameter(text, 'compatible'),
  metadata: parameter(textRecord, 'compatible'),
  incrementalOutput: local(flag),
  strictJsonSchema: setting(flag),
};

const responsesOnly: OptionTable<ResponsesOnlyOptions> = {
  previousResponseId: setting(text),
  conversation: setting(text),
  store: setting(flag),
  sessionCache: header(flag),
};

export const responsesTable: OptionTable<QwenResponsesOptions> = { ...chatTable, ...responsesOnly };

const ragOptions: OptionTable<QwenRagOptions> = {
  pipelineIds: parameter(texts),
  fileIds: parameter(texts),
  metadataFilter: parameter(jsonObject),
  tags: parameter(texts),
  structuredFilter: parameter(jsonObject),
  sessionFileIds: parameter(texts),
};

const applicationOnly: OptionTable<ApplicationOnlyOptions> = {
  sessionId: setting(text),
  memoryId: setting(text),
  bizParams: setting(jsonObject),
  imageList: setting(texts),
  fileList: setting(texts),
  hasThoughts: setting(flag),
  flowStreamMode: parameter(oneOf('full_thoughts', 'message_format', 'message_format_plus')),
  ragOptions: group(ragOptions),
  modelId: parameter(text),
  enableWebSearch: parameter(flag),
  enableSystemTime: parameter(flag),
  dialogRound: parameter(integer(1)),
};

export const applicationTable: OptionTable<QwenApplicationOptions> = {
  ...applicationOnly,
  enableThinking: setting(flag),
  timeout: local(timeout),
};

export const completionTable: OptionTable<QwenCompletionOptions> = {
  suffix: setting(text),
  topK: setting(integer(0)),
  repetitionPenalty: parameter(positive),
  user: parameter(text),
  timeout: local(timeout),
};

export const messageTable: OptionTable<QwenMessageOptions> = {
  cacheControl: setting(cacheControl),
  partial: setting(flag),
};

/** A place in a prompt that can have options. */
export type OptionPlaceKind =
  | 'text'
  | 'image'
  | 'frames'
  | 'video'
  | 'audio'
  | 'document'
  | 'assistant text'
  | 'tool-call'
  | 'tool-result';

const cacheable: OptionPlaceKind[] = [
  'text',
  'image',
  'frames',
  'video',
  'audio',
  'document',
  'assistant text',
  'tool-result',
];
const seen: OptionPlaceKind[] = ['image', 'frames', 'video'];

/** Options of parts of messages, and the kinds of parts on which each has an effect. */
export const partTable: OptionTable<QwenPartOptions, { on: readonly OptionPlaceKind[] }> = {
  cacheControl: { ...setting(cacheControl), on: cacheable },
  minPixels: { ...parameter(integer(1)), on: seen },
  maxPixels: { ...parameter(integer(1)), on: seen },
  totalPixels: { ...parameter(integer(1)), on: ['frames', 'video'] },
  fps: { ...parameter(framesPerSecond), on: ['frames', 'video'] },
  maxFrames: { ...parameter(integer(1), 'dashscope'), on: ['video'] },
  enableRotate: { ...parameter(flag, 'dashscope'), on: ['image'] },
  frame: { ...setting(either(literal(true), shape({ fps: framesPerSecond }))), on: ['frames'] },
  format: { ...parameter(text, 'compatible'), on: ['audio'] },
};

/** Rows of the marks of parts, which are in the same place as options. */
export const partMarks: OptionTable<PartMarks> = { itemId: local(text), builtInTool: local(text) };

const places: readonly (readonly [OptionRows, string])[] = [
  [chatTable, 'a call or a model'],
  [responsesOnly, 'qwen.responses(...) or a call of it'],
  [applicationOnly, 'qwen.application(...) or a call of it'],
  [messageTable, 'a message'],
  [partTable, 'a part of a message'],
];

function placeOf(name: string): string | undefined {
  const owners = places.filter(([rows]) => Object.hasOwn(rows, name)).map(([, place]) => place);
  return owners.length === 0 ? undefined : owners.join(', or of ');
}

// A call of `qwen(id)` may go to the Responses API.
export const chatOptions: OptionSet<QwenResponsesOptions> = { rows: responsesTable, placeOf };
export const responsesOptions: OptionSet<QwenResponsesOptions> = { rows: responsesTable, placeOf };
export const applicationOptions: OptionSet<QwenApplicationOptions> = { rows: applicationTable, placeOf };
export const completionOptions: OptionSet<QwenCompletionOptions> = { rows: completionTable };
export const messageOptions: OptionSet<QwenMessageOptions> = { rows: messageTable, placeOf };
export const partOptions: OptionSet<QwenPartOptions & PartMarks> = {
  rows: { ...partTable, ...partMarks },
  placeOf,
};
