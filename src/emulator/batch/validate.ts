import { batchUrls, runsInBatch, testModel, testUrl } from '../catalogue/batch-models.js';
import { findModel } from '../catalogue/models.js';
import type { Region } from '../catalogue/regions.js';
import { refusalBy } from '../rules/api-error.js';
import type { LineRule } from '../rules/batch.js';
import type { BatchLimits, LineError } from '../stores/batches.js';
import { entryOf, isObject, type JsonObject } from '../util/objects.js';
import { type FileLine, linesOf, parseLine } from './lines.js';
import { hasPrivateMedia } from './private-media.js';
import { rest } from './rest.js';

/** The content of a file, and the reasons to refuse it. */
export interface Validation {
  errors: LineError[];
  model: string;
  total: number;
  /** Lines that never end. */
  stuck: number;
}

interface Scope {
  endpoint: string;
  region: Region | undefined;
  limits: BatchLimits;
}

const maxIdLength = 256;
/** Limits of a rehearsal. */
const testBytes = 1024 * 1024;
const testLines = 100;

/** Reads a file as the service does before it runs the first line: an error for each bad line. */
export async function validate(bytes: Uint8Array, scope: Scope): Promise<Validation> {
  const found: Validation = { errors: [], model: '', total: 0, stuck: 0 };
  const check = new LineCheck(scope);
  for (const line of linesOf(bytes)) {
    found.total += 1;
    const error = check.refusalOf(line);
    if (error !== undefined) found.errors.push(error);
    if (found.total % 2_000 === 0) await rest();
  }
  const { lines } = scope.limits;
  if (found.total === 0) found.errors.push(errorOf('batch-file-empty', null));
  if (found.total > lines) found.errors.unshift(errorOf('batch-lines', null, { limit: lines }));
  const rehearses = check.model === testModel;
  if (rehearses && (bytes.length > testBytes || found.total > testLines)) {
    found.errors.unshift(errorOf('batch-test-size', null));
  }
  return { ...found, model: check.model ?? '', stuck: check.stuck };
}

/** The checks of the lines of one file, with what earlier lines have fixed. */
class LineCheck {
  model: string | undefined;
  stuck = 0;
  private thinking: boolean | undefined;
  private readonly ids = new Set<string>();

  constructor(private readonly scope: Scope) {}

  refusalOf(line: FileLine): LineError | undefined {
    const { lineBytes } = this.scope.limits;
    if (line.bytes.length > lineBytes) return errorOf('batch-line-size', line, { limit: lineBytes });
    const request = parseLine(line);
    if (request === undefined) return errorOf('batch-line-json', line);
    return this.refusalOfHead(request, line) ?? this.refusalOfBody(request, line);
  }

  private refusalOfHead({ custom_id: id, method, url, body }: JsonObject, line: FileLine): LineError | undefined {
    const wrong = (field: string, accepted: string) => errorOf('batch-line-field', line, { field, accepted });
    if (typeof id !== 'string' || id === '' || id.length > maxIdLength) {
      return wrong('custom_id', `a text of 1 to ${maxIdLength} characters`);
    }
    if (this.ids.has(id)) return errorOf('batch-line-duplicate', line, { id });
    this.ids.add(id);
    if (method !== 'POST') return wrong('method', "'POST'");
    if (typeof url !== 'string' || entryOf(batchUrls, url) === undefined)
      return errorOf('batch-line-url', line, { url });
    if (!isObject(body)) return wrong('body', 'an object');
    return typeof body.model === 'string' && body.model !== '' ? undefined : wrong('body.model', 'the id of a model');
  }

  private refusalOfBody({ url, body: given }: JsonObject, line: FileLine): LineError | undefined {
    const { endpoint, region } = this.scope;
    const body = given as JsonObject;
    const model = body.model as string;
    this.model ??= model;
    if (model === testModel && url !== testUrl) return errorOf('batch-line-test-url', line, { url });
    if (!fits(model, url as string, region)) return errorOf('batch-line-model-unknown', line, { model });
    if (url !== endpoint) return errorOf('batch-line-endpoint', line, { url, endpoint });
    if (model !== this.model) return errorOf('batch-line-model', line, { model });
    const thinking = thinks(body, region);
    this.thinking ??= thinking;
    if (thinking !== this.thinking) return errorOf('batch-line-thinking', line);
    if (hasPrivateMedia(body)) this.stuck += 1;
    return undefined;
  }
}

function fits(id: string, url: string, region: Region | undefined): boolean {
  if (!runsInBatch(id, region)) return false;
  if (id === testModel || url === testUrl) return id === testModel && url === testUrl;
  return (findModel(id, region)?.kind === 'embedding') === (url === '/v1/embeddings');
}

function thinks({ model, enable_thinking: given }: JsonObject, region: Region | undefined): boolean {
  if (typeof given === 'boolean') return given;
  const standard = findModel(model as string, region)?.thinking;
  return standard === 'on' || standard === 'only';
}

function errorOf(rule: LineRule, line: FileLine | null, words: Record<string, unknown> = {}): LineError {
  const { code, message, param = null } = refusalBy(rule, words);
  return { code: code ?? '', message, param, line: line?.number ?? null };
}
