import { NoSuchModelError } from '@ai-sdk/provider';

/** Kinds that an id may have as a prefix, for users who configure only with strings: `vl:qwen-vl-max`. */
export type Kind = 'chat' | 'vl' | 'completion' | 'embedding' | 'image' | 'video' | 'speech' | 'transcription';

/** The word for an embedding model in errors: the second one since specification V3. */
export type EmbeddingType = 'textEmbeddingModel' | 'embeddingModel';

/** The kind in an id's prefix, if it has one. */
export function kindOf(id: string): Kind | undefined {
  // Only these words count: ids of other servers contain colons too (`qwen2.5:7b`).
  return /^(chat|vl|completion|embedding|image|video|speech|transcription):/.exec(id)?.[1] as Kind | undefined;
}

/** The id without its prefix. Throws `NoSuchModelError` for an empty id, or for a kind that is not accepted. */
export function withoutKind(
  id: string,
  accepted: readonly Kind[],
  modelType: 'languageModel' | 'imageModel' | 'videoModel' | 'speechModel' | 'transcriptionModel' | EmbeddingType,
): string {
  const kind = kindOf(id);
  const modelId = kind === undefined ? id : id.slice(kind.length + 1);
  if (typeof id === 'string' && modelId !== '' && (kind === undefined || accepted.includes(kind))) return modelId;
  const prefixes = accepted.map((name) => `${name}:`).join(' or ');
  const word = modelType.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  throw new NoSuchModelError({
    modelId: id,
    // The type is V1's; later AI SDKs read it as well.
    modelType: modelType as 'textEmbeddingModel',
    message: `"${id}" does not name a ${word}. Use a model id, with or without the prefix ${prefixes}.`,
  });
}
