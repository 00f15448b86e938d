import { InvalidArgumentError } from '@ai-sdk/provider';
import { fromBase64 } from '../core/base64.js';
import type { JSONObject } from '../core/json.js';
import { extensionOf } from '../core/media-type.js';
import type { CallContext } from '../core/request.js';
import type { WarningV3 } from './v3.js';

/** Uploads a file; the part of the package's own files that specification V4 needs. */
export interface Uploader {
  upload(
    data: Uint8Array,
    options: { filename: string; mediaType?: string } & CallContext,
  ): Promise<{ id: string; filename: string }>;
}

/** The files of a provider, as specification V4 knows them. */
export interface FilesV4 {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  /** Uploads a document; the reference that it gives back can stand in a prompt for qwen-long. */
  uploadFile(options: {
    data: { type: 'data'; data: Uint8Array | string } | { type: 'text'; text: string };
    mediaType: string;
    filename?: string;
    abortSignal?: AbortSignal;
    headers?: Record<string, string | undefined>;
    /** `qwen` may have a `timeout`. */
    providerOptions?: Record<string, JSONObject>;
  }): Promise<{
    providerReference: Record<string, string>;
    mediaType: string;
    filename: string;
    warnings: WarningV3[];
  }>;
}

export function createFiles(files: Uploader): FilesV4 {
  return {
    specificationVersion: 'v4',
    provider: 'qwen.files',
    async uploadFile({ data, mediaType, filename, abortSignal, headers, providerOptions }) {
      const { timeout, ...unknown } = providerOptions?.qwen ?? {};
      const file = await files.upload(bytesOf(data), {
        filename: filename ?? `document${extensionOf(mediaType)}`,
        mediaType,
        abortSignal,
        headers,
        // Checked where it is taken.
        timeout: timeout as CallContext['timeout'],
      });
      const warnings = Object.keys(unknown).map((name): WarningV3 => {
        const feature = `providerOptions.qwen.${name}`;
        return { type: 'unsupported', feature, details: 'Uploads have the option timeout alone.' };
      });
      return { providerReference: { qwen: file.id }, mediaType, filename: file.filename, warnings };
    },
  };
}

function bytesOf(data: Parameters<FilesV4['uploadFile']>[0]['data']): Uint8Array {
  if (data.type === 'text') return new TextEncoder().encode(data.text);
  if (typeof data.data !== 'string') return data.data;
  const bytes = fromBase64(data.data);
  if (bytes !== undefined) return bytes;
  throw new InvalidArgumentError({ argument: 'data', message: 'data is a string that is not base64.' });
}
