import type { Choice, Usage } from '../model/answer.js';
import { renderChunk } from '../server/native-errors.js';
import type { StreamEvent } from '../server/response.js';
import { countTokens } from '../util/words.js';
import type { ApplicationRequest } from './request.js';

/** A passage that the text refers to. */
export interface Reference {
  title: string;
  id: string;
  name: string;
  url: string | null;
  text: string;
}

/** An answer, ready to be written. */
export interface ApplicationAnswer {
  choice: Choice;
  usage: Usage;
  references: Reference[];
  requestId: string;
}

/** The body of a whole answer. */
export function renderAnswer(request: ApplicationRequest, answer: ApplicationAnswer): object {
  const { choice } = answer;
  const text = choice.text.join('');
  const steps = request.thoughts ? [...searchSteps(answer), ...thinkingSteps(choice.reasoning.join(''))] : [];
  const fields = { ...(steps.length > 0 && { thoughts: steps }), ...references(answer), text };
  return body(request, answer, { ...fields, ...nodeOfEnd(request, text, 1, true) }, choice.finishReason);
}

function body(
  { sessionId, workflow, question }: ApplicationRequest,
  { usage, requestId }: ApplicationAnswer,
  output: object,
  finish: string,
  outputTokens: number = usage.completionTokens,
): object {
  const model = { model_id: question.model.id, input_tokens: usage.promptTokens, output_tokens: outputTokens };
  return {
    output: { session_id: sessionId, finish_reason: finish, ...output },
    // A workflow without a node for a model has none (recorded March 2025).
    usage: workflow ? {} : { models: [model] },
    request_id: requestId,
  };
}

function searchSteps({ references: found }: ApplicationAnswer): object[] {
  if (found.length === 0) return [];
  const passages = found.map(({ text, id, name }, place) => ({
    content: text,
    dataId: id,
    dataName: name,
    display: true,
    referenceIndex: place + 1,
    webSearch: false,
  }));
  return [
    {
      action_input_stream: '{}',
      action_type: 'agentRag',
      observation: JSON.stringify(passages),
      action_name: '知识检索',
      action: 'rag',
      arguments: '{}',
    },
  ];
}

function thinkingSteps(thought: string): object[] {
  if (thought === '') return [];
  return [{ thought, action_type: 'reasoning', response: thought, action_name: '思考过程', action: 'reasoning' }];
}

function references({ references: found }: ApplicationAnswer): object {
  if (found.length === 0) return {};
  return {
    doc_references: found.map(({ title, id, name, url, text }, place) => ({
      images: [],
      text,
      index_id: String(place + 1),
      title,
      doc_name: name,
      doc_id: id,
      doc_url: url,
    })),
  };
}

/** The message of a workflow's end; only in the streams that ask for messages, and in whole answers. */
function nodeOfEnd({ workflow, flow }: ApplicationRequest, content: string, number: number, ended: boolean): object {
  if (!workflow || flow === 'full_thoughts') return {};
  return {
    workflow_message: {
      node_status: ended ? 'success' : 'executing',
      node_type: 'End',
      node_msg_seq_id: number,
      node_name: '结束',
      message: { content, role: 'assistant' },
      node_is_completed: ended,
      node_id: 'End_7w1V',
    },
  };
}

/** The chunks of a streamed answer. */
export function* renderStream(request: ApplicationRequest, answer: ApplicationAnswer): Generator<StreamEvent> {
  let number = 0;
  for (const { output, finish = 'null', said, counts } of stepsOf(request, answer)) {
    number += 1;
    const tokens = finish === 'null' ? countTokens(said) : undefined;
    yield { text: renderChunk(number, body(request, answer, output, finish, tokens)), counts };
  }
}

interface Step {
  output: object;
  finish?: string;
  /** Everything that has been said so far. */
  said: string;
  /** It carries a piece of the answer. */
  counts: boolean;
}

function* stepsOf(request: ApplicationRequest, answer: ApplicationAnswer): Generator<Step> {
  const { choice } = answer;
  const messages = request.workflow && request.flow !== 'full_thoughts';
  let said = '';
  let thought = '';
  if (request.thoughts) {
    const searched = searchSteps(answer);
    if (searched.length > 0) yield { output: { thoughts: searched, text: '' }, said, counts: false };
    for (const piece of choice.reasoning) {
      thought += piece;
      said += piece;
      yield {
        output: { thoughts: thinkingSteps(request.incremental ? piece : thought), text: '' },
        said,
        counts: true,
      };
    }
  }
  let text = '';
  for (const [place, piece] of choice.text.entries()) {
    text += piece;
    said += piece;
    const shown = messages
      ? nodeOfEnd(request, piece, place + 1, false)
      : { text: request.incremental ? piece : text, ...references(answer) };
    yield { output: shown, said, counts: true };
  }
  if (messages) yield { output: nodeOfEnd(request, '', choice.text.length + 1, true), said, counts: false };
  // The last chunk of a workflow's messages has the whole text, and that of an agent what is left of it.
  const last = messages || !request.incremental ? text : '';
  const finish = choice.finishReason;
  yield { output: { text: last, ...references(answer) }, finish, said, counts: false };
}
