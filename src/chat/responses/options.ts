import type { QwenChatOptions } from '../options.js';

/**
 * Options of a call or a model of `qwen.responses(id, options)`. Chat options that the Responses protocol lacks become
 * warnings.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/qwen-api-via-openai-responses
 */
export interface QwenResponsesOptions extends QwenChatOptions {
  /**
   * Id of the answer to continue: `response.id` of an earlier call, stored for 7 days. Send only the new messages then.
   * Not with `conversation`.
   */
  previousResponseId?: string | undefined;
  /** Id of a conversation of the service (`conv_…`), to which the call and its answer are added. Beijing and Singapore. */
  conversation?: string | undefined;
  /** Lets the service store the answer for `previousResponseId`. Default true. */
  store?: boolean | undefined;
  /** Caches the turns that `previousResponseId` continues, for five minutes: at least 1,024 tokens. Sent as a header. Default false. */
  sessionCache?: boolean | undefined;
}

/** The options that only this protocol has. */
export type ResponsesOnlyOptions = Pick<
  QwenResponsesOptions,
  'previousResponseId' | 'conversation' | 'store' | 'sessionCache'
>;
