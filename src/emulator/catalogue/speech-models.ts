import { expand } from './ids.js';
import type { Region } from './regions.js';
import { engineVoices, qwenVoices } from './voices.js';

/** A model of Qwen-TTS, on the endpoint that it shares with chat. */
export interface QwenSpeechModel {
  id: string;
  kind: 'qwen';
  /** A generation before Qwen3 counts tokens, and takes nothing but text and voice. */
  isOld: boolean;
  instructs: boolean;
  voices: readonly string[];
  /** The beginning of the ids of its own voices: cloned or designed ones. */
  ownVoices: string | undefined;
  regions: readonly Region[];
}

/** A model of the endpoint SpeechSynthesizer. */
export interface EngineSpeechModel {
  id: string;
  kind: 'engine';
  family: 'cosyvoice' | 'qwen-audio';
  /** System voices; undefined: only cloned and designed ones. */
  voices: RegExp | undefined;
  /** It says in tokens what the others say in characters. */
  countsTokens: boolean;
  /** `fixed`: only sentences of its own list; `system`: free text, but fixed for system voices. */
  instruction: 'none' | 'fixed' | 'system' | 'free';
  /** Characters of a sentence after which it stops in silence, and what then is left of the speech. */
  stops?: { after: number; leaves: 'beginning' | 'nothing' };
}

export type SpeechModel = QwenSpeechModel | EngineSpeechModel;

const both: readonly Region[] = ['beijing', 'singapore'];
const table = new Map<string, SpeechModel>();

function addQwen(ids: string, voices: keyof typeof qwenVoices, more: Partial<QwenSpeechModel> = {}): void {
  for (const id of expand(ids)) {
    const standard = { isOld: false, instructs: false, ownVoices: undefined, regions: both };
    table.set(id, { id, kind: 'qwen', voices: qwenVoices[voices], ...standard, ...more });
  }
}

function addEngine(id: string, voices: keyof typeof engineVoices, more: Partial<EngineSpeechModel> = {}): void {
  const family = id.startsWith('cosyvoice') ? 'cosyvoice' : 'qwen-audio';
  const standard = { countsTokens: false, instruction: 'none' } as const;
  table.set(id, { id, kind: 'engine', family, voices: engineVoices[voices], ...standard, ...more });
}

addQwen('qwen3-tts-flash{,-2025-11-27}', 'flash');
addQwen('qwen3-tts-flash-2025-09-18', 'flash-2025-09-18');
addQwen('qwen3-tts-instruct-flash{,-2026-01-26}', 'instruct', { instructs: true });
addQwen('qwen3-tts-vd-2026-01-26', 'none', { ownVoices: 'qwen-tts-vd-' });
addQwen('qwen3-tts-vc-2026-01-22', 'none', { ownVoices: 'qwen-tts-vc-' });
addQwen('qwen-tts{,-2025-04-10}', 'old', { isOld: true, regions: ['beijing'] });
addQwen('qwen-tts{-latest,-2025-05-22}', 'old-latest', { isOld: true, regions: ['beijing'] });

addEngine('cosyvoice-v1', 'cosyvoice-v1');
addEngine('cosyvoice-v2', 'cosyvoice-v2');
// Measured in Aug 2026: they stop after about 33 seconds of a sentence, and bill and end as if they had not.
addEngine('cosyvoice-v3-flash', 'cosyvoice-v3-flash', {
  instruction: 'system',
  stops: { after: 150, leaves: 'beginning' },
});
addEngine('cosyvoice-v3-plus', 'cosyvoice-v3-plus', { instruction: 'fixed' });
addEngine('cosyvoice-v3.5-flash', 'cosyvoice-v3.5', {
  instruction: 'free',
  stops: { after: 180, leaves: 'nothing' },
});
addEngine('cosyvoice-v3.5-plus', 'cosyvoice-v3.5', { instruction: 'free' });
addEngine('qwen-audio-3.0-tts-plus', 'qwen-audio-3.0-tts-plus', { instruction: 'free' });
addEngine('qwen-audio-3.0-tts-flash', 'qwen-audio-3.0-tts-flash', { instruction: 'free' });
addEngine('qwen-audio-3.1-tts-flash', 'qwen-audio-3.1', { instruction: 'free', countsTokens: true });

/** The ids of all models that speak over HTTP. */
export const speechModelIds: readonly string[] = [...table.keys()];

/** The model that speaks, wherever it is served; undefined when there is none. */
export function findSpeechModel(id: string): SpeechModel | undefined {
  return table.get(id);
}

/** True for a model that only WebSockets serve. */
export function isSocketOnly(id: string): boolean {
  return /^(?:sambert-\w|qwen3?-tts-[\w-]*realtime|qwen3?(?:\.5)?-omni-[\w-]*realtime|qwen3-asr-flash-realtime)/.test(
    id,
  );
}
