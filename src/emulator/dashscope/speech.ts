import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel } from '../catalogue/models.js';
import { findRecognitionModel } from '../catalogue/recognition-models.js';
import { findSpeechModel, isSocketOnly } from '../catalogue/speech-models.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { answerSpeech } from '../speech/answer.js';
import { readEngine } from '../speech/engine.js';
import { readQwen } from '../speech/qwen.js';
import { isObject } from '../util/objects.js';
import { isStreamed } from './question.js';

/** Shared with chat and images. */
const sharedPath = '/services/aigc/multimodal-generation/generation';
const enginePath = '/services/audio/tts/SpeechSynthesizer';

/** Endpoints of speech beside the one that chat has as well. */
export const speechEndpoints = [`POST ${enginePath}`];

/** Answers what concerns speech; undefined for everything else. */
export async function answerSpeaking(context: RequestContext): Promise<Response | undefined> {
  const { path, text } = context;
  if (path === enginePath) return synthesize(context);
  if (path !== sharedPath) return undefined;
  const asked = modelOf(text);
  if (asked === undefined || (findSpeechModel(asked) === undefined && !isSocketOnly(asked))) return undefined;
  const id = readRequest(context);
  const model = findSpeechModel(id);
  if (model === undefined) refuse('speech-http');
  if (model.kind !== 'qwen') refuse('speech-url');
  const { region, headers } = context;
  if (region !== undefined && !model.regions.includes(region)) refuse('model-unknown', { model: id });
  return answerSpeech(context, readQwen(context, model, isStreamed(headers)));
}

async function synthesize(context: RequestContext): Promise<Response> {
  const { region, headers } = context;
  const id = readRequest(context);
  const model = findSpeechModel(id);
  if (isSocketOnly(id)) refuse('speech-http');
  if (model?.kind !== 'engine') refuse(findModel(id, region) ? 'speech-url' : 'speech-model-unknown');
  // Only Beijing serves it over HTTP; elsewhere there are WebSockets.
  if (region !== undefined && region !== 'beijing') refuse('speech-http');
  return answerSpeech(context, readEngine(context, model, isStreamed(headers)));
}

/** True for a speech model of a workspace host. */
export function isMute({ url, body }: RequestContext): boolean {
  const id = String(body.model);
  const isSpeech = findSpeechModel(id) !== undefined || findRecognitionModel(id) !== undefined;
  return isSpeech && url.hostname.endsWith('.maas.aliyuncs.com');
}

/** The endpoint is shared: the name of the model decides. */
function modelOf(text: string): string | undefined {
  try {
    const { model } = JSON.parse(text) ?? {};
    return typeof model === 'string' ? model : undefined;
  } catch {
    return undefined;
  }
}

/** Checks key and body, and returns the name of the model. */
function readRequest(context: RequestContext): string {
  const { method, headers, region } = context;
  if (method !== 'POST') refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  if (headers.get('x-dashscope-async')?.toLowerCase() === 'enable') refuse('asynchronous-call');
  readBody(context);
  const { model, input } = context.body;
  if (typeof model !== 'string' || model === '') refuse('empty-model');
  if (!isObject(input)) refuse('empty-input');
  return model;
}
