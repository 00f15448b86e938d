import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { InvalidArgumentError } from '@ai-sdk/provider';
import type { QwenBatchPrice } from '../../ai7.js';
import { priceOf } from '../../catalogue/index.js';
import { regionOf } from '../../connection/regions.js';
import { isObject, type JSONObject, valueOfJSON } from '../../util/json.js';
import { endpointsOf } from '../endpoints.js';
import { UsageError } from '../exit-codes.js';
import { readPositive, readWholeNumber } from '../read-arguments.js';
import type { JobPaths } from './paths.js';
import type { ScannedFile } from './scan.js';
import { anotherJob, type JobSettings } from './settings.js';

/** The options of `batch submit` that a job keeps, as they were given. */
export interface SubmitValues {
  model: string | undefined;
  region: string | undefined;
  'base-url': string | undefined;
  schema: string | undefined;
  'model-options': string | undefined;
  hours: string | undefined;
  'max-lines': string | undefined;
  'max-attempts': string | undefined;
  'keep-files': boolean | undefined;
  out: string | undefined;
}

/** The settings of a new job. */
export function newSettings(values: SubmitValues, file: ScannedFile, paths: JobPaths): JobSettings {
  const { model, out = relative(dirname(paths.file), paths.results), ...settings } = given(values, paths);
  if (model === undefined) throw new UsageError('--model is missing: the id of a model, such as qwen-plus.');
  checkOut(out, paths);
  if (settings.schema !== undefined && file.kind === 'texts') {
    throw new UsageError(`--schema is for answers, and the lines of ${paths.file} are texts to embed.`);
  }
  const run = basename(paths.journal, '.journal.jsonl');
  return { run, baseURL: baseURLOf({}), ...settings, model, out, file };
}

/** Throws for a file that results cannot go to: the lines would be paid for first. */
function checkOut(out: string, { file, journal, cancelled }: JobPaths): void {
  const path = resolve(dirname(file), out);
  if ([journal, `${journal}.lock`, cancelled].includes(path)) {
    throw new UsageError(`--out must not be ${out}, which the job needs itself.`);
  }
  if (!existsSync(dirname(path))) throw new UsageError(`--out is in a folder that does not exist: ${dirname(path)}.`);
  if (!existsSync(path)) return;
  throw new UsageError(`${out} exists, and belongs to no job of ${file}. Move it, or name another file with --out.`);
}

/** Throws for an option that differs from what the job was submitted with. */
export function checkSame(values: SubmitValues, settings: JobSettings, paths: JobPaths): void {
  for (const [name, value] of Object.entries(given(values, paths))) {
    const kept = settings[name as keyof JobSettings];
    if (JSON.stringify(kept) === JSON.stringify(value)) continue;
    const before = typeof kept === 'object' || kept === undefined ? '' : `, ${String(kept)}`;
    throw new UsageError(
      `${paths.file} was submitted with ${kept === undefined ? 'no' : 'another'} ${words[name as keyof Given]}${before}. ` +
        `Leave the option out to go on with that job. ${anotherJob(paths.journal)}`,
    );
  }
}

type Given = Partial<Omit<JobSettings, 'run' | 'file'>>;

const words: Record<keyof Given, string> = {
  model: 'model',
  baseURL: 'base URL',
  schema: 'schema',
  modelOptions: 'options of the model',
  hours: 'window of hours',
  maxLines: 'number of lines in a batch',
  maxAttempts: 'number of tries',
  keepFiles: 'option to keep its files',
  out: 'file of results',
};

/** The settings that the options name. */
function given(values: SubmitValues, { file }: JobPaths): Given {
  const { model, region, 'base-url': url, schema, 'model-options': options, 'keep-files': keepFiles, out } = values;
  const hours = readWholeNumber('hours', values.hours);
  const maxLines = readWholeNumber('max-lines', values['max-lines']);
  const maxAttempts = readWholeNumber('max-attempts', values['max-attempts']);
  return {
    ...(model !== undefined && { model }),
    ...((url !== undefined || region !== undefined) && { baseURL: baseURLOf({ url, region }) }),
    ...(schema !== undefined && { schema: readSchema(schema) }),
    ...(options !== undefined && { modelOptions: readObject(options, '--model-options') }),
    ...(hours !== undefined && { hours }),
    ...(maxLines !== undefined && { maxLines }),
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(keepFiles && { keepFiles }),
    ...(out !== undefined && { out: relative(dirname(file), out) || '.' }),
  };
}

/** Options by the name that `qwen.batch()` has for them, which knows what they may be. */
const optionNames: Readonly<Record<string, string>> = {
  completionHours: '--hours',
  maxLines: '--max-lines',
  maxAttempts: '--max-attempts',
};

/** The error for an option that the job refuses, in the words of the command; any other error as it is. */
export function inOptionWords(error: unknown): unknown {
  if (!InvalidArgumentError.isInstance(error)) return error;
  const name = optionNames[error.argument];
  return name === undefined ? error : new UsageError(error.message.replace(error.argument, name));
}

function baseURLOf({ url, region }: { url?: string | undefined; region?: string | undefined }): string {
  if (url !== undefined && region !== undefined) throw new UsageError('Give either --base-url or --region.');
  const { compatible } = endpointsOf(url, region);
  if (compatible !== undefined) return compatible;
  throw new UsageError('--base-url must be that of the OpenAI-compatible protocol, which has the batches.');
}

function readSchema(path: string): JSONObject {
  try {
    return readObject(readFileSync(path, 'utf8'), `The schema in ${path}`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--schema cannot be read: ${(error as Error).message}`);
  }
}

function readObject(text: string, name: string): JSONObject {
  const value = valueOfJSON(text);
  if (isObject(value)) return value as JSONObject;
  throw new UsageError(`${name} must be a JSON object.`);
}

/** The live price of a million tokens. */
export interface Price extends QwenBatchPrice {
  /** The month of a price of the list, which is in yuan. */
  asOf?: string;
}

/** The price that the options name, or that of the list; undefined if there is neither. */
export function readPrice(
  values: Record<'price-input' | 'price-output', string | undefined>,
  { model, baseURL, modelOptions }: JobSettings,
): Price | undefined {
  const input = readPositive('price-input', values['price-input']);
  const output = readPositive('price-output', values['price-output']);
  if (input !== undefined) return { input, output: output ?? 0 };
  if (output !== undefined) throw new UsageError('--price-output needs --price-input.');
  const region = regionOf(new URL(baseURL).host);
  return region && priceOf(model, { region, thinking: modelOptions?.enableThinking === true });
}
