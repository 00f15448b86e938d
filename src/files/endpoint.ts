import { finiteNumber, isObject, nonEmptyString, toText, type JSONValue } from '../util/json.js';
import type { CallContext } from '../http/call-context.js';
import { encodeMultipart, type FormFile } from '../http/multipart.js';
import { redactValue } from '../http/redact.js';
import { readAnswer, request, type Call, type HttpClient, type HttpResponse } from '../http/transport.js';
import { encodeText } from '../util/text.js';
import { dateOfSeconds } from '../util/time.js';

/** A file in the account at Model Studio. It stays there until it is deleted. */
export interface QwenFile {
  /** The id. Prompts refer to the file as `fileid://` and this id. */
  id: string;
  filename: string;
  /** Size in bytes. */
  bytes: number;
  /** `file-extract` for documents that models read; `batch` for files of batch calls. */
  purpose: string;
  /** `processed` when models can read it, `processing` before. */
  status: 'processed' | 'processing' | (string & {});
  /** Details of the status from the service, if there are any. */
  statusDetails?: JSONValue;
  /** The time of creation; the time of reading if the service gives none. */
  createdAt: Date;
}

/** The files to list, with the service's parameter names. */
export interface FileQuery {
  after?: string;
  limit?: number;
  purpose?: string;
  createAfter?: string;
  createBefore?: string;
}

/** A file as the service described it, and a function to make an error about the description. */
export interface DescribedFile {
  file: QwenFile;
  toError: HttpResponse['toError'];
}

/**
 * The files endpoint of the compatible protocol, and how to call it.
 *
 * @see https://help.aliyun.com/zh/model-studio/openai-file-interface
 */
export interface FileService {
  connection: HttpClient;
  /** URL of the list of files. */
  url: string;
}

/** Uploads a file. The answer may come before the file has been processed. */
export async function uploadFile(
  service: FileService,
  { purpose, ...file }: { purpose: string } & Pick<FormFile, 'data' | 'filename' | 'mediaType'>,
  context: CallContext,
): Promise<DescribedFile> {
  const { filename, data } = file;
  const body = await encodeMultipart({ purpose }, { name: 'file', ...file });
  const values = { purpose, filename, bytes: data instanceof Blob ? data.size : data.byteLength };
  const { reply, answer } = await call(service, { method: 'POST', url: service.url, body, values }, context);
  return { file: readFile(answer, reply), toError: reply.toError };
}

export async function getFile(service: FileService, id: string, context: CallContext): Promise<DescribedFile> {
  const url = `${service.url}/${encodeText(id)}`;
  const { reply, answer } = await call(service, { method: 'GET', url }, context);
  return { file: readFile(answer, reply), toError: reply.toError };
}

/** Gets one page of the list of files. */
export async function listFiles(
  service: FileService,
  query: FileQuery,
  context: CallContext,
): Promise<{ files: QwenFile[]; hasMore: boolean }> {
  const url = `${service.url}${encodeQuery(query)}`;
  const { reply, answer } = await call(service, { method: 'GET', url }, context);
  // The service writes empty lists as null.
  const rows = isObject(answer) ? (answer.data === null ? [] : answer.data) : undefined;
  if (!isObject(answer) || !Array.isArray(rows)) throw badAnswer('The service listed no files.', answer, reply);
  return { files: rows.map((file) => readFile(file, reply)), hasMore: answer.has_more === true };
}

export async function deleteFile(service: FileService, id: string, context: CallContext): Promise<void> {
  const url = `${service.url}/${encodeText(id)}`;
  const { reply, answer } = await call(service, { method: 'DELETE', url }, context);
  if (isObject(answer) && answer.deleted === true) return;
  throw badAnswer(`The service did not delete the file ${id}.`, answer, reply);
}

function badAnswer(message: string, answer: unknown, reply: HttpResponse): Error {
  return reply.toError({ message }, { responseBody: toText(answer) });
}

async function call(
  { connection }: FileService,
  details: Pick<Call, 'method' | 'url' | 'body' | 'values'>,
  context: CallContext,
): Promise<{ reply: HttpResponse; answer: unknown }> {
  const reply = await request(connection, { ...context, ...details });
  return { reply, answer: redactValue(await readAnswer(reply), reply.redact) };
}

function encodeQuery({ after, limit, purpose, createAfter, createBefore }: FileQuery): string {
  const fields = { after, limit, purpose, create_after: createAfter, create_before: createBefore };
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeText(String(value))}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function readFile(value: unknown, reply: HttpResponse): QwenFile {
  const id = isObject(value) ? nonEmptyString(value.id) : undefined;
  if (!isObject(value) || id === undefined) {
    throw badAnswer('The service described a file without an id.', value, reply);
  }
  const details = value.status_details;
  return {
    id,
    filename: nonEmptyString(value.filename) ?? '',
    bytes: finiteNumber(value.bytes) ?? Number.NaN,
    purpose: nonEmptyString(value.purpose) ?? '',
    // Older answers have no status; such a file can be read at once.
    status: nonEmptyString(value.status) ?? 'processed',
    ...(details !== undefined && details !== null && { statusDetails: details as JSONValue }),
    createdAt: dateOfSeconds(value.created_at) ?? new Date(),
  };
}
