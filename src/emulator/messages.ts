import { checkFields, isFields } from './checks/fields.js';
import type { Message, Part } from './question.js';
import { refuse } from './refusal.js';

/** What a message of each role may have beside `role` and `content`. */
const FIELDS: Record<Message['role'], string> = {
  system: 'role content name',
  user: 'role content name',
  assistant: 'role content name tool_calls reasoning_content partial',
  tool: 'role content name tool_call_id',
};

/** Reads the content of a message: a protocol has its own parts. */
type ReadContent = (content: unknown, index: number) => Part[];

/** Reads `messages`, which both protocols write alike but for the content. */
export function readMessages(value: unknown, readContent: ReadContent): Message[] {
  if (!Array.isArray(value)) refuse('messages-missing');
  if (value.length === 0) refuse('list-empty', { field: 'messages' });
  return value.map((item, index) => readMessage(item, index, readContent));
}

function readMessage(value: unknown, index: number, readContent: ReadContent): Message {
  if (!isFields(value)) refuse('message-malformed');
  const role = value['role'] as Message['role'];
  if (typeof role !== 'string' || !(role in FIELDS)) refuse('role-unknown', { given: role, index });
  checkFields(value, FIELDS[role], `messages.${index}.`);
  const toolCalls = readToolCalls(value['tool_calls']);
  const { content, tool_call_id: toolCallId, reasoning_content: reasoning, partial } = value;
  if ((content === undefined || content === null) && toolCalls.length === 0) refuse('content-missing');
  if (partial !== undefined && typeof partial !== 'boolean') {
    refuse('parameter-type', { field: `messages.${index}.partial`, type: 'Boolean' });
  }
  return {
    role,
    parts: readContent(content, index),
    toolCalls,
    partial: partial === true,
    ...(typeof toolCallId === 'string' && { toolCallId }),
    ...(typeof reasoning === 'string' && reasoning !== '' && { reasoning }),
  };
}

function readToolCalls(value: unknown): Message['toolCalls'] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) refuse('message-malformed');
  return value.map((call: unknown) => {
    const definition = isFields(call) ? call['function'] : undefined;
    if (!isFields(call) || !isFields(definition)) refuse('message-malformed');
    checkFields(call, 'id type index function', 'tool_calls.');
    checkFields(definition, 'name arguments', 'tool_calls.function.');
    const { name, arguments: input } = definition;
    if (typeof call['id'] !== 'string' || typeof name !== 'string') refuse('message-malformed');
    if (typeof input !== 'string') refuse('arguments-not-json');
    return { id: call['id'], name, arguments: input };
  });
}
