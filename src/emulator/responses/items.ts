import type { Answer, Choice } from '../model/answer.js';
import type { JsonObject } from '../util/objects.js';
import type { HostManner } from './host.js';

/** An item of the output, and the pieces in which a stream sends its text or arguments. */
export interface OutputItem {
  item: JsonObject;
  pieces: string[];
}

/** Ids for items, and the host that decides their keys. */
interface ItemScope {
  newId: () => string;
  host: HostManner;
}

/** The items of an answer: thoughts, calls of built-in tools, further thoughts, the text, calls of functions. */
export function itemsOfAnswer(answer: Answer, calls: readonly JsonObject[], scope: ItemScope): OutputItem[] {
  const choice = answer.choices[0]!;
  const { reasoning, text, toolCalls } = choice;
  // A model that used its tools thinks again before it answers.
  const half = calls.length > 0 ? Math.ceil(reasoning.length / 2) : reasoning.length;
  const silent = text.length === 0 && (toolCalls.length > 0 || calls.length > 0);
  return [
    ...reasoningItems(reasoning.slice(0, half), scope),
    ...calls.map((call) => ({ item: { id: idOf(scope), status: 'completed', ...call }, pieces: piecesOfCall(call) })),
    ...reasoningItems(reasoning.slice(half), scope),
    ...(silent ? [] : [messageItem(choice, scope)]),
    ...toolCalls.map(({ id, name, fragments }) => ({
      item: {
        id: idOf(scope),
        type: 'function_call',
        status: 'completed',
        name,
        arguments: fragments.join(''),
        call_id: id,
      },
      pieces: fragments,
    })),
  ];
}

/** Every item has an id of this form, whatever its type. */
function idOf({ newId }: ItemScope): string {
  return `msg_${newId()}`;
}

function reasoningItems(pieces: string[], scope: ItemScope): OutputItem[] {
  if (pieces.length === 0) return [];
  const summary = [{ type: 'summary_text', text: pieces.join('') }];
  const empty = scope.host === 'workspace' ? { content: null, encrypted_content: null, status: null } : {};
  return [{ item: { id: idOf(scope), summary, type: 'reasoning', ...empty }, pieces }];
}

function messageItem({ text, finishReason }: Choice, scope: ItemScope): OutputItem {
  const part = {
    annotations: [],
    text: text.join(''),
    type: 'output_text',
    ...(scope.host === 'workspace' && { logprobs: null }),
  };
  const status = finishReason === 'length' || finishReason === 'content_filter' ? 'incomplete' : 'completed';
  return { item: { content: [part], id: idOf(scope), role: 'assistant', status, type: 'message' }, pieces: text };
}

function piecesOfCall({ arguments: input }: JsonObject): string[] {
  return typeof input === 'string' ? [input] : [];
}
