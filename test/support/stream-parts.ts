import { createQwen } from 'ai-sdk-qwen';
import * as five from 'ai-sdk-qwen/ai5';
import * as six from 'ai-sdk-qwen/ai6';
import * as seven from 'ai-sdk-qwen/ai7';
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { collect } from './collect.js';
import { Body } from './test-chat.js';

/** A stream part of any specification. */
export interface Part {
  type: string;
  [key: string]: unknown;
}

interface Model {
  doGenerate(options: object): Promise<{ warnings?: unknown[] }>;
  doStream(options: object): Promise<{ stream: ReadableStream<Part> }>;
}

type Settings = NonNullable<Parameters<typeof createQwen>[0]>;

interface Provider {
  (id: string): unknown;
  dashscope(id: string): unknown;
  completion(id: string): unknown;
  responses(id: string): unknown;
  application(id: string): unknown;
}

// What their models take and give only differs in types, as far as these tests read it.
const entries = {
  v1: createQwen,
  v2: five.createQwen,
  v3: six.createQwen,
  v4: seven.createQwen,
} as unknown as Record<Version, (settings: Settings) => Provider>;

export type Version = 'v1' | 'v2' | 'v3' | 'v4';
export type Way = 'compatible' | 'native' | 'completion' | 'responses' | 'application';

export const versions = fc.constantFrom<Version>('v1', 'v2', 'v3', 'v4');

/** A model of a specification, behind a `fetch`, that talks one of the protocols. */
export function modelOf(version: Version, way: Way, settings: Settings, id = 'qwen-plus'): Model {
  const qwen = entries[version]({ apiKey: 'sk-test', ...settings });
  const { dashscope: native, completion, responses, application } = qwen;
  return { compatible: qwen, native, completion, responses, application }[way](id) as Model;
}

/** A call that every specification reads. */
export const plainCall = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};

/** The parts of an answer that comes in these pieces; a rejection of the call is thrown. */
export async function partsOf(
  pieces: (string | Uint8Array)[],
  { version, way, raw = false, id }: { version: Version; way: Way; raw?: boolean; id?: string },
): Promise<Part[]> {
  const model = modelOf(version, way, { fetch: async () => new Response(new Body(pieces).stream) }, id);
  // Several answers, and a translation for the models that make nothing else.
  const several = { qwen: { n: 3, translationOptions: { sourceLang: 'auto', targetLang: 'English' } } };
  const options = { providerOptions: several, providerMetadata: several, includeRawChunks: raw };
  const { stream } = await model.doStream({ ...plainCall, ...options });
  return collect(stream as unknown as ReadableStream<Part>);
}

/** The deltas of a kind, joined: V1 names their text otherwise. */
export function textIn(parts: Part[], kind: 'text' | 'reasoning'): string {
  return parts
    .filter(({ type }) => type === `${kind}-delta` || type === kind)
    .map((part) => String(part.textDelta ?? part.delta))
    .join('');
}

/** The arguments of calls as they came in deltas, by the ids of the calls. */
export function inputsIn(parts: Part[]): Record<string, string> {
  const inputs: Record<string, string> = {};
  for (const part of parts) {
    if (part.type !== 'tool-call-delta' && part.type !== 'tool-input-delta') continue;
    const id = String(part.toolCallId ?? part.id);
    inputs[id] = (inputs[id] ?? '') + String(part.argsTextDelta ?? part.delta);
  }
  return inputs;
}

/** The reason of a finish: newer specifications keep the service's own word beside it. */
export function reasonOf({ finishReason }: Part): unknown {
  return (finishReason as { unified?: unknown }).unified ?? finishReason;
}

/** Checks what holds for every stream of parts: one finish, at its end; and blocks that are opened once and closed. */
export function checkShape(parts: Part[]): void {
  expect(parts.filter(({ type }) => type === 'finish')).toEqual([parts.at(-1)]);
  const open = new Set<string>();
  const seen = new Set<string>();
  for (const { type, id } of parts) {
    if (type === 'error') expect([...open]).toEqual([]);
    const [, kind, phase] = /^(text|reasoning|tool-input)-(start|delta|end)$/.exec(type) ?? [];
    // Deltas of V1 belong to no block.
    if (kind === undefined || id === undefined) continue;
    const block = `${kind} ${String(id)}`;
    if (phase === 'start') expect([block, seen.has(block)]).toEqual([block, false]);
    else expect([type, block, open.has(block)]).toEqual([type, block, true]);
    if (phase === 'start') open.add(block);
    if (phase === 'end') open.delete(block);
    seen.add(block);
  }
  expect([...open]).toEqual([]);
}
