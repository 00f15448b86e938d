import { embedMany } from 'ai';
import { embedMany as embedMany5 } from 'ai5';
import { embedMany as embedMany6 } from 'ai6';
import { embedMany as embedMany7 } from 'ai7';
import { createQwen } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

beforeEach(() => {
  // The waits between two tries.
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function withoutWaits<Value>(promise: Promise<Value>): Promise<Value> {
  const state = { settled: false };
  const settle = () => void (state.settled = true);
  promise.then(settle, settle);
  while (!state.settled) {
    await vi.advanceTimersByTimeAsync(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return promise;
}

interface Request {
  input: string[];
}

/** A service that refuses some of the requests, which are counted from 0 as they come. */
function createService(refuses: (request: number) => Response | Error | undefined) {
  const answered: string[][] = [];
  let requests = 0;
  const fetch = (async (_url: string, { body }: { body: string }) => {
    const refusal = refuses(requests++);
    if (refusal instanceof Error) throw refusal;
    if (refusal !== undefined) return refusal;
    const { input } = JSON.parse(body) as Request;
    answered.push(input);
    const data = input.map((text, index) => ({ index, embedding: [Number(text), 1] }));
    return Response.json({ data, usage: { total_tokens: input.length } });
  }) as typeof globalThis.fetch;
  return { settings: { apiKey: 'sk-test', fetch }, answered, requests: () => requests };
}

const throttled = () =>
  Response.json({ error: { message: 'Requests rate limit exceeded', code: 'limit_requests' } }, { status: 429 });
const values = Array.from({ length: 1000 }, (_, index) => String(index));
const id = 'text-embedding-v4';

type Settings = ReturnType<typeof createService>['settings'];

const majors = {
  'ai 4': (settings: Settings) => embedMany({ model: createQwen(settings).textEmbeddingModel(id), values }),
  'ai 5': (settings: Settings) => embedMany5({ model: createQwen5(settings).textEmbeddingModel(id), values }),
  'ai 6': (settings: Settings) => embedMany6({ model: createQwen6(settings).textEmbeddingModel(id), values }),
  'ai 7': (settings: Settings) => embedMany7({ model: createQwen7(settings).embeddingModel(id), values }),
};

const times: [string, (request: number) => Response | Error | undefined, number][] = [
  ['one of eight is refused', (request) => (request % 8 === 3 && request < 80 ? throttled() : undefined), 10],
  ['the first is', (request) => (request === 0 ? throttled() : undefined), 1],
  ['one fails with a broken connection', (request) => (request === 4 ? new TypeError('fetch failed') : undefined), 1],
  ['one fails with 503', (request) => (request === 7 ? new Response('busy', { status: 503 }) : undefined), 1],
  ['none is', () => undefined, 0],
];

describe.each(Object.entries(majors))('embedMany of a thousand texts with %s', (_major, run) => {
  test.each(times)(
    'embedMany of a thousand texts sends a hundred requests that are paid once where %s',
    async (_what, refuses, refusals) => {
      const { settings, answered, requests } = createService(refuses);
      const { embeddings, usage } = await withoutWaits(run(settings));
      expect(embeddings).toEqual(values.map((text) => [Number(text), 1]));
      expect(answered).toHaveLength(100);
      expect(requests()).toBe(100 + refusals);
      expect(usage).toEqual({ tokens: 1000 });
    },
  );
});
