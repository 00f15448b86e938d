import { checkFields } from '../checks/fields.js';
import type { QwenSpeechModel } from '../catalogue/speech-models.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import { isObject, type JsonObject } from '../util/objects.js';
import { countTokens, orList } from '../util/words.js';
import { countCharacters, readNumber, type SpeechFormat, type SpeechRequest } from './request.js';

/** Tokens of a text that models before Qwen3 take. */
const maxTokens = 512;
const languages = 'auto chinese english german italian portuguese spanish japanese korean french russian thai'.split(
  ' ',
);

/** Reads a request to a Qwen-TTS model, or refuses it. */
export function readQwen(context: RequestContext, model: QwenSpeechModel, streams: boolean): SpeechRequest {
  const { given, policy } = context;
  const input = given.input as JsonObject;
  checkFields(input, 'text voice language_type instructions optimize_instructions', policy, 'input.');
  // The official SDKs send what belongs to the input among the parameters as well.
  const parameters = readParameters(context, model);
  const { text } = input;
  if (typeof text !== 'string' || text.trim() === '') refuse('speech-text');
  checkLength(text, context, model);
  const voice = checkVoice(input.voice, model);
  checkLanguage(input.language_type ?? parameters.language_type);
  if (!model.instructs && (input.instructions ?? parameters.instructions) !== undefined) {
    policy.unsupported('instructions', model.id);
  }
  return { model, text, spoken: text, streams, tellsWords: false, ...readSound(parameters, voice, context) };
}

const undocumented = 'response_format sample_rate speech_rate pitch_rate volume';

function readParameters({ given, policy }: RequestContext, model: QwenSpeechModel): JsonObject {
  const parameters = given.parameters ?? {};
  if (!isObject(parameters)) refuse('parameter-type', { field: 'parameters', type: 'Object' });
  const own = `instructions optimize_instructions language_type ${model.isOld ? '' : undocumented}`;
  return checkFields(parameters, own, policy, 'parameters.');
}

function checkLength(text: string, { speech }: RequestContext, { isOld }: QwenSpeechModel): void {
  const limit = isOld ? maxTokens : speech.maxCharacters;
  const length = isOld ? countTokens(text) : countCharacters(text);
  if (length > limit) refuse('speech-length', { limit });
}

function checkVoice(voice: unknown, { voices, ownVoices, isOld }: QwenSpeechModel): string {
  const name = typeof voice === 'string' ? voice : '';
  if (ownVoices !== undefined && /^[A-Z]/.test(name)) refuse('speech-voice-system');
  const isKnown = ownVoices === undefined ? voices.includes(name) : name.startsWith(ownVoices);
  if (isKnown) return name;
  if (!isOld) refuse('speech-voice');
  refuse('speech-voice-list', { accepted: orList(voices) });
}

function checkLanguage(given: unknown): void {
  if (given === undefined) return;
  const isKnown = typeof given === 'string' && languages.includes(given.toLowerCase());
  if (!isKnown) refuse('parameter-value', { field: 'language_type', given, accepted: `['${languages.join("', '")}']` });
}

const rates = [16_000, 24_000, 48_000];

/** Format and manner by their undocumented names, which were measured in Aug 2026; other values change nothing. */
function readSound(
  parameters: JsonObject,
  voice: string,
  { policy }: RequestContext,
): Pick<SpeechRequest, 'manner' | 'format'> {
  const { response_format: format = 'wav', sample_rate: rate = 24_000 } = parameters;
  const isRate = rates.includes(rate as number);
  const isFormat = ['wav', 'mp3', 'pcm', 'opus'].includes(format as string);
  if (!isRate) policy.unknown(`parameters.sample_rate ${String(rate)}`);
  if (!isFormat) policy.unknown(`parameters.response_format ${String(format)}`);
  return {
    format: isFormat ? (format as SpeechFormat) : 'wav',
    manner: {
      voice,
      rate: isRate ? (rate as number) : 24_000,
      speed: readNumber(parameters, 'speech_rate', [0.5, 2]) ?? 1,
      pitch: readNumber(parameters, 'pitch_rate', [0.5, 2]) ?? 1,
      volume: readNumber(parameters, 'volume', [0, 100]) ?? 50,
    },
  };
}
