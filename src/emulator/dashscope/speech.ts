import { readBody } from '../checks/body.js';
import { checkKey } from '../checks/key.js';
import { findModel } from '../catalogue/models.js';
import { findRecognitionModel, type RecognitionModel } from '../catalogue/recognition-models.js';
import { findSpeechModel, isSocketOnly } from '../catalogue/speech-models.js';
import type { Region } from '../catalogue/regions.js';
import { answerSentences } from '../recognition/sentences.js';
import { answerFiles } from '../recognition/tasks.js';
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
const filesPath = '/services/audio/asr/transcription';

/** Endpoints of speech beside the one that chat has as well. */
export const speechEndpoints = [`POST ${enginePath}`, `POST ${filesPath}`];

/** Answers what concerns speech and transcription; undefined for everything else. */
export async function answerSpeaking(context: RequestContext): Promise<Response | undefined> {
  const { path, text } = context;
  if (path === enginePath) return synthesize(context);
  if (path === filesPath) return transcribeFiles(context);
  if (path !== sharedPath) return undefined;
  const asked = modelOf(text);
  if (asked === undefined || !isSpeech(asked)) return undefined;
  const id = readRequest(context);
  const hearing = findRecognitionModel(id);
  if (hearing !== undefined) return transcribeNow(context, hearing);
  const model = findSpeechModel(id);
  if (model === undefined) refuse('speech-http');
  if (model.kind !== 'qwen') refuse('speech-url');
  checkRegion(context, model);
  return answerSpeech(context, readQwen(context, model, isStreamed(context.headers)));
}

function isSpeech(id: string): boolean {
  return findSpeechModel(id) !== undefined || findRecognitionModel(id) !== undefined || isSocketOnly(id);
}

function transcribeNow(context: RequestContext, model: RecognitionModel): Promise<Response> {
  checkRegion(context, model);
  if (model.kind !== 'sentences') refuse('speech-url');
  return answerSentences(context, model, isStreamed(context.headers));
}

async function transcribeFiles(context: RequestContext): Promise<Response> {
  const id = readRequest(context, 'any');
  const model = findRecognitionModel(id);
  if (model === undefined) refuse(findModel(id, context.region) ? 'speech-url' : 'model-unknown', { model: id });
  checkRegion(context, model);
  if (model.kind === 'sentences') refuse('speech-url');
  if (!isAsync(context)) refuse('synchronous-call');
  return answerFiles(context, model);
}

/** A model that another region has is as unknown as any. */
function checkRegion({ region }: RequestContext, { id, regions }: { id: string; regions: readonly Region[] }): void {
  if (region !== undefined && !regions.includes(region)) refuse('model-unknown', { model: id });
}

function isAsync({ headers }: RequestContext): boolean {
  return headers.get('x-dashscope-async')?.toLowerCase() === 'enable';
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
  return isSpeech(id) && url.hostname.endsWith('.maas.aliyuncs.com');
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
function readRequest(context: RequestContext, mode: 'sync' | 'any' = 'sync'): string {
  const { method, headers, region } = context;
  if (method !== 'POST') refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, context.url.hostname);
  if (mode === 'sync' && isAsync(context)) refuse('asynchronous-call');
  readBody(context);
  const { model, input } = context.body;
  if (typeof model !== 'string' || model === '') refuse('empty-model');
  if (!isObject(input)) refuse('empty-input');
  return model;
}
