import { checkFields } from '../checks/fields.js';
import { entryOf } from '../util/objects.js';
import type { RequestContext } from '../server/context.js';
import type { StoredFile } from '../stores/files.js';
import { ApiError, failureOf, refuse } from '../rules/api-error.js';
import { ConnectionReset, meetFault } from '../server/faults.js';
import { each, jsonType, respond, respondText } from '../server/response.js';

/** Maximum megabytes of a file for extraction. */
const maxMegabytes = 150;
/** Maximum calls in a second: uploads, and others. */
const maxUploads = 3;
const maxCalls = 10;
/** Maximum files on a page of the list. */
const maxListed = 2_000;
/** Prefixes of file ids, by purpose (recorded). */
const idPrefixes: Record<string, string> = { 'file-extract': 'file-fe-', batch: 'file-batch-' };
const hour = 3_600_000;

/** True for the paths of the files API. */
export function isFilesPath(path: string): boolean {
  return path === '/files' || path.startsWith('/files/');
}

/** Answers the files API: upload, list, one file, its content, and deletion. */
export async function serveFiles(context: RequestContext): Promise<Response> {
  const { method, path, files, now } = context;
  const [id = '', rest] = path.split('/').slice(2);
  if (id === '') {
    if (method === 'POST') return respondFile(context, await upload(context));
    if (method === 'GET') return list(context);
    refuse('method-wrong', { method });
  }
  if (rest !== undefined && rest !== 'content') refuse('file-unknown', { id: `${id}/${rest}` });
  if (method !== 'GET' && (method !== 'DELETE' || rest !== undefined)) refuse('method-wrong', { method });
  const file = files.get(id, now) ?? refuse('file-unknown', { id });
  checkRate(context, 'files', maxCalls);
  if (rest === 'content') return download(context, file);
  if (method === 'DELETE') {
    const lost = await meetFault(context, 'deletion');
    files.delete(id);
    if (lost) throw new ConnectionReset();
    return respondJson(context, { id, object: 'file', deleted: true });
  }
  context.failAsScripted();
  file.polls += 1;
  return respondFile(context, file);
}

/** Sends a file. Files of results have no content type (recorded Apr 2026). */
async function download(context: RequestContext, { pieces, type }: StoredFile): Promise<Response> {
  const broken = await meetFault(context, 'download');
  const half =
    pieces.length > 1 ? pieces.slice(0, pieces.length / 2) : pieces.map((piece) => piece.subarray(0, piece.length / 2));
  const response = respond(context, { type, pieces: broken ? each(half, 'cut', context.signal) : each(pieces) });
  if (type === '') response.headers.delete('content-type');
  return response;
}

function checkRate({ batches, now }: RequestContext, call: string, max: number): void {
  if (!batches.admits(call, max, 1_000, now)) throw new ApiError(failureOf('limit-requests'));
}

async function upload(context: RequestContext): Promise<StoredFile> {
  const { form, files, newId, now } = context;
  if (form === undefined) refuse('file-form');
  const purpose = form.get('purpose');
  const prefix = typeof purpose === 'string' ? entryOf(idPrefixes, purpose) : undefined;
  if (prefix === undefined) refuse('file-purpose');
  const file = form.get('file');
  if (file === null || typeof file === 'string') refuse('file-missing');
  checkSize(context, file, purpose as string);
  checkRate(context, 'upload', maxUploads);
  const lost = await meetFault(context, 'upload');
  const stored = files.add({
    id: `${prefix}${newId().replaceAll('-', '').slice(0, 24)}`,
    name: file.name,
    purpose: purpose as string,
    pieces: [new Uint8Array(await file.arrayBuffer())],
    bytes: file.size,
    type: file.type || 'application/octet-stream',
    created: now,
  });
  if (lost) throw new ConnectionReset();
  return stored;
}

/** Refuses a file that is too large for its purpose, or for what the account may keep. */
function checkSize({ batches, files, now }: RequestContext, file: File, purpose: string): void {
  const { fileBytes, accountBytes, files: maxFiles } = batches.limits;
  if (purpose === 'batch' && file.size > fileBytes) refuse('batch-file-size');
  if (purpose !== 'batch' && file.size > maxMegabytes * 1024 * 1024) {
    refuse('file-size', { limit: maxMegabytes, purpose });
  }
  const kept = files.list(now);
  if (kept.length >= maxFiles) refuse('batch-account-files');
  const bytes = kept.reduce((sum, one) => sum + one.bytes, file.size);
  if (bytes > accountBytes) refuse('batch-account-bytes');
}

type Query = Record<string, string>;

/** A page of the list, the newest file first. `after`: the last file of the previous page. */
function list(context: RequestContext): Response {
  const { url, files, policy, now } = context;
  const sent = Object.fromEntries(url.searchParams);
  const query = checkFields(sent, 'after limit purpose create_after create_before', policy) as Query;
  const { after, limit = `${maxListed}`, purpose } = query;
  const max = /^\d+$/.test(limit) ? Number(limit) : 0;
  if (max < 1 || max > maxListed) {
    refuse('file-query', { field: 'limit', accepted: `in [1, ${maxListed}]` });
  }
  const since = readTime(query, 'create_after') ?? -Infinity;
  const until = readTime(query, 'create_before') ?? Infinity;
  checkRate(context, 'files', maxCalls);
  context.failAsScripted();
  const all = files.list(now);
  const start = after === undefined ? 0 : all.findIndex((file) => file.id === after) + 1;
  if (after !== undefined && start === 0) refuse('file-unknown', { id: after });
  const fitting = all
    .slice(start)
    .filter((file) => purpose === undefined || file.purpose === purpose)
    .filter((file) => file.created >= since && file.created < until);
  return respondJson(context, {
    object: 'list',
    data: fitting.slice(0, max).map((file) => describe(file, context)),
    has_more: fitting.length > max,
  });
}

/** Reads a day such as `20250101`, or a second such as `20250101123000`, in Beijing time. */
function readTime(query: Query, field: string): number | undefined {
  const text = query[field];
  if (text === undefined) return undefined;
  const parts = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?$/.exec(text)?.slice(1);
  const [year, month, day, ...time] = (parts ?? []).map((part) => Number(part ?? 0));
  const moment = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, ...(time as [number, number, number]));
  if (Number.isNaN(moment)) {
    refuse('file-query', { field, accepted: 'a time such as 20250101 or 20250101123000' });
  }
  return moment - 8 * hour;
}

function describe(file: StoredFile, { files, now }: RequestContext): object {
  return {
    id: file.id,
    object: 'file',
    bytes: file.bytes,
    filename: file.name,
    purpose: file.purpose,
    status: files.isProcessed(file, now) ? 'processed' : 'processing',
    created_at: Math.floor(file.created / 1000),
  };
}

function respondFile(context: RequestContext, file: StoredFile): Response {
  return respondJson(context, describe(file, context));
}

function respondJson(context: RequestContext, body: object): Response {
  return respondText(context, 200, jsonType, JSON.stringify(body));
}
