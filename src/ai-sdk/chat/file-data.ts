import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { MediaSource } from '../../chat/prompt/prompt.js';
import { isObject, nonEmptyString } from '../../util/json.js';
import { readSource } from './parts.js';

/** Reads file data: bytes, base64 or a URL, bare (V2, V3) or tagged (V4). */
export function readData(data: unknown): MediaSource | { text: string } {
  if (data instanceof Uint8Array || data instanceof URL || typeof data === 'string') return readSource(data);
  if (!isObject(data)) throw new UnsupportedFunctionalityError({ functionality: `file data of type ${typeof data}` });
  switch (data.type) {
    case 'data':
      return readData(data.data);
    case 'url':
      return { kind: 'url', url: String(data.url) };
    case 'text':
      return { text: String(data.text) };
    case 'reference':
      return readReference(data.reference);
    default:
      throw new UnsupportedFunctionalityError({ functionality: `file data of type ${String(data.type)}` });
  }
}

/** Reads a reference to an uploaded file, by provider: `{ qwen: 'file-fe-…' }`. */
function readReference(reference: unknown): MediaSource {
  const ids = isObject(reference) ? reference : {};
  const id = nonEmptyString(ids.qwen) ?? nonEmptyString(ids.dashscope) ?? nonEmptyString(ids.alibaba);
  if (id !== undefined) return { kind: 'url', url: /^(oss|fileid|https?):/.test(id) ? id : `fileid://${id}` };
  throw new UnsupportedFunctionalityError({
    functionality: 'file references of other providers',
    message:
      Object.keys(ids).length === 0
        ? "The reference is empty. Pass an id of an uploaded file, such as { qwen: 'file-fe-…' }."
        : `The reference names ${Object.keys(ids).join(', ')}, but not qwen.`,
  });
}
