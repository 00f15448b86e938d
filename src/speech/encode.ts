import type { JSONValue } from '../util/json.js';
import type { SpeechPlan } from './plan.js';

type Values = Record<string, JSONValue | undefined>;

/** Paths of the endpoints, after the base URL of the DashScope protocol. */
const paths: Readonly<Record<SpeechPlan['endpoint'], string>> = {
  'multimodal-generation': '/services/aigc/multimodal-generation/generation',
  SpeechSynthesizer: '/services/audio/tts/SpeechSynthesizer',
};

/** The path that a plan is sent to. */
export function speechPath({ endpoint }: SpeechPlan): string {
  return paths[endpoint];
}

/** Writes the body of a request. */
export function encodeSpeech(model: string, plan: SpeechPlan, text: string, voice: string): Record<string, unknown> {
  const { input, parameters } = plan.endpoint === 'SpeechSynthesizer' ? synthesizerFields(plan) : qwenFields(plan);
  const hasParameters = Object.values(parameters).some((value) => value !== undefined);
  return { model, input: { text, voice, ...input }, ...(hasParameters && { parameters }) };
}

/** The names of the parameters were measured in Aug 2026; the documentation has none of them. */
function qwenFields({ sound, speed, instructions, languageType, options, extra }: SpeechPlan) {
  const { language_type: language = languageType, optimize_instructions: optimize, ...others } = extra;
  const input: Values = {
    language_type: language,
    instructions,
    optimize_instructions: optimize ?? options.optimizeInstructions,
  };
  const parameters: Values = {
    response_format: sound.sent === 'wav' ? undefined : sound.sent,
    sample_rate: sound.sampleRate,
    speech_rate: speed,
    pitch_rate: options.pitch,
    volume: options.volume,
    ...others,
  };
  return { input, parameters };
}

function synthesizerFields({ sound, speed, instructions, languageHints, options, extra }: SpeechPlan) {
  const input: Values = {
    format: sound.sent,
    sample_rate: sound.sampleRate,
    bit_rate: options.bitRate,
    volume: options.volume,
    rate: speed,
    pitch: options.pitch,
    seed: options.seed,
    language_hints: languageHints,
    instruction: instructions,
    enable_ssml: options.enableSsml,
    word_timestamp_enabled: options.wordTimestamps,
    hot_fix: options.hotFix as JSONValue | undefined,
    ...extra,
  };
  return { input, parameters: {} };
}
