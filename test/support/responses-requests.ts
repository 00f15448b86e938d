import { responsesBody, weather } from '../../src/command/verify/refusals/responses.js';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { type Asked, dataLines, type Json, send } from './emulator-requests.js';
import { strictEmulator } from './strict-emulator.js';

export const SHARED = 'https://dashscope.aliyuncs.com/compatible-mode/v1';
export const WORKSPACE = 'https://ws-1.cn-beijing.maas.aliyuncs.com/compatible-mode/v1';

export { responsesBody, weather };

/** Sends a request to /responses. */
export function sendResponses(body: unknown, emulator: Emulator = strictEmulator(), asked: Asked = {}) {
  return send(emulator, body, { path: '/responses', base: SHARED, ...asked });
}

/** Sends a request to /responses, and reads the JSON that comes back. */
export async function askResponses(
  body: unknown,
  emulator?: Emulator,
  asked?: Asked,
): Promise<{ status: number; json: Json }> {
  const response = await sendResponses(body, emulator, asked);
  return { status: response.status, json: await response.json() };
}

/** The events of a streamed answer. */
export async function streamResponses(body: Record<string, unknown>, emulator?: Emulator, asked?: Asked) {
  const response = await sendResponses({ ...body, stream: true }, emulator, asked);
  const text = await response.text();
  return { response, text, events: dataLines(text) };
}
