import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';
import { expect } from 'vitest';
import { canary, expectNoSecret } from './canary.js';
import { majors } from './majors/index.js';
import type { Ask, Calls, Streamed } from './majors/major.js';

/** Numbers from 0 to 1 that are the same in each run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Random = ReturnType<typeof createRandom>;

/** Faults of the service, of the network, and of what lies between. */
const faults = [
  'refused',
  'rate-limit',
  'internal-error',
  'failed',
  'frame',
  'echo',
  'empty',
  'malformed',
  'page',
  'cut',
  'reset',
  'stall',
  'abort',
  'small pieces',
] as const;
type Fault = (typeof faults)[number];

/** Faults after which no call is made. */
const certain = new Set<Fault | undefined>(faults.slice(0, faults.indexOf('cut')));

/** A fault for each of the next requests; undefined lets one pass. */
function planOf(random: Random): (Fault | undefined)[] {
  return Array.from({ length: 3 }, () => (random() < 0.5 ? faults[Math.floor(random() * faults.length)] : undefined));
}

/** A body in random pieces, which ends, breaks off or stalls after a part of it. */
function bodyOf(bytes: Uint8Array, end: 'end' | 'reset' | 'stall', random: Random): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(stream) {
      if (sent < bytes.length) {
        const next = sent + 1 + Math.floor(random() * 40);
        stream.enqueue(bytes.slice(sent, next));
        sent = next;
      } else if (end === 'end') stream.close();
      else if (end === 'reset') stream.error(new TypeError('terminated'));
    },
  });
}

/** `fetch` of an emulator, with the faults of a plan. */
function faulty(
  emulator: Emulator,
  plan: (Fault | undefined)[],
  random: Random,
  controller: AbortController,
): typeof globalThis.fetch {
  return async (input, init) => {
    const fault = plan.shift();
    if (fault === 'refused') throw new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') });
    if (fault === 'rate-limit' || fault === 'internal-error') emulator.failNext(fault, { form: 'json' });
    if (fault === 'failed') emulator.failNext('rate-limit', { form: 'line' });
    if (fault === 'frame') emulator.failNext('rate-limit', { form: 'frame' });
    const response = await emulator.fetch(input as string, init);
    if (fault === 'abort') controller.abort();
    if (fault === 'echo')
      return Response.json(
        { message: `Denied: ${String(new Headers(init?.headers).get('authorization'))}` },
        { status: 403 },
      );
    if (fault === 'empty') return new Response('');
    if (fault === 'malformed') return new Response('{"output":[{"type":');
    if (fault === 'page') return new Response('<html>Bad gateway</html>', { status: 502 });
    if (fault === undefined || !['cut', 'reset', 'stall', 'small pieces'].includes(fault)) return response;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const part = fault === 'small pieces' ? bytes : bytes.slice(0, Math.floor(random() * bytes.length));
    if (fault === 'stall') setTimeout(() => controller.abort(), 10);
    const end = fault === 'reset' || fault === 'stall' ? fault : 'end';
    return new Response(bodyOf(part, end, random), response);
  };
}

/** Numbers of calls by their outcome. */
export interface Outcomes {
  made: number;
  failed: number;
  aborted: number;
}

/** Rejects if a promise has not settled after a time that even a busy machine does not need. */
async function settled<Result>(promise: Promise<Result>, run: string): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${run} does not settle`)), 60_000);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

const createQwens = [qwen4.createQwen, qwen5.createQwen, qwen6.createQwen, qwen7.createQwen];

/** Makes calls of chats and of stored answers with faults at every step. Expects that each settles and shows no key. */
export async function runWithFaults(seed: number, runs: number): Promise<Outcomes> {
  const random = createRandom(seed);
  const outcomes: Outcomes = { made: 0, failed: 0, aborted: 0 };
  for (let number = 0; number < runs; number += 1) {
    const run = `seed ${seed}, run ${number}`;
    const emulator = createEmulator();
    const controller = new AbortController();
    const plan = planOf(random);
    const fails = certain.has(plan[0]);
    const fetch = faulty(emulator, plan, random, controller);
    const settings = { apiKey: canary, region: 'beijing' as const, fetch };
    const choice = Math.floor(random() * 5);
    const major = Math.floor(random() * 4);
    const call =
      choice === 4
        ? storedCalls(createQwens[major]!(settings), controller.signal)
        : chatCall(majors[major]!.connect(settings, choice % 2 === 0 ? 'responses' : 'application'), {
            streams: choice < 2,
            abortSignal: controller.signal,
          });
    const result = await settled(call, run).catch((error: Error) => checkError(error, run, controller.signal.aborted));
    if (fails) expect(result, run).not.toBe('made');
    outcomes[result] += 1;
  }
  return outcomes;
}

function checkError(error: Error, run: string, aborted: boolean): keyof Outcomes {
  // What a call or a limit of this file expects.
  if (error.name === 'AssertionError' || error.message.includes('does not settle')) throw error;
  expectNoSecret(error);
  expect(error.message, run).toMatch(/\w/);
  expect(error.message, run).not.toMatch(/undefined|\[object/);
  return aborted || error.name === 'AbortError' ? 'aborted' : 'failed';
}

const said = 'This is the ai-sdk-qwen emulator, not a model. ';

async function chatCall(
  calls: Calls,
  { streams, abortSignal }: { streams: boolean; abortSignal: AbortSignal },
): Promise<keyof Outcomes> {
  const ask: Ask = { prompt: 'Weather in Oslo?', options: { enableThinking: true }, maxRetries: 0, abortSignal };
  if (!streams) {
    const { steps } = await calls.whole(ask);
    expect(steps[0]!.text.startsWith(said)).toBe(true);
    return 'made';
  }
  const streamed: Streamed = expectNoSecret(await calls.stream(ask));
  const text = streamed.result?.steps[0]?.text ?? '';
  // Nothing is made up where a stream breaks.
  expect(`${said}You said: Weather in Oslo?`.startsWith(text) || text.startsWith(said)).toBe(true);
  if (streamed.aborted || abortSignal.aborted) return 'aborted';
  return streamed.errors.length > 0 ? 'failed' : 'made';
}

/** A conversation is made, read and deleted. */
async function storedCalls(
  { conversations }: Pick<qwen7.QwenProvider, 'conversations'>,
  abortSignal: AbortSignal,
): Promise<keyof Outcomes> {
  const messages = [{ role: 'user' as const, text: 'Hello' }];
  const { id } = await conversations.create({ messages, abortSignal });
  const { items } = await conversations.items(id, { abortSignal });
  expect(items.map(({ text }) => text)).toEqual(['Hello']);
  await conversations.delete(id, { abortSignal });
  return 'made';
}
