import { chatModels, type QwenChatModel } from 'ai-sdk-qwen/models';

/** A model as the page shows it. */
export type Model = Pick<QwenChatModel, 'id' | 'kind' | 'inputs' | 'thinking' | 'tools'>;

const kinds = ['chat', 'vision', 'reasoning', 'coder'];
/** Leaves out snapshots, previews and open weights, to keep the choice short. */
const special = /\d{4}(-\d\d-\d\d)?$|-latest$|-preview$|-us$|\db$/;

/** The models to choose from, newest first. */
export const models: Model[] = chatModels
  .filter(({ id, kind, tools, nativeOnly }) => kinds.includes(kind) && tools && !nativeOnly && !special.test(id))
  .map(({ id, kind, inputs, thinking, tools }) => ({ id, kind, inputs, thinking, tools }));
