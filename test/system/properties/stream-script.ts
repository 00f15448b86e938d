import * as fc from 'fast-check';
import { cut, places } from '../../support/noise.js';

/** A model's stream, in the words of no protocol. */
export interface StreamScript {
  steps: Step[];
  calls: Call[];
  reason: string;
  usage: { input: number; output: number; reasoning?: number; cached?: number };
}

export type Step =
  | { kind: 'reasoning' | 'text'; text: string; logprob?: number }
  /** A piece of the arguments of the call of that number. */
  | { kind: 'arguments'; call: number; text: string }
  | { kind: 'speech'; bytes: Uint8Array }
  /** A page that a search found; only the native protocol tells of it. */
  | { kind: 'source'; index: number; url: string; title: string }
  /** A piece of another answer than the first, where several were asked for; only the compatible protocol mixes them. */
  | { kind: 'alternative'; choice: number; text: string }
  /** A chunk without news: no choices, or one that is empty. */
  | { kind: 'nothing' };

export interface Call {
  id: string;
  name: string;
  arguments: string;
}

/** Texts with whatever a line protocol could stumble on. */
const words = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\n\n',
      '\r',
      'data: [DONE]\n\n',
      '[DONE]',
      '```',
      '🙂',
      '\uD83D',
      '\u0000',
      '\uFEFF',
      ' ',
    ),
  },
);

/** Objects such as a model makes of a schema, as JSON text with or without white space. */
const args = fc
  .tuple(
    fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }), { maxKeys: 4 }),
    fc.constantFrom(undefined, 1),
  )
  .map(([value, space]) => JSON.stringify(value, undefined, space));

/** The pieces that some arguments come in; each call has at least one, if an empty one. */
const call = fc.record({ arguments: args, places, name: fc.constantFrom('weather', 'f', 'get_time-2', '検索') });

// JSON has no negative zero.
const logprob = fc.double({ max: -Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true });

const saidText = fc.record(
  { kind: fc.constant('text' as const), text: words, logprob },
  { requiredKeys: ['kind', 'text'] },
);

const step = fc.oneof(
  { weight: 4, arbitrary: saidText },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reasoning' as const), text: words }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('nothing' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('speech' as const),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('source' as const),
      index: fc.integer({ min: 1, max: 9 }),
      url: fc.webUrl(),
      title: words,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('alternative' as const),
      choice: fc.integer({ min: 1, max: 2 }),
      text: words,
    }),
  },
);

const count = fc.integer({ min: 0, max: 1_000_000 });

/**
 * Anything that a model may say: steps in any order, with the pieces of tool calls among them. The pieces of one call
 * stay in their order; those of several calls mix where `parallel` says so.
 */
export const streamScripts: fc.Arbitrary<StreamScript> = fc
  .record({
    steps: fc.array(step, { maxLength: 12 }),
    calls: fc.array(call, { maxLength: 3 }),
    parallel: fc.boolean(),
    order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    reason: fc.constantFrom('stop', 'length', 'content_filter'),
    usage: fc.record(
      { input: count, output: count, reasoning: count, cached: count },
      { requiredKeys: ['input', 'output'] },
    ),
  })
  .map(({ steps, calls, parallel, order, reason, usage }) => {
    const queues = calls.map((made, index) =>
      cut(made.arguments, made.places).map((text): Step => ({ kind: 'arguments', call: index, text })),
    );
    const merged = merge(parallel ? [steps, ...queues] : [steps, queues.flat()], order);
    // Calls are numbered by when they begin.
    const begun = [...new Set(merged.flatMap((one) => (one.kind === 'arguments' ? [one.call] : [])))];
    return {
      steps: merged.map((one) => (one.kind === 'arguments' ? { ...one, call: begun.indexOf(one.call) } : one)),
      calls: begun.map((index, number) => {
        const { name, arguments: text } = calls[index]!;
        return { id: `call_${number}`, name, arguments: text };
      }),
      reason: calls.length > 0 && reason === 'stop' ? 'tool_calls' : reason,
      usage,
    };
  });

/** One list of several, each of which keeps its order. */
function merge(lists: Step[][], order: number[]): Step[] {
  const left = lists.filter((list) => list.length > 0).map((list) => [...list]);
  const merged: Step[] = [];
  for (let turn = 0; left.length > 0; turn += 1) {
    const chosen = (order[turn % order.length] ?? 0) % left.length;
    merged.push(left[chosen]!.shift()!);
    if (left[chosen]!.length === 0) left.splice(chosen, 1);
  }
  return merged;
}

/** The texts of one kind, joined. */
export function textOf({ steps }: StreamScript, kind: 'text' | 'reasoning'): string {
  return steps.map((one) => (one.kind === kind ? one.text : '')).join('');
}
