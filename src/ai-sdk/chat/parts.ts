import { InvalidPromptError } from '@ai-sdk/provider';
import { isObject } from '../../util/json.js';
import type { MediaPart, MediaSource } from '../../chat/prompt/prompt.js';
import type { Warning } from '../../options/warning.js';

/** What a file is for a model, by its media type. */
export function mediaKind(mediaType: string): MediaPart['type'] {
  const kind = mediaType.split('/')[0];
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

/** Bytes, base64 or a URL, as every specification hands file data over; `oss:` and `fileid:` are the service's own. */
export function readSource(data: URL | Uint8Array | string): MediaSource {
  if (data instanceof Uint8Array) return { kind: 'bytes', bytes: data };
  const text = data.toString();
  return /^(https?|oss|fileid|data):/i.test(text) ? { kind: 'url', url: text } : { kind: 'base64', base64: text };
}

/**
 * The arguments of an earlier tool call as JSON text. Some majors hand the raw text of an invalid call on; the service
 * refuses a history whose arguments are no JSON object, so those become `{}`.
 */
export function readArguments(input: unknown, tool: string, warnings: Warning[]): string {
  if (typeof input !== 'string') return writeJSON(input ?? {}, `The arguments of a call of the tool ${tool}`);
  if (isObjectText(input)) return input;
  const message = 'The arguments of an earlier tool call are not a JSON object; the service gets {} in their place.';
  warnings.push({ type: 'other', message });
  return '{}';
}

/** A value as JSON, which has no word for some: `undefined` and functions are null, others are an error. */
export function writeJSON(value: unknown, what: string): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (cause) {
    const [reason] = String((cause as Error).message).split('\n');
    throw new InvalidPromptError({ prompt: what, message: `${what} can't be written as JSON: ${reason}.`, cause });
  }
}

function isObjectText(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Says that a tool which a provider would run itself is left out. */
export function refuseProviderTool(tool: object, warnings: Warning[]): [] {
  const details = 'Model Studio has no provider-defined tools in chat; web search and code are options of the call.';
  warnings.push({ type: 'unsupported-tool', tool, details });
  return [];
}
