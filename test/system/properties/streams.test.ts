import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TokenLogprob } from '../../../src/chat/answer/event.js';
import { eventsOf, run, type RunOptions } from '../../support/stream-cuts.js';
import { framing, toBytes, type Framing } from './framing.js';
import { anyNoise, createNoise, cut, places, runs } from '../../support/noise.js';
import { textOf, streamScripts, type StreamScript } from './stream-script.js';
import { counts, writeCompatible, writeNative, type Naming } from './writers.js';
import { spokenWav } from '../../support/spoken-wav.js';

const naming = fc.constantFrom<Naming>('both', 'index', 'id');

/** The content that a stream must give, whichever chunks it is written in. */
function expected({ steps, calls, reason, usage }: StreamScript, protocol: RunOptions['protocol']) {
  const speech = Buffer.concat(steps.map((step) => (step.kind === 'speech' ? step.bytes : Buffer.alloc(0))));
  // The writer of the native protocol counts them itself.
  const outputTokens = protocol === 'native' ? steps.filter(counts).length : usage.output;
  const seen = new Set<string>();
  const sources = steps.flatMap((step) => {
    if (protocol !== 'native' || step.kind !== 'source' || seen.has(step.url)) return [];
    seen.add(step.url);
    return [{ id: String(step.index), url: step.url }];
  });
  const logprobs = steps.flatMap((step) =>
    step.kind === 'text' && step.logprob !== undefined ? [[step.text, step.logprob]] : [],
  );
  const alternatives = new Map<number, string>();
  for (const step of protocol === 'native' ? [] : steps) {
    if (step.kind === 'alternative') alternatives.set(step.choice, (alternatives.get(step.choice) ?? '') + step.text);
  }
  return {
    calls,
    logprobs,
    alternatives: [...alternatives.values()],
    deltas: Object.fromEntries(calls.map((call) => [call.id, call.arguments])),
    speech: speech.length < 2 ? '' : spokenWav(speech),
    sources,
    reason: { stop: 'stop', length: 'length', content_filter: 'content-filter', tool_calls: 'tool-calls' }[reason],
    usage: [usage.input, outputTokens, usage.reasoning, usage.cached],
  };
}

async function check(
  said: StreamScript,
  chunks: object[],
  options: RunOptions,
  how: { framing: Framing; noise: { seed: number; level: number }; places: number[] },
): Promise<void> {
  const bytes = toBytes(chunks, createNoise(how.noise), how.framing);
  const whole = await run([bytes], options);
  expect(await run(cut(bytes, how.places), options)).toEqual(whole);
  expect(
    await run(Array.from(bytes.slice(0, 400), (byte) => Uint8Array.of(byte)).concat(bytes.slice(400)), options),
  ).toEqual(whole);

  const events = eventsOf(whole);
  const joined = (type: string) => events.map((event) => (event.type === type ? (event.delta ?? '') : '')).join('');
  expect(joined('text')).toBe(textOf(said, 'text'));
  expect(joined('reasoning')).toBe(textOf(said, 'reasoning'));
  const deltas: Record<string, string> = {};
  for (const event of events) {
    if (event.type === 'tool-delta') deltas[event.id!] = (deltas[event.id!] ?? '') + event.delta;
  }
  const finish = events.at(-1)!;
  const { inputTokens, outputTokens, reasoningTokens, cachedInputTokens } = finish.usage as Record<string, number>;
  expect({
    calls: events.filter(({ type }) => type === 'tool-call').map(({ type: _type, ...call }) => call),
    logprobs: ((finish.logprobs ?? []) as TokenLogprob[]).map(({ token, logprob }) => [token, logprob]),
    alternatives: (finish.metadata as { alternatives?: string[] }).alternatives ?? [],
    deltas,
    speech: String(events.find(({ type }) => type === 'file')?.base64 ?? ''),
    sources: events.filter(({ type }) => type === 'source').map(({ id, url }) => ({ id, url })),
    reason: finish.reason,
    usage: [inputTokens, outputTokens, reasoningTokens, cachedInputTokens],
  }).toEqual(expected(said, options.protocol));
  expect(events.filter(({ type }) => type === 'error')).toEqual([]);
}

const how = { framing, noise: anyNoise, places };

/** True if each call is whole before the next one begins: the newest tokens are then those of the last call. */
function isSequential({ steps }: StreamScript): boolean {
  const order = steps.flatMap((step) => (step.kind === 'arguments' ? [step.call] : []));
  return order.every((call, place) => place === 0 || call >= order[place - 1]!);
}

describe('any answer, written in any chunks, lines and cuts', () => {
  test('any answer, written in any chunks, lines and cuts is read back exactly from the compatible protocol', async () => {
    await fc.assert(
      fc.asyncProperty(streamScripts, naming, fc.record(how), (said, name, way) =>
        check(said, writeCompatible(said, createNoise(way.noise), name), { protocol: 'compatible', answers: 3 }, way),
      ),
      runs(300),
    );
  });

  test('any answer, written in any chunks, lines and cuts is read back exactly from packets of the native protocol that bring what is new', async () => {
    await fc.assert(
      fc.asyncProperty(streamScripts, naming, fc.record(how), (said, name, way) =>
        check(said, writeNative(said, createNoise(way.noise), name, false), { protocol: 'native' }, way),
      ),
      runs(300),
    );
  });

  test('any answer, written in any chunks, lines and cuts is read back exactly from packets of the native protocol that repeat what came before', async () => {
    await fc.assert(
      fc.asyncProperty(streamScripts.filter(isSequential), fc.record(how), (said, way) =>
        check(
          said,
          writeNative(said, createNoise(way.noise), 'both', true),
          { protocol: 'native', chunkMode: 'unknown' },
          way,
        ),
      ),
      runs(300),
    );
  });
});
