import { InvalidPromptError } from '@ai-sdk/provider';
import { isObject, valueOfJSON } from '../../util/json.js';
import type { MediaPart, MediaSource } from '../../chat/prompt/prompt.js';
import type { Warning } from '../../options/warning.js';

/** The kind of input that a file is, by its media type. */
export function mediaKind(mediaType: string): MediaPart['type'] {
  const kind = mediaType.split('/')[0];
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

/** Reads file data of any specification: bytes, base64 or a URL. `oss:` and `fileid:` are URLs of the service. */
export function readSource(data: URL | Uint8Array | string): MediaSource {
  if (data instanceof Uint8Array) return { kind: 'bytes', bytes: data };
  const text = data.toString();
  return /^(https?|oss|fileid|data):/i.test(text) ? { kind: 'url', url: text } : { kind: 'base64', base64: text };
}

/**
 * The arguments of an earlier tool call as JSON text. Some AI SDKs pass the raw text of an invalid call on. The service
 * refuses a history with arguments that are not a JSON object, so they become `{}`.
 */
export function readArguments(input: unknown, tool: string, warnings: Warning[]): string {
  if (typeof input !== 'string') return writeJSON(input ?? {}, `The arguments of a call of the tool ${tool}`);
  if (isObject(valueOfJSON(input))) return input;
  const message = 'The arguments of an earlier tool call are not a JSON object; the service gets {} in their place.';
  warnings.push({ type: 'other', message });
  return '{}';
}

/** Writes a value as JSON. `undefined` and functions become null; other values without a JSON form are an error. */
export function writeJSON(value: unknown, what: string): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (cause) {
    const [reason] = String((cause as Error).message).split('\n');
    throw new InvalidPromptError({ prompt: what, message: `${what} cannot be written as JSON: ${reason}.`, cause });
  }
}

/** Warns that a tool which a provider would run itself is left out. */
export function refuseProviderTool(tool: object, warnings: Warning[]): void {
  const details = 'It is a tool of another provider. Those of Model Studio are qwen.tools.';
  warnings.push({ type: 'unsupported-tool', tool, details });
}
