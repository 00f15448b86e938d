import type { ChatModel } from '../../chat/model.js';
import { BlockChatModel, type BlockModel, type Specification } from './block-model.js';
import { toFinishReason, toUsage, type FinishReasonV3, type UsageV3 } from './v3.js';
import { toWarning, type WarningV3 } from '../warning.js';

/** File data is tagged since V4. */
export interface FileV4 {
  type: 'file';
  mediaType: string;
  data: { type: 'data'; data: string };
}

/** A Qwen model for AI SDK 7. Reasons, usage and warnings are V3's. */
export interface LanguageModelV4 extends BlockModel<'v4', FinishReasonV3, UsageV3, WarningV3, FileV4> {}

/** The parts of V4. */
export const specificationV4: Specification<'v4', FinishReasonV3, UsageV3, WarningV3, FileV4> = {
  version: 'v4',
  builtIn: 'dynamic',
  finishReason: toFinishReason,
  usage: toUsage,
  warning: toWarning,
  file: ({ mediaType, base64 }) => ({ type: 'file', mediaType, data: { type: 'data', data: base64 } }),
};

export class ChatModelV4
  extends BlockChatModel<'v4', FinishReasonV3, UsageV3, WarningV3, FileV4>
  implements LanguageModelV4
{
  constructor(model: ChatModel) {
    super(specificationV4, model);
  }
}
