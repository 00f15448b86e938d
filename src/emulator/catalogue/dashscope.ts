/** Models whose streams are always incremental (API reference, March 2026). */
const incrementalOnly = /^qwen3-(?!coder-(?:plus|flash))(?!omni|asr)|^qwq|^qvq/;

/** Models whose default result format is text: commercial ones before Qwen3, and older open ones. */
const textByDefault = /^(?:qwen-|qwen[12]|qwen3-coder-(?:plus|flash)|qwen3-next-80b-a3b-instruct|tongyi-|farui-)/;

/** True for a model of the native protocol whose streams never repeat earlier text. */
export function isIncrementalOnly(id: string): boolean {
  return incrementalOnly.test(id);
}

/** The result format of a model of the text service. `only`: it has no other. */
export function resultFormatOf(id: string): { format: 'text' | 'message'; only: boolean } {
  return { format: textByDefault.test(id) ? 'text' : 'message', only: id.startsWith('qwen3-max') };
}

/** True for the first two embedding models, which have only dense vectors. */
export function isOlderEmbedding(id: string): boolean {
  return /-v[12]$/.test(id);
}
