/** The wire protocols: the OpenAI-compatible one and DashScope's own. */
export type Protocol = 'compatible' | 'dashscope';

/** Options of a call that one protocol carries and the other does not. */
export const ownOptions = {
  compatible: ['modalities', 'audio', 'user', 'metadata'],
  dashscope: ['ocrOptions', 'vlEnableImageHwOutput', 'enableTextImageMixed'],
} as const;

/** Fields of `searchOptions` that one protocol carries and the other does not. */
export const ownSearchFields = {
  compatible: [],
  dashscope: ['enableSource', 'enableCitation', 'citationFormat', 'prependSearchResult'],
} as const;
