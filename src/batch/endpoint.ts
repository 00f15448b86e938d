import type { Connection } from '../connection/connection.js';
import { deleteFile, listFiles, uploadFile, type FileService } from '../files/endpoint.js';
import type { CallContext } from '../http/call-context.js';
import type { RoomyBytes } from '../http/multipart.js';
import { redactValue } from '../http/redact.js';
import { post, readAnswer, request, type Call, type HttpResponse } from '../http/transport.js';
import { finiteNumber, isObject, nonEmptyString, toText } from '../util/json.js';
import { encodeText } from '../util/text.js';
import { dateOfSeconds } from '../util/time.js';

/** A batch as the service describes it. */
export interface WireBatch {
  id: string;
  /** `validating`, `in_progress`, `finalizing`, `completed`, `failed`, `expired`, `cancelling` or `cancelled`. */
  status: string;
  inputFileId?: string;
  outputFileId?: string;
  errorFileId?: string;
  counts: { total: number; completed: number; failed: number };
  createdAt?: Date;
  metadata: Record<string, unknown>;
  /** Complaints about lines, of a batch that failed its validation. */
  errors: WireBatchError[];
}

export interface WireBatchError {
  code?: string;
  message: string;
  param?: string;
  /** Number of the line, from 1. */
  line?: number;
}

/** Statuses of batches that have ended. */
const ended = new Set(['completed', 'failed', 'expired', 'cancelled']);

export function hasEnded({ status }: Pick<WireBatch, 'status'>): boolean {
  return ended.has(status);
}

/** The endpoints for batches and their files. */
export interface BatchService {
  connection: Connection;
  context: CallContext;
}

function filesOf({ connection }: BatchService): FileService {
  return { connection, url: connection.compatibleURL('/files') };
}

/** Uploads the lines of a batch and returns the id of the file. */
export async function uploadLines(service: BatchService, filename: string, data: RoomyBytes): Promise<string> {
  const file = { purpose: 'batch', filename, data, mediaType: 'application/jsonl' };
  return (await uploadFile(filesOf(service), file, service.context)).file.id;
}

/** The id of an uploaded file; undefined if the newest files have none of this name and size. */
export async function findFile(service: BatchService, filename: string, bytes: number): Promise<string | undefined> {
  const { files } = await listFiles(filesOf(service), { purpose: 'batch', limit: 100 }, service.context);
  return files.find((file) => file.filename === filename && file.bytes === bytes)?.id;
}

export async function removeFile(service: BatchService, id: string): Promise<void> {
  await deleteFile(filesOf(service), id, service.context);
}

/** Opens the content of a file of results. */
export async function openFile({ connection, context }: BatchService, id: string): Promise<HttpResponse> {
  const url = connection.compatibleURL(`/files/${encodeText(id)}/content`);
  return await request(connection, { ...context, method: 'GET', url });
}

export async function createBatch(
  { connection, context }: BatchService,
  body: { input_file_id: string; endpoint: string; completion_window: string; metadata: Record<string, string> },
): Promise<WireBatch> {
  const reply = await post(connection, { ...context, url: connection.compatibleURL('/batches'), body });
  return readReply(reply);
}

export async function getBatch(service: BatchService, id: string): Promise<WireBatch> {
  return await call(service, { method: 'GET', url: `/batches/${encodeText(id)}` });
}

export async function cancelBatch(service: BatchService, id: string): Promise<WireBatch> {
  return await call(service, { method: 'POST', url: `/batches/${encodeText(id)}/cancel` });
}

/** The batches of an input file, the newest first. The service writes an empty list as null. */
export async function findBatches({ connection, context }: BatchService, fileId: string): Promise<WireBatch[]> {
  const url = connection.compatibleURL(`/batches?input_file_ids=${encodeText(fileId)}`);
  const reply = await request(connection, { ...context, method: 'GET', url });
  const body = redactValue(await readAnswer(reply), reply.redact);
  const rows = isObject(body) && Array.isArray(body.data) ? body.data : [];
  return rows.map(decodeBatch).filter((batch) => batch?.inputFileId === fileId) as WireBatch[];
}

/** A page of the account's batches, the newest first. */
export async function listBatches(
  { connection, context }: BatchService,
  query: { after?: string | undefined; limit?: number | undefined },
): Promise<{ batches: WireBatch[]; hasMore: boolean }> {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(pairs).toString();
  const url = connection.compatibleURL(`/batches${search === '' ? '' : `?${search}`}`);
  const reply = await request(connection, { ...context, method: 'GET', url });
  const body = redactValue(await readAnswer(reply), reply.redact);
  const rows = isObject(body) && Array.isArray(body.data) ? body.data : [];
  return {
    batches: rows.map(decodeBatch).filter((batch) => batch !== undefined),
    hasMore: isObject(body) && body.has_more === true,
  };
}

async function call({ connection, context }: BatchService, details: Pick<Call, 'method' | 'url'>): Promise<WireBatch> {
  const url = connection.compatibleURL(details.url);
  return await readReply(await request(connection, { ...context, ...details, url }));
}

async function readReply(reply: HttpResponse): Promise<WireBatch> {
  const body = redactValue(await readAnswer(reply), reply.redact);
  const batch = decodeBatch(body);
  if (batch !== undefined) return batch;
  const message = 'The service answered without the id of a batch.';
  throw reply.toError({ message, transient: true }, { responseBody: toText(body) });
}

/** Reads a batch; undefined if the value describes none. */
export function decodeBatch(value: unknown): WireBatch | undefined {
  const id = isObject(value) ? nonEmptyString(value.id) : undefined;
  if (!isObject(value) || id === undefined) return undefined;
  const counts = isObject(value.request_counts) ? value.request_counts : {};
  const createdAt = dateOfSeconds(value.created_at);
  const errors = isObject(value.errors) && Array.isArray(value.errors.data) ? value.errors.data : [];
  return {
    id,
    status: nonEmptyString(value.status) ?? 'validating',
    inputFileId: nonEmptyString(value.input_file_id),
    outputFileId: nonEmptyString(value.output_file_id),
    errorFileId: nonEmptyString(value.error_file_id),
    counts: {
      total: finiteNumber(counts.total) ?? 0,
      completed: finiteNumber(counts.completed) ?? 0,
      failed: finiteNumber(counts.failed) ?? 0,
    },
    ...(createdAt !== undefined && { createdAt }),
    metadata: isObject(value.metadata) ? value.metadata : {},
    errors: errors.filter(isObject).map((error) => ({
      code: nonEmptyString(error.code),
      message: nonEmptyString(error.message) ?? 'The service gave no message.',
      param: nonEmptyString(error.param),
      line: finiteNumber(error.line),
    })),
  };
}
