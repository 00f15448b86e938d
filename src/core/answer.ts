import { joinBase64 } from './base64.js';
import type {
  AnswerEvent,
  FileEvent,
  FinishEvent,
  FinishReason,
  TokenLogprob,
  ToolCallEvent,
  Usage,
} from './event.js';
import { createFence, endFence, unwrap, type Fence } from './fence.js';
import type { JSONValue } from './json.js';
import { createToolCalls, finishToolCalls, type ToolCalls } from './tool-calls.js';

/** What is known of an answer while it comes in. A decoder owns one and changes it chunk by chunk. */
export interface AnswerState {
  id?: string;
  model?: string;
  requestId?: string;
  /** The service's word for why it stopped; absent until it has said one. */
  rawReason?: string;
  usage: Usage;
  logprobs: TokenLogprob[];
  tools: ToolCalls;
  /** What the service said beyond the neutral fields. */
  metadata: Record<string, JSONValue>;
  /** Set when an object was asked for, whose Markdown fence is to come off. */
  fence?: Fence;
  /** Set when the service repeats the text so far in every chunk: the text so far. */
  textSoFar?: string;
  /** The index of the choice that is the answer: the first one seen. */
  choice?: number;
  /** The texts of the further choices by their index, when several were asked for. */
  alternatives: Map<number, string>;
  /** Base64 pieces of a spoken answer, and the type that they make when joined. */
  speech?: { mediaType: string; pieces: string[] };
}

/** What a decoder must know of the request. */
export interface AnswerExpectation {
  /** Whether an object was asked for. */
  json: boolean;
  /** Whether every chunk repeats the text so far. */
  cumulative: boolean;
  createId: () => string;
}

export function createAnswerState({ json, cumulative, createId }: AnswerExpectation): AnswerState {
  return {
    usage: {},
    logprobs: [],
    tools: createToolCalls(createId),
    metadata: {},
    alternatives: new Map(),
    fence: json ? createFence() : undefined,
    textSoFar: cumulative ? '' : undefined,
  };
}

/** The part of the answer's text that a chunk adds, if it adds any. */
export function addText(state: AnswerState, chunkText: string, events: AnswerEvent[]): void {
  let delta = chunkText;
  if (state.textSoFar !== undefined) {
    // A chunk that does not repeat what came before is a delta after all, such as an empty last one.
    delta = chunkText.startsWith(state.textSoFar) ? chunkText.slice(state.textSoFar.length) : chunkText;
    state.textSoFar += delta;
  }
  if (state.fence !== undefined) delta = unwrap(state.fence, delta);
  if (delta !== '') events.push({ type: 'text', delta });
}

const reasons: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** Ends an answer that came whole: what is still held back, the tool calls, then the finish. */
export function finishAnswer(state: AnswerState): AnswerEvent[] {
  const events: AnswerEvent[] = [];
  const held = state.fence === undefined ? '' : endFence(state.fence);
  if (held !== '') events.push({ type: 'text', delta: held });
  if (state.speech !== undefined) {
    events.push({ type: 'file', mediaType: state.speech.mediaType, base64: joinBase64(state.speech.pieces) });
  }
  const calls = finishToolCalls(state.tools);
  events.push(...calls);
  const raw = state.rawReason;
  // Forced calls were recorded with the reason `stop` (native, Nov 2024), so the calls themselves decide.
  const reason = calls.length > 0 && raw !== 'length' ? 'tool-calls' : (reasons[raw ?? ''] ?? 'other');
  events.push(finishEvent(state, reason));
  return events;
}

/** Ends an answer that broke off: the error, then a finish that says so, since `ai` waits for one. */
export function failAnswer(state: AnswerState, error: unknown): AnswerEvent[] {
  const held = state.fence === undefined ? '' : endFence(state.fence);
  const events: AnswerEvent[] = held === '' ? [] : [{ type: 'text', delta: held }];
  return [...events, { type: 'error', error }, finishEvent(state, 'error')];
}

function finishEvent(state: AnswerState, reason: FinishReason): FinishEvent {
  return {
    type: 'finish',
    reason,
    ...(state.rawReason !== undefined && { rawReason: state.rawReason }),
    usage: state.usage,
    ...(state.logprobs.length > 0 && { logprobs: state.logprobs }),
    metadata: {
      ...state.metadata,
      ...(state.alternatives.size > 0 && { alternatives: [...state.alternatives.values()] }),
      ...(state.requestId !== undefined && { requestId: state.requestId }),
    },
  };
}

/** A whole answer. */
export interface Answer {
  text: string;
  reasoning: string;
  toolCalls: ToolCallEvent[];
  files: FileEvent[];
  id?: string;
  model?: string;
  timestamp?: Date;
  finish: FinishEvent;
}

/** Folds the events of an answer into one value. Throws the error of an answer that broke off. */
export function foldAnswer(events: Iterable<AnswerEvent>): Answer {
  const answer: Answer = {
    text: '',
    reasoning: '',
    toolCalls: [],
    files: [],
    finish: { type: 'finish', reason: 'unknown', usage: {} },
  };
  for (const event of events) {
    switch (event.type) {
      case 'metadata':
        answer.id ??= event.id;
        answer.model ??= event.model;
        answer.timestamp ??= event.timestamp;
        break;
      case 'text':
        answer.text += event.delta;
        break;
      case 'reasoning':
        answer.reasoning += event.delta;
        break;
      case 'tool-call':
        answer.toolCalls.push(event);
        break;
      case 'file':
        answer.files.push(event);
        break;
      case 'error':
        throw event.error;
      case 'finish':
        answer.finish = event;
        break;
      case 'tool-delta':
        break;
    }
  }
  return answer;
}
