import type { Connection } from '../../connection/connection.js';
import type { Usage } from '../answer/event.js';
import { contentText } from '../wire/content.js';
import { isObject, nonEmptyString, type JSONObject } from '../../util/json.js';
import { dateOfSeconds } from '../../util/time.js';
import {
  callStored,
  checkId,
  contextOf,
  deleteStored,
  listItems,
  type QwenItemListOptions,
  type QwenItemPage,
  type QwenStoredCallOptions,
  type StoredAnswer,
} from './stored-endpoint.js';
import { decodeUsage } from './usage.js';

/** An answer that the service stores. */
export interface QwenStoredResponse {
  /** The id, with which `previousResponseId` continues the answer. */
  id: string;
  status: 'completed' | 'incomplete' | 'failed' | 'in_progress' | 'cancelled' | 'queued' | (string & {});
  model: string;
  /** The time of creation; the time of reading if the service gives none. */
  createdAt: Date;
  completedAt?: Date;
  /** Text of the answer: its messages, a blank line between two. */
  text: string;
  /** Messages, thinking and calls in their order, as the service describes them. */
  output: JSONObject[];
  /** The answer that this one continues. */
  previousResponseId?: string;
  /** The tokens, if the service counts them. */
  usage?: Pick<
    Usage,
    'inputTokens' | 'outputTokens' | 'totalTokens' | 'cachedInputTokens' | 'cacheWriteTokens' | 'reasoningTokens'
  >;
}

/**
 * The answers that the service stores for 7 days. Answers of calls with `store: false` are not among them. Documented
 * for Beijing. Every method rejects with an `APICallError` when the call fails: its message names the id that the
 * service does not know.
 *
 * @see https://help.aliyun.com/zh/model-studio/qwen-api-via-openai-responses
 */
export interface QwenStoredResponses {
  /** Gets an answer by its id: `response.id` of the call. Rejects with the answer's error if the answer has failed. */
  get(id: string, options?: QwenStoredCallOptions): Promise<QwenStoredResponse>;
  /** Deletes an answer. It can no longer be continued. */
  delete(id: string, options?: QwenStoredCallOptions): Promise<void>;
  /**
   * Lists the messages that an answer was made from, one page at a time: those of its call, and questions and answers
   * of the turns that it continues.
   */
  inputItems(id: string, options?: QwenItemListOptions): Promise<QwenItemPage>;
}

/** Makes the stored answers of a provider. */
export function createStoredResponses(connection: Connection): QwenStoredResponses {
  return {
    async get(id, options) {
      const request = { method: 'GET', path: pathOf(id), caller: 'qwen.responses.get' } as const;
      return readResponse(await callStored(connection, request, contextOf(options)));
    },
    async delete(id, options) {
      const request = { path: pathOf(id), caller: 'qwen.responses.delete', what: `the answer ${id}` };
      await deleteStored(connection, request, options);
    },
    async inputItems(id, options) {
      const request = { path: `${pathOf(id)}/input_items`, caller: 'qwen.responses.inputItems' };
      return listItems(connection, request, options);
    },
  };
}

function pathOf(id: string): string {
  checkId('id', id, 'the id of an answer, such as resp_…');
  return `/responses/${id}`;
}

function readResponse({ body, fail }: StoredAnswer): QwenStoredResponse {
  const id = nonEmptyString(body.id);
  if (id === undefined) throw fail('The service described an answer without an id.');
  const output = (Array.isArray(body.output) ? body.output : []).filter(isObject);
  const texts = output.flatMap(({ type, content }) => (type === 'message' ? [contentText(content)] : []));
  const previous = nonEmptyString(body.previous_response_id);
  const usage = decodeUsage(body.usage);
  const completedAt = dateOfSeconds(body.completed_at);
  return {
    id,
    status: nonEmptyString(body.status) ?? 'completed',
    model: nonEmptyString(body.model) ?? '',
    createdAt: dateOfSeconds(body.created_at) ?? new Date(),
    ...(completedAt !== undefined && { completedAt }),
    text: texts.filter(Boolean).join('\n\n') || contentText(body.output_text),
    output: output as JSONObject[],
    ...(previous !== undefined && { previousResponseId: previous }),
    ...(usage && { usage: tokensOf(usage) }),
  };
}

function tokensOf(usage: Usage): NonNullable<QwenStoredResponse['usage']> {
  const { inputTokens, outputTokens, totalTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens } = usage;
  return { inputTokens, outputTokens, totalTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens };
}
