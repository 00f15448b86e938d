import type { Emulator } from 'ai-sdk-qwen/emulator';
import { hear } from '../../src/emulator/voice/hear.js';
import { readPcm, readWav, type Sound } from '../../src/emulator/voice/wav.js';
import { type Json, dataLines, send } from './emulator-requests.js';

export const BASE = 'https://dashscope.aliyuncs.com/api/v1';
export { enginePath, multimodalPath } from '../../src/command/verify/native-bodies.js';
export { cosy, qwen } from '../../src/command/verify/refusals/speech.js';

export interface Answer {
  status: number;
  json: Json;
}

export async function post(emulator: Emulator, path: string, body: Json, base = BASE): Promise<Answer> {
  const response = await send(emulator, body, { base, path });
  return { status: response.status, json: await response.json() };
}

/** The packets of a streamed answer. */
export async function stream(emulator: Emulator, path: string, body: Json): Promise<Json[]> {
  const response = await send(emulator, body, { base: BASE, path, headers: { 'X-DashScope-SSE': 'enable' } });
  return dataLines(await response.text());
}

export async function download(emulator: Emulator, url: string): Promise<Uint8Array> {
  const response = await emulator.fetch(url);
  return new Uint8Array(await response.arrayBuffer());
}

/** The sound of a streamed answer, as one file. */
export function joined(packets: Json[]): Uint8Array {
  return Buffer.concat(packets.map((packet) => Buffer.from(packet.output.audio.data, 'base64')));
}

/** The first channel of a sound. */
export function textOf({ channels, rate }: Sound): string {
  return hear(channels[0]!, rate)
    .map(({ text }) => text ?? '[noise]')
    .join('');
}

export function textOfFile(bytes: Uint8Array, pcmRate = 24_000): string {
  return textOf(readWav(bytes) ?? readPcm(bytes, pcmRate));
}
