import { speak } from '../../src/emulator/voice/speak.js';
import { wavFile } from '../../src/emulator/voice/wav.js';
import type { Json } from './emulator-requests.js';

/** A WAV file in which the emulator's voice says a text. */
export function spoken(text: string, rate = 24_000, voice = 'Cherry'): Uint8Array {
  return wavFile(speak(text, { rate, voice }).samples(), rate);
}

export function dataUrl(bytes: Uint8Array, type = 'audio/wav'): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** A request to qwen3-asr-flash on the OpenAI-compatible protocol. */
export function transcribe(url: string, more: object = {}): Record<string, unknown> {
  const content = [{ type: 'input_audio', input_audio: { data: url } }];
  return { model: 'qwen3-asr-flash', messages: [{ role: 'user', content }], ...more };
}

/** The same on the native protocol. */
export function transcribeNatively(url: string, parameters: object = {}): Json {
  const messages = [
    { role: 'system', content: [{ text: '' }] },
    { role: 'user', content: [{ audio: url }] },
  ];
  return { model: 'qwen3-asr-flash', input: { messages }, parameters };
}
