import type { Question, Schema, Tool } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import { checkFields } from './fields.js';
import { isObject } from '../util/objects.js';
import type { ParameterPolicy } from './policy.js';

const toolName = /^[A-Za-z0-9_-]{1,64}$/;

/** Reads tool definitions, which are the same on both protocols. */
export function readTools(value: unknown, policy: ParameterPolicy): Tool[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) refuse('parameter-type', { field: 'tools', type: 'Array' });
  if (value.length === 0) refuse('list-empty', { field: 'tools' });
  return value.map((item, index) => readTool(item, index, policy));
}

function readTool(value: unknown, index: number, policy: ParameterPolicy): Tool {
  const path = `tools.[${index}].`;
  if (!isObject(value)) refuse('parameter-type', { field: `tools.[${index}]`, type: 'Object' });
  checkFields(value, 'type function cache_control', policy, path);
  const { type, function: definition } = value;
  if (type !== 'function') {
    refuse('parameter-value', { given: type, accepted: "['function']", field: `${path}type` });
  }
  if (!isObject(definition)) refuse('parameter-type', { field: `${path}function`, type: 'Object' });
  checkFields(definition, 'name description parameters strict', policy, `${path}function.`);
  const { name, description, parameters = {} } = definition;
  if (typeof name !== 'string' || !toolName.test(name)) refuse('tool-name', { index, given: name });
  if (name === 'search') refuse('tool-name-search');
  if (!isObject(parameters)) refuse('parameter-type', { field: `${path}function.parameters`, type: 'Object' });
  return {
    name,
    description: typeof description === 'string' ? description : '',
    schema: parameters as Schema,
    ...(isMarked(value.cache_control, `${path}cache_control`, policy) && { marked: true }),
  };
}

/** Reads `tool_choice`. `checkTools` decides whether the model supports it. */
export function readToolChoice(value: unknown): Question['toolChoice'] {
  if (value === undefined || value === null) return 'auto';
  if (value === 'auto' || value === 'none' || value === 'required') return value;
  const chosen = isObject(value) && value.type === 'function' && value.function;
  if (!isObject(chosen) || typeof chosen.name !== 'string') refuse('tool_choice');
  return { name: chosen.name };
}

/** True for a cache marker. The official SDKs send `ttl` with it. */
export function isMarked(value: unknown, path: string, policy: ParameterPolicy): boolean {
  if (value === undefined || value === null) return false;
  if (!isObject(value)) refuse('parameter-type', { field: path, type: 'Object' });
  checkFields(value, 'type ttl', policy, `${path}.`);
  if (value.type !== 'ephemeral') {
    refuse('parameter-value', { given: value.type, accepted: "['ephemeral']", field: `${path}.type` });
  }
  return true;
}

/** Refuses tools and choices of tools that the model does not support. */
export function checkTools({ model, tools, toolChoice, thinking }: Question): void {
  if (tools.length > 0 && !model.can.has('tools')) refuse('tools-unsupported');
  if (toolChoice === 'auto' || toolChoice === 'none') return;
  if (thinking) refuse('thinking-and-tool_choice');
  // The documentation lists auto, none and a single tool. Newer models also accept "required".
  if (toolChoice === 'required') {
    if (!model.can.has('required-tool')) refuse('tool_choice');
  } else if (!tools.some((tool) => tool.name === toolChoice.name)) {
    refuse('tool_choice-unknown', { given: toolChoice.name });
  }
}
