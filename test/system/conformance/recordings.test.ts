// The conformance scenarios, recorded through an emulator that passes the calls on to another one, and replayed from the
// recording, without a service.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator, loadRecording, recordInto, type AskedCall, type Emulator } from 'ai-sdk-qwen/emulator';
import { afterAll, describe, expect, test } from 'vitest';
import { scenarios } from './scenarios.js';
import type { Calls } from '../../support/majors/major.js';
import { pngHead } from '../../support/png.js';
import { failureOf } from '../../support/recorder.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import { allTargets, type Target } from '../../support/targets.js';

const root = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const key = 'sk-0f1e2d3c4b5a69788796a5b4c3d2e1f0';
type Answer = NonNullable<NonNullable<Parameters<typeof createEmulator>[0]>['answer']>;

/** A part of the recording: what the service does, and what the application asks. */
interface Part {
  name: string;
  answer?: Answer;
  prepare?: (service: Emulator) => void;
  run: (calls: Calls) => Promise<unknown>;
  /** An application has none of it: tools, objects, pictures and vectors. */
  isBeyondApplications?: boolean;
}

const ada = ['{"name":', '"Ada",', '"age":36}'];
const vision = { modelId: 'qwen-vl-max', prompt: 'What is this?', pictures: [pngHead(64, 48)] };
const hello = { prompt: 'Hello' };

const parts: Part[] = [
  ...scenarios.flatMap(({ name, ask, answer }) => [
    { name, answer, run: ({ whole }: Calls) => whole(ask), isBeyondApplications: ask.tools !== undefined },
    {
      name: `${name}, streamed`,
      answer,
      run: ({ stream }: Calls) => stream(ask),
      isBeyondApplications: ask.tools !== undefined,
    },
  ]),
  ...['qwen-plus', 'qwen-turbo'].map((modelId) => ({
    name: `objects of ${modelId}`,
    isBeyondApplications: true,
    answer: () => ({ deltas: ada }),
    run: async ({ object, outputObject, streamObject }: Calls) => {
      const ask = { modelId, prompt: 'Who wrote the first program?' };
      return [await object(ask), await outputObject(ask), await streamObject(ask)];
    },
  })),
  {
    name: 'pictures',
    isBeyondApplications: true,
    run: async ({ whole, stream }) => [await whole(vision), await stream(vision)],
  },
  {
    name: 'vectors',
    isBeyondApplications: true,
    answer: ({ text }: AskedCall) => ({ embeddings: text.split('\n').map((row) => [Number(row), 1 / 3]) }),
    run: async ({ embed, embedMany }) => {
      const values = Array.from({ length: 23 }, (_, index) => String(index));
      const many = await embedMany('text-embedding-v4', { dimensions: 64 }, values);
      return [many, await embed('text-embedding-v4', {}, '7')];
    },
  },
  {
    name: 'a refused prompt',
    prepare: (service) => service.failNext('input-inspection', { times: 2 }),
    run: async ({ whole, stream }) => [fieldsOf(await failureOf(whole(hello))), await stream(hello)],
  },
  {
    name: 'a stream that breaks',
    answer: () => ({ text: 'One two three', failAfter: { deltas: 1, form: 'cut' } }),
    run: ({ stream }) => stream({ prompt: 'Count.', maxRetries: 0 }),
  },
  {
    name: 'an unpaid bill',
    prepare: (service) => service.failNext('arrears'),
    run: async ({ whole }) => fieldsOf(await failureOf(whole({ prompt: 'Pay.' }))),
  },
];

const partsOf = ({ protocol }: Target) =>
  parts.filter(({ isBeyondApplications = false }) => protocol !== 'application' || !isBeyondApplications);

function fieldsOf(error: unknown): object {
  const { name, message, statusCode, isRetryable } = error as Error & { statusCode?: number; isRetryable?: boolean };
  return { name, message, statusCode, isRetryable };
}

/** The result of a part as text, without request ids: a recording does not keep them. */
async function run(part: Part, calls: Calls, url: string): Promise<string> {
  const result = await part.run(calls);
  const text = JSON.stringify(result, (_, value: unknown) => (value instanceof Error ? fieldsOf(value) : value));
  return text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'id').replaceAll(new URL(url).host, 'host');
}

async function runAll(target: Target, emulator: Emulator, before: (part: Part) => void = () => {}): Promise<string[]> {
  const { url } = await emulator.listen();
  const results: string[] = [];
  for (const part of partsOf(target)) {
    before(part);
    // A model that refused a schema is not asked for it again, so that each part has its own provider.
    const calls = target.major.connect({ apiKey: key, baseURL: `${url}/compatible-mode/v1` }, target.protocol);
    results.push(await run(part, calls, url));
  }
  await emulator.close();
  return results;
}

async function record(target: Target, folder: string): Promise<string[]> {
  let answer: Answer = () => undefined;
  const service = strictEmulator({ answer: (call) => answer(call) });
  const recorder = createEmulator({ forward: { to: (await service.listen()).url, record: await recordInto(folder) } });
  const results = await runAll(target, recorder, (part) => {
    answer = part.answer ?? (() => undefined);
    part.prepare?.(service);
  });
  await service.close();
  return results;
}

describe.each(allTargets)('$name', (target) => {
  test(
    'recorded scenarios have the same results again, byte for byte, without the service',
    { timeout: 240_000 },
    async () => {
      const folder = join(root, target.name.replaceAll(/\W+/g, '-'));
      const recorded = await record(target, folder);
      const files = readdirSync(folder);
      expect(files.length).toBeGreaterThanOrEqual(partsOf(target).length);
      for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toContain(key.slice(3, 20));

      const replay = createEmulator({ replay: await loadRecording(folder) });
      const replayed = await runAll(target, replay);
      for (const [index, { name }] of partsOf(target).entries())
        expect({ name, result: replayed[index] }).toEqual({ name, result: recorded[index] });
      expect(replay.calls.length).toBeGreaterThanOrEqual(partsOf(target).length);
      // Replays are not equal only because every call was refused.
      expect(replayed.join()).not.toContain('not in the recording');
    },
  );
});
