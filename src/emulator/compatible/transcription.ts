import type { Question } from '../model/question.js';
import { type Transcript, transcribe } from '../recognition/chat.js';
import type { PreparedAnswer } from '../server/answer-script.js';
import type { RequestContext } from '../server/context.js';
import type { StreamEvent } from '../server/response.js';
import type { Head } from './answer.js';

/** Answers a chat request whose model transcribes. Its bodies have fewer fields than those of a chat. */
export async function answerTranscription(
  context: RequestContext,
  question: Question,
  head: Head,
): Promise<PreparedAnswer> {
  const transcript = await transcribe(context, question);
  const { script } = transcript;
  if (script.raw !== undefined) return { script };
  if (!question.stream) return { script, body: bodyOf(transcript, head) };
  const options = context.body.stream_options as { include_usage?: boolean } | null | undefined;
  return { script, events: eventsOf(transcript, head, options?.include_usage === true) };
}

function headOf({ model, id, created }: Head, object: string): object {
  return { model, id: `chatcmpl-${id}`, created, object };
}

function bodyOf({ pieces, annotations, script, usage }: Transcript, head: Head): object {
  const message = { annotations, content: pieces.join(''), role: 'assistant' };
  const choice = { finish_reason: script.finishReason ?? 'stop', index: 0, message };
  return { choices: [choice], ...headOf(head, 'chat.completion'), usage: usageOf(usage) };
}

function usageOf(usage: Transcript['usage']): object {
  const { promptTokens, completionTokens, audioTokens, contextTokens, seconds } = usage;
  return {
    completion_tokens: completionTokens,
    completion_tokens_details: { text_tokens: completionTokens },
    prompt_tokens: promptTokens,
    prompt_tokens_details: { audio_tokens: audioTokens, text_tokens: contextTokens },
    seconds,
    total_tokens: promptTokens + completionTokens,
  };
}

/** Chunks as the page has them: annotations in each one, and no content in the last one. */
function* eventsOf(transcript: Transcript, head: Head, includeUsage: boolean): Generator<StreamEvent> {
  const { pieces, annotations, script, usage } = transcript;
  const chunk = (choices: object[], spent: object | null = null) =>
    `data: ${JSON.stringify({ ...headOf(head, 'chat.completion.chunk'), usage: spent, choices })}\n\n`;
  yield { text: chunk([{ logprobs: null, index: 0, delta: { content: '', role: 'assistant' } }]), counts: false };
  for (const content of pieces) {
    yield { text: chunk([{ delta: { annotations, content, role: null }, index: 0 }]), counts: true };
  }
  const finish = { delta: { role: null }, index: 0, finish_reason: script.finishReason ?? 'stop' };
  yield { text: chunk([finish]), counts: false };
  if (includeUsage) yield { text: chunk([], usageOf(usage)), counts: false };
  yield { text: 'data: [DONE]\n\n', counts: false };
}
