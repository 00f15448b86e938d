import { InvalidArgumentError } from '@ai-sdk/provider';
import type { SpeechCapabilities } from '../catalogue/capabilities.js';
import { spokenElsewhere, voicesOf } from '../catalogue/speech.js';
import type { Warning } from '../options/warning.js';
import type { JSONObject } from '../util/json.js';
import { languageCode, languageName } from './languages.js';
import type { SpeechOptions } from './options.js';
import { readFormat, type AskedSound } from './format.js';
import type { SpeechFormat } from './sound.js';
import type { SpeechManner } from './speech.js';

/** A call as the service is asked for it, but for its text and its voice. */
export interface SpeechPlan {
  voice: string;
  /** The format that the caller gets. */
  format: SpeechFormat;
  /** Hertz of samples that come without a header. */
  sampleRate: number;
  /** True if the service is asked for the times of words, which only streams tell. */
  words: boolean;
  /** False for SSML, whose tags may not be cut apart. */
  splits: boolean;
  endpoint: SpeechCapabilities['endpoint'];
  sound: AskedSound;
  speed: number | undefined;
  instructions: string | undefined;
  /** The language of the text in the model's words: a name, or codes. */
  languageType: string | undefined;
  languageHints: string[] | undefined;
  /** The options that the model takes. */
  options: Known;
  /** Fields in the service's own spelling. */
  extra: JSONObject;
}

type Known = SpeechOptions['known'];

/** Throws for a model that is not served over HTTP, and for one that is not served in a region. */
export function checkPlace(model: string, capabilities: SpeechCapabilities, region: string | undefined): void {
  const how = spokenElsewhere(model);
  if (how !== undefined) {
    throw new InvalidArgumentError({ argument: 'modelId', message: `${model} speaks ${how}.` });
  }
  if (capabilities.endpoint !== 'SpeechSynthesizer' || region === undefined || region === 'beijing') return;
  throw new InvalidArgumentError({
    argument: 'region',
    message:
      `${model} speaks over HTTP in Beijing only, and the call would go to ${region}. ` +
      "Use createQwen({ region: 'beijing' }) with a key of Beijing, or take qwen3-tts-flash.",
  });
}

/**
 * Decides what a call asks for, from what its model takes. Throws for what the service surely refuses; the rest is for
 * the service to say.
 */
export function planSpeech(
  model: string,
  capabilities: SpeechCapabilities,
  asked: SpeechManner,
  { known, extra }: SpeechOptions,
  otherwise: SpeechFormat,
): SpeechPlan {
  const call = { ...asked, ...readTexts(model, asked) };
  const sound = readFormat(model, capabilities, call, known, otherwise);
  const options = carried(model, capabilities, known, call.warnings);
  const isQwen = capabilities.endpoint === 'multimodal-generation';
  if (isQwen && options.volume !== undefined) {
    call.warnings.push({ type: 'other', message: `volume: it was sent, but ${model} may not heed it.` });
  }
  if (options.bitRate !== undefined && sound.sent !== 'opus') {
    call.warnings.push(unsupported('bitRate', `Only opus has one; the audio is asked for as ${sound.sent}.`));
  }
  return {
    endpoint: capabilities.endpoint,
    voice: voiceOf(model, capabilities, call.voice ?? known.voice),
    format: sound.format,
    sampleRate: sound.sampleRate ?? capabilities.sampleRate,
    words: options.wordTimestamps === true,
    splits: options.enableSsml !== true,
    sound,
    speed: speedOf(model, capabilities, call),
    instructions: instructionsOf(model, capabilities, call),
    languageType: isQwen ? languageTypeOf(model, call, options) : undefined,
    languageHints: isQwen ? undefined : (options.languageHints ?? languageHintsOf(model, capabilities, call)),
    options,
    extra,
  };
}

const texts = ['voice', 'outputFormat', 'instructions', 'language'] as const;

/** The settings that are texts. JavaScript callers pass anything, and null for what they leave out. */
function readTexts(model: string, call: SpeechManner): Pick<SpeechManner, (typeof texts)[number]> {
  const pairs = texts.map((name) => {
    const given: unknown = call[name] ?? undefined;
    if (given === undefined || typeof given === 'string') return [name, given];
    const message = `${model}: ${name} is of type ${typeof given}; expected a string.`;
    throw new InvalidArgumentError({ argument: name, message });
  });
  return Object.fromEntries(pairs) as Pick<SpeechManner, (typeof texts)[number]>;
}

/** The options that the model takes; there is a warning for the others. */
function carried(model: string, { options }: SpeechCapabilities, known: Known, warnings: Warning[]): Known {
  const always = ['voice', 'format', 'sampleRate', 'timeout'];
  const isTaken = (name: string) => always.includes(name) || options.includes(name);
  for (const [name, value] of Object.entries(known)) {
    if (value === undefined || isTaken(name)) continue;
    warnings.push(unsupported(name, `${model} has no such option; it was not sent.`));
  }
  return Object.fromEntries(Object.entries(known).filter(([name]) => isTaken(name))) as Known;
}

function voiceOf(model: string, capabilities: SpeechCapabilities, given: string | undefined): string {
  const voice = given ?? capabilities.defaultVoice;
  if (voice !== undefined && voice.trim() !== '') return voice;
  const some = voicesOf(capabilities);
  const accepted =
    some.length === 0
      ? 'the id of a voice that was cloned or designed for this model'
      : `a voice of this model, such as ${some.join(', ')}`;
  const message = `${model}: voice is missing; expected ${accepted}.`;
  throw new InvalidArgumentError({ argument: 'voice', message });
}

function speedOf(model: string, { options }: SpeechCapabilities, call: SpeechManner): number | undefined {
  const { speed, warnings } = call;
  if (speed === undefined) return undefined;
  if (!options.includes('speed')) {
    warnings.push(unsupported('speed', `${model} has no speed; it was not sent.`));
    return undefined;
  }
  if (!Number.isFinite(speed) || speed <= 0) {
    const message = `${model}: speed is ${speed}; expected a number from 0.5 to 2.`;
    throw new InvalidArgumentError({ argument: 'speed', message });
  }
  const within = Math.min(2, Math.max(0.5, speed));
  if (within !== speed) warnings.push(unsupported('speed', `${speed} is not from 0.5 to 2; ${within} was sent.`));
  return within;
}

function instructionsOf(model: string, capabilities: SpeechCapabilities, call: SpeechManner): string | undefined {
  const { instructions, warnings } = call;
  if (instructions === undefined || capabilities.options.includes('instructions')) return instructions;
  const other =
    capabilities.endpoint === 'SpeechSynthesizer' ? 'cosyvoice-v3-flash does' : 'qwen3-tts-instruct-flash does';
  warnings.push(unsupported('instructions', `${model} takes none (${other}); they were not sent.`));
  return undefined;
}

function languageTypeOf(model: string, { language, warnings }: SpeechManner, options: Known): string | undefined {
  if (options.languageType !== undefined || language === undefined) return options.languageType;
  const name = languageName(language);
  if (name !== undefined) return name;
  warnings.push(unsupported('language', `${model} has no name for ${shown(language)}; it finds out the language.`));
  return 'Auto';
}

function languageHintsOf(
  model: string,
  { languages }: SpeechCapabilities,
  { language, warnings }: SpeechManner,
): string[] | undefined {
  if (language === undefined || language.trim().toLowerCase() === 'auto') return undefined;
  const code = languageCode(language);
  if (languages?.includes(code) !== false) return [code];
  warnings.push(unsupported('language', `${model} does not take ${shown(language)}; it finds out the language.`));
  return undefined;
}

function shown(text: string): string {
  return `"${text.slice(0, 40)}"`;
}

function unsupported(setting: string, details: string): Warning {
  return { type: 'unsupported-setting', setting, details };
}
