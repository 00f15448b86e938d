import type { FinishEvent, TokenLogprob } from '../../chat/answer/event.js';
import type { JSONValue } from '../../util/json.js';

/**
 * `providerMetadata.qwen` of an answer: details for which the AI SDK has no field. A detail that the service did not
 * send is absent. Values of type JSONValue are as the service wrote them.
 */
export interface QwenMetadata {
  /** Id of the call at the service. Its support team asks for it. */
  requestId?: string;
  /** Reason why the answer ended, in the service's words. */
  finishReason?: string;
  /** Input tokens that were read from the context cache. */
  cachedPromptTokens?: number;
  /** Input tokens that were written to the context cache. */
  cacheWriteTokens?: number;
  /** Output tokens that were spent on thinking. */
  reasoningTokens?: number;
  /** Input tokens of text. */
  textPromptTokens?: number;
  /** Input tokens of pictures. */
  imagePromptTokens?: number;
  /** Input tokens of video. */
  videoPromptTokens?: number;
  /** Input tokens of sound. */
  audioPromptTokens?: number;
  /** Output tokens of text. */
  textCompletionTokens?: number;
  /** Output tokens of speech. */
  audioCompletionTokens?: number;
  /** Each token of the answer with its log probability and the likeliest others; with the option `logprobs`. */
  logprobs?: TokenLogprob[];
  /** The texts of the other answers; with the option `n`. */
  alternatives?: string[];
  /** Id of a spoken answer, and when the service forgets it, as an ISO 8601 text. */
  audio?: { id?: string; expiresAt?: string };
  /** Language and mood of a recording, in transcriptions. */
  annotations?: JSONValue;
  /** Height and width of each picture as the model sees it; DashScope protocol, with `vlEnableImageHwOutput`. */
  imageHw?: JSONValue;
  /** Result of text recognition; DashScope protocol, qwen-vl-ocr. */
  ocrResult?: JSONValue;
  /** Activity of the code interpreter; DashScope protocol. */
  toolInfo?: JSONValue;
  /** Pages that a web search found; DashScope protocol, with `enableSource`. */
  searchResults?: JSONValue;
  /** Results from special sources of a web search; DashScope protocol, with `enableSearchExtension`. */
  extraToolInfo?: JSONValue;
  /** Services used besides the model, and how often; DashScope and Responses protocols. */
  plugins?: JSONValue;
  /** Items of the answer besides text, thinking and calls of functions; Responses protocol. */
  outputItems?: JSONValue;
  /** Id of the session, which `sessionId` continues; applications. */
  sessionId?: string;
  /** Steps of an application: calls of plugins, searches of knowledge bases; with `hasThoughts`. */
  thoughts?: JSONValue;
  /** Passages of knowledge bases that the text refers to; applications. */
  docReferences?: JSONValue;
  /** Messages of a workflow, one for each node; applications, with `flowStreamMode`. */
  workflowMessages?: JSONValue;
  /** Findings of a research so far; DashScope protocol, qwen-deep-research. */
  deepResearch?: JSONValue;
}

/** The `providerMetadata` of an answer. */
export function toProviderMetadata({ usage, metadata, rawReason, logprobs }: FinishEvent): {
  qwen: Record<string, JSONValue>;
} {
  const fields: Record<string, JSONValue | undefined> = {
    cachedPromptTokens: usage.cachedInputTokens,
    cacheWriteTokens: usage.cacheWriteTokens,
    reasoningTokens: usage.reasoningTokens,
    textPromptTokens: usage.input?.text,
    imagePromptTokens: usage.input?.image,
    videoPromptTokens: usage.input?.video,
    audioPromptTokens: usage.input?.audio,
    textCompletionTokens: usage.output?.text,
    audioCompletionTokens: usage.output?.audio,
    finishReason: rawReason,
    // Only V1 has another field for them as well.
    logprobs: logprobs as JSONValue[] | undefined,
    ...metadata,
  };
  const qwen: Record<string, JSONValue> = {};
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) qwen[name] = fields[name];
  return { qwen };
}
