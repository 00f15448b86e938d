import type { FinishReason, Usage } from '../../chat/answer/event.js';
import type { JSONObject } from '../../util/json.js';
import type { ChatModel } from '../../chat/model.js';
import { BlockChatModel, type BlockModel, type Specification } from './block-model.js';
import { toWarning, type WarningV3 } from '../warning.js';

/** The finish reason in the terms of the specifications V3 and V4, and in the service's. */
export interface FinishReasonV3 {
  unified: Exclude<FinishReason, 'unknown'>;
  raw: string | undefined;
}

/** Tokens in the shape of the specifications V3 and V4; uncounted ones are undefined. */
export interface UsageV3 {
  inputTokens: {
    total: number | undefined;
    noCache: number | undefined;
    cacheRead: number | undefined;
    cacheWrite: number | undefined;
  };
  outputTokens: {
    total: number | undefined;
    text: number | undefined;
    reasoning: number | undefined;
  };
  raw?: JSONObject;
}

export interface FileV3 {
  type: 'file';
  mediaType: string;
  data: string;
}

/** A Qwen model for AI SDK 6. */
export interface LanguageModelV3 extends BlockModel<'v3', FinishReasonV3, UsageV3, WarningV3, FileV3> {}

export function toFinishReason(reason: FinishReason, raw: string | undefined): FinishReasonV3 {
  return { unified: reason === 'unknown' ? 'other' : reason, raw };
}

export function toUsage(usage: Usage): UsageV3 {
  const { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens, raw } = usage;
  return {
    inputTokens: {
      total: inputTokens,
      // The total includes both kinds of cached tokens.
      noCache: difference(inputTokens, (cachedInputTokens ?? 0) + (cacheWriteTokens ?? 0)),
      cacheRead: cachedInputTokens,
      cacheWrite: cacheWriteTokens,
    },
    outputTokens: {
      total: outputTokens,
      text: usage.output?.text ?? difference(outputTokens, reasoningTokens ?? 0),
      reasoning: reasoningTokens,
    },
    raw,
  };
}

function difference(total: number | undefined, part: number): number | undefined {
  return total === undefined ? undefined : Math.max(0, total - part);
}

const specification: Specification<'v3', FinishReasonV3, UsageV3, WarningV3, FileV3> = {
  version: 'v3',
  builtIn: 'dynamic',
  finishReason: toFinishReason,
  usage: toUsage,
  warning: toWarning,
  file: ({ mediaType, base64 }) => ({ type: 'file', mediaType, data: base64 }),
};

export class ChatModelV3
  extends BlockChatModel<'v3', FinishReasonV3, UsageV3, WarningV3, FileV3>
  implements LanguageModelV3
{
  constructor(model: ChatModel) {
    super(specification, model);
  }
}
