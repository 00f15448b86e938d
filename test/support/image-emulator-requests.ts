import { inflateSync } from 'node:zlib';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { type Json, send } from './emulator-requests.js';

export const SYNC = '/services/aigc/multimodal-generation/generation';
export const ASYNC = '/services/aigc/image-generation/generation';
export const TEXT2IMAGE = '/services/aigc/text2image/image-synthesis';
export const IMAGE2IMAGE = '/services/aigc/image2image/image-synthesis';
export const BACKGROUND = '/services/aigc/background-generation/generation/';
export const BASE = 'https://dashscope.aliyuncs.com/api/v1';
export const TASK = { 'X-DashScope-Async': 'enable' };

export interface Answer {
  status: number;
  json: Json;
}

/** Posts a body to a path; as a task unless the path answers at once. */
export async function post(emulator: Emulator, path: string, body: Json, headers: object = {}): Promise<Answer> {
  const asTask = path === SYNC ? {} : TASK;
  const response = await send(emulator, body, { base: BASE, path, headers: { ...asTask, ...headers } });
  return { status: response.status, json: await response.json() };
}

/** Asks for a task once. */
export async function poll(emulator: Emulator, id: string, base = BASE): Promise<Json> {
  const response = await send(emulator, undefined, { base, path: `/tasks/${id}`, method: 'GET' });
  return response.json();
}

/** Creates a task and asks for it until it is over. */
export async function finish(emulator: Emulator, path: string, body: Json, headers: object = {}): Promise<Json> {
  const { json } = await post(emulator, path, body, headers);
  for (;;) {
    const state = await poll(emulator, json.output.task_id);
    if (!['PENDING', 'RUNNING'].includes(state.output.task_status)) return state;
  }
}

/** A body with one message; `content` may be the prompt. */
export function draw(model: string, content: unknown = 'A cat', parameters?: object): Json {
  const parts = typeof content === 'string' ? [{ text: content }] : content;
  return { model, input: { messages: [{ role: 'user', content: parts }] }, ...(parameters && { parameters }) };
}

export interface Decoded {
  width: number;
  height: number;
  comment: string;
  /** Colour numbers, row by row. */
  pixels: Uint8Array;
}

/** Decodes a PNG of two bits a pixel and checks nothing else of it. */
export function decodePng(bytes: Uint8Array): Decoded {
  const view = Buffer.from(bytes);
  const chunks = new Map<string, Buffer>();
  for (let place = 8; place < view.length;) {
    const length = view.readUInt32BE(place);
    chunks.set(view.toString('latin1', place + 4, place + 8), view.subarray(place + 8, place + 8 + length));
    place += 12 + length;
  }
  const header = chunks.get('IHDR')!;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT')!);
  const stride = 1 + Math.ceil(width / 4);
  const pixels = new Uint8Array(width * height);
  for (let place = 0; place < pixels.length; place += 1) {
    const [x, y] = [place % width, Math.floor(place / width)];
    pixels[place] = (rows[y * stride + 1 + (x >> 2)]! >> (6 - 2 * (x % 4))) & 3;
  }
  return { width, height, comment: chunks.get('tEXt')!.toString('latin1'), pixels };
}
