import { InvalidArgumentError } from '@ai-sdk/provider';
import { refuseUnknown } from '../options/call-options.js';
import { inWords, isObject } from '../util/json.js';
import type { JobLimits } from './job-parts.js';
import type { QwenBatchEngine, QwenBatchItems, QwenBatchJournal, QwenBatchOptions, QwenBatchPrice } from './options.js';

/** Checked options of a job, with their defaults. */
export interface CheckedOptions extends Pick<QwenBatchOptions, 'abortSignal' | 'headers' | 'onProgress' | 'maxCost'> {
  items: QwenBatchItems<unknown>;
  engine: QwenBatchEngine;
  journal: QwenBatchJournal | undefined;
  price: QwenBatchPrice | undefined;
  order: 'input' | 'completion';
  pollInterval: number;
  keepFiles: boolean;
  concurrency: number;
  limits: JobLimits;
}

const known = {
  model: true,
  modelOptions: true,
  prompts: true,
  texts: true,
  schema: true,
  journal: true,
  engine: true,
  maxCost: true,
  price: true,
  onProgress: true,
  abortSignal: true,
  headers: true,
  order: true,
  pollInterval: true,
  keepFiles: true,
  maxLines: true,
  maxLineBytes: true,
  completionHours: true,
  maxAttempts: true,
  concurrency: true,
} as const satisfies Record<keyof QwenBatchOptions, true>;

const megabyte = 1024 * 1024;

// A file of lines is held in memory until it is uploaded, so that a failed upload can be repeated. The service takes 500 MB.
const maxFileBytes = 32 * megabyte;

/** Checks the options of a job. Throws `InvalidArgumentError`. */
export function checkOptions(run: unknown, options: QwenBatchOptions): CheckedOptions {
  refuseUnknown(options, known);
  check('run', run, (value) => typeof value === 'string' && value.trim() !== '', 'a name for the job');
  if (!isObject(options)) throw refused('options', options, 'an object with a model, and prompts or texts');
  const { prompts, texts, journal, engine = 'batch', order = 'completion', price, maxCost } = options;
  if ((prompts === undefined) === (texts === undefined)) {
    const message = `Pass either prompts, for answers, or texts, for embeddings; ${prompts === undefined ? 'neither was' : 'both were'} given.`;
    throw new InvalidArgumentError({ argument: 'prompts', message });
  }
  check('model', options.model, (value) => typeof value === 'string' && value !== '', 'the id of a model');
  check('engine', engine, (value) => /^(batch|waiting|live)$/.test(String(value)), "'batch', 'waiting' or 'live'");
  check('order', order, (value) => value === 'input' || value === 'completion', "'input' or 'completion'");
  check('journal', journal, isJournal, 'an object with the functions load and append, such as fileJournal(path)', true);
  check('price', price, isPrice, 'the prices of a million tokens: { input, output }', true);
  check('maxCost', maxCost, isPositive, 'a number above 0', true);
  check('onProgress', options.onProgress, (value) => typeof value === 'function', 'a function', true);
  check('keepFiles', options.keepFiles, (value) => typeof value === 'boolean', 'true or false', true);
  check(
    'schema',
    options.schema,
    (value) => /^(object|function)$/.test(typeof value) && value !== null,
    'a schema',
    true,
  );
  if (maxCost !== undefined && price === undefined) {
    throw new InvalidArgumentError({
      argument: 'maxCost',
      message:
        'maxCost needs the live price of the model: pass price as well, such as priceOf(model, { region }) of ai-sdk-qwen/models.',
    });
  }
  if (engine === 'waiting' && texts !== undefined) {
    const message = "engine: 'waiting' answers only prompts. Pass 'batch' or 'live' for texts.";
    throw new InvalidArgumentError({ argument: 'engine', message });
  }
  return {
    items: (prompts ?? texts)!,
    engine,
    journal,
    price,
    maxCost,
    order,
    abortSignal: options.abortSignal,
    headers: options.headers,
    onProgress: options.onProgress,
    keepFiles: options.keepFiles === true,
    pollInterval: numberOf(options, 'pollInterval', 60_000, 1, Number.MAX_SAFE_INTEGER),
    concurrency: numberOf(options, 'concurrency', engine === 'waiting' ? 100 : 8, 1, 1_000),
    limits: {
      maxLines: numberOf(options, 'maxLines', 10_000, 1, 50_000),
      maxLineBytes: numberOf(options, 'maxLineBytes', megabyte, 1_000, 6 * megabyte),
      maxFileBytes,
      completionHours: numberOf(options, 'completionHours', 24, 24, 336),
      maxAttempts: numberOf(options, 'maxAttempts', 3, 1, 10),
    },
  };
}

type Numbers = 'pollInterval' | 'concurrency' | 'maxLines' | 'maxLineBytes' | 'completionHours' | 'maxAttempts';

function numberOf(options: QwenBatchOptions, name: Numbers, otherwise: number, min: number, max: number): number {
  const value = options[name] ?? otherwise;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  check(
    name,
    value,
    (given) => Number.isInteger(given) && (given as number) >= min && (given as number) <= max,
    `an integer ${range}`,
  );
  return value;
}

function check(
  argument: string,
  value: unknown,
  accepts: (value: unknown) => boolean,
  accepted: string,
  isOptional = false,
): void {
  if ((isOptional && value === undefined) || accepts(value)) return;
  throw refused(argument, value, accepted);
}

function refused(argument: string, value: unknown, accepted: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message: `${argument} is ${inWords(value)}; expected ${accepted}.` });
}

function isJournal(value: unknown): boolean {
  return isObject(value) && typeof value.load === 'function' && typeof value.append === 'function';
}

function isPrice(value: unknown): boolean {
  return isObject(value) && [value.input, value.output].every((one) => Number.isFinite(one) && (one as number) >= 0);
}

function isPositive(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) > 0;
}
