import { InvalidArgumentError } from '@ai-sdk/provider';
import { inWords, isObject, toSnakeCase, type JSONObject, type JSONValue } from './core/json.js';
import { optionNames } from './core/option-names.js';
import type {
  ChatOptions,
  OptionReader,
  PartOptions,
  ProviderOptions,
  QwenEmbeddingOptions,
  QwenMessageOptions,
  QwenRerankingOptions,
} from './core/options.js';
import type { Warning } from './core/warning.js';
import {
  chatChecks,
  completionChecks,
  embeddingChecks,
  messageChecks,
  partChecks,
  rerankingChecks,
} from './known-options.js';
import { isJSONValue, type OptionCheck } from './option-checks.js';

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
    if (value === undefined) continue;
    const place = `${path}.${name}`;
    if (Object.hasOwn(checks, name)) known[name] = readValue(value, checks[name] as OptionCheck, place, warnings);
    else if (isParameter(name)) extra[name] = readParameter(value, place);
    else warnings.push({ type: 'unsupported-setting', setting: place, details: unknownOption(name, checks) });
  }
  return { known, extra };
}

/** Whether a name may be one of the service's own. */
function isParameter(name: string): boolean {
  return name.includes('_') && name !== '__proto__';
}

function readParameter(value: unknown, place: string): JSONValue {
  if (isJSONValue(value)) return value;
  throw invalid(place, value, 'what JSON can carry');
}

const places: readonly (readonly [Record<string, OptionCheck>, string])[] = [
  [chatChecks, 'a call or a model'],
  [messageChecks, 'a message'],
  [partChecks, 'a part of a message'],
];

function unknownOption(name: string, checks: Record<string, OptionCheck>): string {
  // A group of options is no place of its own, and has names of its own.
  const here = places.some(([known]) => known === checks);
  const owners = here ? places.filter(([known]) => Object.hasOwn(known, name)).map(([, place]) => place) : [];
  if (owners.length > 0) return `It is an option of ${owners.join(', or of ')}; from here it was not sent.`;
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

function invalid(place: string, value: unknown, accepts: string): InvalidArgumentError {
  const given = value === undefined ? 'is missing' : `is ${inWords(value)}`;
  return new InvalidArgumentError({ argument: place, message: `${place} ${given}; accepted is ${accepts}.` });
}

function readProviderOptions(
  options: ProviderOptions,
  checks: Record<string, OptionCheck>,
  warnings: Warning[],
): ReadOptions {
  const merged: ReadOptions = { known: {}, extra: {} };
  for (const name of optionNames) {
    const input: unknown = options?.[name];
    if (input === undefined) continue;
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

/** Reads the options of a kind of language model. */
export interface ModelOptionReader extends OptionReader {
  /** Reads the second argument of `qwen(id, options)`: defaults of the model's calls. */
  defaults(options: object, warnings: Warning[]): ChatOptions;
}

function createReader(checks: Record<string, OptionCheck>): ModelOptionReader {
  return {
    defaults: (options, warnings) => readModelOptions(options, checks, warnings) as unknown as ChatOptions,
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

/** Read options as users of the AI SDK pass them: on models, calls, messages and parts. */
export const readers = {
  chat: createReader(chatChecks),
  completion: createReader(completionChecks),
};

function readModelOptions(
  options: object | undefined,
  checks: Record<string, OptionCheck>,
  warnings: Warning[],
): ReadOptions {
  return readFields({ ...options }, checks, 'options', warnings);
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
  return readStrictly(options, embeddingChecks) as unknown as EmbeddingOptions;
}

function readStrictly(options: object | undefined, checks: Record<string, OptionCheck>): ReadOptions {
  const warnings: Warning[] = [];
  const read = readModelOptions(options, checks, warnings);
  const [warning] = warnings;
  if (warning?.type === 'unsupported-setting') {
    throw new InvalidArgumentError({
      argument: warning.setting,
      message: `${warning.setting}: ${warning.details}`,
    });
  }
  return read;
}

/** Reads the options of one embedding call, as AI SDK 5 and later pass them. */
export function readEmbeddingCall(options: ProviderOptions, warnings: Warning[]): EmbeddingOptions {
  return readProviderOptions(options, embeddingChecks, warnings) as unknown as EmbeddingOptions;
}

/** Reranking options as read: known ones checked, keys in snake_case apart. */
export interface RerankingOptions {
  known: Omit<QwenRerankingOptions, `${string}_${string}`>;
  extra: JSONObject;
}

/** Reads the second argument of `qwen.reranking(id, options)`. Throws for an unknown option too. */
export function readRerankingDefaults(options: QwenRerankingOptions | undefined): RerankingOptions {
  return readStrictly(options, rerankingChecks) as unknown as RerankingOptions;
}

/** Reads the options of one reranking call. */
export function readRerankingCall(options: ProviderOptions, warnings: Warning[]): RerankingOptions {
  return readProviderOptions(options, rerankingChecks, warnings) as unknown as RerankingOptions;
}
