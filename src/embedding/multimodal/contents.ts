import { InvalidArgumentError } from '@ai-sdk/provider';
import type { ContentLimits } from '../../catalogue/capabilities.js';
import { embeddingCapabilitiesOf } from '../../catalogue/embeddings.js';
import type { Connection } from '../../connection/connection.js';
import { createMediaURL, hasStored, resolveHeader, type Media, type MediaURL } from '../../files/media-url.js';
import type { CallContext } from '../../http/call-context.js';
import { redactValue } from '../../http/redact.js';
import { detailsOf } from '../../http/answer-details.js';
import { post, readAnswer } from '../../http/transport.js';
import { flag, integer, number, oneOf, text, timeout } from '../../options/checks.js';
import { readModelOptions } from '../../options/read.js';
import { local, parameter, type OptionTable } from '../../options/table.js';
import { inWords, isObject, toSnakeCase, type JSONValue } from '../../util/json.js';
import type { EmbedContents, QwenContent, QwenContentMedia, QwenEmbedContentsOptions } from './options.js';
import { decodeContents } from './decode.js';
import { contentsPath, encodeContents, type WireContent } from './encode.js';
import { checkEmbedding } from '../rules.js';
import { readVectors } from '../vectors.js';

/** Options of a call besides its model and contents. */
type Options = Omit<QwenEmbedContentsOptions, 'model' | 'contents' | 'abortSignal' | 'headers'>;

const table: OptionTable<Options> = {
  dimensions: parameter(integer(1)),
  instruct: parameter(text),
  enableFusion: parameter(flag),
  fps: parameter(number(0, 1)),
  resLevel: parameter(integer(0, 3)),
  maxVideoFrames: parameter(integer(1, 64)),
  upload: local(oneOf('auto')),
  timeout: local(timeout),
};

/** Limits of a model outside the catalogue: nothing is refused. */
const unknownLimits: ContentLimits = {
  max: Number.POSITIVE_INFINITY,
  fusion: 'content',
  series: true,
  resolution: true,
};

/** Makes `qwen.embedContents` of a provider. */
export function createEmbedContents(connection: Connection): EmbedContents {
  const mediaURL = createMediaURL(connection);
  return async (call) => {
    const { model, contents, abortSignal, headers, ...options } = checked(call);
    const read = readModelOptions<Options>(options, { rows: table }, undefined);
    const { upload, timeout: callTimeout, dimensions, ...parameters } = read.known;
    const capabilities = embeddingCapabilitiesOf(model);
    const limits = capabilities.contents ?? unknownLimits;
    checkEmbedding(model, read.known);
    checkContents(model, limits, contents, parameters);
    const context = { abortSignal, headers, timeout: callTimeout };
    const fused = limits.fusion === 'always' || parameters.enableFusion === true;
    const split = fused ? contents.flatMap(kindsOf) : contents;
    const use = { model, upload, maxBytes: limits.maxImageBytes };
    const wire = await Promise.all(
      split.map((content, index) => encodeContent(mediaURL, content, index, use, context)),
    );
    const reply = await post(connection, {
      ...context,
      url: connection.dashscopeURL(contentsPath),
      body: encodeContents(model, wire, { dimension: dimensions, ...snakeCase(parameters), ...read.extra }),
      serviceHeaders: hasStored(wire.flatMap(urlsOf)) ? resolveHeader : {},
    });
    const body = redactValue(await readAnswer(reply), reply.redact);
    const { rows, tokens } = decodeContents(body);
    const embeddings = readVectors({ rows, body }, fused ? 1 : contents.length);
    const { requestId, usage = {} } = detailsOf(body);
    return { embeddings, usage: { tokens, raw: usage }, requestId, response: { headers: reply.headers, body } };
  };
}

function checked(call: QwenEmbedContentsOptions): QwenEmbedContentsOptions {
  const { model, contents } = (isObject(call) ? call : {}) as Partial<QwenEmbedContentsOptions>;
  if (typeof model !== 'string' || model === '') throw refusal('model', inWords(model), 'the id of a model');
  if (!Array.isArray(contents) || contents.length === 0) {
    throw refusal('contents', inWords(contents), 'a list of contents, such as { text } or { image }');
  }
  for (const [index, content] of contents.entries()) checkContent(content, `contents[${index}]`);
  return call;
}

const kinds = ['text', 'image', 'video', 'images'] as const;

function checkContent(content: unknown, argument: string): void {
  const expected = '{ text }, { image }, { video }, { images }, or several of them';
  if (!isObject(content)) throw refusal(argument, inWords(content), expected);
  const names = Object.keys(content).filter((name) => content[name] !== undefined);
  const strange = names.find((name) => !(kinds as readonly string[]).includes(name));
  if (strange !== undefined) throw refusal(`${argument}.${strange}`, 'not known', expected);
  if (names.length === 0) throw refusal(argument, 'empty', expected);
  const { text: words, images } = content;
  if (words !== undefined && (typeof words !== 'string' || words === '')) {
    throw refusal(`${argument}.text`, inWords(words), 'a text');
  }
  if (images !== undefined && (!Array.isArray(images) || images.length === 0)) {
    throw refusal(`${argument}.images`, inWords(images), 'a list of images');
  }
}

/** Throws only for what the service certainly refuses; it judges the rest itself. */
function checkContents(
  model: string,
  limits: ContentLimits,
  contents: readonly QwenContent[],
  options: Pick<Options, 'enableFusion' | 'resLevel' | 'maxVideoFrames'>,
): void {
  const { max, images: maxImages, videos: maxVideos, fusion, series, resolution } = limits;
  const images = contents.reduce(
    (sum, { image, images: list = [] }) => sum + (image === undefined ? 0 : 1) + list.length,
    0,
  );
  const videos = contents.filter(({ video }) => video !== undefined).length;
  const say = (argument: string, given: string, expected: string) => refusal(argument, given, expected, model);
  if (contents.length > max) throw say('contents', `${contents.length} contents`, `up to ${max} in a call`);
  if (maxImages !== undefined && images > maxImages)
    throw say('contents', `${images} images`, `up to ${maxImages} in a call`);
  if (maxVideos !== undefined && videos > maxVideos)
    throw say('contents', `${videos} videos`, `up to ${maxVideos} in a call`);
  if (series !== true && contents.some((content) => content.images !== undefined)) {
    throw say('contents', 'a series of images', 'single ones; tongyi-embedding-vision embeds series');
  }
  for (const name of ['resLevel', 'maxVideoFrames'] as const) {
    if (options[name] !== undefined && resolution !== true) throw say(name, `${options[name]}`, 'none by this model');
  }
  if (options.enableFusion === true && fusion !== 'call' && limits !== unknownLimits) {
    throw say('enableFusion', 'true', fusion === 'always' ? 'none: it always fuses' : 'none by this model');
  }
  const mixed = contents.find((content) => kindsOf(content).length > 1);
  if (fusion === 'none' && mixed !== undefined) throw say('contents', 'a content of several kinds', 'one kind in each');
  if (fusion === 'call' && mixed !== undefined && options.enableFusion !== true) {
    throw say(
      'contents',
      'a content of several kinds',
      'one kind in each, or enableFusion: true for one vector of all',
    );
  }
  if (fusion !== 'always') return;
  for (const kind of ['text', 'image', 'video'] as const) {
    if (contents.filter((content) => content[kind] !== undefined).length > 1) {
      throw say('contents', `more than one ${kind}`, 'each kind once in a call: it makes one vector of all contents');
    }
  }
}

/** A content for each kind that it has. */
function kindsOf(content: QwenContent): QwenContent[] {
  return kinds.flatMap((kind) => (content[kind] === undefined ? [] : [{ [kind]: content[kind] }]));
}

async function encodeContent(
  mediaURL: MediaURL,
  { text: words, image, video, images }: QwenContent,
  index: number,
  { model, upload, maxBytes }: { model: string; upload: 'auto' | undefined; maxBytes: number | undefined },
  context: CallContext,
): Promise<WireContent> {
  const urlOf = (media: QwenContentMedia, kind: string, inline: boolean) => {
    const use = { model, argument: `contents[${index}].${kind}`, upload, inline, ...(inline && { maxBytes }) };
    return mediaURL(toMedia(media, use.argument), use, context);
  };
  return {
    ...(words !== undefined && { text: words }),
    ...(image !== undefined && { image: await urlOf(image, 'image', true) }),
    ...(video !== undefined && { video: await urlOf(video, 'video', false) }),
    ...(images !== undefined && { multi_images: await Promise.all(images.map((one) => urlOf(one, 'images', true))) }),
  };
}

function toMedia(media: unknown, argument: string): Media {
  if (typeof media === 'string') return { type: 'url', url: media };
  if (media instanceof URL) return { type: 'url', url: media.href };
  if (media instanceof Uint8Array) return { type: 'file', data: media };
  throw refusal(argument, inWords(media), 'a URL or bytes');
}

function urlsOf({ image, video, multi_images: series = [] }: WireContent): string[] {
  return [image, video, ...series].filter((url) => url !== undefined);
}

function snakeCase(options: Record<string, unknown>): Record<string, JSONValue | undefined> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [toSnakeCase(name), value as JSONValue]));
}

function refusal(argument: string, given: string, expected: string, model?: string): InvalidArgumentError {
  const prefix = model === undefined ? '' : `${model}: `;
  return new InvalidArgumentError({ argument, message: `${prefix}${argument} is ${given}; expected ${expected}.` });
}
