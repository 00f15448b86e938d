import { checkFields } from '../checks/fields.js';
import { entryOf } from '../util/objects.js';
import type { RequestContext } from '../server/context.js';
import type { StoredFile } from '../stores/files.js';
import { refuse } from '../rules/api-error.js';
import { each, jsonType, respond, respondText } from '../server/response.js';

/** Maximum megabytes of a file, by purpose. */
const maxFileMegabytes: Record<string, number> = { 'file-extract': 150, batch: 500 };
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
  const { method, path, files } = context;
  const [id = '', rest] = path.split('/').slice(2);
  if (id === '') {
    if (method === 'POST') return respondFile(context, await upload(context));
    if (method === 'GET') return list(context);
    refuse('method-wrong', { method });
  }
  if (rest !== undefined && rest !== 'content') refuse('file-unknown', { id: `${id}/${rest}` });
  if (method !== 'GET' && (method !== 'DELETE' || rest !== undefined)) refuse('method-wrong', { method });
  const file = files.get(id) ?? refuse('file-unknown', { id });
  context.failAsScripted();
  if (rest === 'content') {
    return respond(context, { type: file.type || 'application/octet-stream', pieces: each([file.bytes]) });
  }
  if (method === 'DELETE') {
    files.delete(id);
    return respondJson(context, { id, object: 'file', deleted: true });
  }
  file.polls += 1;
  return respondFile(context, file);
}

async function upload(context: RequestContext): Promise<StoredFile> {
  const { form, files, newId, now } = context;
  if (form === undefined) refuse('file-form');
  const purpose = form.get('purpose');
  const limit = typeof purpose === 'string' ? entryOf(maxFileMegabytes, purpose) : undefined;
  if (limit === undefined) refuse('file-purpose');
  const file = form.get('file');
  if (file === null || typeof file === 'string') refuse('file-missing');
  if (file.size > limit * 1024 * 1024) refuse('file-size', { limit, purpose });
  context.failAsScripted();
  return files.add({
    id: `${idPrefixes[purpose as string]}${newId().replaceAll('-', '').slice(0, 24)}`,
    name: file.name,
    purpose: purpose as string,
    bytes: new Uint8Array(await file.arrayBuffer()),
    type: file.type,
    created: now,
  });
}

type Query = Record<string, string>;

/** A page of the list, the newest file first. `after`: the last file of the previous page. */
function list(context: RequestContext): Response {
  const { url, files, policy } = context;
  const sent = Object.fromEntries(url.searchParams);
  const query = checkFields(sent, 'after limit purpose create_after create_before', policy) as Query;
  const { after, limit = `${maxListed}`, purpose } = query;
  const max = /^\d+$/.test(limit) ? Number(limit) : 0;
  if (max < 1 || max > maxListed) {
    refuse('file-query', { field: 'limit', accepted: `in [1, ${maxListed}]` });
  }
  const since = readTime(query, 'create_after') ?? -Infinity;
  const until = readTime(query, 'create_before') ?? Infinity;
  context.failAsScripted();
  const all = files.list();
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
    bytes: file.bytes.length,
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
