import { InvalidArgumentError } from '@ai-sdk/provider';
import { isObject, type JSONObject, type JSONValue } from './core/json.js';
import type {
  ChatOptions,
  OptionReader,
  PartOptions,
  ProviderOptions,
  QwenChatOptions,
  QwenCompletionOptions,
  QwenEmbeddingOptions,
  QwenMessageOptions,
  QwenOcrOptions,
  QwenPartOptions,
  QwenSearchOptions,
  QwenTranscriptionOptions,
  QwenTranslationOptions,
} from './core/options.js';
import type { Warning } from './core/warning.js';
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

const chatChecks = {
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
  user: text,
  metadata: textRecord,
  incrementalOutput: flag,
  strictJsonSchema: flag,
} satisfies Checks<QwenChatOptions>;

const completionChecks = {
  suffix: text,
  topK: integer(0),
  repetitionPenalty: positive,
  user: text,
} satisfies Checks<QwenCompletionOptions>;

const embeddingChecks = {
  dimensions: integer(1),
  concurrency: integer(1, 64),
  textType: oneOf('query', 'document'),
  outputType: oneOf('dense', 'dense&sparse'),
  instruct: text,
} satisfies Checks<QwenEmbeddingOptions>;

const messageChecks = { cacheControl, partial: flag } satisfies Checks<QwenMessageOptions>;

const partChecks = {
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

interface ReadOptions {
  known: Record<string, unknown>;
  extra: JSONObject;
}

/**
 * Reads an object of options: known ones are checked, those in snake_case are passed on for the service to check, and
 * all others become a warning.
 */
function readFields(
  input: Record<string, unknown>,
  checks: Record<string, OptionCheck>,
  path: string,
  warnings: Warning[],
): ReadOptions {
  const known: Record<string, unknown> = {};
  const extra: JSONObject = {};
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null) continue;
    const place = `${path}.${name}`;
    if (Object.hasOwn(checks, name)) known[name] = readValue(value, checks[name] as OptionCheck, place, warnings);
    else if (name.includes('_')) extra[name] = value as JSONValue;
    else warnings.push({ type: 'unsupported-setting', setting: place, details: unknownOption(checks) });
  }
  return { known, extra };
}

function unknownOption(checks: Record<string, OptionCheck>): string {
  return (
    `No such option; it was not sent. Known are ${Object.keys(checks).join(', ')}. ` +
    'Parameters newer than this package are sent when they are written in snake_case.'
  );
}

function readValue(value: unknown, check: OptionCheck, place: string, warnings: Warning[]): unknown {
  if (!check.schema.safeParse(value).success) throw invalid(place, value, check.accepts);
  if (check.fields === undefined) return value;
  const { known, extra } = readFields(value as Record<string, unknown>, check.fields, place, warnings);
  const missing = check.required?.find((name) => known[name] === undefined && extra[toSnakeCase(name)] === undefined);
  if (missing !== undefined) {
    throw invalid(`${place}.${missing}`, undefined, check.fields[missing]?.accepts ?? 'a value');
  }
  return { ...known, ...extra };
}

function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function invalid(place: string, value: unknown, accepts: string): InvalidArgumentError {
  const given = value === undefined ? 'is missing' : `is ${JSON.stringify(value)?.slice(0, 100) ?? typeof value}`;
  return new InvalidArgumentError({ argument: place, message: `${place} ${given}; accepted is ${accepts}.` });
}

/** The names under which provider options are read; the later ones win. */
const names = ['alibaba', 'dashscope', 'qwen'] as const;

function readProviderOptions(
  options: ProviderOptions,
  checks: Record<string, OptionCheck>,
  warnings: Warning[],
): ReadOptions {
  const merged: ReadOptions = { known: {}, extra: {} };
  for (const name of names) {
    const input: unknown = options?.[name];
    if (input === undefined || input === null) continue;
    if (!isObject(input)) throw invalid(`providerOptions.${name}`, input, 'an object of options');
    const { known, extra } = readFields(input, checks, `providerOptions.${name}`, warnings);
    Object.assign(merged.known, known);
    Object.assign(merged.extra, extra);
  }
  return merged;
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

function createReader(checks: Record<string, OptionCheck>): OptionReader {
  return {
    chat: (options, warnings) => readProviderOptions(options, checks, warnings) as unknown as ChatOptions,
    message: readMessage,
    part: readPart,
  };
}

function readMessage(options: ProviderOptions, warnings: Warning[]): QwenMessageOptions | undefined {
  if (options === undefined) return undefined;
  const { known, extra } = readProviderOptions(options, messageChecks, warnings);
  for (const setting of Object.keys(extra)) {
    warnings.push({ type: 'unsupported-setting', setting, details: 'Messages take no further parameters.' });
  }
  return isEmpty(known) ? undefined : known;
}

function readPart(options: ProviderOptions, warnings: Warning[]): PartOptions | undefined {
  if (options === undefined) return undefined;
  const { known, extra } = readProviderOptions(options, partChecks, warnings);
  if (isEmpty(known) && isEmpty(extra)) return undefined;
  return isEmpty(extra) ? known : { ...known, extra };
}

/** Reads options as users of the AI SDK pass them, on chat calls, messages and parts. */
export const chatOptionReader: OptionReader = createReader(chatChecks);

/** Reads options of completion calls. */
export const completionOptionReader: OptionReader = createReader(completionChecks);

function readModelOptions(
  options: object | undefined,
  checks: Record<string, OptionCheck>,
  warnings: Warning[],
): ReadOptions {
  return readFields({ ...options }, checks, 'options', warnings);
}

/** Reads the second argument of `qwen(id, options)`: defaults of the model's calls. */
export function readChatDefaults(options: QwenChatOptions | undefined, warnings: Warning[]): ChatOptions {
  return readModelOptions(options, chatChecks, warnings) as unknown as ChatOptions;
}

/** Reads the second argument of `qwen.completion(id, options)`. */
export function readCompletionDefaults(
  options: QwenCompletionOptions | undefined,
  warnings: Warning[],
): ChatOptions {
  return readModelOptions(options, completionChecks, warnings) as unknown as ChatOptions;
}

/** Embedding options as read: known ones checked, keys in snake_case apart. */
export interface EmbeddingOptions {
  known: Omit<QwenEmbeddingOptions, `${string}_${string}`>;
  extra: JSONObject;
}

/**
 * Reads the second argument of `qwen.textEmbeddingModel(id, options)`. Throws for an unknown option too: embedding
 * models of `ai` 4 have no way to warn.
 */
export function readEmbeddingOptions(options: QwenEmbeddingOptions | undefined): EmbeddingOptions {
  const warnings: Warning[] = [];
  const read = readModelOptions(options, embeddingChecks, warnings);
  const [warning] = warnings;
  if (warning?.type === 'unsupported-setting') {
    throw new InvalidArgumentError({ argument: warning.setting, message: `${warning.setting}: ${warning.details}` });
  }
  return read as unknown as EmbeddingOptions;
}
