import { InvalidResponseDataError } from '@ai-sdk/provider';
import { array, assert, constantFrom, nat, property, record } from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ChunkMode } from '../../../src/chat/answer/chunk-mode.js';
import type { ToolCallEvent, ToolDeltaEvent } from '../../../src/chat/answer/event.js';
import { addFragment, createToolCalls, finishToolCalls } from '../../../src/chat/answer/tool-calls.js';
import type { ToolFragment } from '../../../src/chat/answer/tool-call.js';

/** The calls that the fragments of one answer make. Made-up ids are made-1, made-2 and so on. */
function collect(fragments: ToolFragment[], mode: ChunkMode['mode'] = 'delta') {
  let made = 0;
  const state = createToolCalls(() => `made-${(made += 1)}`, { mode });
  const deltas: ToolDeltaEvent[] = [];
  for (const fragment of fragments) {
    const delta = addFragment(state, fragment);
    if (delta) deltas.push(delta);
  }
  const calls: ToolCallEvent[] = [];
  for (const event of finishToolCalls(state)) {
    if (event.type === 'tool-delta') deltas.push(event);
    else calls.push(event);
  }
  // Holds for every answer: the deltas of a call, joined, are its arguments.
  for (const call of calls) {
    const joined = deltas.filter(({ id }) => id === call.id).map(({ delta }) => delta);
    expect(joined.join('')).toBe(call.arguments);
  }
  expect(deltas.filter(({ id }) => !calls.some((call) => call.id === id))).toEqual([]);
  return { deltas, calls: calls.map(({ id, name, arguments: text }) => [id, name, text]) };
}

const callsOf = (fragments: ToolFragment[]) => collect(fragments).calls;

// Servers join the arguments of several calls of one tool, which may be different or all the same
// (BerriAI/litellm#40582).
describe('joined objects in the arguments of one call', () => {
  test.each([
    ['in one fragment', ['{"x":1} {"x":2}{"x":3}']],
    ['in fragments that end anywhere', ['{"x":', '1}{', '"x":2', '}\n{"x":3}']],
  ])('joined objects %s become a call each', (_name, pieces) => {
    const calls = callsOf(
      pieces.map((text, index) => ({ index: 0, ...(index === 0 && { id: 'a', name: 'f' }), arguments: text })),
    );
    expect(calls.map(([, name, text]) => [name, JSON.parse(text!)])).toEqual([
      ['f', { x: 1 }],
      ['f', { x: 2 }],
      ['f', { x: 3 }],
    ]);
  });

  test('joined objects that are the same become one call', () => {
    expect(callsOf([{ index: 0, id: 'a', name: 'f', arguments: '{"x":1}{"x": 1}{"x":1}' }])).toEqual([
      ['a', 'f', '{"x":1}'],
    ]);
  });

  test('objects within a text or a list are one call', () => {
    for (const text of ['{"x":"} {"}', '{"x":[{"y":1},{"y":2}]}', '{"x":{"y":"}{"},"z":[{}]}']) {
      expect(callsOf([{ index: 0, id: 'a', name: 'f', arguments: text }])).toEqual([['a', 'f', text]]);
    }
  });

  test('calls after one with a long tail of white space are read in linear time', () => {
    const state = createToolCalls(() => 'made');
    addFragment(state, { index: 0, id: 'a', name: 'f', arguments: `{}${' '.repeat(2_000_000)}` });
    for (let index = 0; index < 40_000; index += 1) addFragment(state, { index: 0, arguments: `{"x":${index}}` });
    expect(state.calls).toHaveLength(40_001);
  });

  test('joined objects are read in linear time, however many there are', () => {
    const text = Array.from({ length: 20_000 }, (_none, index) => `{"x":${index}}`).join('');
    const state = createToolCalls(() => 'made');
    addFragment(state, { index: 0, id: 'a', name: 'f', arguments: text });
    expect(state.calls).toHaveLength(20_000);
  });
});

describe('the id of a tool call', () => {
  test('the id of a tool call stands in the first fragment and is missing in the later ones (recorded Feb 2026, Singapore)', () => {
    const { deltas, calls } = collect([
      { index: 0, id: 'call_1', name: 'weather', arguments: '' },
      { index: 0, arguments: '{"location": "San Fr' },
      { index: 0, arguments: 'ancisco"}' },
      { index: 0, arguments: '' },
    ]);
    expect(calls).toEqual([['call_1', 'weather', '{"location": "San Francisco"}']]);
    expect(deltas).toEqual([
      { type: 'tool-delta', id: 'call_1', name: 'weather', delta: '{"location": "San Fr' },
      { type: 'tool-delta', id: 'call_1', name: 'weather', delta: 'ancisco"}' },
    ]);
  });

  test('the id of a tool call may be repeated in every fragment, with the name', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '{"x":' },
        { index: 0, id: 'a', name: 'f', arguments: '1' },
        { index: 0, id: 'a', name: 'f', arguments: '2}' },
        { index: 0, id: 'a', name: 'f', arguments: '' },
      ]),
    ).toEqual([['a', 'f', '{"x":12}']]);
  });

  test('the id of a tool call may change with every fragment: the first one counts', () => {
    expect(
      callsOf([
        { index: 0, id: 'a1', name: 'f', arguments: '{"x":' },
        { index: 0, id: 'a2', arguments: '1' },
        { index: 0, id: 'a3', arguments: '}' },
        { index: 0, id: 'a4', arguments: '' },
      ]),
    ).toEqual([['a1', 'f', '{"x":1}']]);
  });

  test('the id of a tool call may change with every fragment while the name is repeated', () => {
    expect(
      callsOf([
        { index: 0, id: 'a1', name: 'f', arguments: '{"x":' },
        { index: 0, id: 'a2', name: 'f', arguments: '1' },
        { index: 0, id: 'a3', name: 'f', arguments: '}' },
      ]),
    ).toEqual([['a1', 'f', '{"x":1}']]);
  });

  test('the id of a tool call that comes before any delta went out is used', () => {
    expect(
      callsOf([
        { index: 0, name: 'f', arguments: '' },
        { index: 0, id: 'late', arguments: '{}' },
      ]),
    ).toEqual([['late', 'f', '{}']]);
  });

  test('the id of a tool call that comes while the arguments wait for the name is used', () => {
    expect(
      callsOf([
        { index: 0, arguments: '{"x"' },
        { index: 0, id: 'late', arguments: ':1' },
        { index: 0, name: 'f', arguments: '}' },
      ]),
    ).toEqual([['late', 'f', '{"x":1}']]);
  });

  test('the id of a tool call that comes after a delta went out does not change it, but finds the call', () => {
    expect(
      callsOf([
        { index: 0, name: 'f', arguments: '{"x"' },
        { index: 0, arguments: ':' },
        { index: 0, id: 'late', arguments: '1' },
        { id: 'late', arguments: '}' },
      ]),
    ).toEqual([['made-1', 'f', '{"x":1}']]);
  });

  test('the id of a tool call is made up when the service gives none, one for each call', () => {
    expect(
      callsOf([
        { index: 0, name: 'f', arguments: '{"x":1}' },
        { index: 1, name: 'f', arguments: '{"x":2}' },
      ]),
    ).toEqual([
      ['made-1', 'f', '{"x":1}'],
      ['made-2', 'f', '{"x":2}'],
    ]);
  });

  test('the id of a tool call finds the call whatever index stands beside it', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '{"x":' },
        { index: 1, id: 'b', name: 'g', arguments: '{"y":' },
        { index: 1, id: 'a', arguments: '1}' },
        { id: 'b', arguments: '2}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{"y":2}'],
    ]);
  });
});

describe('the index of a tool call', () => {
  test('the index of a tool call may be missing everywhere', () => {
    expect(
      callsOf([
        { id: 'a', name: 'f', arguments: '{"x"' },
        { arguments: ':1}' },
        { id: 'b', name: 'f', arguments: '{"x"' },
        { arguments: ':2}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'f', '{"x":2}'],
    ]);
  });

  test('the index of a tool call may be missing together with the id: a name after whole arguments begins the next call', () => {
    expect(
      callsOf([
        { name: 'f', arguments: '{"x":1}' },
        { name: 'f', arguments: '{"x":2}' },
        { name: 'g', arguments: '' },
      ]),
    ).toEqual([
      ['made-1', 'f', '{"x":1}'],
      ['made-2', 'f', '{"x":2}'],
      ['made-3', 'g', '{}'],
    ]);
  });

  test('the index of a tool call may start above 0', () => {
    expect(
      callsOf([
        { index: 3, id: 'a', name: 'f', arguments: '{"x"' },
        { index: 3, arguments: ':1}' },
        { index: 4, id: 'b', name: 'g', arguments: '{}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{}'],
    ]);
  });

  test('the index of a tool call may be used again by the next call, of the same tool or of another', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '' },
        { index: 0, arguments: '{"x":1}' },
        { index: 0, id: 'b', name: 'f', arguments: '' },
        { index: 0, arguments: '{"x":2}' },
        { index: 0, id: 'c', name: 'g', arguments: '{"y"' },
        { index: 0, arguments: ':3}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'f', '{"x":2}'],
      ['c', 'g', '{"y":3}'],
    ]);
  });

  test('the index of a tool call may be used again without ids', () => {
    expect(
      callsOf([
        { index: 0, name: 'f', arguments: '{"x":1}' },
        { index: 0, name: 'f', arguments: '{"x":2}' },
        { index: 0, name: 'g', arguments: '' },
        { index: 0, name: 'h', arguments: '{"y":' },
        { index: 0, arguments: '3}' },
      ]),
    ).toEqual([
      ['made-1', 'f', '{"x":1}'],
      ['made-2', 'f', '{"x":2}'],
      ['made-3', 'g', '{}'],
      ['made-4', 'h', '{"y":3}'],
    ]);
  });

  test('the index of a tool call may be used again after a call whose arguments never became whole', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '{"x":' },
        { index: 0, id: 'b', name: 'g', arguments: '{"y":2}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":'],
      ['b', 'g', '{"y":2}'],
    ]);
  });

  test('the index of a tool call may be the same for parallel calls that are all open: ids keep them apart', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '' },
        { index: 0, id: 'b', name: 'f', arguments: '' },
        { index: 0, id: 'a', arguments: '{"x":1' },
        { index: 0, id: 'b', arguments: '{"x":2' },
        { index: 0, id: 'b', arguments: '}' },
        { index: 0, id: 'a', arguments: '}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'f', '{"x":2}'],
    ]);
  });

  test('the index of a tool call tells interleaved calls apart when ids stand in the first fragments only', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '{"x"' },
        { index: 1, id: 'b', name: 'f', arguments: '{"x"' },
        { index: 0, arguments: ':1}' },
        { index: 1, arguments: ':2}' },
      ]),
    ).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'f', '{"x":2}'],
    ]);
  });
});

describe('the name of a tool call', () => {
  test('the name of a tool call may come late: the arguments wait for it and go out as one delta', () => {
    const { deltas, calls } = collect([
      { index: 0, id: 'a', arguments: '{"x"' },
      { index: 0, arguments: ':' },
      { index: 0, name: 'f' },
      { index: 0, arguments: '1}' },
    ]);
    expect(calls).toEqual([['a', 'f', '{"x":1}']]);
    expect(deltas.map(({ delta }) => delta)).toEqual(['{"x":', '1}']);
  });

  test('the name of a tool call may come after all of its arguments', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', arguments: '{"x":1}' },
        { index: 0, id: 'a', name: 'f', arguments: '' },
      ]),
    ).toEqual([['a', 'f', '{"x":1}']]);
  });

  test('the name of a tool call that never comes is an InvalidResponseDataError', () => {
    const state = createToolCalls(() => 'made');
    addFragment(state, { index: 0, id: 'a', arguments: '{"x":1}' });
    expect(() => finishToolCalls(state)).toThrow(InvalidResponseDataError);
    expect(() => finishToolCalls(state)).toThrow('The service sent a tool call (a) without a name.');
  });
});

describe('the arguments of a tool call', () => {
  test('a tool call without arguments has {}, which also goes out as a delta', () => {
    const none: ToolFragment[][] = [
      [{ index: 0, id: 'a', name: 'f' }],
      [{ index: 0, id: 'a', name: 'f', arguments: '' }],
      [{ index: 0, id: 'a', name: 'f', arguments: null }],
      [
        { index: 0, id: 'a', name: 'f', arguments: '' },
        { index: 0, arguments: '' },
        { index: 0, arguments: null },
      ],
    ];
    for (const fragments of none) {
      const { deltas, calls } = collect(fragments);
      expect(calls).toEqual([['a', 'f', '{}']]);
      expect(deltas.map(({ delta }) => delta)).toEqual(['{}']);
    }
  });

  test('the arguments of a tool call that are only white space become white space and {}', () => {
    expect(callsOf([{ index: 0, id: 'a', name: 'f', arguments: ' \n' }])).toEqual([['a', 'f', ' \n{}']]);
  });

  test('the arguments of a tool call may come as an object', () => {
    expect(callsOf([{ index: 0, id: 'a', name: 'f', arguments: { x: [1, 'two'] } }])).toEqual([
      ['a', 'f', '{"x":[1,"two"]}'],
    ]);
    expect(callsOf([{ index: 0, id: 'a', name: 'f', arguments: {} }])).toEqual([['a', 'f', '{}']]);
  });

  test('the arguments of a tool call reach the SDK as they are when they are broken', () => {
    for (const broken of ['{"x": "unfinished', '{"x": 1}}', '{x: 1}', 'location=Paris', '{"x":1},{"x":2}']) {
      expect(callsOf([{ index: 0, id: 'a', name: 'f', arguments: broken }])).toEqual([['a', 'f', broken]]);
    }
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '{"x": 1}' },
        { index: 0, id: 'a', name: 'f', arguments: '}' },
      ]),
    ).toEqual([['a', 'f', '{"x": 1}}']]);
  });

  test('the arguments of a tool call are not taken for whole although what has come is JSON (vercel/ai#16838)', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: '1' },
        { index: 0, id: 'a', name: 'f', arguments: '2' },
      ]),
    ).toEqual([['a', 'f', '12']]);
  });

  test('the arguments of a tool call may be split anywhere, with brackets, quotes and backslashes in their texts', () => {
    const whole = JSON.stringify({ path: 'C:\\', code: 'if (x) { return "}"; }', list: [[], {}], empty: '' });
    const fragment = record({
      id: constantFrom(undefined, 'a'),
      name: constantFrom(undefined, 'f'),
      index: constantFrom(undefined, 0),
    });
    assert(
      property(array(nat(whole.length)), array(fragment, { minLength: 1 }), (cuts, shapes) => {
        const places = [0, ...cuts.sort((one, other) => one - other), whole.length];
        const pieces = places.slice(1).map((place, index) => whole.slice(places[index], place));
        const later = pieces.map((text, index) => ({ ...shapes[index % shapes.length], arguments: text }));
        const calls = callsOf([{ index: 0, id: 'a', name: 'f', arguments: '' }, ...later]);
        expect(calls).toEqual([['a', 'f', whole]]);
      }),
    );
  });
});

describe('a call that the service sends again', () => {
  const call: ToolFragment[] = [
    { index: 0, id: 'a', name: 'f', arguments: '' },
    { index: 0, arguments: '{"x":' },
    { index: 0, arguments: '1}' },
  ];

  test('a call that the service sends again is ignored, whole or in pieces', () => {
    const replays: ToolFragment[][] = [
      call,
      [{ index: 0, id: 'a', name: 'f', arguments: '{"x":1}' }],
      [{ index: 0, id: 'a', arguments: '{"x":1}' }],
      [
        { index: 1, id: 'a', name: 'f', arguments: '{"x":' },
        { id: 'a', arguments: '1}' },
      ],
      [{ index: 0, id: 'a', name: 'f', arguments: '' }],
    ];
    for (const replay of replays) {
      expect(callsOf([...call, ...replay])).toEqual([['a', 'f', '{"x":1}']]);
    }
  });

  test('a call that the service sends again is told from another call that a server gives the same id', () => {
    const others: [ToolFragment[], string[][]][] = [
      [
        [
          { index: 0, id: 'x', name: 'a', arguments: '{"c":1}' },
          { index: 1, id: 'x', name: 'b', arguments: '{"c":2}' },
        ],
        [
          ['a', '{"c":1}'],
          ['b', '{"c":2}'],
        ],
      ],
      [
        [
          { index: 0, id: '0', name: 'a', arguments: '{"c":1}' },
          { index: 1, id: '0', name: 'a', arguments: '{"c":' },
          { index: 1, id: '0', arguments: '2}' },
        ],
        [
          ['a', '{"c":1}'],
          ['a', '{"c":2}'],
        ],
      ],
    ];
    for (const [fragments, expected] of others) {
      const calls = callsOf(fragments);
      expect(calls.map(([, name, json]) => [name, json])).toEqual(expected);
      expect(new Set(calls.map(([id]) => id)).size).toBe(calls.length);
    }
  });

  test('a call that the service sends again does not swallow the next call on its index', () => {
    expect(callsOf([...call, ...call, { index: 0, id: 'b', name: 'f', arguments: '{"x":2}' }])).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'f', '{"x":2}'],
    ]);
  });
});

// https://github.com/vercel/ai/issues/19091 and reports about vLLM, Ollama and gateways of 2025 and 2026.
describe('a word for no arguments', () => {
  test.each([
    ['null'],
    ['None'],
    ['""'],
    [' null\n'],
    ['nu', 'll'],
    ['n', 'ull', ''],
    ['undefined'],
    ['un', 'defined'],
    ['[]'],
    ['[', ']'],
  ])('%j instead of arguments becomes {}', (...pieces) => {
    const [first, ...rest] = pieces;
    const { deltas, calls } = collect([
      { index: 0, id: 'a', name: 'f', arguments: first },
      ...rest.map((text) => ({ index: 0, arguments: text })),
    ]);
    expect(calls).toEqual([['a', 'f', '{}']]);
    expect(deltas.map(({ delta }) => delta)).toEqual(['{}']);
  });

  test('a word for no arguments before the arguments is not part of them', () => {
    const { deltas, calls } = collect([
      { index: 0, id: 'a', name: 'f', arguments: 'null' },
      { index: 0, arguments: '{"x":' },
      { index: 0, arguments: 'null}' },
    ]);
    expect(calls).toEqual([['a', 'f', '{"x":null}']]);
    expect(deltas.map(({ delta }) => delta)).toEqual(['{"x":', 'null}']);
  });

  test('a word for no arguments leaves the index to the next call of the same tool', () => {
    const calls = callsOf([
      { index: 0, id: 'a', name: 'f', arguments: 'null' },
      { index: 0, id: 'b', name: 'f', arguments: '' },
      { index: 0, id: 'c', name: 'f', arguments: '{"x":1}' },
    ]);
    expect(calls).toEqual([
      ['a', 'f', '{}'],
      ['b', 'f', '{}'],
      ['c', 'f', '{"x":1}'],
    ]);
  });

  test('a word for no arguments that becomes another one is not held back for good', () => {
    expect(
      callsOf([
        { index: 0, id: 'a', name: 'f', arguments: 'nu' },
        { index: 0, arguments: 'mber' },
      ]),
    ).toEqual([['a', 'f', 'number']]);
  });
});

describe('a late fragment under the index of a whole call', () => {
  const opened: ToolFragment[] = [
    { index: 0, id: 'a', name: 'f', arguments: '{"x":1}' },
    { index: 1, id: 'b', name: 'g', arguments: '{"y":' },
  ];

  test('a late fragment under the index of a whole call belongs to the call that is still open', () => {
    for (const index of [0, 7, undefined]) {
      expect(callsOf([...opened, { index, arguments: '[2' }, { index, arguments: ']}' }])).toEqual([
        ['a', 'f', '{"x":1}'],
        ['b', 'g', '{"y":[2]}'],
      ]);
    }
  });

  test('a late fragment under the index of a whole call may be an object where one is due', () => {
    expect(callsOf([...opened, { index: 0, arguments: '{"z":2}' }, { index: 0, arguments: '}' }])).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{"y":{"z":2}}'],
    ]);
    const named: ToolFragment = { index: 1, id: 'b', name: 'g', arguments: '' };
    expect(callsOf([opened[0]!, named, { index: 0, arguments: '{"y":2}' }])).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{"y":2}'],
    ]);
  });

  test('a late fragment under the index of a whole call may be white space within a text', () => {
    const open: ToolFragment = { index: 1, id: 'b', name: 'g', arguments: '{"y":"two' };
    const rest = [' ', 'words"', '\n', '}'].map((text) => ({ index: 0, arguments: text }));
    expect(callsOf([opened[0]!, open, ...rest])).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{"y":"two words"\n}'],
    ]);
  });

  test('a late fragment that repeats a whole call does not belong to the open one', () => {
    expect(callsOf([...opened, { index: 1, arguments: '2' }, opened[0]!, { index: 1, arguments: '}' }])).toEqual([
      ['a', 'f', '{"x":1}'],
      ['b', 'g', '{"y":2}'],
    ]);
  });
});

describe('a second object at the index of a whole call', () => {
  const first: ToolFragment = { index: 0, id: 'a', name: 'f', arguments: '{"x":1}' };

  test('a second object at the index of a whole call is a separate call, whole or in pieces, with or without its id', () => {
    for (const id of [undefined, 'a']) {
      for (const pieces of [['{"x":2}'], ['{"x"', ':2', '}'], ['{', '"x":2}']]) {
        const calls = callsOf([first, ...pieces.map((text) => ({ index: 0, id, arguments: text }))]);
        expect(calls).toEqual([
          ['a', 'f', '{"x":1}'],
          ['made-1', 'f', '{"x":2}'],
        ]);
      }
    }
  });

  test('a second object at the index of a whole call with the same value is not a call', () => {
    for (const again of ['{"x":1}', '{ "x": 1 }', '{"x"']) {
      expect(callsOf([first, { index: 0, arguments: again }])).toEqual([['a', 'f', '{"x":1}']]);
    }
    const two = '{"a":1,"b":[{"c":2}]}';
    expect(
      callsOf([
        { ...first, arguments: two },
        { index: 0, arguments: '{"b":[{"c":2}],"a":1}' },
      ]),
    ).toHaveLength(1);
  });

  test('a second object at the index of a whole call may be followed by a third one', () => {
    const texts = ['{"x":2}', '{"x":1}', '{"x":3}', '{"x":2}'];
    expect(callsOf([first, ...texts.map((text) => ({ index: 0, arguments: text }))]).map(([, , text]) => text)).toEqual(
      ['{"x":1}', '{"x":2}', '{"x":3}'],
    );
  });
});

describe('calls of one tool that ids tell apart', () => {
  const a = (text: string) => ({ id: 'a', name: 'f', arguments: text });
  const b = (text: string) => ({ id: 'b', name: 'f', arguments: text });
  const both = [
    ['a', 'f', '{"x":{"y":1}}'],
    ['b', 'f', '{"x":{"y":2}}'],
  ];

  test('calls of one tool that ids tell apart may come interleaved, at one index or at none', () => {
    for (const index of [undefined, 0]) {
      const at = (fragment: ToolFragment) => ({ ...fragment, index });
      const fragments = [a('{"x":'), b('{"x":'), a('{"y":1'), b('{"y":2'), b('}}'), a('}}')];
      expect(callsOf(fragments.map(at))).toEqual(both);
      const nameless = fragments.map(({ name, ...rest }, place) => (place < 2 ? { ...rest, name } : rest));
      expect(callsOf(nameless.map(at))).toEqual(both);
    }
  });

  test('calls of one tool that ids tell apart are told from one call whose ids change, where its object may be a value', () => {
    const fragments = ['{"x":', '{"y":', '{"z":1}', '}}'].map((text, place) => ({ ...a(text), id: `id-${place}` }));
    expect(callsOf(fragments)).toEqual([['id-0', 'f', '{"x":{"y":{"z":1}}}']]);
    expect(callsOf(fragments.slice(0, 2).concat({ ...a('1}}'), id: 'id-9' }))).toEqual([
      ['id-0', 'f', '{"x":{"y":1}}'],
    ]);
  });

  test('calls of one tool that nothing tells apart before are told apart at the end', () => {
    expect(callsOf([a('{"x":'), b('{"y":1}}')])).toEqual([['a', 'f', '{"x":{"y":1}}']]);
    expect(callsOf([a('{"x":'), b('{"y":1}')])).toEqual([
      ['a', 'f', '{"x":'],
      ['b', 'f', '{"y":1}'],
    ]);
  });

  test('calls of one tool that ids tell apart go out while they come, as soon as it is known that they are several', () => {
    const { deltas } = collect([a('{"x":'), b('{"x":'), a('1'), b('2'), a('}'), b('}')]);
    expect(deltas.map(({ id, delta }) => [id, delta])).toEqual([
      ['a', '{"x":'],
      ['a', '1'],
      ['b', '{"x":2'],
      ['a', '}'],
      ['b', '}'],
    ]);
  });
});

test('the same id under another name is another call, because names come whole', () => {
  const calls = callsOf([
    { index: 0, id: 'a', name: 'f', arguments: '' },
    { index: 0, id: 'a', name: 'g', arguments: '{"x":' },
    { index: 0, id: 'a', arguments: '1}' },
  ]);
  expect(calls).toEqual([
    ['a', 'f', '{}'],
    ['made-1', 'g', '{"x":1}'],
  ]);
});

test('an id that comes after arguments in one piece is taken', () => {
  expect(
    callsOf([
      { index: 0, name: 'f', arguments: '{"x":1}' },
      { index: 0, id: 'late', arguments: '' },
    ]),
  ).toEqual([['late', 'f', '{"x":1}']]);
});

describe('the work for long arguments', () => {
  test('long arguments cost no more than joining them: JSON is never parsed, and every fragment goes out at once', () => {
    const parse = vi.spyOn(JSON, 'parse');
    try {
      const state = createToolCalls(() => 'made');
      let sent = 0;
      const send = (fragment: ToolFragment) => {
        sent += addFragment(state, fragment)?.delta.length ?? 0;
      };
      send({ index: 0, id: 'a', name: 'f', arguments: '[' });
      // Each one ends in a brace and repeats id and name: what looks most like the end of a call.
      for (let count = 0; count < 10_000; count += 1) {
        send({ index: 0, id: 'a', name: 'f', arguments: '{"x":{"y":1}},' });
      }
      send({ index: 0, id: 'a', name: 'f', arguments: 'null]' });
      expect(sent).toBe(1 + 10_000 * 14 + 5);
      expect(finishToolCalls(state)).toHaveLength(1);
      expect(parse).not.toHaveBeenCalled();
    } finally {
      parse.mockRestore();
    }
  });
});

test('a call with the arguments of the one before is a separate call by its id, where chunks are cumulative', () => {
  const one = { id: 'call_1', name: 'roll', arguments: '{"dice":2}' };
  const other = { ...one, id: 'call_2' };
  for (const mode of ['cumulative', 'unknown'] as const) {
    expect(collect([one, one, other, one, other], mode).calls).toEqual([
      ['call_1', 'roll', '{"dice":2}'],
      ['call_2', 'roll', '{"dice":2}'],
    ]);
  }
});

test('an id beside another name is another call, even if the first one has no arguments yet', () => {
  const calls = callsOf([
    { index: 0, id: 'call_1', name: 'weather', arguments: '' },
    { index: 1, id: 'call_1', name: 'time', arguments: '{}' },
  ]);
  expect(calls).toEqual([
    ['call_1', 'weather', '{}'],
    ['made-1', 'time', '{}'],
  ]);
});

test('the first id of a call stays, even if another comes before the first arguments', () => {
  const calls = callsOf([
    { index: 0, id: 'call_1', name: 'weather', arguments: '' },
    { index: 0, id: 'call_2', arguments: '{}' },
  ]);
  expect(calls).toEqual([['call_1', 'weather', '{}']]);
});

test.each([
  ['second', ['{"a', '{"a":1', '{"a":1}'], ['{"a', '":1', '}']],
  ['third', ['{"a":', '{"a":{"b', '{"a":{"b":1', '{"a":{"b":1}}'], ['{"a":', '{"b":1', '}}']],
])(
  'arguments that repeat those before them go on at once, when the %s piece has shown it',
  (_place, pieces, expected) => {
    const fragments = pieces.map((piece) => ({ index: 0, id: 'call_1', name: 'f', arguments: piece }));
    expect(collect(fragments, 'unknown').deltas.map(({ delta }) => delta)).toEqual(expected);
  },
);
