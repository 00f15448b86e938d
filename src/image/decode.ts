import { detailsOf } from '../http/answer-details.js';
import { isObject, nonEmptyString, type JSONObject } from '../util/json.js';

/** One image of an answer, or the reason why it is missing. */
export type DecodedImage = { url: string; actualPrompt?: string } | { code?: string; message: string };

/** Images and texts of an answer. */
export interface DecodedImages {
  images: DecodedImage[];
  texts: string[];
}

/** Reads the output of an answer or a task: choices with parts, lists of results, or a single URL. */
export function decodeImages(output: unknown): DecodedImages {
  if (!isObject(output)) return { images: [], texts: [] };
  const parts = listOf(output.choices).flatMap((choice) =>
    isObject(choice) && isObject(choice.message) ? listOf(choice.message.content) : [],
  );
  const results = listOf(output.results);
  const single = nonEmptyString(output.image_url) ?? nonEmptyString(output.output_image_url);
  // The same images with a title, of models that set one.
  const titled = isObject(output.text_results) ? listOf(output.text_results.urls) : [];
  return {
    images: [
      ...parts.flatMap(readPart),
      ...results.flatMap(readResult),
      ...titled.flatMap(readResult),
      ...(single === undefined ? [] : [{ url: single }]),
    ],
    texts: parts.flatMap((part) => (isObject(part) ? (nonEmptyString(part.text) ?? []) : [])),
  };
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Parts have a type with some models, and none with others. */
function readPart(part: unknown): DecodedImage[] {
  const url = isObject(part) ? nonEmptyString(part.image) : undefined;
  return url === undefined ? [] : [{ url }];
}

function readResult(result: unknown): DecodedImage[] {
  if (!isObject(result)) return [];
  const url = nonEmptyString(result.url);
  const actualPrompt = nonEmptyString(result.actual_prompt);
  if (url !== undefined) return [{ url, ...(actualPrompt !== undefined && { actualPrompt }) }];
  const code = nonEmptyString(result.code);
  const message = nonEmptyString(result.message) ?? code;
  return message === undefined ? [] : [{ ...(code !== undefined && { code }), message }];
}

/** Width and height of a PNG, from its first bytes. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const isPNG = bytes.length > 24 && bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
  if (!isPNG) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Reads an answer that came without a task. */
export function decodeAnswer(body: unknown): { decoded: DecodedImages; requestId?: string; usage?: JSONObject } {
  return { decoded: decodeImages(isObject(body) ? body.output : undefined), ...detailsOf(body) };
}
