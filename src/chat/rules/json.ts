import type { JSONObject } from '../../util/json.js';
import type { Message, Prompt } from '../prompt/prompt.js';
import type { PreparedCall } from './prepared-call.js';
import { insistsOnThinking, switchThinkingOff } from './thinking.js';

/** Decides how to request a JSON answer: by schema, as an object, or only in the prompt. */
export function applyJson(prepared: PreparedCall): void {
  const { capabilities, request, warnings } = prepared;
  const { output } = request;
  if (output.kind === 'text') return;
  request.responseFormat = output.schema !== undefined && capabilities.json === 'schema' ? 'schema' : 'object';
  if (request.responseFormat === 'schema' && request.schemaRefusal !== undefined) avoidSchema(prepared);
  if (capabilities.json === 'none') {
    request.responseFormat = 'none';
    warnings.push({
      type: 'unsupported-setting',
      setting: 'responseFormat',
      details: `${capabilities.foreign === true ? 'The server documents' : `${request.model} has`} no JSON output${request.builtInTools === undefined ? '' : ' beside qwen.tools'}; the prompt asks for JSON.`,
    });
  } else if (!settleThinking(prepared)) {
    request.responseFormat = 'none';
    warnings.push({
      type: 'unsupported-setting',
      setting: 'responseFormat',
      details: `${request.model} has no JSON output while it thinks; the prompt asks for JSON.`,
    });
  }
  // Only Model Studio requires the word; the prompt for another server's model stays as it is.
  if (request.responseFormat === 'schema' && capabilities.foreign === true) return;
  const schema = request.responseFormat === 'schema' ? undefined : output.schema;
  const told = schema === undefined ? mentions(request.prompt, /json/i) : containsSchema(request.prompt, schema);
  // `ai` 4 already writes the schema into the prompt of models without structured outputs. Otherwise the prompt needs
  // at least the word ("'messages' must contain the word 'json' in some form").
  if (!told) request.prompt = withInstruction(request.prompt, instruction(schema), capabilities.kind);
}

/** After a refusal, requests any object and puts the schema into the prompt. */
function avoidSchema({ request, warnings }: PreparedCall): void {
  request.responseFormat = 'object';
  warnings.push({
    type: 'unsupported-setting',
    setting: 'responseFormat',
    details:
      `${request.model} got no JSON schema, because the service refused it: ` +
      `"${request.schemaRefusal}". The prompt has the schema instead, and the service does not check the answer.`,
  });
}

/** "Json mode response is not supported when enable_thinking is true" (error codes page). */
function settleThinking(prepared: PreparedCall): boolean {
  const { capabilities, request } = prepared;
  if (capabilities.thinking === undefined || capabilities.thinking === 'none') return true;
  if (capabilities.thinking === 'always' || insistsOnThinking(request)) return capabilities.thinkingWithJson === true;
  // Where the service accepts both, only an explicit `enableThinking: true` keeps thinking on: JSON without thinking
  // always works.
  const reason = capabilities.thinkingWithJson
    ? 'JSON output was asked for. With enableThinking: true the model thinks first.'
    : 'JSON output was asked for, which the service refuses while a model thinks.';
  return switchThinkingOff(prepared, reason);
}

function mentions(prompt: Prompt, word: RegExp): boolean {
  return instructions(prompt).some((text) => word.test(text));
}

function containsSchema(prompt: Prompt, schema: JSONObject): boolean {
  const text = JSON.stringify(schema);
  return instructions(prompt).some((message) => message.includes(text));
}

/** The texts of a prompt that give the model instructions. */
function instructions(prompt: Prompt): string[] {
  return prompt.flatMap((message) => {
    if (message.role === 'system') return [message.text];
    return message.role === 'user' ? message.parts.map((part) => (part.type === 'text' ? part.text : '')) : [];
  });
}

function instruction(schema: JSONObject | undefined): string {
  if (schema === undefined) return 'Answer with JSON.';
  return `JSON schema:\n${JSON.stringify(schema)}\nAnswer with one JSON object that matches this schema, and nothing else.`;
}

/** Adds to the system message, or to the last user message for models that work better without one (QwQ, QVQ). */
function withInstruction(prompt: Prompt, text: string, kind: string): Prompt {
  if (kind === 'reasoning' || kind === 'visual reasoning') {
    const last = prompt.findLastIndex((message) => message.role === 'user');
    return prompt.map((message, index) =>
      index === last && message.role === 'user'
        ? { ...message, parts: [...message.parts, { type: 'text' as const, text }] }
        : message,
    );
  }
  const first = prompt.findIndex((message) => message.role === 'system');
  if (first === -1) return [{ role: 'system', text }, ...prompt];
  return prompt.map((message, index): Message =>
    index === first && message.role === 'system' ? { ...message, text: `${message.text}\n\n${text}` } : message,
  );
}
