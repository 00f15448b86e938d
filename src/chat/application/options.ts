import type { QwenTimeout } from '../../http/timeout.js';
import type { SnakeCaseParameters } from '../../options/types.js';
import type { JSONObject } from '../../util/json.js';

/**
 * Options of a call or a model of `qwen.application(appId, options)`. What an application can do is set up in the
 * console of Model Studio; these choose for one call.
 *
 * @see https://help.aliyun.com/zh/model-studio/agent-and-workflow-application-api-reference
 */
export interface QwenApplicationOptions extends SnakeCaseParameters {
  /**
   * Id of the session to continue: `providerMetadata.qwen.sessionId` of an earlier call. The service forgets it after an
   * hour without a call. Only the messages after the last answer are sent then.
   */
  sessionId?: string | undefined;
  /** Id of a long-term memory, which the application reads and writes. Agents. */
  memoryId?: string | undefined;
  /**
   * Values for the application: variables of a workflow by name, `user_prompt_params` of a prompt,
   * `user_defined_params` and `user_defined_tokens` of plugins and MCP servers.
   */
  bizParams?: JSONObject | undefined;
  /** URLs or data URLs of pictures, besides those in the messages. */
  imageList?: string[] | undefined;
  /** URLs of files, besides those in the messages. Agents. */
  fileList?: string[] | undefined;
  /** Returns thinking, calls of plugins and searches of knowledge bases. Default: true with thinking on, else false. */
  hasThoughts?: boolean | undefined;
  /** Turns thinking on or off. Agents. Default: the application's. */
  enableThinking?: boolean | undefined;
  /**
   * Form of a workflow's stream. `message_format` has the messages of its end and its outputs, `message_format_plus`
   * those of every node. Default `full_thoughts`.
   */
  flowStreamMode?: 'full_thoughts' | 'message_format' | 'message_format_plus' | undefined;
  /** Knowledge to search. Agents. */
  ragOptions?: QwenRagOptions | undefined;
  /** Id of the model to use. Agents. Default: the application's. */
  modelId?: string | undefined;
  /** Lets the model search the web. Agents. Default: the application's. */
  enableWebSearch?: boolean | undefined;
  /** Tells the model the time in Beijing. Agents. Default true. */
  enableSystemTime?: boolean | undefined;
  /** Maximum turns of the session that the model reads. Agents. Default: the application's. */
  dialogRound?: number | undefined;
  /** Time limits of the call in milliseconds. Not sent. Default: the model's, then the provider's, field by field. */
  timeout?: QwenTimeout | undefined;
}

/** Knowledge that an application searches. */
export interface QwenRagOptions extends SnakeCaseParameters {
  /** Ids of knowledge bases, at most 5. */
  pipelineIds?: string[] | undefined;
  /** Ids of documents in these knowledge bases, at most 5. */
  fileIds?: string[] | undefined;
  /** Metadata of documents: a value, or a list of values, by name. */
  metadataFilter?: JSONObject | undefined;
  /** Tags of documents. */
  tags?: string[] | undefined;
  /** Values of columns of structured data: a value, or a list of values, by name. */
  structuredFilter?: JSONObject | undefined;
  /** Ids of files of the session (`file_session_…`), at most 10. */
  sessionFileIds?: string[] | undefined;
}

/** The options that only applications have. */
export type ApplicationOnlyOptions = Omit<QwenApplicationOptions, 'enableThinking' | 'timeout' | `${string}_${string}`>;
