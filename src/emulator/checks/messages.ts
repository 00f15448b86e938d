import { checkFields } from './fields.js';
import { entryOf, type JsonObject, isObject } from '../util/objects.js';
import type { ParameterPolicy } from './policy.js';
import type { Message, Part } from '../model/question.js';
import { refuse } from '../rules/api-error.js';

/** Known fields of a message, by role. */
const knownFields: Record<Message['role'], string> = {
  system: 'role content name',
  user: 'role content name',
  assistant: 'role content name tool_calls function_call reasoning_content partial',
  tool: 'role content name tool_call_id',
  function: 'role content name',
};

/** Reads the content of a message. Each protocol has its own parts. */
export type ReadContent = (content: unknown, index: number) => Part[];

/** Reads `messages`, which the protocols write alike except for the content. */
export function readMessages(value: unknown, readContent: ReadContent, policy: ParameterPolicy): Message[] {
  if (!Array.isArray(value)) refuse('messages-missing');
  if (value.length === 0) refuse('list-empty', { field: 'messages' });
  return value.map((item, index) => readMessage(item, index, readContent, policy));
}

function readMessage(value: unknown, index: number, readContent: ReadContent, policy: ParameterPolicy): Message {
  if (!isObject(value)) refuse('message-malformed');
  const role = value.role as Message['role'];
  const known = typeof role === 'string' ? entryOf(knownFields, role) : undefined;
  if (known === undefined) refuse('role-unknown', { given: role, index });
  const message = checkFields(value, known, policy, `messages.[${index}].`);
  const toolCalls = [...readToolCalls(message.tool_calls, policy), ...readFunctionCall(message.function_call)];
  const { content, tool_call_id: toolCallId, reasoning_content: reasoning, partial } = message;
  if ((content === undefined || content === null) && toolCalls.length === 0) refuse('content-missing');
  if (partial !== undefined && typeof partial !== 'boolean') {
    refuse('parameter-type', { field: `messages.[${index}].partial`, type: 'Boolean' });
  }
  return {
    role,
    parts: readContent(content, index),
    toolCalls,
    partial: partial === true,
    ...(typeof toolCallId === 'string' && { toolCallId }),
    ...(role === 'function' && { toolCallId: '' }),
    ...(typeof reasoning === 'string' && reasoning !== '' && { reasoning }),
  };
}

/** Reads `function_call`, which older clients send instead of tool calls. It has no id. */
function readFunctionCall(value: unknown): Message['toolCalls'] {
  if (!isObject(value)) return [];
  return [{ id: '', ...readDefinition(value) }];
}

function readToolCalls(value: unknown, policy: ParameterPolicy): Message['toolCalls'] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) refuse('message-malformed');
  return value.map((call: unknown) => {
    const definition = isObject(call) ? call.function : undefined;
    if (!isObject(call) || !isObject(definition)) refuse('message-malformed');
    checkFields(call, 'id type index function', policy, 'tool_calls.');
    checkFields(definition, 'name arguments', policy, 'tool_calls.function.');
    if (typeof call.id !== 'string') refuse('message-malformed');
    return { id: call.id, ...readDefinition(definition) };
  });
}

function readDefinition({ name, arguments: input }: JsonObject): { name: string; arguments: string } {
  if (typeof name !== 'string') refuse('message-malformed');
  if (typeof input !== 'string') refuse('arguments-not-json');
  return { name, arguments: input };
}
