import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { strictEmulator } from '../../support/strict-emulator.js';

// One clock for the queue and the service: without HTTP, which would not heed it.
let inFlight = 0;
let most = 0;
let begun: number[] = [];
let emulator: Emulator;

function serve(options: EmulatorOptions = {}): void {
  emulator = strictEmulator(options);
}

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers();
  vi.stubEnv('DASHSCOPE_API_KEY', 'sk-recipes');
  [inFlight, most, begun] = [0, 0, []];
  serve();
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    begun.push(Date.now());
    most = Math.max(most, (inFlight += 1));
    try {
      return await emulator.fetch(url, init);
    } finally {
      inFlight -= 1;
    }
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const recipe = () => import('../../../examples/recipes/rate-limit.js');
const questions = (count: number) => Array.from({ length: count }, (_, index) => `Question ${index}`);

/** Lets the clock run until a promise is settled. */
async function settle<Result>(promise: Promise<Result>): Promise<Result> {
  const state = { settled: false };
  const end = () => void (state.settled = true);
  void promise.then(end, end);
  while (!state.settled) await vi.advanceTimersByTimeAsync(100);
  return promise;
}

const valueOf = (result: PromiseSettledResult<string>) => (result.status === 'fulfilled' ? result.value : undefined);

test('the rate limit recipe never has more calls in flight than allowed, and answers in the order of the questions', async () => {
  // The later a question, the sooner its answer.
  serve({
    answer: async ({ text, index }) => {
      await new Promise((resolve) => setTimeout(resolve, 500 - index * 10));
      return { text: `Answer to ${text}` };
    },
  });
  const { answerAll } = await recipe();
  const results = await settle(answerAll(questions(40)));
  expect(results.map(valueOf)).toEqual(questions(40).map((question) => `Answer to ${question}`));
  expect(most).toBe(8);
});

test('the rate limit recipe begins no more calls in any minute than allowed', async () => {
  const { answerAll } = await recipe();
  const results = await settle(answerAll(questions(700)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(700);
  for (const [index, start] of begun.entries()) {
    const inItsMinute = begun.slice(index).filter((other) => other < start + 60_000);
    expect(inItsMinute.length).toBeLessThanOrEqual(600);
  }
});

test('the rate limit recipe holds every call back for as long as a response asks', async () => {
  emulator.answerNext({
    raw: {
      status: 429,
      headers: { 'retry-after': '20' },
      body: '{"error":{"code":"limit_requests","message":"Slow"}}',
    },
  });
  const { answerAll } = await recipe();
  const start = Date.now();
  const results = await settle(answerAll(questions(20)));
  expect(results.every(({ status }) => status === 'fulfilled')).toBe(true);
  // Eight had begun when the first one was refused.
  expect(begun.filter((time) => time < start + 20_000).length).toBeLessThanOrEqual(8);
  expect(begun).toHaveLength(21);
});

test('the rate limit recipe waits longer each time without a named wait, and reports every refusal', async () => {
  emulator.failNext('rate-limit', { times: 5 });
  const { answerAll } = await recipe();
  const start = Date.now();
  const [result] = await settle(answerAll(['Why?']));
  expect(begun.map((time) => time - start)).toEqual([0, 1000, 3000, 7000, 15_000]);
  expect(result).toMatchObject({ status: 'rejected', reason: { statusCode: 429 } });
});

test('the rate limit recipe reports a permanent failure in the place of its question, at once', async () => {
  serve({ answer: ({ text }) => (text === 'Question 1' ? { failure: 'input-inspection' } : { text }) });
  const { answerAll } = await recipe();
  const results = await settle(answerAll(questions(3)));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(begun).toHaveLength(3);
});

test('the rate limit recipe asks the service to queue a burst', async () => {
  const { answerAll } = await recipe();
  await settle(answerAll(['Why?']));
  expect(emulator.calls[0]!.headers).toMatchObject({ 'x-dashscope-wait-timeout': '10' });
});
