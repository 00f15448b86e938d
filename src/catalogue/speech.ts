import type { SpeechCapabilities } from './capabilities.js';
import { speechVoices, type SpeechVoices } from './voices.js';

/** Id of a speech model that this package knows. */
export type KnownSpeechModelId = keyof typeof speechModels;

/** Id of a speech model: one that this package knows, or any other. */
export type SpeechModelId = KnownSpeechModelId | (string & {});

/** Voices of a model: those that this package knows, or any other. */
export type SpeechVoice<Id> = Id extends KnownSpeechModelId
  ? (typeof speechVoices)[(typeof speechModels)[Id]['voices']][number] | (string & {})
  : string;

type Capabilities<Voices extends SpeechVoices> = SpeechCapabilities & { voices: Voices };

// The documentation says 600 units; 5,000 were taken in Aug 2026. Each piece begins and ends with a breath, so that
// pieces are as long as they may be, and shorter once the service has refused one.
const manyUnits = { units: 5_000 };

function qwen3<Voices extends SpeechVoices>(voices: Voices, more: readonly string[] = []): Capabilities<Voices> {
  return {
    endpoint: 'multimodal-generation',
    limit: manyUnits,
    voices,
    defaultVoice: voices === 'own' ? undefined : 'Cherry',
    sampleRate: 24_000,
    sampleRates: [16_000, 24_000, 48_000],
    formats: ['wav', 'mp3', 'opus'],
    options: ['languageType', 'volume', 'pitch', 'speed', ...more],
    parallel: 3,
  };
}

/** The generation before Qwen3 takes 512 tokens, and ten requests a minute. */
function old<Voices extends SpeechVoices>(voices: Voices): Capabilities<Voices> {
  return {
    ...qwen3(voices),
    limit: { units: 600 },
    sampleRates: [24_000],
    formats: ['wav'],
    options: ['languageType'],
    parallel: 1,
  };
}

const synthesizerOptions =
  'volume pitch speed seed bitRate enableSsml languageHints wordTimestamps instructions hotFix'.split(' ');
const cosyLanguages = ['zh', 'en', 'fr', 'de', 'ja', 'ko', 'ru', 'pt', 'th', 'id', 'vi'];

function cosyVoice<Voices extends SpeechVoices>(
  voices: Voices,
  more: Partial<SpeechCapabilities> = {},
): Capabilities<Voices> {
  return {
    endpoint: 'SpeechSynthesizer',
    // The end of longer texts is missing, without a warning (measured in Aug 2026).
    limit: { units: 20_000, characters: 120 },
    defaultVoice: undefined,
    sampleRate: 22_050,
    sampleRates: [8_000, 16_000, 22_050, 24_000, 44_100, 48_000],
    formats: ['wav', 'mp3', 'opus'],
    options: synthesizerOptions,
    languages: cosyLanguages,
    parallel: 3,
    ...more,
    voices,
  };
}

function qwenAudio<Voices extends SpeechVoices>(voices: Voices): Capabilities<Voices> {
  return cosyVoice(voices, {
    limit: manyUnits,
    sampleRates: [8_000, 12_000, 16_000, 22_050, 24_000, 44_100, 48_000],
    languages: [...cosyLanguages, 'es', 'it', 'ms', 'fil', 'ar'],
  }) as Capabilities<Voices>;
}

const withInstructions = ['instructions', 'optimizeInstructions'];

/** Speech models over HTTP (Model Studio docs, Qwen-TTS, CosyVoice and Qwen-Audio-TTS pages, May to Nov 2026). */
export const speechModels = {
  'qwen3-tts-flash': qwen3('flash'),
  'qwen3-tts-flash-2025-11-27': qwen3('flash'),
  'qwen3-tts-flash-2025-09-18': { ...qwen3('flash'), parallel: 1 },
  'qwen3-tts-instruct-flash': qwen3('instruct', withInstructions),
  'qwen3-tts-instruct-flash-2026-01-26': qwen3('instruct', withInstructions),
  'qwen3-tts-vd-2026-01-26': qwen3('own'),
  'qwen3-tts-vc-2026-01-22': qwen3('own'),
  'qwen-tts': old('old'),
  'qwen-tts-2025-04-10': old('old'),
  'qwen-tts-latest': old('old-latest'),
  'qwen-tts-2025-05-22': old('old-latest'),
  'cosyvoice-v2': cosyVoice('cosyvoice-v2', {
    limit: { units: 20_000 },
    options: synthesizerOptions.filter((name) => !['instructions', 'hotFix'].includes(name)),
  }),
  'cosyvoice-v3-flash': cosyVoice('cosyvoice-v3-flash'),
  'cosyvoice-v3-plus': cosyVoice('cosyvoice-v3-plus'),
  'cosyvoice-v3.5-flash': cosyVoice('own'),
  'cosyvoice-v3.5-plus': cosyVoice('own'),
  'qwen-audio-3.0-tts-plus': qwenAudio('audio-3.0-plus'),
  'qwen-audio-3.0-tts-flash': qwenAudio('audio-3.0-flash'),
  'qwen-audio-3.1-tts-flash': qwenAudio('audio-3.1'),
};

/** Names of model lines with a member that stands for the line. */
const lines: readonly (readonly [RegExp, KnownSpeechModelId])[] = [
  [/^cosyvoice-v[12](?:$|-)/, 'cosyvoice-v2'],
  [/^cosyvoice-/, 'cosyvoice-v3.5-flash'],
  [/^qwen-audio-/, 'qwen-audio-3.1-tts-flash'],
  [/^qwen-tts/, 'qwen-tts-latest'],
  [/-tts-v[cd]/, 'qwen3-tts-vc-2026-01-22'],
  [/-tts-instruct/, 'qwen3-tts-instruct-flash'],
];

/** Takes what a model of today's main line takes; its voices are not known. */
const unknownModel: SpeechCapabilities = qwen3('instruct', withInstructions);

/** Capabilities of a speech model; for an unknown id, those of its line. */
export function speechCapabilitiesOf(id: string): SpeechCapabilities {
  if (Object.hasOwn(speechModels, id)) return speechModels[id as KnownSpeechModelId];
  const member = lines.find(([name]) => name.test(id))?.[1];
  return member === undefined ? unknownModel : speechModels[member];
}

/** Some of the voices of a model, for a message. */
export function voicesOf({ voices }: SpeechCapabilities): readonly string[] {
  return speechVoices[voices].slice(0, 4);
}

/** Models that speak elsewhere: how, and what to take instead. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^qwen3-tts-instruct-flash-realtime/, 'over WebSocket only; take qwen3-tts-instruct-flash'],
  [/^qwen3-tts-v([cd])-realtime/, 'over WebSocket only; take qwen3-tts-vc-2026-01-22 or qwen3-tts-vd-2026-01-26'],
  [/-realtime/, 'over WebSocket only; take qwen3-tts-flash'],
  [/^sambert-/, 'over WebSocket only; take qwen3-tts-flash, or cosyvoice-v3-flash in Beijing'],
  [/-tts-next/, 'from a description, in a shape that this package does not send; take qwen-audio-3.1-tts-flash'],
  [/^MiniMax\/speech-/, 'in a shape that this package does not send; take qwen3-tts-flash'],
];

/** Says how a model speaks that is not served like the others, and which one to take instead. */
export function spokenElsewhere(id: string): string | undefined {
  return elsewhere.find(([name]) => name.test(id))?.[1];
}
