import { speak } from '../../src/emulator/voice/speak.js';
import { wavFile } from '../../src/emulator/voice/wav.js';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { ask, type Json } from './emulator-requests.js';

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

/** Puts a file into the temporary store, and returns its link. */
export async function upload(emulator: Emulator, bytes: Uint8Array, model: string, base: string): Promise<string> {
  const path = `/uploads?action=getPolicy&model=${model}`;
  const { json } = await ask(emulator, undefined, { base, path, method: 'GET' });
  const form = new FormData();
  const fields = {
    OSSAccessKeyId: json.data.oss_access_key_id,
    Signature: json.data.signature,
    policy: json.data.policy,
    key: `${json.data.upload_dir}/sound.wav`,
    'x-oss-object-acl': 'private',
    'x-oss-forbid-overwrite': 'true',
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([bytes as Uint8Array<ArrayBuffer>]));
  await emulator.fetch(json.data.upload_host, { method: 'POST', body: form });
  return `oss://${fields.key}`;
}
