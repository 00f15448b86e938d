import type { QwenTimeout } from '../../http/timeout.js';
import type { SnakeCaseParameters } from '../../options/types.js';

/**
 * Options of a completion call or a completion model: `qwen.completion(id, options)` or `providerOptions.qwen`.
 *
 * @see https://www.alibabacloud.com/help/en/model-studio/completions
 */
export interface QwenCompletionOptions extends SnakeCaseParameters {
  /** The text after the gap to fill; the prompt is the text before it. Coder models. */
  suffix?: string | undefined;
  /** Like the option of chat models. */
  topK?: number | undefined;
  /** Like the option of chat models. */
  repetitionPenalty?: number | undefined;
  /** Like the option of chat models. */
  user?: string | undefined;
  /** Like the option of chat models; not sent. */
  timeout?: QwenTimeout | undefined;
}
