import { lazy } from '../util/lazy.js';
import type { ChatRequest } from '../chat/prompt/request.js';
import type { Uploads, UploadService } from '../chat/uploads/uploads.js';

/** The uploads of a provider, which are loaded by the first call that may have something to upload. */
export function lazyUploads(service: UploadService): Uploads {
  const uploads = lazy(async () => (await import('../chat/uploads/uploads.js')).createUploads(service));
  return {
    resolveMedia(request, context) {
      if (!mayUpload(request)) return undefined;
      return uploads.load(context.abortSignal).then(({ resolveMedia }) => resolveMedia(request, context));
    },
    files: {
      upload: async (data, options) => (await uploads.load(options?.abortSignal)).files.upload(data, options),
      get: async (id, options) => (await uploads.load(options?.abortSignal)).files.get(id, options),
      list: async (options) => (await uploads.load(options?.abortSignal)).files.list(options),
      delete: async (id, options) => (await uploads.load(options?.abortSignal)).files.delete(id, options),
    },
  };
}

/** Whether a prompt has a document, or may have media that are too large for a request. */
function mayUpload({ prompt, traits, options }: ChatRequest): boolean {
  if (options.known.upload === 'auto') return true;
  if (traits?.media === false) return false;
  return prompt.some((message) => message.role === 'user' && message.parts.some(({ type }) => type === 'document'));
}
