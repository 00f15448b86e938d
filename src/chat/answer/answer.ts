import type {
  AnswerEvent,
  DocumentEvent,
  FinishEvent,
  FinishReason,
  MetadataEvent,
  ReasoningEvent,
  SourceEvent,
  TextEvent,
  TokenLogprob,
  ToolCallEvent,
  Usage,
} from './event.js';
import { addChunk, createTextChannel, flush, type ChunkMode, type TextChannel } from './chunk-mode.js';
import type { Failure } from '../../http/failure.js';
import { createFence, endFence, unwrap, type Fence } from './fence.js';
import { nonEmptyString, type JSONValue } from '../../util/json.js';
import { isWebAddress } from '../../util/web-address.js';
import type { OutputItems } from './output-items.js';
import { addAudio, audioMetadata, createSpoken, pushPiece, spokenFile, type Spoken } from './spoken.js';
import { createToolCalls, finishToolCalls, type ToolCalls } from './tool-calls.js';
import type { Workflow } from './workflow.js';

/** The state of an answer while it arrives. A decoder owns it and updates it chunk by chunk. */
export interface AnswerState {
  id?: string;
  model?: string;
  requestId?: string;
  /** The field in which thinking came; the server expects it back in the same field. */
  thoughtsField?: 'reasoning' | 'reasoning_content';
  /** The head of chunks without content, such as openers and keep-alives. */
  silentHead?: AnswerHead;
  /** The service's finish reason; absent until it has sent one. */
  rawReason?: string;
  /** The finish reason in the AI SDK's terms. */
  reason?: FinishReason;
  /** True if the model has refused to answer. */
  refused?: boolean;
  usage: Usage;
  /** Output tokens by choice index, where the service counts per choice. */
  outputTokens?: Map<number, number>;
  logprobs: TokenLogprob[];
  /** The tool calls so far; most answers have none. `toolsOf` makes them. */
  tools?: ToolCalls;
  openTools: () => ToolCalls;
  createId: () => string;
  /** The output items so far; Responses protocol only. */
  items?: OutputItems;
  /** Names of tools by the aliases that were sent. */
  toolNames?: ReadonlyMap<string, string>;
  /** Names of the service's own tools; an MCP server also by `mcp:` and its label. */
  builtInNames?: ReadonlyMap<string, string>;
  /** The messages of a workflow so far; applications only. */
  workflow?: Workflow;
  /** Id of the output item that text or thinking is being added of. */
  saying?: string;
  /** Fields of the service without a neutral name. */
  metadata: Record<string, JSONValue>;
  /** Set when an object was requested: removes its Markdown fence. */
  fence?: Fence;
  /** The chunk mode, and the text and the thinking so far. */
  chunkMode: ChunkMode;
  text: TextChannel;
  reasoning: TextChannel;
  /** URLs of the pages, and ids of the documents, that have been passed on. */
  sources?: Set<string>;
  /** True if several answers were requested; if not, all choices are parts of one. */
  severalAnswers: boolean;
  /** The index of the choice that is the answer: the first one seen. */
  choice?: number;
  /** The further choices by index, if several were requested. */
  alternatives?: Map<number, { text: string; channel: TextChannel }>;
  /** True if the pieces of a spoken answer are passed on as they come. */
  streamsAudio: boolean;
  spoken?: Spoken;
}

/** The head of a chunk. */
export type AnswerHead = Omit<MetadataEvent, 'type'>;

/** The parts of the request that a decoder needs. */
export interface AnswerExpectation {
  /** True if an object was requested. */
  json: boolean;
  /** The mode of the stream's chunks. */
  chunkMode: ChunkMode['mode'];
  /** The number of requested answers. */
  answers: number;
  /** The tools that were sent. */
  tools?: readonly { name: string }[];
  /** Names of tools by the aliases that were sent. */
  toolNames?: ReadonlyMap<string, string>;
  /** Names of the service's own tools. */
  builtInNames?: ReadonlyMap<string, string>;
  /** True if the pieces of a spoken answer are passed on as they come, and not only the whole. */
  streamsAudio?: boolean;
  createId: () => string;
}

export function createAnswerState({
  json,
  chunkMode: mode,
  answers,
  tools = [],
  toolNames,
  builtInNames,
  streamsAudio = false,
  createId,
}: AnswerExpectation): AnswerState {
  const chunkMode: ChunkMode = { mode };
  return {
    usage: {},
    logprobs: [],
    openTools: () =>
      createToolCalls(createId, chunkMode, new Map(tools.map(({ name }) => [name, toolNames?.get(name) ?? name]))),
    toolNames,
    builtInNames,
    metadata: {},
    fence: json ? createFence() : undefined,
    chunkMode,
    text: createTextChannel(chunkMode),
    reasoning: createTextChannel(chunkMode),
    severalAnswers: answers > 1,
    streamsAudio,
    createId,
  };
}

/** The tool calls of an answer, to add one. */
export function toolsOf(state: AnswerState): ToolCalls {
  return (state.tools ??= state.openTools());
}

/**
 * Adds the head of a chunk. Heads count from the first chunk with content on: while a server reads the prompt, it may
 * send chunks with a head of another answer.
 */
export function addHead(state: AnswerState, head: AnswerHead, silent: boolean, events: AnswerEvent[]): void {
  if (state.id !== undefined) return;
  if (silent) {
    state.silentHead = state.silentHead === undefined ? head : { ...state.silentHead, ...head };
    state.requestId = state.silentHead.requestId;
    return;
  }
  const full = state.silentHead === undefined ? head : { ...state.silentHead, ...head };
  if (full.id === undefined && (full.model === undefined || full.model === state.model)) return;
  state.id = full.id;
  state.model = full.model;
  state.requestId = full.requestId;
  events.push({ type: 'metadata', ...full });
}

/** Pushes the head of an answer whose chunks had no content. */
function pushSilentHead(state: AnswerState, events: AnswerEvent[]): void {
  if (state.silentHead !== undefined) addHead(state, {}, false, events);
}

/**
 * Adds a chunk's text to the answer and pushes what is new. `grew` is true if the service has counted tokens since the
 * last chunk.
 */
export function addText(state: AnswerState, chunkText: string, events: AnswerEvent[], grew = true): void {
  // Text ends the thinking before it.
  if (state.reasoning.last !== '') pushReasoning(state, flush(state.reasoning), events);
  pushText(state, addChunk(state.text, chunkText, grew), events);
}

function pushText(state: AnswerState, text: string, events: AnswerEvent[]): void {
  const delta = state.fence === undefined ? text : unwrap(state.fence, text);
  if (delta !== '') events.push(said('text', state, delta));
}

/** Adds the model's reason for not answering, which readers see as its text. */
export function addRefusal(state: AnswerState, text: string, events: AnswerEvent[]): void {
  state.refused = true;
  addText(state, text, events);
}

/** Adds a chunk's thinking to the answer and pushes what is new. */
export function addReasoning(state: AnswerState, chunkText: string, events: AnswerEvent[], grew = true): void {
  pushReasoning(state, addChunk(state.reasoning, chunkText, grew), events);
}

function pushReasoning(state: AnswerState, delta: string, events: AnswerEvent[]): void {
  if (delta !== '') events.push(said('reasoning', state, delta));
}

function said(type: 'text' | 'reasoning', { saying: item }: AnswerState, delta: string): TextEvent | ReasoningEvent {
  return item === undefined ? { type, delta } : { type, delta, item };
}

/** Adds a chunk's text to a further choice. These are not events; the metadata of the finish has them. */
function addAlternative(state: AnswerState, index: number, chunkText: string, grew: boolean): void {
  state.alternatives ??= new Map();
  const found = state.alternatives.get(index) ?? { text: '', channel: createTextChannel(state.chunkMode) };
  state.alternatives.set(index, found);
  if (chunkText !== '') found.text += addChunk(found.channel, chunkText, grew);
}

/**
 * Adds the text of a further choice; false if it belongs to the answer. Some servers number the parts of one answer
 * from 0 to 1, so this requires that several answers were requested.
 */
export function isAlternative(state: AnswerState, index: number, chunkText: string, grew = true): boolean {
  state.choice ??= index;
  if (!state.severalAnswers || index === state.choice) return false;
  addAlternative(state, index, chunkText, grew);
  return true;
}

/**
 * Pushes a page or a document the first time that it comes. Applications show a page as a link, so its address must be
 * one of the web: `javascript:` runs there. The metadata has the others.
 */
export function addSource(state: AnswerState, source: SourceEvent | DocumentEvent, events: AnswerEvent[]): void {
  if (source.type === 'source' && !isWebAddress(source.url)) return;
  const key = source.type === 'source' ? source.url : `file:${source.id}`;
  state.sources ??= new Set();
  if (state.sources.has(key)) return;
  state.sources.add(key);
  events.push(source);
}

/** Adds a chunk of a spoken answer. Older models send its text in it. */
export function addSpeech(state: AnswerState, audio: Record<string, unknown>, events: AnswerEvent[]): void {
  const transcript = nonEmptyString(audio.transcript);
  if (transcript !== undefined) addText(state, transcript, events);
  state.spoken ??= createSpoken(state.streamsAudio);
  addAudio(state.spoken, audio, events);
}

/** Pushes the text that is still held back; no more comes. */
function pushHeld(state: AnswerState, events: AnswerEvent[]): void {
  pushReasoning(state, flush(state.reasoning), events);
  for (const found of state.alternatives?.values() ?? []) found.text += flush(found.channel);
  pushText(state, flush(state.text), events);
  const text = state.fence === undefined ? '' : endFence(state.fence);
  if (text !== '') events.push(said('text', state, text));
}

/** Returns a failure for an answer that ended without a finish reason: it was cut off. */
export function checkEnd(state: AnswerState): Failure | undefined {
  if (state.rawReason !== undefined) return undefined;
  return {
    message: 'The answer ended without a finish reason: the connection or the service cut it off.',
    requestId: state.requestId,
    transient: true,
  };
}

/** Ends a whole answer: pushes the held text, the tool calls, then the finish. */
export function finishAnswer(state: AnswerState, events: AnswerEvent[] = []): AnswerEvent[] {
  // Do first what may throw (a call without a name, speech that is not base64): the failed answer still needs the held
  // text.
  pushSilentHead(state, events);
  const calls = state.tools === undefined ? [] : finishToolCalls(state.tools);
  const speech = state.spoken && spokenFile(state.spoken);
  pushHeld(state, events);
  if (state.spoken !== undefined) pushPiece(state.spoken, events);
  if (speech !== undefined) events.push(speech);
  for (const event of calls) events.push(event.type === 'tool-call' ? withItem(event, state) : event);
  const given = state.reason ?? 'other';
  const reason = state.refused === true && given === 'stop' ? 'content-filter' : given;
  const broken = reason === 'length' || reason === 'content-filter' || reason === 'error';
  // Some answers with forced calls had the reason `stop` (DashScope protocol, Nov 2024), so the calls decide.
  events.push(finishEvent(state, calls.length > 0 && !broken ? 'tool-calls' : reason));
  return events;
}

function withItem(call: ToolCallEvent, { items }: AnswerState): ToolCallEvent {
  const item = items?.callIds.get(call.id);
  return item === undefined ? call : { ...call, item };
}

/** Ends an answer that broke off with an error and a finish; `ai` waits for the finish. */
export function failAnswer(state: AnswerState, error: unknown): AnswerEvent[] {
  const events: AnswerEvent[] = [];
  pushSilentHead(state, events);
  pushHeld(state, events);
  if (state.spoken !== undefined) pushPiece(state.spoken, events);
  return [...events, { type: 'error', error }, finishEvent(state, 'error')];
}

function finishEvent(state: AnswerState, reason: FinishReason): FinishEvent {
  const { rawReason, usage, logprobs, spoken, alternatives, requestId } = state;
  const metadata = { ...state.metadata };
  if (spoken !== undefined) Object.assign(metadata, audioMetadata(spoken));
  if (alternatives !== undefined) metadata.alternatives = Array.from(alternatives.values(), ({ text }) => text);
  if (requestId !== undefined) metadata.requestId = requestId;
  const event: FinishEvent = { type: 'finish', reason, usage, metadata };
  if (rawReason !== undefined) event.rawReason = rawReason;
  if (logprobs.length > 0) event.logprobs = logprobs;
  return event;
}
