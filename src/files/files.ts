import { APICallError, InvalidArgumentError } from '@ai-sdk/provider';
import {
  deleteFile,
  getFile,
  listFiles,
  uploadFile,
  type DescribedFile,
  type FileService,
  type QwenFile,
} from './endpoint.js';
import { refuseUnknown } from '../options/call-options.js';
import { pause, untilAborted } from '../util/abort.js';
import { toText } from '../util/json.js';
import { createLimit } from '../util/limit.js';
import { tell } from '../util/tell.js';
import { readStream } from './stream.js';
import type { CallContext } from '../http/call-context.js';
import { checkTimeout, type QwenTimeout } from '../http/timeout.js';
import type { HttpClient } from '../http/transport.js';

/** Options of every call about files. */
export interface QwenFileCallOptions {
  /** Ends the call and its waiting at once. */
  abortSignal?: AbortSignal | undefined;
  /** Headers of this call, which win over the provider's. */
  headers?: Record<string, string | undefined> | undefined;
  /**
   * Time limits of each request in milliseconds. Each check of a file's status is a request. Default: the provider's,
   * field by field.
   */
  timeout?: QwenTimeout | undefined;
}

/** Options of an upload. */
export interface QwenFileUploadOptions extends QwenFileCallOptions {
  /** Name with its extension, by which the service tells the format: `report.pdf`. */
  filename: string;
  /** IANA media type. Default: the type of a Blob. */
  mediaType?: string | undefined;
  /** Purpose of the file: a document for a model to read. Default `file-extract`. */
  purpose?: 'file-extract' | undefined;
  /**
   * Called with the file after the upload and after each check of its status. A returned promise is awaited; an error
   * ends the upload.
   */
  onProgress?: ((file: QwenFile) => void) | undefined;
  /** Milliseconds between two checks of the status, above 0. Default 1000. */
  pollInterval?: number | undefined;
}

/** Options of a list of files. */
export interface QwenFileListOptions extends QwenFileCallOptions {
  /** Id of the last file of the previous page. */
  after?: string | undefined;
  /** Maximum number of files in a page, 1 to 2000. */
  limit?: number | undefined;
  /** Only files of this purpose. */
  purpose?: 'file-extract' | 'batch' | (string & {}) | undefined;
  /** Only files made after this moment, in the service's format: `2025-11-12` or `2025-11-12 10:10:10`. */
  createAfter?: string | undefined;
  /** Only files made before this moment. */
  createBefore?: string | undefined;
}

/**
 * The files of the account that models such as qwen-long read. They are kept until they are deleted, up to 10,000 files
 * and 100 GB. Every method rejects with an `APICallError` when the call fails. Beijing only.
 *
 * @see https://help.aliyun.com/zh/model-studio/openai-file-interface
 */
export interface QwenFiles {
  /**
   * Uploads a document of up to 150 MB (TXT, DOCX, PDF, XLSX, EPUB, MOBI, MD, CSV, JSON, or an image) and waits until
   * the service has processed it, without a time limit: pass an `abortSignal` to stop waiting.
   */
  upload(data: QwenFileData, options: QwenFileUploadOptions): Promise<QwenFile>;
  /** Gets the description of one file. */
  get(id: string, options?: QwenFileCallOptions): Promise<QwenFile>;
  /** Lists files, one page at a time: pass the last id of a page as `after` to get the next page. */
  list(options?: QwenFileListOptions): Promise<{ files: QwenFile[]; hasMore: boolean }>;
  /** Deletes one file. */
  delete(id: string, options?: QwenFileCallOptions): Promise<void>;
}

/** The bytes of a document. */
export type QwenFileData = Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array>;

/** The connection and callbacks of a provider's files. */
export interface FilesParts {
  connection: HttpClient;
  /** URL of the list of files, asked at each call. */
  url(): string;
  /** Called for every deleted file. */
  onDelete(id: string): void;
}

const callOptions = { abortSignal: true, headers: true, timeout: true } as const;
const uploadOptions = {
  ...callOptions,
  filename: true,
  mediaType: true,
  purpose: true,
  onProgress: true,
  pollInterval: true,
} as const;
const listOptions = {
  ...callOptions,
  after: true,
  limit: true,
  purpose: true,
  createAfter: true,
  createBefore: true,
} as const;

// The service allows three uploads a second, and ten other calls about files (file interface page).
const uploadsAtOnce = 3;

/** Makes the files of a provider. Nothing is read from the environment before the first call. */
export function createFiles({ connection, url, onDelete }: FilesParts): QwenFiles {
  const limit = createLimit(uploadsAtOnce);
  const service = (): FileService => ({ connection, url: url() });
  return {
    async upload(data, options) {
      refuseUnknown(options, uploadOptions);
      checkUploadOptions(options);
      const { filename, mediaType, purpose = 'file-extract' } = options;
      const context = contextOf(options);
      const content = await contentOf(data, filename, context.abortSignal);
      const send = () => uploadFile(service(), { data: content, filename, mediaType, purpose }, context);
      const uploaded = await untilAborted(limit(send), context.abortSignal);
      return waitUntilProcessed(service(), uploaded, options);
    },

    async get(id, options) {
      checkId(id);
      refuseUnknown(options, callOptions);
      return (await getFile(service(), id, contextOf(options))).file;
    },

    async list(options) {
      refuseUnknown(options, listOptions);
      const { abortSignal: _signal, headers: _headers, timeout: _timeout, ...query } = options ?? {};
      checkQuery(query);
      return listFiles(service(), query, contextOf(options));
    },

    async delete(id, options) {
      checkId(id);
      refuseUnknown(options, callOptions);
      await deleteFile(service(), id, contextOf(options));
      onDelete(id);
    },
  };
}

// JavaScript passes null as well.
function contextOf(options: QwenFileCallOptions | undefined | null): CallContext {
  const { abortSignal, headers, timeout } = options ?? {};
  checkTimeout(timeout);
  return { abortSignal, headers, timeout };
}

// An uploaded file must not be lost because one check of its status failed.
const maxFailedQuestions = 3;

async function waitUntilProcessed(
  service: FileService,
  uploaded: DescribedFile,
  options: QwenFileUploadOptions,
): Promise<QwenFile> {
  const { onProgress, pollInterval = 1000 } = options;
  const context = contextOf(options);
  let { file, toError } = uploaded;
  let failures = 0;
  for (;;) {
    await tell(onProgress, file, context.abortSignal);
    if (file.status === 'processed') return file;
    if (hasFailed(file)) throw toError({ message: describeFailure(file) });
    await pause(pollInterval, context.abortSignal);
    try {
      ({ file, toError } = await getFile(service, file.id, context));
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!APICallError.isInstance(error) || !error.isRetryable || failures === maxFailedQuestions) throw error;
    }
  }
}

/** The documentation names only `processed` and `processing`; this recognises other words for a failed end. */
function hasFailed({ status }: QwenFile): boolean {
  return /error|fail|delet|expir|cancel|reject|invalid/i.test(status);
}

function describeFailure({ id, filename, status, statusDetails }: QwenFile): string {
  const details = typeof statusDetails === 'string' ? statusDetails : toText(statusDetails);
  return (
    `The service could not process the file ${filename} (${id}): its status is "${status}"` +
    `${details === undefined ? '' : ` (${details})`}. It reads TXT, DOCX, PDF, XLSX, EPUB, MOBI, MD, CSV, JSON and ` +
    'images (BMP, PNG, JPEG, GIF).'
  );
}

function refuse(argument: string, given: unknown, accepted: string): never {
  const words = typeof given === 'object' && given !== null ? 'an object of another kind' : String(given);
  throw new InvalidArgumentError({
    argument,
    message: `${argument} is ${given === undefined ? 'missing' : words.slice(0, 100)}; expected ${accepted}.`,
  });
}

function checkUploadOptions(options: QwenFileUploadOptions): void {
  const { filename, purpose, pollInterval, onProgress } = options ?? {};
  if (typeof filename !== 'string' || filename === '') refuse('filename', filename, 'a name such as report.pdf');
  if (purpose !== undefined && purpose !== 'file-extract') refuse('purpose', purpose, "'file-extract'");
  if (onProgress !== undefined && typeof onProgress !== 'function') refuse('onProgress', onProgress, 'a function');
  if (pollInterval !== undefined && !(Number.isFinite(pollInterval) && pollInterval > 0)) {
    refuse('pollInterval', pollInterval, 'milliseconds, above 0');
  }
}

async function contentOf(
  data: unknown,
  filename: string,
  abortSignal: AbortSignal | undefined,
): Promise<Blob | Uint8Array> {
  if (data instanceof Blob) {
    checkFileSize(data.size, filename);
    return data;
  }
  if (data instanceof ArrayBuffer || ArrayBuffer.isView(data)) {
    checkFileSize(data.byteLength, filename);
    if (data instanceof ArrayBuffer) return new Uint8Array(data);
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  if (data instanceof ReadableStream) {
    return (await readStream(data, maxBytes, abortSignal)) ?? tooLarge(`more than ${maxBytes}`, filename);
  }
  const accepted = 'a Blob, a Uint8Array, an ArrayBuffer or a ReadableStream of bytes';
  return refuse('data', typeof data === 'string' ? 'a string' : data, accepted);
}

const maxMegabytes = 150;

const maxBytes = maxMegabytes * 1024 * 1024;

/** Throws `InvalidArgumentError` for a file above the service's limit. */
export function checkFileSize(size: number, filename: string): void {
  if (size > maxBytes) tooLarge(String(size), filename);
}

function tooLarge(size: string, filename: string): never {
  throw new InvalidArgumentError({
    argument: 'data',
    message: `The file ${filename} has ${size} bytes; the service accepts documents of up to ${maxMegabytes} MB.`,
  });
}

/** Ids become part of a path. An empty id or dots would address something else. */
function checkId(id: unknown, argument = 'id'): void {
  if (typeof id !== 'string' || !/^[\w-][\w.-]*$/.test(id)) refuse(argument, id, 'the id of a file, such as file-fe-…');
}

const moment = /^\d{4}-?\d\d-?\d\d( ?\d\d:?\d\d:?\d\d)?$/;

function checkQuery({ after, limit, createAfter, createBefore }: QwenFileListOptions): void {
  if (after !== undefined) checkId(after, 'after');
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 2000)) {
    refuse('limit', limit, 'an integer from 1 to 2000');
  }
  for (const [name, value] of Object.entries({ createAfter, createBefore })) {
    if (value === undefined || (typeof value === 'string' && moment.test(value))) continue;
    refuse(name, value, 'a text such as 2025-11-12 or 2025-11-12 10:10:10');
  }
}
