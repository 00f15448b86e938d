import { checkFields } from '../checks/fields.js';
import { isObject, type JsonObject } from '../util/objects.js';
import type { ParameterPolicy } from '../checks/policy.js';
import { isMarked } from '../checks/tools.js';
import type { CheckScope } from '../checks/values.js';
import type { ReadContent } from '../checks/messages.js';
import type { Part } from '../model/question.js';
import { refuse } from '../rules/api-error.js';

/** The reader for the content of messages: a string for the text service, a list for the multimodal one. */
export function contentOf(scope: CheckScope): ReadContent {
  return (content, index) => {
    if (content === undefined || content === null) return [];
    const path = `input.messages.[${index}].content`;
    const inText = scope.model.service === 'text';
    return inText ? readText(content, path, scope) : readParts(content, path, scope);
  };
}

/**
 * The text service accepts a list if a part is marked for the cache, and for documents. The parts have a type
 * (recorded with qwen-doc-turbo, 2025).
 */
function readText(content: unknown, path: string, scope: CheckScope): Part[] {
  if (typeof content === 'string') return [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) refuse('content-string');
  const marks = content.some((item) => isObject(item) && item.cache_control != null);
  if (!marks && !scope.model.can.has('document')) refuse('content-string');
  return content.map((item: unknown, place) => readTyped(item, `${path}.[${place}].`, scope));
}

function readTyped(item: unknown, path: string, { model, policy }: CheckScope): Part {
  if (!isObject(item)) refuse('content-string');
  if (item.type === 'text' && typeof item.text === 'string') {
    checkFields(item, 'type text cache_control', policy, path);
    return { kind: 'text', text: item.text, ...markOf(item, path, policy) };
  }
  const urls = item.doc_url;
  if (item.type !== 'doc_url' || !model.can.has('document')) refuse('content-string');
  checkFields(item, 'type doc_url file_parsing_strategy', policy, path);
  if (!isTexts(urls) || urls.length === 0) {
    refuse('parameter-type', { field: `${path}doc_url`, type: 'Array' });
  }
  const strategy = item.file_parsing_strategy ?? 'auto';
  if (typeof strategy !== 'string') {
    refuse('parameter-type', { field: `${path}file_parsing_strategy`, type: 'String' });
  }
  return { kind: 'document', urls };
}

const pixelFields = 'cache_control min_pixels max_pixels';

/** Known fields of each kind of content. */
const knownFields: Record<string, string> = {
  text: 'text cache_control',
  image: `image enable_rotate ${pixelFields}`,
  video: `video fps max_frames total_pixels ${pixelFields}`,
  audio: 'audio cache_control',
};

function readParts(content: unknown, path: string, scope: CheckScope): Part[] {
  if (!Array.isArray(content)) refuse('content-array');
  return content.map((item: unknown, place) => readPart(item, `${path}.[${place}].`, scope));
}

function readPart(item: unknown, path: string, scope: CheckScope): Part {
  const kinds = isObject(item) ? Object.keys(knownFields).filter((kind) => kind in item) : [];
  const kind = kinds[0];
  const isCompatible = isObject(item) && item.type === 'input_audio';
  if (isCompatible && scope.model.can.has('transcribe')) refuse('asr-input-audio');
  if (!isObject(item) || kind === undefined || kinds.length > 1) refuse('content-modal');
  checkFields(item, knownFields[kind]!, scope.policy, path);
  const value = item[kind];
  const mark = markOf(item, path, scope.policy);
  const maxPixels = whole(item, 'max_pixels', path);
  whole(item, 'min_pixels', path);
  whole(item, 'total_pixels', path);
  if (kind === 'video') return { ...readVideo(item, path), ...mark };
  if (typeof value !== 'string') refuse('content-modal');
  if (kind === 'text') return { kind, text: value, ...mark };
  if (kind === 'audio') return { kind, url: value, ...mark };
  checkRotation(item, path, scope);
  return { kind: 'image', url: value, ...(maxPixels !== undefined && { maxPixels }), ...mark };
}

function readVideo(item: JsonObject, path: string): Part {
  const { video, fps } = item;
  if (fps !== undefined && fps !== null && typeof fps !== 'number') {
    refuse('parameter-type', { field: `${path}fps`, type: 'Float' });
  }
  const maxFrames = whole(item, 'max_frames', path);
  const sampling = { ...(typeof fps === 'number' && { fps }), ...(maxFrames !== undefined && { maxFrames }) };
  if (typeof video === 'string') return { kind: 'video', url: video, ...sampling };
  if (!isTexts(video)) refuse('content-modal');
  return { kind: 'frames', urls: video, ...sampling };
}

function checkRotation(item: JsonObject, path: string, { model, policy }: CheckScope): void {
  const rotates = item.enable_rotate;
  if (rotates === undefined || rotates === null) return;
  const field = `${path}enable_rotate`;
  if (typeof rotates !== 'boolean') refuse('parameter-type', { field, type: 'Boolean' });
  if (rotates && !model.can.has('ocr')) policy.unsupported(field, model.id);
}

/** Reads a whole number above 0. */
function whole(item: JsonObject, name: string, path: string): number | undefined {
  const value = item[name];
  if (value === undefined || value === null) return undefined;
  if (!Number.isInteger(value)) refuse('parameter-type', { field: path + name, type: 'Integer' });
  if ((value as number) < 1) refuse('parameter-range', { field: path + name, range: '[1, ∞)' });
  return value as number;
}

function markOf(item: JsonObject, path: string, policy: ParameterPolicy): { marked?: true } {
  return isMarked(item.cache_control, `${path}cache_control`, policy) ? { marked: true } : {};
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
