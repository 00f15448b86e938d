import { InvalidArgumentError } from '@ai-sdk/provider';
import { fromBase64 } from '../util/base64.js';
import type { ProviderOptions } from '../options/types.js';
import { extensionOf } from '../util/media-type.js';
import { misspelt, optionNamesOf } from '../options/names.js';
import type { CallContext } from '../http/call-context.js';
import type { WarningV3 } from './warning.js';

/** The part of the package's files that specification V4 needs. */
export interface Uploader {
  upload(
    data: Uint8Array | ReadableStream<Uint8Array>,
    options: { filename: string; mediaType?: string | undefined } & CallContext,
  ): Promise<{ id: string; filename: string }>;
}

/** The files of a provider in specification V4. */
export interface FilesV4 {
  readonly specificationVersion: 'v4';
  readonly provider: string;
  /** Uploads a document and returns a reference for prompts to qwen-long. */
  uploadFile(options: {
    data:
      | { type: 'data'; data: Uint8Array | string }
      | { type: 'text'; text: string }
      | { type: 'stream'; stream: ReadableStream<Uint8Array> };
    mediaType: string;
    filename?: string | undefined;
    abortSignal?: AbortSignal | undefined;
    headers?: Record<string, string | undefined> | undefined;
    /** `qwen` may have a `timeout`. */
    providerOptions?: ProviderOptions;
  }): Promise<{
    providerReference: Record<string, string>;
    mediaType: string;
    filename: string;
    warnings: WarningV3[];
  }>;
}

export function createFiles(files: Uploader, name: string | undefined): FilesV4 {
  return {
    specificationVersion: 'v4',
    provider: `${name ?? 'qwen'}.files`,
    async uploadFile({ data, mediaType, filename, abortSignal, headers, providerOptions }) {
      const { timeout, warnings } = readOptions(providerOptions, optionNamesOf(name));
      const file = await files.upload(bytesOf(data), {
        filename: filename ?? `document${extensionOf(mediaType)}`,
        mediaType,
        abortSignal,
        headers,
        timeout,
      });
      return { providerReference: { qwen: file.id }, mediaType, filename: file.filename, warnings };
    },
  };
}

function readOptions(options: ProviderOptions, names: readonly string[]) {
  const warnings: WarningV3[] = [];
  let timeout: CallContext['timeout'];
  for (const provider of names) {
    for (const [name, value] of Object.entries(options?.[provider] ?? {})) {
      const feature = `providerOptions.${provider}.${name}`;
      // The upload checks it.
      if (name === 'timeout') timeout = value as CallContext['timeout'];
      else warnings.push({ type: 'unsupported', feature, details: 'Uploads have only the option timeout.' });
    }
  }
  for (const { key, meant } of misspelt(options ?? {}, names)) {
    const feature = `providerOptions.${key}`;
    warnings.push({ type: 'unsupported', feature, details: `It was not read. Write providerOptions.${meant}.` });
  }
  return { timeout, warnings };
}

function bytesOf(data: Parameters<FilesV4['uploadFile']>[0]['data']): Uint8Array | ReadableStream<Uint8Array> {
  if (data.type === 'stream') return data.stream;
  if (data.type === 'text') return new TextEncoder().encode(data.text);
  if (typeof data.data !== 'string') return data.data;
  const bytes = fromBase64(data.data);
  if (bytes !== undefined) return bytes;
  throw new InvalidArgumentError({ argument: 'data', message: 'data is a string that is not base64.' });
}
