import type { Answer, AnsweredCall, Choice, TokenLogprob } from '../model/answer.js';
import { renderLogprobs, takeTokens } from '../server/logprobs.js';
import type { StreamEvent } from '../server/response.js';
import { type Head, renderUsage } from './answer.js';

interface Style {
  /** `stream_options.include_usage`: the stream ends with a usage chunk. */
  includeUsage: boolean;
  /** Each chunk repeats the text so far, as qwen-mt-plus and -turbo do. */
  cumulative: boolean;
}

/** The events of a streamed answer, in the shapes recorded in Feb 2026 (qwen3-max, Singapore). */
export function* renderStream(answer: Answer, head: Head, style: Style): Generator<StreamEvent> {
  for (const [index, choice] of answer.choices.entries()) {
    for (const { counts, ...own } of piecesOf(choice, style.cumulative, head)) {
      yield { text: renderChunk([{ ...own, index }], head), counts };
    }
  }
  if (style.includeUsage) yield { text: renderChunk([], head, renderUsage(answer.usage)), counts: false };
  yield { text: 'data: [DONE]\n\n', counts: false };
}

/** A chunk that ends the stream with an error. Its text is the message. */
export function renderErrorFinish(message: string, head: Head): string {
  return renderChunk(
    [
      {
        finish_reason: 'error_finish',
        delta: { content: message },
        index: 0,
        logprobs: null,
      },
    ],
    head,
  );
}

function renderChunk(choices: object[], head: Head, usage: object | null = null): string {
  const chunk = {
    choices,
    object: 'chat.completion.chunk',
    usage,
    created: head.created,
    system_fingerprint: null,
    model: head.model,
    id: `chatcmpl-${head.id}`,
  };
  return `data: ${JSON.stringify(chunk)}\n\n`;
}

/** A choice of a chunk, without its index. */
interface Piece {
  delta: object;
  finish_reason?: string | null;
  logprobs?: object | null;
  counts: boolean;
}

function piece(delta: object, counts: boolean, logprobs?: TokenLogprob[]): Piece {
  return { delta, finish_reason: null, logprobs: renderLogprobs(logprobs), counts };
}

function* piecesOf(choice: Choice, cumulative: boolean, head: Head): Generator<Piece> {
  const { reasoning, text, toolCalls, speech = [] } = choice;
  const thinks = reasoning.length > 0;
  const onlyCalls = toolCalls.length > 0 && !thinks && text.length === 0;
  if (!onlyCalls) {
    yield piece(
      thinks ? { content: null, role: 'assistant', reasoning_content: '' } : { content: '', role: 'assistant' },
      false,
    );
  }
  for (const content of reasoning) yield piece({ content: null, reasoning_content: content }, true);
  yield* textPieces(choice, thinks ? { reasoning_content: null } : {}, cumulative);
  for (const data of speech) yield piece({ audio: { data, expires_at: head.created, id: `audio_${head.id}` } }, true);
  for (const [index, call] of toolCalls.entries()) yield* callPieces(call, index, onlyCalls && index === 0);
  if (toolCalls.length > 0) {
    // A chunk without any finish_reason, then the finish with an empty delta.
    const tail = { function: { arguments: '' }, index: toolCalls.length - 1, id: '', type: 'function' };
    yield { delta: { tool_calls: [tail] }, counts: false };
    yield { finish_reason: choice.finishReason, delta: {}, logprobs: null, counts: false };
    return;
  }
  const delta = { content: '', ...(thinks && { reasoning_content: null }) };
  yield { finish_reason: choice.finishReason, delta, logprobs: null, counts: false };
}

function* textPieces(choice: Choice, beside: object, cumulative: boolean): Generator<Piece> {
  let sent = '';
  let probabilities = choice.logprobs;
  for (const content of choice.text) {
    sent += content;
    const own = probabilities && takeTokens(probabilities, content.length);
    probabilities = own && probabilities?.slice(own.length);
    yield piece({ content: cumulative ? sent : content, ...beside }, true, own);
  }
}

/** The first fragment has the name and no arguments. Later ones have an empty id and no name. */
function* callPieces(call: AnsweredCall, index: number, opens: boolean): Generator<Piece> {
  const first = { index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } };
  yield piece({ content: null, tool_calls: [first], ...(opens && { role: 'assistant' }) }, true);
  for (const fragment of call.fragments) {
    const next = { index, id: '', type: 'function', function: { arguments: fragment } };
    yield piece({ content: null, tool_calls: [next] }, true);
  }
}
