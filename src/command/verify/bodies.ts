import { solidPng } from './png.js';

/** A chat request of one user message, in the OpenAI-compatible form; `more` is laid over it. */
export function chat(more: Record<string, unknown> = {}, text = 'Hello there'): Record<string, unknown> {
  return { model: 'qwen-plus', messages: [{ role: 'user', content: text }], ...more };
}

/** A function tool. */
export function tool(name: string, parameters: object = { type: 'object', properties: {} }, description = '') {
  return { type: 'function', function: { name, description, parameters } };
}

/** A white PNG of this size, as a data URL. */
export function png(width: number, height: number): string {
  return `data:image/png;base64,${solidPng(width, height).toString('base64')}`;
}

/** A part of a message with a picture. */
export function image(url: string, beside: object = {}) {
  return { type: 'image_url', image_url: { url }, ...beside };
}
