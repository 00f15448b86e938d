import { createQwen } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { experimental_generateImage as generateImage4 } from 'ai';
import { experimental_generateImage as generateImage5 } from 'ai5';
import {
  experimental_generateVideo as generateVideo6,
  experimental_transcribe as transcribe6,
  generateImage as generateImage6,
} from 'ai6';
import { experimental_generateVideo as generateVideo7, generateImage as generateImage7 } from 'ai7';
import { expect, vi } from 'vitest';
import { expectNoSecret } from './canary.js';
import { strictEmulator } from './strict-emulator.js';

/** Numbers from 0 to 1 that are the same in each run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export type Random = ReturnType<typeof createRandom>;

/** Makes one call of a run. */
export type FaultyCall = (random: Random, fetch: typeof globalThis.fetch, abortSignal: AbortSignal) => Promise<unknown>;

const steps = ['creation', 'poll', 'download'] as const;
type Step = (typeof steps)[number];

const emulated = ['reset', 'lost', 'stall', 'rate-limit', 'internal-error', 'inference-error'] as const;
const ofTheWire = ['refused', 'empty', 'malformed', 'page', 'abort'] as const;
type FaultKind = (typeof emulated)[number] | (typeof ofTheWire)[number];

function times(count: number, kind: FaultKind): FaultKind[] {
  return Array.from({ length: count }, () => kind);
}

/** A fault for each of the next requests of a step; undefined lets one pass. */
type Plan = Record<Step, (FaultKind | undefined)[]>;

function planOf(random: Random): Plan {
  const kinds: FaultKind[] = [...emulated, ...ofTheWire];
  const rate = random() * 0.7;
  const faults = (of: readonly FaultKind[]) =>
    Array.from({ length: 4 }, () => (random() < rate ? of[Math.floor(random() * of.length)] : undefined));
  // Sure refusals are tried again, and so show that a second try creates nothing twice.
  const ofCreation = [...kinds, ...times(3, 'refused'), ...times(3, 'rate-limit')];
  return { creation: faults(ofCreation), poll: faults(kinds), download: faults(kinds) };
}

function stepOf(url: string): Step {
  if (url.includes('/results/')) return 'download';
  return url.includes('/tasks/') ? 'poll' : 'creation';
}

/** Things seen on the wire of a run. */
interface Wire {
  /** The task whose id has reached the client. */
  taskId: string | undefined;
  /** Requests that ask for a creation. */
  tries: number;
  /** Requests for results that hold a key. */
  keysAtResults: number;
}

function failNext(emulator: Emulator, kind: (typeof emulated)[number], at: Step): void {
  if (kind === 'reset' || kind === 'lost' || kind === 'stall') emulator.breakNext(kind, { at });
  else emulator.failNext(kind, { at });
}

function isEmulated(kind: FaultKind): kind is (typeof emulated)[number] {
  return (emulated as readonly string[]).includes(kind);
}

/** Files that were drawn: drawing each one anew would be half of the work. */
const drawn = new Map<string, Uint8Array<ArrayBuffer>>();

async function load(emulator: Emulator, url: string, init: RequestInit | undefined): Promise<Response> {
  // A transcript is of its task.
  if (url.includes('.json')) return emulator.fetch(url, init);
  const type = url.includes('.mp4') ? 'video/mp4' : 'image/png';
  const file = drawn.get(type) ?? new Uint8Array(await (await emulator.fetch(url, init)).arrayBuffer());
  drawn.set(type, file);
  return new Response(file, { headers: { 'content-type': type } });
}

/** `fetch` of an emulator, with the faults of a plan. */
function faulty(emulator: Emulator, plan: Plan, controller: AbortController, wire: Wire): typeof globalThis.fetch {
  return async (input, init) => {
    const step = stepOf(String(input));
    if (step === 'creation') wire.tries += 1;
    if (step === 'download' && new Headers(init?.headers).has('authorization')) wire.keysAtResults += 1;
    const kind = String(input).endsWith('/cancel') ? undefined : plan[step].shift();
    if (kind === 'refused') throw refusedConnection();
    if (step === 'download' && kind === undefined) return load(emulator, String(input), init);
    if (kind !== undefined && isEmulated(kind)) failNext(emulator, kind, step);
    const response = await emulator.fetch(input as string, init);
    if (kind === 'abort') controller.abort();
    // The request was carried out, and its answer says nothing of it.
    if (kind === 'empty') return new Response('', { status: 200 });
    if (kind === 'malformed') return new Response('{"output":{"task_', { status: 200 });
    if (kind === 'page') return new Response('<html>Bad gateway</html>', { status: 502 });
    if (step !== 'creation' || !response.ok) return response;
    const text = await response.text();
    wire.taskId ??= (JSON.parse(text) as { output?: { task_id?: string } }).output?.task_id;
    return new Response(text, response);
  };
}

function refusedConnection(): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });
}

/** The calls of a run: images of four majors, at once and as tasks, and videos of two. */
const callOf: FaultyCall = (random, fetch, abortSignal) => {
  const settings = { apiKey: 'sk-test-0123456789', fetch, timeout: { headers: 20_000, idle: 20_000 } };
  const choice = Math.floor(random() * 12);
  const call = { prompt: 'A cat', abortSignal };
  const options = { qwen: { deadline: 120_000 } };
  if (choice < 2) {
    const video = { ...call, duration: 2, providerOptions: { qwen: { ...options.qwen, resolution: '720P' } } };
    return choice === 0
      ? generateVideo6({ ...video, model: createQwen6(settings).video('wan2.7-t2v') })
      : generateVideo7({ ...video, model: createQwen7(settings).video('wan2.7-t2v') });
  }
  const models = [
    ['qwen-image-2.0', {}],
    ['wan2.7-image', { async: true }],
    ['wan2.2-t2i-flash', {}],
  ] as const;
  const [id, more] = models[choice % models.length]!;
  const size = id === 'wan2.7-image' ? '768x768' : '512x512';
  const image = { ...call, n: 2, size, providerOptions: { qwen: { ...options.qwen, ...more } } } as const;
  const major = Math.floor(random() * 4);
  if (major === 0) return generateImage4({ ...image, model: createQwen(settings).image(id) });
  if (major === 1) return generateImage5({ ...image, model: createQwen5(settings).image(id) });
  if (major === 2) return generateImage6({ ...image, model: createQwen6(settings).image(id) });
  return generateImage7({ ...image, model: createQwen7(settings).image(id) });
};

/** Numbers of calls by their outcome. */
export interface Outcomes {
  made: number;
  failed: number;
  aborted: number;
  /** Calls that were created by a second try, the first one being surely refused. */
  retried: number;
  /** Creations whose answer the client did not get. */
  lost: number;
}

interface Failure extends Error {
  taskId?: string;
  data?: { taskId?: string };
  /** The AI SDK's error of several tries. */
  lastError?: Failure;
}

/** The task, or the way to find it, is in the error of everything that was created. */
function checkError(error: Failure, created: number, { taskId }: Wire, outcomes: Outcomes, run: string): void {
  expectNoSecret(error, 'sk-test-0123456789');
  const last = error.lastError ?? error;
  outcomes[/Abort/.test(last.name) ? 'aborted' : 'failed'] += 1;
  if (taskId !== undefined) expect(last.taskId ?? last.data?.taskId, `${run}: ${String(last)}`).toBe(taskId);
  else if (created > 0) {
    outcomes.lost += 1;
    expect(String(last), run).toMatch(/tasks\.list|async: true|billed/);
  }
}

const realSecond = 1_000_000_000n;

/**
 * Lets the virtual clock run until a promise settles. False if it never does: not in many turns, nor in the seconds that
 * a busy machine may take for work in real time, such as hashing.
 */
export async function settles(promise: Promise<unknown>, loadsCode = false): Promise<boolean> {
  const state = { isSettled: false };
  const settle = () => {
    state.isSettled = true;
  };
  void promise.then(settle, settle);
  const giveUp = process.hrtime.bigint() + 20n * realSecond;
  for (let turn = 0; turn < 3000 || process.hrtime.bigint() < giveUp; turn += 1) {
    // Promises that no timer waits for, bodies and the pictures of the emulator among them, have their turns.
    await new Promise((resolve) => setImmediate(resolve));
    if (state.isSettled) return true;
    if (loadsCode) await vi.dynamicImportSettled();
    if (turn % 4 === 3) vi.advanceTimersToNextTimer();
  }
  return false;
}

/** The first call of each kind loads its code, in real time. */
async function loadCode(): Promise<void> {
  const qwen = createQwen6({ apiKey: 'sk-test', fetch: strictEmulator({ taskDelay: { polls: 0 } }).fetch });
  const image = generateImage6({ model: qwen.image('qwen-image-2.0'), prompt: 'A cat', size: '512x512' });
  const video = generateVideo6({ model: qwen.video('wan2.2-t2v-plus'), prompt: 'A cat', resolution: '832x480' });
  const audio = new Uint8Array();
  const model = qwen.transcription('fun-asr', { url: 'https://example.com/talk.mp3' });
  const transcript = transcribe6({ model, audio });
  expect(await settles(Promise.all([image, video, transcript]), true)).toBe(true);
}

/**
 * Makes calls with faults at every step, on a virtual clock: `vi.useFakeTimers` is the caller's. Expects that none is
 * created twice, that each one settles, and that no key reaches a host of results.
 */
export async function runWithFaults(seed: number, runs: number, ask = callOf): Promise<Outcomes> {
  await loadCode();
  const random = createRandom(seed);
  const outcomes: Outcomes = { made: 0, failed: 0, aborted: 0, retried: 0, lost: 0 };
  for (let number = 0; number < runs; number += 1) {
    const run = `seed ${seed}, run ${number}`;
    const milliseconds = Math.floor(random() * 20_000);
    const emulator = strictEmulator({ taskDelay: { milliseconds, pending: Math.floor(random() * milliseconds) } });
    const controller = new AbortController();
    const wire: Wire = { taskId: undefined, tries: 0, keysAtResults: 0 };
    const fetch = faulty(emulator, planOf(random), controller, wire);
    const created = () => emulator.creations.image + emulator.creations.video + emulator.creations.transcription;
    const call = ask(random, fetch, controller.signal).then(
      () => {
        outcomes.made += 1;
        if (wire.tries > 1) outcomes.retried += 1;
      },
      (error: Failure) => checkError(error, created(), wire, outcomes, run),
    );
    expect(await settles(call), `${run} settles`).toBe(true);
    await call;
    expect(created(), `${run}: creations`).toBeLessThanOrEqual(1);
    expect(wire.keysAtResults, run).toBe(0);
  }
  return outcomes;
}
