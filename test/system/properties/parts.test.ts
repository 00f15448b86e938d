import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { framing, toBytes } from './framing.js';
import { checkShape, inputsIn, partsOf, reasonOf, textIn, versions } from '../../support/stream-parts.js';
import { anyNoise, createNoise, cut, places, runs } from '../../support/noise.js';
import { textOf, streamScripts, type StreamScript } from './stream-script.js';
import { writeCompatible, writeNative, type Naming } from './writers.js';

const writers = {
  compatible: (said: StreamScript, noise: ReturnType<typeof createNoise>, naming: Naming) =>
    writeCompatible(said, noise, naming),
  'native, with what is new': (said: StreamScript, noise: ReturnType<typeof createNoise>, naming: Naming) =>
    writeNative(said, noise, naming, false),
  'native, with all that came before': (said: StreamScript, noise: ReturnType<typeof createNoise>) =>
    writeNative(said, noise, 'both', true),
};

const naming = fc.constantFrom<Naming>('both', 'index', 'id');
const how = fc.record({ framing, noise: anyNoise, places, naming });

test.each(Object.keys(writers) as (keyof typeof writers)[])(
  'an answer gives the same parts in every specification as it does whole, cut anywhere: %s',
  async (name) => {
    await fc.assert(
      fc.asyncProperty(streamScripts, how, versions, async (said, way, version) => {
        const bytes = toBytes(
          writers[name](said, createNoise(way.noise), way.naming),
          createNoise(way.noise),
          way.framing,
        );
        // Only models that are known to repeat the text so far are looked at for it.
        const id = name === 'native, with all that came before' ? 'qwen-mt-plus' : 'qwen-plus';
        const options = { version, id, way: name === 'compatible' ? 'compatible' : 'native' } as const;
        const parts = await partsOf([bytes], options);
        expect(await partsOf(cut(bytes, way.places), options)).toEqual(parts);
        checkShape(parts);
        expect(textIn(parts, 'text')).toBe(textOf(said, 'text'));
        expect(textIn(parts, 'reasoning')).toBe(textOf(said, 'reasoning'));
        const inputs = Object.fromEntries(said.calls.map((call) => [call.id, call.arguments]));
        expect(inputsIn(parts)).toEqual(inputs);
        const calls = parts.filter(({ type }) => type === 'tool-call');
        expect(Object.fromEntries(calls.map((call) => [call.toolCallId, call.args ?? call.input]))).toEqual(inputs);
        expect(reasonOf(parts.at(-1)!)).toMatch(/^(stop|length|tool-calls|content-filter)$/);
      }),
      runs(100),
    );
  },
);
