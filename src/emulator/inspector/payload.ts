import { isObject, type JsonObject } from '../util/objects.js';
import type { ToolCall, TokenCount, UnitCount } from './shape.js';

/** The parts of an answer that one body or one event of a stream carries. */
export interface Payload {
  text?: string;
  reasoning?: string;
  /** Pieces of tool calls, by their place in the answer. */
  tools?: (Partial<ToolCall> & { index: number })[];
  finishReason?: string;
  tokens?: TokenCount;
  units?: UnitCount;
  taskId?: string;
  error?: { code: string; message: string };
  audio?: boolean;
}

/** Reads a body or an event of any protocol of the service. What it does not know, it leaves out. */
export function readPayload(json: unknown): Payload {
  if (!isObject(json)) return {};
  const error = errorOf(json);
  if (error !== undefined) return { error };
  const type = text(json.type);
  if (type?.startsWith('response.')) return readResponsesEvent(type, json);
  if (json.object === 'response') return readResponse(json);
  const output = isObject(json.output) ? json.output : json;
  const choice = first(output.choices);
  const message = isObject(choice?.delta) ? choice.delta : isObject(choice?.message) ? choice.message : {};
  const content = contentOf(message.content) ?? text(choice?.text) ?? text(output.text);
  const finish = text(choice?.finish_reason) ?? text(output.finish_reason);
  return {
    text: content,
    reasoning: text(message.reasoning_content),
    tools: toolsOf(message.tool_calls),
    // The native protocol writes "null" until the answer ends.
    finishReason: finish === 'null' ? undefined : finish,
    tokens: tokensOf(json.usage),
    units: unitsOf(json.usage),
    taskId: text(output.task_id),
    audio: isObject(output.audio) || isObject(message.audio),
  };
}

function errorOf(json: JsonObject): Payload['error'] {
  const inner = isObject(json.error) ? json.error : json;
  const message = text(inner.message);
  if (message === undefined || (inner === json && text(json.code) === undefined)) return undefined;
  return { code: text(inner.code) ?? text(inner.type) ?? '', message };
}

function readResponsesEvent(type: string, json: JsonObject): Payload {
  const delta = text(json.delta);
  const index = typeof json.output_index === 'number' ? json.output_index : 0;
  const item = isObject(json.item) ? json.item : {};
  if (type === 'response.output_text.delta') return { text: delta };
  if (/^response\.reasoning\w*\.delta$/.test(type)) return { reasoning: delta };
  if (type === 'response.function_call_arguments.delta') return { tools: [{ index, arguments: delta }] };
  if (type === 'response.output_item.added' && item.type === 'function_call') {
    return { tools: [{ index, name: text(item.name) }] };
  }
  if (!/^response\.(?:completed|incomplete|failed)$/.test(type) || !isObject(json.response)) return {};
  const { tokens, finishReason } = readResponse(json.response);
  const error = errorOf(json.response);
  return error === undefined ? { tokens, finishReason } : { error };
}

function readResponse(json: JsonObject): Payload {
  const items = Array.isArray(json.output) ? json.output.filter(isObject) : [];
  const texts = (type: string, field: string) =>
    items.filter((item) => item.type === type).map((item) => contentOf(item[field]) ?? '');
  const calls = items.filter((item) => item.type === 'function_call');
  return {
    text: texts('message', 'content').join('') || undefined,
    reasoning: texts('reasoning', 'summary').join('') || texts('reasoning', 'content').join('') || undefined,
    tools: calls.map((item, index) => ({ index, name: text(item.name), arguments: text(item.arguments) })),
    finishReason: text(json.status),
    tokens: tokensOf(json.usage),
  };
}

/** A message's content: a text, or a list of parts with texts. */
function contentOf(content: unknown): string | undefined {
  if (!Array.isArray(content)) return text(content);
  return content.map((part) => (isObject(part) ? (text(part.text) ?? '') : '')).join('');
}

function toolsOf(calls: unknown): Payload['tools'] {
  if (!Array.isArray(calls)) return undefined;
  return calls.filter(isObject).map((call, place) => {
    const called = isObject(call.function) ? call.function : {};
    const index = typeof call.index === 'number' ? call.index : place;
    return { index, name: text(called.name), arguments: text(called.arguments) };
  });
}

function tokensOf(usage: unknown): TokenCount | undefined {
  if (!isObject(usage)) return undefined;
  const ofInput = details(usage, 'prompt_tokens_details', 'input_tokens_details');
  const ofOutput = details(usage, 'completion_tokens_details', 'output_tokens_details');
  const count = {
    input: number(usage.prompt_tokens) ?? number(usage.input_tokens) ?? number(usage.total_tokens),
    output: number(usage.completion_tokens) ?? number(usage.output_tokens),
    reasoning: number(ofOutput.reasoning_tokens),
    cached: number(ofInput.cached_tokens),
    written: number(ofInput.cache_creation_input_tokens),
  };
  return known(count);
}

function unitsOf(usage: unknown): UnitCount | undefined {
  if (!isObject(usage)) return undefined;
  return known({
    images: number(usage.image_count) ?? number(usage.output_image_count),
    characters: number(usage.characters),
    // Each generation of models has its own names. The duration of a video may include those that were passed in.
    seconds:
      number(usage.seconds) ??
      number(usage.output_video_duration) ??
      number(usage.video_duration) ??
      number(usage.duration),
    inputSeconds: number(usage.input_video_duration),
    resolution: resolutionOf(usage),
  });
}

/** The class of a video's resolution: as the usage names it, or by its pixels. */
function resolutionOf({ SR: tier, video_ratio: size }: JsonObject): number | undefined {
  if (tier !== undefined) return Number(tier) || undefined;
  const [, width, height] = /^(\d{2,5})\*(\d{2,5})$/.exec(text(size) ?? '') ?? [];
  if (width === undefined) return undefined;
  const pixels = Number(width) * Number(height);
  return pixels < 600_000 ? 480 : pixels < 1_500_000 ? 720 : 1080;
}

/** The counts that there are; undefined without any. */
function known<T extends Record<string, number | undefined>>(counts: T): Partial<Record<keyof T, number>> | undefined {
  const given = Object.entries(counts).filter(([, value]) => value !== undefined);
  return given.length > 0 ? (Object.fromEntries(given) as Partial<Record<keyof T, number>>) : undefined;
}

function details(usage: JsonObject, ...names: string[]): JsonObject {
  return names.map((name) => usage[name]).find(isObject) ?? {};
}

function first(list: unknown): JsonObject | undefined {
  const [item] = Array.isArray(list) ? (list as unknown[]) : [];
  return isObject(item) ? item : undefined;
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);
