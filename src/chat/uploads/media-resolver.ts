import { InvalidPromptError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';
import type { ResolvedMedia } from '../chat.js';
import { dataUrlLength, maxDataUrlLength, mediaBytes } from '../prompt/media.js';
import { extensionOf } from '../../util/media-type.js';
import type { MediaPart, Message, Prompt, UserMessage } from '../prompt/prompt.js';
import type { CallContext } from '../../http/call-context.js';
import type { ChatRequest } from '../prompt/request.js';
import type { SharedWork } from '../../util/shared-work.js';
import type { Warning } from '../../options/warning.js';
import { accountOf, contentKey } from '../../files/content-key.js';
import { checkFileSize, type QwenFiles } from '../../files/files.js';

export interface MediaResolverParts {
  capabilities(modelId: string): ModelCapabilities;
  files: QwenFiles;
  /** Ids of the documents that were uploaded for prompts, by their content. */
  documents: SharedWork<string>;
  /** `oss://` URLs of the media that were uploaded for prompts, by their content and model. */
  temporary: SharedWork<string>;
  /** Puts a file into the temporary store. Throws if the server has none. */
  uploadTemporary(
    file: { model: string; bytes: Uint8Array; mediaType: string | undefined },
    context: CallContext,
  ): Promise<string>;
}

/** Uploads content that a request cannot carry. Undefined, at no cost, if there is nothing to upload. */
export type MediaResolver = (
  request: ChatRequest,
  context: CallContext,
) => Promise<ResolvedMedia | undefined> | undefined;

/** Content of a part that needs an upload. */
interface Content {
  bytes: Uint8Array;
  mediaType: string | undefined;
  /** Equal for equal content. */
  key: string;
}

/** A document of a prompt: already in the account, or to upload. */
type Document = { id: string } | (Content & { filename: string });

/**
 * Makes the step between a model's rules and the wire. It uploads documents for models that read them and, if the
 * caller asks, media that are too large for the request. The same content is uploaded once.
 */
export function createMediaResolver({
  capabilities,
  files,
  documents,
  temporary,
  uploadTemporary,
}: MediaResolverParts): MediaResolver {
  const referTo = async (document: Document, context: CallContext): Promise<string> => {
    if ('id' in document) return document.id;
    const { bytes, filename, mediaType, key } = document;
    return share(documents, key, context, async (call) => {
      const { id } = await files.upload(bytes, { filename, mediaType, ...call });
      return id;
    });
  };

  const store = async (part: MediaPart, model: string, context: CallContext): Promise<string> => {
    const { bytes, mediaType, key } = await readContent(part, [model, ...accountOf(context.headers)]);
    return share(temporary, key, context, (call) => uploadTemporary({ model, bytes, mediaType }, call));
  };

  const resolve = async (
    request: ChatRequest,
    referred: MediaPart[],
    oversized: MediaPart[],
    context: CallContext,
  ): Promise<ResolvedMedia> => {
    const found = await Promise.all(referred.map((part) => readDocument(part, accountOf(context.headers))));
    checkCount(request.model, found, capabilities(request.model).documents?.maxFiles);
    const [ids, urls] = await Promise.all([
      Promise.all(found.map((document) => referTo(document, context))),
      Promise.all(oversized.map((part) => store(part, request.model, context))),
    ]);
    const idOfPart = new Map(referred.map((part, index) => [part, ids[index] ?? '']));
    const urlOfPart = new Map(oversized.map((part, index) => [part, urls[index] ?? '']));
    const prompt = request.prompt.map((message) =>
      message.role === 'user' ? replaceParts(message, idOfPart, urlOfPart) : message,
    );
    return { request: { ...request, prompt: addReferences(prompt, ids) }, warnings: warningsOf(referred) };
  };

  return (request, context) => {
    const { model, prompt, options } = request;
    const parts = prompt.flatMap(mediaOf);
    const referred = parts.filter((part) => part.type === 'document' && isReferred(part, model, capabilities(model)));
    const oversized = options.known.upload === 'auto' ? parts.filter(isOversized) : [];
    if (referred.length === 0 && oversized.length === 0) return undefined;
    return resolve(request, referred, oversized, context);
  };
}

/** Uploads content, unless that is done or under way. */
function share(
  work: SharedWork<string>,
  key: string,
  context: CallContext,
  upload: (context: CallContext) => Promise<string>,
): Promise<string> {
  return work.get(key, (abortSignal) => upload({ ...context, abortSignal }), context.abortSignal);
}

async function readContent(part: MediaPart, scope: string[]): Promise<Content> {
  const { bytes, mediaType } = mediaBytes(part);
  return { bytes, mediaType, key: await contentKey(bytes, scope) };
}

async function readDocument(part: MediaPart, scope: string[]): Promise<Document> {
  const id = idOf(part);
  if (id !== undefined) return { id };
  const { bytes, mediaType } = mediaBytes(part);
  const filename = part.filename ?? `document${extensionOf(mediaType)}`;
  // Check this before making the key, which takes time.
  checkFileSize(bytes.length, filename);
  return { bytes, mediaType, filename, key: await contentKey(bytes, scope) };
}

function mediaOf(message: Message): MediaPart[] {
  return message.role === 'user' ? message.parts.filter((part): part is MediaPart => part.type !== 'text') : [];
}

function isOversized(part: MediaPart): boolean {
  return part.type !== 'document' && dataUrlLength(part) > maxDataUrlLength;
}

/** True if a document is sent by its file id. Throws if the model cannot read it at all. */
function isReferred(part: MediaPart, model: string, { kind, foreign, documents }: ModelCapabilities): boolean {
  const { source, mediaType = 'of unknown type' } = part;
  // For other models the protocol decides; it may have a part for documents.
  if (foreign === true || kind === 'unknown') return false;
  if (documents === undefined) {
    throw new UnsupportedFunctionalityError({
      functionality: `documents (${mediaType}) in prompts to ${model}`,
      message:
        `${model} reads no documents (${mediaType}). Use qwen-long, which reads uploaded files, or qwen-doc-turbo, ` +
        'which also takes URLs of documents on the DashScope protocol (qwen.dashscope); or put the text ' +
        'of the document into the prompt.',
    });
  }
  if (source.kind !== 'url' || /^(data|fileid):/.test(source.url)) return true;
  if (documents.urls) return false;
  throw new UnsupportedFunctionalityError({
    functionality: `document URLs in prompts to ${model}`,
    message:
      `${model} reads uploaded files but no URLs of documents, and the AI SDK passes URLs on without ` +
      'downloading them: pass the bytes of the document, or fileid:// and the id of a file of qwen.files.',
  });
}

function idOf({ source }: MediaPart): string | undefined {
  if (source.kind !== 'url' || !source.url.startsWith('fileid:')) return undefined;
  const id = /^fileid:\/\/([\w.-]+)$/.exec(source.url)?.[1];
  if (id !== undefined) return id;
  throw new InvalidPromptError({
    prompt: source.url,
    message: `"${source.url.slice(0, 100)}" does not refer to a file; expected fileid:// and one id (fileid://file-fe-…).`,
  });
}

/** Checks the number before anything is uploaded. */
function checkCount(model: string, documents: Document[], max: number | undefined): void {
  const { size } = new Set(documents.map((document) => ('id' in document ? document.id : document.key)));
  if (max === undefined || size <= max) return;
  throw new InvalidPromptError({
    prompt: `a prompt with ${size} documents`,
    message: `The prompt has ${size} documents; ${model} accepts at most ${max}.`,
  });
}

/** Removes the documents from a message and gives its large media their URLs in the store. */
function replaceParts(
  message: UserMessage,
  ids: ReadonlyMap<MediaPart, string>,
  urls: ReadonlyMap<MediaPart, string>,
): UserMessage {
  const names: string[] = [];
  const parts = message.parts.flatMap((part): UserMessage['parts'] => {
    if (part.type === 'text') return [part];
    const id = ids.get(part);
    if (id !== undefined) {
      names.push(part.filename ?? `fileid://${id}`);
      return [];
    }
    const url = urls.get(part);
    return [url === undefined ? part : { ...part, source: { kind: 'url', url } }];
  });
  // The service refuses an empty message, and without the message turns would no longer alternate.
  return { ...message, parts: parts.length > 0 ? parts : [{ type: 'text', text: names.join(', ') }] };
}

/** Adds the system message that refers to files after the other ones. It must contain nothing else. */
function addReferences(prompt: Prompt, ids: string[]): Prompt {
  if (ids.length === 0) return prompt;
  const text = [...new Set(ids)].map((id) => `fileid://${id}`).join(',');
  const first = prompt.findIndex(({ role }) => role !== 'system');
  return [...prompt.slice(0, first), { role: 'system', text }, ...prompt.slice(first)];
}

/** Warns of options on parts that are no longer in the message. */
function warningsOf(parts: MediaPart[]): Warning[] {
  const names = parts.flatMap(({ options = {} }) => {
    const { extra, ...known } = options;
    return Object.entries({ ...known, ...extra }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  });
  const details = 'It has no effect on a document that the prompt refers to by its file id.';
  return [...new Set(names)].map((setting) => ({ type: 'unsupported-setting', setting, details }));
}
