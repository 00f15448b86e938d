import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import type { Said, Wire } from './reference.js';

/*
 * Random answers, and the chunks that a server writes them in: its ways of numbering and naming calls, of repeating
 * itself, of saying nothing.
 */

/** Ways in which servers tell the calls of an answer apart. */
const callStyles = ['index and id', 'index', 'id', 'order', 'new ids', 'one index', 'late ids', 'bare'] as const;
type CallStyle = (typeof callStyles)[number];

interface Style {
  wire: Wire;
  calls: CallStyle;
  /** Names and ids in every fragment, where the style has them. */
  everywhere: boolean;
  /** True if the pieces of several calls mix. */
  parallel: boolean;
  firstIndex: number;
  parts: boolean;
  thoughtsField: 'reasoning_content' | 'reasoning';
  /** Keys that reach prototypes, in every chunk. */
  reserved: boolean;
  openers: number;
  repeatedEnds: number;
  replay: boolean;
  /** True if later fragments stand under the index of a call that is over. */
  strays: boolean;
  outerReason: boolean;
  usageIn: 'every chunk' | 'the last chunk' | 'a separate chunk' | 'none';
}

type Move =
  | { kind: 'text' | 'thoughts'; text: string }
  | { kind: 'alternative'; index: number; text: string }
  | { kind: 'call'; call: number; text: unknown; first: boolean; last: boolean }
  | { kind: 'silence' }
  | { kind: 'annotations' };

interface Call {
  name: string;
  arguments: string;
  pieces: unknown[];
}

/** A stream as its server meant it. */
export interface Script {
  style: Style;
  moves: Move[];
  calls: Call[];
  answers: number;
  reason: string;
  usage: number[];
  /** The end of an answer that fails. */
  fault?: Fault;
}

/** An error after half an answer. */
export interface Fault {
  place: 'frame' | 'chunk' | 'error_finish';
  status: number;
  message: string;
}

const word = fc.oneof(
  fc.constantFrom(
    'ha',
    'haha',
    '=',
    '='.repeat(20),
    '1',
    '10',
    '你好',
    '🙂',
    '\n',
    ' ',
    '"',
    '\\',
    '</think>',
    '```json\n',
  ),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
  fc.constantFrom('{"error":{"message":"no"}}', 'data: x\n\n', 'null', '\u2028', '__proto__', 'constructor'),
);

const argument = fc.dictionary(
  fc.constantFrom('city', 'x {', 'q"', '__proto__x', 'constructor', '检索'),
  fc.oneof(
    fc.constantFrom<unknown>(null, true, -1.5, '', 'Rome', '} "{ \\', { child: {} }, [], [{ a: [1, { b: '2' }] }]),
    fc.jsonValue({ maxDepth: 2 }),
  ),
  { maxKeys: 3 },
);

const call: fc.Arbitrary<Call> = fc
  .record({
    name: fc.constantFrom('weather', 'weather', 'f', 'get_time-2', '检索'),
    value: argument,
    space: fc.constantFrom(undefined, 1),
    cuts: fc.array(fc.nat(60), { maxLength: 6 }),
    tail: fc.constantFrom<unknown[]>([], [''], [null], [undefined, '']),
    empty: fc.constantFrom<unknown[]>([''], [null], [undefined], ['{}'], ['null'], ['{', '}']),
  })
  .map(({ name, value, space, cuts, tail, empty }) => {
    if (Object.keys(value).length === 0) return { name, arguments: '{}', pieces: empty };
    const whole = JSON.stringify(value, undefined, space);
    const ends = [...new Set(cuts.map((cut) => 1 + (cut % whole.length))), whole.length].sort((a, b) => a - b);
    const pieces = ends.map((end, place) => whole.slice(place === 0 ? 0 : ends[place - 1], end));
    return { name, arguments: whole, pieces: [...pieces.filter((piece) => piece !== ''), ...tail] };
  });

const style: fc.Arbitrary<Style> = fc.record({
  wire: fc.constantFrom<Wire>('compatible', 'compatible', 'native', 'native', 'repeating'),
  calls: fc.constantFrom(...callStyles),
  everywhere: fc.boolean(),
  parallel: fc.boolean(),
  firstIndex: fc.constantFrom(0, 0, 1, 7),
  parts: fc.boolean(),
  thoughtsField: fc.constantFrom('reasoning_content', 'reasoning'),
  reserved: fc.boolean(),
  openers: fc.nat(2),
  repeatedEnds: fc.nat(2),
  replay: fc.boolean(),
  strays: fc.boolean(),
  outerReason: fc.boolean(),
  usageIn: fc.constantFrom('every chunk', 'the last chunk', 'a separate chunk', 'none'),
});

const saying: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('text' as const), text: word }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('thoughts' as const), text: word }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('silence' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('annotations' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('alternative' as const),
      index: fc.integer({ min: 1, max: 2 }),
      text: word,
    }),
  },
);

export const script: fc.Arbitrary<Script> = fc
  .record({
    style,
    sayings: fc.array(saying, { maxLength: 10 }),
    calls: fc.array(call, { maxLength: 3 }),
    order: fc.array(fc.nat(100), { minLength: 8, maxLength: 24 }),
    answers: fc.constantFrom(1, 1, 3),
    reason: fc.constantFrom('stop', 'length', 'content_filter', 'error'),
    usage: fc.array(fc.nat(100_000), { minLength: 5, maxLength: 5 }),
    fault: fc.option(
      fc.record({
        place: fc.constantFrom<Fault['place']>('frame', 'chunk', 'error_finish'),
        status: fc.constantFrom(400, 403, 429, 500, 503),
        message: fc.constantFrom('Output data may contain inappropriate content.', 'Quota exceeded.', '出错了'),
      }),
      { nil: undefined, freq: 6 },
    ),
  })
  .map(({ style: how, sayings, calls: made, order, answers, reason, usage, fault }) => {
    const calls = how.wire === 'repeating' ? [] : made.map((one) => fitting(one, how));
    const kinds = how.wire === 'repeating' ? ['text', 'silence'] : [];
    const said = sayings.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
    const queues = calls.map(({ pieces }, number) =>
      pieces.map((text, place): Move => ({
        kind: 'call',
        call: number,
        text,
        first: place === 0,
        last: place === pieces.length - 1,
      })),
    );
    const mixes = how.parallel && ['index and id', 'index', 'id', 'new ids', 'late ids'].includes(how.calls);
    const moves = merge(mixes ? [said, ...queues] : [said, queues.flat()], order);
    const begun = [...new Set(moves.flatMap((move) => (move.kind === 'call' ? [move.call] : [])))];
    return {
      style: how,
      // Calls are numbered as they begin.
      moves: moves.map((move) => (move.kind === 'call' ? { ...move, call: begun.indexOf(move.call) } : move)),
      calls: begun.map((number) => calls[number]!),
      answers: how.wire === 'compatible' ? answers : 1,
      reason: calls.length > 0 && reason === 'stop' ? 'tool_calls' : reason,
      usage,
      fault,
    };
  });

/** A call whose fragments are distinct from others in a style. */
function fitting({ name, arguments: json, pieces }: Call, { calls: way, everywhere }: Style): Call {
  // Without ids and indexes, a name without arguments could be a beginning or a repetition.
  if (['order', 'bare'].includes(way) && pieces.every((piece) => piece !== '{' && piece !== json)) {
    return { name: way === 'bare' ? 'f' : name, arguments: json, pieces: [json] };
  }
  // An empty tail with a name and a new id could be the next call.
  const bare = way === 'new ids' && everywhere && json !== '{}';
  return {
    name: way === 'bare' ? 'f' : name,
    arguments: json,
    pieces: bare ? pieces.filter((piece) => typeof piece === 'string' && piece !== '') : pieces,
  };
}

/** One list of several, each of which keeps its order. */
function merge(lists: Move[][], order: number[]): Move[] {
  const left = lists.filter((list) => list.length > 0).map((list) => [...list]);
  const merged: Move[] = [];
  for (let turn = 0; left.length > 0; turn += 1) {
    const chosen = order[turn % order.length]! % left.length;
    merged.push(left[chosen]!.shift()!);
    if (left[chosen]!.length === 0) left.splice(chosen, 1);
  }
  return merged;
}

/** The content of a script, known without any decoding. Calls of servers that give no ids have none. */
export function truthOf({ style: how, moves, calls, answers, reason, usage, fault }: Script): Said {
  const joined = (kind: string, index?: number) =>
    moves
      .map((move) =>
        move.kind === kind && 'text' in move && (!('index' in move) || move.index === index) ? move.text : '',
      )
      .join('');
  const others = moves.flatMap((move) => (move.kind === 'alternative' ? [move.index] : []));
  const merges = answers === 1 && how.wire !== 'repeating';
  const text = merges
    ? moves.map((move) => (move.kind === 'text' || move.kind === 'alternative' ? move.text : '')).join('')
    : joined('text');
  const hasIds = ['index and id', 'id', 'one index'].includes(how.calls);
  return {
    text,
    thoughts: joined('thoughts'),
    calls: distinct(calls, how).map(({ name, arguments: json }, number) => ({
      id: hasIds ? `call_${number}` : undefined,
      name,
      arguments: json,
    })),
    alternatives: merges ? [] : [...new Set(others)].map((index) => joined('alternative', index)),
    annotations: moves.some(({ kind }) => kind === 'annotations')
      ? [{ type: 'audio_info', language: 'en' }]
      : undefined,
    reason: fault === undefined ? reason : 'error',
    error: fault && { message: fault.message, status: fault.place === 'error_finish' ? undefined : fault.status },
    usage: how.usageIn === 'none' ? [] : usage,
    id: 'chatcmpl-1',
    model: how.wire === 'native' ? undefined : 'qwen-plus',
  };
}

/** A server that gives a call neither name nor id may as well send the one before once more. */
function distinct(calls: Call[], { calls: way }: Style): Call[] {
  if (way !== 'bare') return calls;
  return calls.filter(
    ({ arguments: json }, place) => calls.findIndex((one) => sameJSON(one.arguments, json)) === place,
  );
}

/** True if two texts have the same values, in whatever order and spacing. */
export function sameJSON(one: string, other: string): boolean {
  return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
}

export type { Call, CallStyle, Move, Style };
