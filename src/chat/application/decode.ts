import type { Failure } from '../../http/failure.js';
import { readErrorText } from '../../http/read-failure.js';
import { finiteNumber, isObject, nonEmptyString, type JSONObject, type JSONValue } from '../../util/json.js';
import { isWebAddress } from '../../util/web-address.js';
import { addHead, addReasoning, addSource, addText, type AnswerState } from '../answer/answer.js';
import { createTextChannel } from '../answer/chunk-mode.js';
import type { AnswerEvent, Usage } from '../answer/event.js';
import { contentText } from '../wire/content.js';
import { setFinishReason } from '../wire/finish-reason.js';

type Fields = Record<string, unknown>;

/**
 * Reads one packet of a stream, or a whole answer, which has the same shape. Ignores fields that are missing, null,
 * empty or of a wrong type.
 */
export function decodeChunk(state: AnswerState, chunk: unknown, events: AnswerEvent[] = []): AnswerEvent[] | Failure {
  if (!isObject(chunk)) return events;
  const models = modelsOf(chunk.usage);
  const id = nonEmptyString(chunk.request_id);
  const model = nonEmptyString(models.at(-1)?.model_id);
  if (id !== undefined) addHead(state, { id, requestId: id, ...(model !== undefined && { model }) }, false, events);
  if (models.length > 0) state.usage = usageOf(models, chunk.usage as JSONObject);
  if (!isObject(chunk.output)) return events;
  const { output } = chunk;
  const sessionId = nonEmptyString(output.session_id);
  if (sessionId !== undefined) state.metadata.sessionId = sessionId;
  decodeThoughts(state, output, events);
  decodeReferences(state, output.doc_references, events);
  decodeNode(state, output.workflow_message, events);
  // While an answer arrives, the reason is the word "null".
  const reason = nonEmptyString(output.finish_reason);
  if (reason === 'error_finish') return readErrorText(contentText(output.text), state.requestId);
  decodeText(state, output.text, events);
  if (reason !== undefined && reason !== 'null') setFinishReason(state, reason);
  return events;
}

function modelsOf(usage: unknown): Fields[] {
  return isObject(usage) && Array.isArray(usage.models) ? usage.models.filter(isObject) : [];
}

/** An application may use several models; their tokens are added. */
function usageOf(models: Fields[], raw: JSONObject): Usage {
  const inputTokens = sum(models, 'input_tokens');
  const outputTokens = sum(models, 'output_tokens');
  const totalTokens = inputTokens === undefined || outputTokens === undefined ? undefined : inputTokens + outputTokens;
  return { inputTokens, outputTokens, totalTokens, raw };
}

function sum(models: Fields[], field: string): number | undefined {
  const counts = models.map((model) => finiteNumber(model[field])).filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((total, count) => total + count);
}

/** Passes on thinking, and keeps the other steps: calls of plugins and searches of knowledge bases. */
function decodeThoughts(state: AnswerState, { thoughts, text }: Fields, events: AnswerEvent[]): void {
  const steps = Array.isArray(thoughts) ? thoughts.filter(isObject) : [];
  const isThinking = ({ action_type: type }: Fields) => type === 'reasoning';
  const thinking = steps.filter(isThinking).map((step) => nonEmptyString(step.thought) ?? step.reasoningContent);
  const others = steps.filter((step) => !isThinking(step));
  if (others.length > 0) state.metadata.thoughts = others as JSONValue[];
  const said = thinking.filter((one) => typeof one === 'string').join('\n\n');
  if (said === '') return;
  // Packets are asked to hold only what is new, but the documentation does not say whether thoughts do.
  if (state.reasoning.shared === state.chunkMode) state.reasoning = createTextChannel({ mode: 'unknown' });
  addReasoning(state, said, events, nonEmptyString(text) === undefined);
}

/** Passages of knowledge bases that the text refers to. Later packets repeat them. */
function decodeReferences(state: AnswerState, value: unknown, events: AnswerEvent[]): void {
  const references = Array.isArray(value) ? value.filter(isObject) : [];
  if (references.length === 0) return;
  state.metadata.docReferences = references as JSONValue[];
  for (const reference of references) {
    const source = sourceOf(reference);
    if (source !== undefined) addSource(state, source, events);
  }
}

/** A page, or a document without an address. Its id is the number in the marks of the text. */
function sourceOf({ doc_url: address, doc_id: document, doc_name: name, ...reference }: Fields) {
  // A document of a knowledge base may have a path of its store here.
  const url = typeof address === 'string' && isWebAddress(address) ? address : undefined;
  const id = nonEmptyString(reference.index_id) ?? url ?? nonEmptyString(document);
  if (id === undefined) return undefined;
  const title = nonEmptyString(reference.title) ?? nonEmptyString(name);
  if (url !== undefined) return { type: 'source' as const, id, url, title, metadata: {} };
  const filename = nonEmptyString(name);
  const mediaType = 'text/plain';
  return { type: 'document' as const, id, mediaType, title: title ?? '', ...(filename !== undefined && { filename }) };
}

/** Joins the messages of a workflow by their nodes, and passes on the text of its end. */
function decodeNode(state: AnswerState, value: unknown, events: AnswerEvent[]): void {
  if (!isObject(value)) return;
  const kept = (state.metadata.workflowMessages ??= []) as JSONObject[];
  const content = contentOf(value);
  const place = kept.findIndex((node) => node.node_id === value.node_id);
  const before = place === -1 ? '' : contentOf(kept[place]!);
  const message = { ...(isObject(value.message) ? value.message : {}), content: joinContent(before, content) };
  const joined = { ...value, message } as JSONObject;
  if (place === -1) kept.push(joined);
  else kept[place] = joined;
  if (isSpoken(joined) && content !== '') addText(state, content, events);
}

/** Text comes in pieces. JSON comes whole each time, as far as it has grown. */
function joinContent(before: string, content: string): string {
  const isRepeated =
    before.length > 1 &&
    before.trimStart().startsWith('{') &&
    content.trimStart().startsWith('{') &&
    (content.startsWith(before) || isJson(before));
  return isRepeated ? content : before + content;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function contentOf({ message }: Fields): string {
  return isObject(message) && typeof message.content === 'string' ? message.content : '';
}

/** An end that returns JSON repeats it as it grows; its text comes with the last packet. */
function isSpoken(node: Fields): boolean {
  return node.node_type === 'End' && !contentOf(node).trimStart().startsWith('{');
}

/** The last packet of a workflow repeats the text of its end. */
function decodeText(state: AnswerState, text: unknown, events: AnswerEvent[]): void {
  if (typeof text !== 'string' || text === '') return;
  const nodes = (state.metadata.workflowMessages ?? []) as JSONObject[];
  const said = nodes.filter(isSpoken).map(contentOf).join('');
  if (said === '') addText(state, text, events);
  else if (text.startsWith(said) && text !== said) addText(state, text.slice(said.length), events);
}
