import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import type { Asked as Differences } from '../../src/command/verify/refusals/case.js';
import { strictEmulator } from './strict-emulator.js';

/** A value whose shape the test itself asserts. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Json = any;

export const BASE = 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1';

export { chat, image, png, tool } from '../../src/command/verify/bodies.js';

export interface Asked extends Differences {
  signal?: AbortSignal;
}

/** Sends a body to an emulator as a client would. */
export function send(emulator: Emulator, body: unknown, asked: Asked = {}): Promise<Response> {
  const { path = '/chat/completions', method = 'POST', key = 'sk-test', headers, base = BASE, signal } = asked;
  return emulator.fetch(base + path, {
    method,
    headers: {
      ...(key !== null && { authorization: `Bearer ${key}` }),
      'content-type': 'application/json',
      ...headers,
    },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    ...(signal && { signal }),
  });
}

/** Sends a body and reads the JSON that comes back. */
export async function ask(emulator: Emulator, body: unknown, asked?: Asked): Promise<{ status: number; json: Json }> {
  const response = await send(emulator, body, asked);
  return { status: response.status, json: await response.json() };
}

/** The JSON of each `data:` line of a stream; `[DONE]` as it is. */
export function dataLines(text: string): Json[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trim())
    .map((data) => (data === '[DONE]' ? data : JSON.parse(data)));
}

/** Asks for a stream and reads its chunks. */
export async function stream(emulator: Emulator, body: Record<string, unknown>): Promise<Json[]> {
  const response = await send(emulator, { stream: true, stream_options: { include_usage: true }, ...body });
  return dataLines(await response.text());
}

/** The answer of a fresh emulator to one chat request. */
export async function answerTo(body: Record<string, unknown>, options?: EmulatorOptions): Promise<Json> {
  const { json } = await ask(strictEmulator(options), body);
  return json.choices?.[0]?.message ?? json;
}

/** The number of bytes in a data URL. */
export function bytesOf(dataUrl: string): number {
  return atob(dataUrl.slice(dataUrl.indexOf(',') + 1)).length;
}
