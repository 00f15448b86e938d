import { batchUrls, hasBatches, testModel } from '../catalogue/batch-models.js';
import { readBody } from '../checks/body.js';
import { checkFields } from '../checks/fields.js';
import type { ScriptedBatch } from '../model/script.js';
import { failureOf, refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { ConnectionReset, meetFault } from '../server/faults.js';
import type { Batch } from '../stores/batches.js';
import { concat } from '../util/bytes.js';
import { entryOf, isObject, type JsonObject } from '../util/objects.js';
import { validate } from './validate.js';

const maxNameLength = 100;
const maxDescriptionLength = 200;
/** Batches of batch-test-model that run at the same time. */
const maxRehearsals = 2;

/** Creates a batch. Its file is read now; the first poll reports what is wrong with it. */
export async function createBatch(context: RequestContext): Promise<Batch> {
  const { batches, files, media, now, region, newId, warnings } = context;
  readBody(context);
  const request = readRequest(context);
  if (!hasBatches(region)) refuse('batch-region');
  const file = files.get(request.inputId, now) ?? refuse('batch-file-unknown', { id: request.inputId });
  if (file.purpose !== 'batch') refuse('batch-file-purpose', { id: file.id, purpose: file.purpose });
  if (batches.running(now) >= batches.limits.running) refuse('batch-capacity');
  if (!media.faults.has('creation')) context.failAsScripted();
  const lost = await meetFault(context, 'creation');
  const input = file.pieces.length === 1 ? file.pieces[0]! : concat(file.pieces);
  const { errors, model, total, stuck } = await validate(input, { ...request, region, limits: batches.limits });
  if (model === testModel && batches.running(now, testModel) >= maxRehearsals) refuse('batch-capacity');
  const script = context.takeBatchScript();
  if (script.failure !== undefined) errors.push(failureIn(script));
  const failed = errors.length > 0 || script.status === 'failed';
  const batch: Batch = {
    ...request,
    id: `batch_${newId()}`,
    model,
    input: failed ? undefined : input,
    region,
    errors,
    script,
    warnings,
    created: now,
    delay: script.delay ?? batches.delay,
    end: failed ? 'failed' : stuck > 0 ? 'stuck' : (script.status ?? 'completed'),
    total: failed ? 0 : total,
    runnable: total - stuck,
    polls: 0,
  };
  if (batch.end === 'expired') batch.runnable = Math.min(total, script.ran ?? Math.floor(total / 2));
  batches.add(batch);
  if (lost) throw new ConnectionReset();
  return batch;
}

function failureIn({ failure }: ScriptedBatch) {
  const { code, message, param = null } = failureOf(failure!);
  return { code: code ?? '', message, param, line: null };
}

type Request = Pick<Batch, 'inputId' | 'endpoint' | 'completionWindow' | 'window' | 'metadata'>;

function readRequest({ given, body, policy, warnings }: RequestContext): Request {
  const fields = checkFields(given, 'input_file_id endpoint completion_window metadata', policy);
  const inputId = textIn(fields, 'input_file_id');
  if (/^(?:https?|oss):/i.test(inputId)) refuse('batch-file-url', { id: inputId });
  const endpoint = textIn(fields, 'endpoint');
  if (entryOf(batchUrls, endpoint) === undefined) refuse('batch-endpoint', { given: endpoint });
  const completionWindow = textIn(fields, 'completion_window');
  const window = windowOf(completionWindow);
  if (fields.metadata === undefined) return { inputId, endpoint, completionWindow, window, metadata: null };
  checkMetadata(fields.metadata);
  if (fields.metadata.ds_batch_finish_callback !== undefined) {
    warnings.push('The emulator does not call ds_batch_finish_callback.');
  }
  return { inputId, endpoint, completionWindow, window, metadata: body.metadata as JsonObject };
}

function textIn(fields: JsonObject, field: string): string {
  const value = fields[field];
  if (value === undefined || value === '') refuse('batch-missing', { field });
  if (typeof value !== 'string') refuse('batch-field', { field, accepted: 'a string' });
  return value;
}

const hour = 3_600_000;

/** Reads a window such as 24h or 14d, in milliseconds. */
function windowOf(text: string): number {
  const [, count, unit] = /^(\d{1,3})([hd])$/.exec(text) ?? [];
  const hours = Number(count) * (unit === 'd' ? 24 : 1);
  if (!(hours >= 24 && hours <= 336)) {
    refuse('batch-field', { field: 'completion_window', accepted: 'from 24h to 336h, or from 1d to 14d' });
  }
  return hours * hour;
}

function checkMetadata(metadata: unknown): asserts metadata is JsonObject {
  const wrong = (field: string, accepted: string) => refuse('batch-field', { field, accepted });
  if (!isObject(metadata)) return wrong('metadata', 'an object');
  const lengths = { ds_name: maxNameLength, ds_description: maxDescriptionLength };
  for (const [name, max] of Object.entries(lengths)) {
    const value = metadata[name];
    if (value === undefined) continue;
    if (typeof value !== 'string' || value.length > max)
      wrong(`metadata.${name}`, `a text of at most ${max} characters`);
  }
  const { ds_batch_finish_callback: callback } = metadata;
  if (callback !== undefined && !(typeof callback === 'string' && /^https?:\/\//.test(callback))) {
    wrong('metadata.ds_batch_finish_callback', 'a URL');
  }
}
