import { checkFields } from '../checks/fields.js';
import { findImageModel } from '../catalogue/image-models.js';
import type { ImageModel } from '../catalogue/image-model.js';
import { isTokenPlan } from '../checks/key.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { jsonType, respondText } from '../server/response.js';
import { create } from '../tasks/create.js';
import type { JsonObject } from '../util/objects.js';
import { isObject } from '../util/objects.js';
import { keepPictures } from './draw.js';
import { answerSync } from './endpoints.js';
import { usageOf } from './messages-answer.js';
import { readMessages } from './messages.js';

const fields =
  'model prompt image n size negative_prompt prompt_extend prompt_extend_mode enable_thinking watermark seed';

/** Answers POST /images/generations: the form of OpenAI, which a few models have and hosts of a Token Plan don't. */
export function answerGenerations(context: RequestContext): Promise<Response> {
  const { body, region, url } = context;
  const { model: id } = body;
  if (typeof id !== 'string' || id === '') refuse('model-missing');
  const model = findImageModel(id, region) ?? refuse('model-unknown', { model: id });
  if (!model.paths.includes('openai') || isTokenPlan(url.hostname)) refuse('url-mismatch');
  const { prompt, image, size, model: _model, ...parameters } = checkFields(context.given, fields, context.policy);
  if (typeof prompt !== 'string') refuse('image-openai-prompt');
  const native = size === undefined || size === 'auto' ? undefined : nativeSize(size);
  const content = [...imagesOf(image, 'image' in body).map((one) => ({ image: one })), { text: prompt }];
  const given = { input: { messages: [{ role: 'user', content }] }, parameters: { ...parameters, size: native } };
  const request = readMessages({ ...context, given: withoutUndefined(given) }, model);
  return create(context, { kind: 'image', model: id, prompt }, () => {
    const urls = keepPictures(context, request, request.count);
    const created = Math.floor(context.now / 1000);
    const answer = { created, data: urls.map((one) => ({ url: one })), usage: usageOf(request, urls.length) };
    return respondText(context, 200, jsonType, JSON.stringify(answer));
  });
}

function withoutUndefined(given: { input: object; parameters: JsonObject }): JsonObject {
  const parameters = Object.entries(given.parameters).filter(([, value]) => value !== undefined);
  return { ...given, parameters: Object.fromEntries(parameters) };
}

function imagesOf(image: unknown, isGiven: boolean): string[] {
  if (!isGiven) return [];
  const images = [image].flat();
  if (images.length === 0 || !images.every((one) => typeof one === 'string')) refuse('image-openai-image');
  return images as string[];
}

function nativeSize(size: unknown): string {
  if (typeof size !== 'string' || !/^\d+x\d+$/.test(size)) refuse('image-openai-size');
  return size.replace('x', '*');
}

/**
 * Answers POST /chat/completions of an image model. A Token Plan serves it, in the form of the native protocol; a size with
 * an `x` is ignored there. Other hosts refuse it.
 */
export function answerImageChat(context: RequestContext, model: ImageModel): Promise<Response> {
  const { messages, parameters } = context.given;
  const [message] = Array.isArray(messages) ? (messages as unknown[]) : [];
  const parts = isObject(message) ? message.content : undefined;
  if (!Array.isArray(parts)) refuse('image-content-type');
  if (!isTokenPlan(context.url.hostname)) refuse('url-mismatch');
  const content = parts.map((part: unknown) => {
    const { image, text } = isObject(part) ? part : {};
    return image === undefined ? { text } : { image };
  });
  const { size, ...others } = isObject(parameters) ? parameters : {};
  const isKept = typeof size === 'string' && size.includes('*');
  const given = {
    input: { messages: [{ role: isObject(message) ? message.role : undefined, content }] },
    parameters: { ...others, ...(isKept && { size }) },
  };
  return answerSync({ ...context, given }, model);
}
