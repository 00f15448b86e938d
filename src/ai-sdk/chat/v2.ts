import type { FinishReason, Usage } from '../../chat/answer/event.js';
import type { ChatModel } from '../../chat/model.js';
import type { Warning } from '../../options/warning.js';
import { BlockChatModel, type BlockModel, type Specification } from './block-model.js';

export type { FinishReason as FinishReasonV2 } from '../../chat/answer/event.js';

/** Tokens in the shape of specification V2; uncounted ones are undefined. */
export interface UsageV2 {
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  totalTokens: number | undefined;
  reasoningTokens?: number;
  cachedInputTokens?: number;
}

/** A warning of specification V2. */
export type WarningV2 =
  | { type: 'unsupported-setting'; setting: SettingV2; details: string }
  | { type: 'unsupported-tool'; tool: ProviderToolV2; details: string }
  | { type: 'other'; message: string };

/** The type has only settings of a call; options of this package are named in the same field. */
export type SettingV2 = 'temperature';

export interface ProviderToolV2 {
  type: 'provider-defined';
  id: `${string}.${string}`;
  name: string;
  args: Record<string, unknown>;
}

export interface FileV2 {
  type: 'file';
  mediaType: string;
  data: string;
}

/** A Qwen model for AI SDK 5. */
export interface LanguageModelV2 extends BlockModel<'v2', FinishReason, UsageV2, WarningV2, FileV2> {}

const specification: Specification<'v2', FinishReason, UsageV2, WarningV2, FileV2> = {
  version: 'v2',
  builtIn: 'offered-only',
  finishReason: (reason) => reason,
  usage: ({ inputTokens, outputTokens, totalTokens, reasoningTokens, cachedInputTokens }: Usage) => ({
    inputTokens,
    outputTokens,
    totalTokens,
    reasoningTokens,
    cachedInputTokens,
  }),
  warning: (warning: Warning) => warning as WarningV2,
  file: ({ mediaType, base64 }) => ({ type: 'file', mediaType, data: base64 }),
};

export class ChatModelV2
  extends BlockChatModel<'v2', FinishReason, UsageV2, WarningV2, FileV2>
  implements LanguageModelV2
{
  constructor(model: ChatModel) {
    super(specification, model);
  }
}
