import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { experimental_generateVideo as generateVideo, generateImage } from 'ai6';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMediaService, failure, type Fault } from '../support/media-service.js';
import { expectNoSecret } from '../support/canary.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

/** Numbers from 0 to 1 that are the same in each run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const networkError = (code: string) =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

const faults: (() => Fault)[] = [
  () => 'lose',
  () => 'lose',
  () => networkError('ECONNREFUSED'),
  () => networkError('ECONNRESET'),
  () => failure(429, 'Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.'),
  () => failure(500, 'InternalError', 'Oh.'),
  () => failure(503, 'ModelUnavailable', 'Busy.'),
  () => new Response('<html>', { status: 502 }),
  () => new Response('{"output"', { status: 200 }),
  () => 'hang',
];

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test('500 calls with faults at every step create nothing twice, all settle, and no key reaches a result host', async () => {
  const random = createRandom(20_261_128);
  const outcomes = { made: 0, failed: 0, aborted: 0 };
  for (let run = 0; run < 500; run += 1) {
    const controller = new AbortController();
    const rate = random() * 0.6;
    let faultsLeft = 6;
    const service = createMediaService({
      statuses: ['PENDING', 'RUNNING', 'SUCCEEDED'].slice(random() < 0.5 ? 1 : 0),
      fault() {
        if (random() < 0.03) controller.abort();
        if (random() >= rate || (faultsLeft -= 1) < 0) return undefined;
        return faults[Math.floor(random() * faults.length)]!();
      },
    });
    const qwen = createQwen6({ apiKey: 'sk-test-0123456789', fetch: service.fetch, timeout: { headers: 20_000 } });
    const call = { prompt: 'A cat', abortSignal: controller.signal };
    const options = { ...(random() < 0.5 && { async: true }), deadline: 120_000 };
    const kind = random();
    const generated: Promise<unknown> =
      kind < 0.3
        ? generateVideo({
            ...call,
            model: qwen.video('wan2.7-t2v'),
            providerOptions: { qwen: { deadline: options.deadline } },
          })
        : generateImage({
            ...call,
            model: qwen.image(kind < 0.6 ? 'wan2.7-image' : 'wan2.2-t2i-flash'),
            n: 2,
            providerOptions: { qwen: options },
          });
    const settled = generated.then(
      () => (outcomes.made += 1),
      (error: Error & { taskId?: string; data?: { taskId?: string } }) => {
        expectNoSecret(error, 'sk-test-0123456789');
        outcomes[/Abort/.test(error.name) ? 'aborted' : 'failed'] += 1;
        // What was created can be found again: by its id, or by the way to look for it.
        if (service.created > 0) expect(String(error), `run ${run}`).toMatch(/task-1|tasks\.list|async: true|billed/);
      },
    );
    const state = { isSettled: false };
    void settled.finally(() => {
      state.isSettled = true;
    });
    // A few turns are for promises that no timer waits for.
    for (let turn = 0; turn < 2000 && !state.isSettled; turn += 1) {
      await vi.runAllTimersAsync();
      if (run === 0) await vi.dynamicImportSettled();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(state.isSettled, `run ${run}`).toBe(true);
    await settled;
    expect(service.created, `run ${run}`).toBeLessThanOrEqual(1);
    for (const { headers } of service.calls.filter(({ url }) => url.hostname.startsWith('results.'))) {
      expect(headers).not.toHaveProperty('authorization');
    }
  }
  // Each outcome is met many times, or the faults prove nothing.
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(20);
}, 30_000);
