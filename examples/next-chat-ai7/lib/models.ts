import { chatModels, type QwenChatModel } from 'ai-sdk-qwen/models';

/** What the page shows of a model. */
export type Model = Pick<QwenChatModel, 'id' | 'kind' | 'inputs' | 'thinking' | 'tools'>;

const kinds = ['chat', 'vision', 'reasoning', 'coder'];
/** Snapshots, previews and open weights would make the choice long. */
const special = /\d{4}(-\d\d-\d\d)?$|-latest$|-preview$|-us$|\db$/;

/** The models that the page lets people choose from, newest first. */
export const models: Model[] = chatModels
  .filter(({ id, kind, tools, nativeOnly }) => kinds.includes(kind) && tools && !nativeOnly && !special.test(id))
  .map(({ id, kind, inputs, thinking, tools }) => ({ id, kind, inputs, thinking, tools }));
