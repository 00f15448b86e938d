import { AISDKError } from '@ai-sdk/provider';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { beforeAll, expect, test } from 'vitest';
import { canary, expectNoSecret } from '../../support/canary.js';
import { createRandom, type Random } from '../../support/media-fault-runs.js';
import { newerCalls } from '../../support/newer-calls.js';
import { runs } from '../../support/noise.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { changeBody } from './changed-json.js';

globalThis.AI_SDK_LOG_WARNINGS = false;
guardAgainstTheUncaught();

beforeAll(() => {
  // A stack for each of some thousand errors would take most of the time.
  Error.stackTraceLimit = 2;
  return () => {
    Error.stackTraceLimit = 10;
  };
});

/** `fetch` of an emulator that changes one place of its answer to one of the first requests. */
function changing(random: Random): typeof globalThis.fetch {
  const emulator = createEmulator({ taskDelay: { polls: 0 } });
  const target = Math.floor(random() * 4);
  let count = 0;
  return async (url, init) => {
    const response = await emulator.fetch(url as string, init);
    const type = response.headers.get('content-type') ?? '';
    if (count++ !== target || /image|audio|video/.test(type)) return response;
    const headers = new Headers(response.headers);
    headers.delete('content-length');
    return new Response(changeBody(random, await response.text(), canary), { status: response.status, headers });
  };
}

/** The endless numbers and invalid dates of a result, by their places. */
function impossible(value: unknown, place = 'result'): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${place} is ${value}`];
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? [`${place} is an invalid date`] : [];
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Error) return [];
  return Object.entries(value).flatMap(([name, one]) => impossible(one, `${place}.${name}`));
}

/** Makes a call. Expects a result or a readable error, without the key in either. */
async function checkEnding(ask: () => PromiseLike<unknown>, run: string): Promise<void> {
  let result: unknown;
  try {
    result = await ask();
  } catch (error) {
    expect(AISDKError.isInstance(error), `${run}: ${String((error as Error).stack)}`).toBe(true);
    expect((expectNoSecret(error) as Error).message, run).toMatch(/\w/);
    return;
  }
  expect(impossible(expectNoSecret(result)), run).toEqual([]);
}

const secret = JSON.stringify(`https://example.com/${canary}`);

// Found by the runs below, some of them by one in two thousand.
test.each<[kind: string, field: RegExp, value: string]>([
  ['transcription as a task', /(?<="task_id":)"[^"]*"/g, '"\\ud800"'],
  ['streamed responses', /(?<="item_id":)"[^"]*"/g, secret],
  ['responses', /(?<="id":)"msg_[^"]*"/g, secret],
  ['transcription', /(?<="language":)"[^"]*"/g, secret],
  ['speech of CosyVoice', /(?<="url":)"[^"]*"/g, secret],
  ['application', /(?<="models":)\[.*?\]/g, '[{"input_tokens":1e308},{"input_tokens":1e308}]'],
])('an answer with one field changed ends the call as well: %s', async (kind, field, value) => {
  const { fetch } = createEmulator({ taskDelay: { polls: 0 } });
  let changes = 0;
  const changed: typeof globalThis.fetch = async (url, init) => {
    const response = await fetch(url as string, init);
    if (!/json|event-stream/.test(response.headers.get('content-type') ?? '')) return response;
    const body = (await response.text()).replace(field, () => {
      changes += 1;
      return value;
    });
    return new Response(body, { headers: { 'content-type': response.headers.get('content-type')! } });
  };
  await checkEnding(() => newerCalls[kind]!({ apiKey: canary, fetch: changed }, {}), kind);
  expect(changes).toBeGreaterThan(0);
});

const numRuns = runs(30).numRuns!;

test.each(Object.entries(newerCalls))(
  'an answer that was changed anywhere ends the call in a result or a readable error, without the key: %s',
  async (kind, ask) => {
    for (let run = 0; run < numRuns; run += 1) {
      const settings = { apiKey: canary, fetch: changing(createRandom(run * 104_729 + kind.length)) };
      await checkEnding(() => ask(settings, {}), `run ${run}`);
    }
  },
  120_000,
);
