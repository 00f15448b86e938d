import type { FileStore } from '../stores/files.js';
import type { Model } from '../catalogue/model.js';
import { type Document, type Message, textOf } from '../model/question.js';
import { refuse } from '../rules/api-error.js';

const scheme = 'fileid://';
/** Maximum number of files in a request. */
const maxFiles = 100;

/** Uploaded files that system messages such as `fileid://a,fileid://b` name, for models that read them. */
export function readDocuments(messages: Message[], model: Model, files: FileStore, now: number): Document[] {
  if (!model.can.has('file-ids')) return [];
  const ids = messages
    .filter((message) => message.role === 'system')
    .map((message) => textOf(message).trim())
    .filter((text) => text.startsWith(scheme))
    .flatMap((text) => text.split(','))
    .map((item) => item.trim());
  if (ids.length > maxFiles) refuse('file-count');
  return ids.map((item) => {
    const id = item.startsWith(scheme) ? item.slice(scheme.length) : item;
    const file = files.get(id, now);
    if (file === undefined || file.purpose !== 'file-extract') refuse('file-invalid', { id });
    if (!files.isProcessed(file, now)) refuse('file-parsing');
    if (file.bytes === 0) refuse('file-blank', { id });
    return { name: file.name, bytes: file.bytes };
  });
}
