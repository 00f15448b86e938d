import { checkFields } from '../checks/fields.js';
import { type EngineSpeechModel, findSpeechModel } from '../catalogue/speech-models.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { endsSentence, spokenWords } from '../voice/words.js';
import { countCharacters, readNumber, type SpeechFormat, type SpeechRequest } from './request.js';

const known =
  'text voice format sample_rate volume rate pitch bit_rate enable_ssml word_timestamp_enabled seed language_hints ' +
  'instruction hot_fix enable_aigc_tag aigc_propagator aigc_propagate_id enable_markdown_filter';

const maxCharacters = 20_000;
const maxInstruction = 100;
const rates = [8_000, 16_000, 22_050, 24_000, 44_100, 48_000];
const opusRates = [8_000, 12_000, 16_000, 24_000, 48_000];

/** Reads a request to CosyVoice or Qwen-Audio, or refuses it. */
export function readEngine(context: RequestContext, model: EngineSpeechModel, streams: boolean): SpeechRequest {
  const { given, policy } = context;
  const parameters = given.parameters ?? {};
  if (!isObject(parameters)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  // The service reads both places alike (measured in Aug 2026).
  const own = checkFields({ ...parameters, ...(given.input as JsonObject) }, known, policy, 'input.');
  const { text } = own;
  if (typeof text !== 'string' || text.trim() === '') refuse('speech-text');
  const current = countCharacters(text);
  if (current > maxCharacters) refuse('speech-length-units', { limit: maxCharacters, current });
  const voice = checkVoice(own.voice, model);
  checkInstruction(own.instruction, voice, model, context);
  // Qwen-Audio and models of cloned voices have no SSML.
  if (own.enable_ssml === true && (model.family === 'qwen-audio' || model.id === 'cosyvoice-v1')) refuse('speech-ssml');
  const format = readFormat(own.format);
  return {
    model,
    text,
    spoken: spokenText(text, own, voice, model, context),
    streams,
    tellsWords: own.word_timestamp_enabled === true,
    format,
    manner: {
      voice,
      rate: readRate(own.sample_rate, format, model),
      speed: readNumber(own, 'rate', [0.5, 2]) ?? 1,
      pitch: readNumber(own, 'pitch', [0.5, 2]) ?? 1,
      volume: readNumber(own, 'volume', [0, 100]) ?? 50,
    },
  };
}

function checkVoice(given: unknown, model: EngineSpeechModel): string {
  const { id, family, voices } = model;
  if (typeof given !== 'string' || given === '') {
    if (family === 'qwen-audio') refuse('speech-voice-411');
    refuse(voices === undefined ? 'speech-voice-418' : 'speech-voice-missing');
  }
  if (given.startsWith(`${id}-`) || voices?.test(given)) return given;
  if (isClone(given)) refuse('speech-voice-431');
  refuse(family === 'qwen-audio' ? 'speech-voice-411' : 'speech-voice-418');
}

/** Voice ids are shorter. */
const maxVoice = 200;

/** The id of a cloned voice begins with that of the model that it was made for. */
function isClone(voice: string): boolean {
  if (voice.length > maxVoice) return false;
  const dashes = [...voice.matchAll(/-/g)].map(({ index }) => voice.slice(0, index));
  return dashes.some((id) => findSpeechModel(id)?.kind === 'engine');
}

function checkInstruction(given: unknown, voice: string, model: EngineSpeechModel, { policy }: RequestContext): void {
  if (given === undefined) return;
  const { id, instruction } = model;
  if (instruction === 'none') return policy.unsupported('input.instruction', id);
  if (typeof given !== 'string' || countCharacters(given) > maxInstruction) refuse('speech-instruction');
  // System voices take only fixed Chinese sentences, which begin like this.
  const isFixed = instruction === 'fixed' || (instruction === 'system' && !voice.startsWith(`${id}-`));
  if (isFixed && !/^(?:你|请|用)/.test(given)) refuse('speech-instruction');
}

function readFormat(given: unknown = 'mp3'): SpeechFormat {
  const formats = ['mp3', 'pcm', 'wav', 'opus'];
  if (!formats.includes(given as string)) {
    refuse('parameter-value', { field: 'format', given, accepted: `['${formats.join("', '")}']` });
  }
  return given as SpeechFormat;
}

function readRate(given: unknown, format: SpeechFormat, { family }: EngineSpeechModel): number {
  if (given === undefined) return format === 'opus' ? 24_000 : 22_050;
  const accepted = format === 'opus' ? opusRates : family === 'qwen-audio' ? [12_000, ...rates] : rates;
  if (!accepted.includes(given as number)) {
    refuse('parameter-value', { field: 'sample_rate', given, accepted: `[${accepted.join(', ')}]` });
  }
  return given as number;
}

/** Control tags and marks of Qwen-Audio, which are not read aloud (guide of Sep 2026). */
const tag =
  /\[(?:sad|excited|angry|whispers|serious|very slowly|very fast|laughing|cough|sighing|gasp|giggles|snorts|clears throat)\]/g;

function spokenText(
  text: string,
  own: JsonObject,
  voice: string,
  model: EngineSpeechModel,
  { warnings }: RequestContext,
): string {
  // A cloned voice that is not ready yet says nothing, and the answer gives no reason (measured in Sep 2026).
  if (voice.includes('-deploying')) return '';
  const plain = own.enable_ssml === true ? text.replace(/<[^<>]{0,200}>/g, '') : text;
  const read = model.family === 'qwen-audio' ? plain.replace(tag, '') : plain;
  const { stops } = model;
  if (stops === undefined) return read;
  const sentences = sentencesOf(read);
  const longest = sentences.reduce((max, { length }) => Math.max(max, length), 0);
  if (longest <= stops.after) return read;
  warnings.push(`${model.id} stops in silence: a sentence of ${longest} characters is too long for it.`);
  return stops.leaves === 'nothing' ? '' : sentences.map((sentence) => sentence.slice(0, stops.after)).join('');
}

/** Cuts a text at the ends of its sentences. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const word of spokenWords(text)) {
    open += word;
    if (!endsSentence(word)) continue;
    sentences.push(open);
    open = '';
  }
  return open === '' ? sentences : [...sentences, open];
}
