import type {
  LanguageModelV1,
  LanguageModelV1CallOptions,
  LanguageModelV1CallWarning,
  LanguageModelV1FinishReason,
  LanguageModelV1Source,
  LanguageModelV1StreamPart,
} from '@ai-sdk/provider';
import type { AnswerEvent, SourceEvent, ToolCallEvent, Usage } from '../../chat/answer/event.js';
import type { Answer } from '../../chat/answer/fold.js';
import type { ChatModel } from '../../chat/model.js';
import type { Warning } from '../../options/warning.js';
import { toProviderMetadata } from './metadata.js';
import { readCall } from './read-v1.js';
import { createPartStream } from './stream.js';

/** The result of a method of the specification. */
export type Result<Method extends 'doGenerate' | 'doStream'> = Awaited<ReturnType<LanguageModelV1[Method]>>;

/** A call of `generateText`. */
export async function generate(model: ChatModel, options: LanguageModelV1CallOptions): Promise<Result<'doGenerate'>> {
  const chat = await model.load(options.abortSignal);
  const sent = await chat.answer(readCall(options, chat.reader, chat.defaults), options);
  const { answer } = sent;
  return {
    text: answer.text === '' ? undefined : answer.text,
    reasoning: answer.reasoning === '' ? undefined : answer.reasoning,
    files: answer.files.length === 0 ? undefined : answer.files.map(toFile),
    sources: toSources(answer.sources),
    toolCalls: answer.toolCalls.length === 0 ? undefined : answer.toolCalls.map(toToolCall),
    finishReason: answer.finish.reason satisfies LanguageModelV1FinishReason,
    usage: toUsage(answer.finish.usage),
    logprobs: answer.finish.logprobs,
    providerMetadata: toProviderMetadata(answer.finish),
    rawCall: { rawPrompt: options.prompt, rawSettings: sent.requestBody as Record<string, unknown> },
    rawResponse: { headers: sent.headers, body: sent.responseBody },
    request: { body: sent.requestText },
    response: { id: answer.id, modelId: answer.model, timestamp: answer.timestamp },
    warnings: toWarnings(sent.warnings),
  };
}

/** A call of `streamText`. */
export async function stream(model: ChatModel, options: LanguageModelV1CallOptions): Promise<Result<'doStream'>> {
  const chat = await model.load(options.abortSignal);
  const sending = chat.stream(readCall(options, chat.reader, chat.defaults), options);
  const parts = createPartStream(writeParts);
  const sent = await sending;
  parts.carry(sent.events, { abortSignal: options.abortSignal });
  return {
    stream: parts.stream,
    rawCall: { rawPrompt: options.prompt, rawSettings: sent.requestBody as Record<string, unknown> },
    rawResponse: { headers: sent.headers },
    request: { body: sent.requestText },
    warnings: toWarnings(sent.warnings),
  };
}

function toWarnings(warnings: Warning[]): LanguageModelV1CallWarning[] {
  // The type has only settings of a call and V1's tools; warnings of options and readers name others as well.
  return warnings as LanguageModelV1CallWarning[];
}

function writeParts(event: AnswerEvent, write: (part: LanguageModelV1StreamPart) => void): void {
  switch (event.type) {
    case 'metadata':
      return write({
        type: 'response-metadata',
        id: event.id,
        modelId: event.model,
        timestamp: event.timestamp,
      });
    case 'reasoning':
      return write({ type: 'reasoning', textDelta: event.delta });
    case 'text':
      return write({ type: 'text-delta', textDelta: event.delta });
    case 'tool-delta':
      return write({
        type: 'tool-call-delta',
        toolCallType: 'function',
        toolCallId: event.id,
        toolName: event.name,
        argsTextDelta: event.delta,
      });
    case 'tool-call':
      return write({ type: 'tool-call', ...toToolCall(event) });
    case 'source':
      return write({ type: 'source', source: toSource(event) });
    case 'file':
      return write({ type: 'file', ...toFile(event) });
    case 'raw':
    case 'document':
    case 'built-in-start':
    case 'built-in-call':
      // This specification has no part for them; the metadata at the end has the calls.
      return;
    case 'error':
      return write({ type: 'error', error: event.error });
    case 'finish':
      return write({
        type: 'finish',
        finishReason: event.reason,
        usage: toUsage(event.usage),
        logprobs: event.logprobs,
        providerMetadata: toProviderMetadata(event),
      });
  }
}

function toToolCall({ id, name, arguments: args }: ToolCallEvent) {
  return { toolCallType: 'function' as const, toolCallId: id, toolName: name, args };
}

function toSource({ id, url, title, metadata }: SourceEvent): LanguageModelV1Source {
  return { sourceType: 'url', id, url, title, providerMetadata: { qwen: metadata } };
}

function toSources(events: Answer['sources']): LanguageModelV1Source[] | undefined {
  const sources = events.flatMap((event) => (event.type === 'source' ? [toSource(event)] : []));
  return sources.length === 0 ? undefined : sources;
}

function toFile({ mediaType, base64 }: { mediaType: string; base64: string }) {
  return { mimeType: mediaType, data: base64 };
}

/** V1 has only NaN for an unknown count; a missing usage would be a TypeError in `ai`. */
function toUsage({ inputTokens, outputTokens }: Usage) {
  return { promptTokens: inputTokens ?? Number.NaN, completionTokens: outputTokens ?? Number.NaN };
}
