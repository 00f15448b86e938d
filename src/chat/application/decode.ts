import type { Failure } from '../../http/failure.js';
import { readErrorText } from '../../http/read-failure.js';
import { countOf, finiteNumber, isObject, nonEmptyString, type JSONObject, type JSONValue } from '../../util/json.js';
import { isWebAddress } from '../../util/web-address.js';
import { addHead, addReasoning, addSource, addText, type AnswerState } from '../answer/answer.js';
import { createTextChannel } from '../answer/chunk-mode.js';
import type { AnswerEvent, Usage } from '../answer/event.js';
import { Workflow } from '../answer/workflow.js';
import { contentText } from '../wire/content.js';
import { setFinishReason } from '../wire/finish-reason.js';

type Fields = Record<string, unknown>;

/**
 * Reads one chunk of a stream, or a whole answer, which has the same shape. Ignores fields that are missing, null,
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
  if (reason !== undefined) setFinishReason(state, reason);
  return events;
}

function modelsOf(usage: unknown): Fields[] {
  return isObject(usage) && Array.isArray(usage.models) ? usage.models.filter(isObject) : [];
}

/** An application may use several models; their tokens are added. */
function usageOf(models: Fields[], raw: JSONObject): Usage {
  const inputTokens = sum(models, 'input_tokens');
  const outputTokens = sum(models, 'output_tokens');
  const totalTokens = finiteNumber((inputTokens ?? Number.NaN) + (outputTokens ?? Number.NaN));
  return { inputTokens, outputTokens, totalTokens, raw };
}

function sum(models: Fields[], field: string): number | undefined {
  const counts = models.map((model) => countOf(model[field])).filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : finiteNumber(counts.reduce((total, count) => total + count));
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
  // Chunks are asked to hold only what is new, but the documentation does not say whether thoughts do.
  if (state.reasoning.shared === state.chunkMode) state.reasoning = createTextChannel({ mode: 'unknown' });
  addReasoning(state, said, events, nonEmptyString(text) === undefined);
}

/** Passages of knowledge bases that the text refers to. Later chunks repeat them. */
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

/** Keeps the messages of a workflow, and passes on the text of its end. */
function decodeNode(state: AnswerState, value: unknown, events: AnswerEvent[]): void {
  if (!isObject(value)) return;
  state.workflow ??= new Workflow();
  const said = state.workflow.add(value);
  state.metadata.workflowMessages = state.workflow.messages;
  if (said !== '') addText(state, said, events);
}

function decodeText(state: AnswerState, text: unknown, events: AnswerEvent[]): void {
  if (typeof text !== 'string' || text === '') return;
  const unsaid = state.workflow === undefined ? text : state.workflow.unsaid(text);
  if (unsaid !== '') addText(state, unsaid, events);
}
