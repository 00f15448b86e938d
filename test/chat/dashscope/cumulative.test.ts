import { array, assert, constantFrom, dictionary, integer, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer/fold.js';
import { answerOf, eventsOf, packet, stopped } from '../../support/native-service.js';

interface Step {
  reasoning?: string;
  text?: string;
  /** A piece of the arguments of the call with this index. */
  call?: [index: number, piece: string];
}

const ids = ['call_a', 'call_b', 'call_c'];
const names = ['weather', 'time', 'weather'];

/** The packets of an answer that comes step by step: in deltas, or all so far in every packet. */
function packetsOf(steps: readonly Step[], cumulative: boolean, { finish = 'stop', usage = true } = {}): object[] {
  const reasoning: string[] = [];
  const text: string[] = [];
  const calls: string[][] = [];
  const packets = steps.map((step, index) => {
    reasoning.push(step.reasoning ?? '');
    text.push(step.text ?? '');
    if (step.call) (calls[step.call[0]] ??= []).push(step.call[1]);
    const first = step.call && calls[step.call[0]]?.length === 1;
    const shown = cumulative
      ? calls.map((pieces, place) => [place, pieces.join('')] as const)
      : step.call
        ? [step.call]
        : [];
    const tool_calls = shown.map(([place, args]) => ({
      index: place,
      type: 'function',
      id: cumulative || first ? ids[place] : '',
      function: { arguments: args, ...((cumulative || first) && { name: names[place] }) },
    }));
    const message = {
      content: cumulative ? text.join('') : (step.text ?? ''),
      reasoning_content: cumulative ? reasoning.join('') : (step.reasoning ?? ''),
      ...(tool_calls.length > 0 && { tool_calls }),
    };
    return packet(message, usage ? { tokens: index + 1 } : {});
  });
  const last = packets.at(-1) as { output: { choices: { message: object }[] } };
  const message = cumulative ? (last.output.choices[0]?.message ?? {}) : { content: '' };
  const tokens = usage ? { tokens: steps.length } : {};
  return [...packets, packet(message, { choice: { finish_reason: finish }, ...tokens })];
}

const said = ({ text, reasoning, toolCalls }: Answer) => ({ text, reasoning, toolCalls });

const pieces = (whole: string, ...cuts: number[]) =>
  [0, ...cuts, whole.length].slice(1).map((end, index) => whole.slice(index === 0 ? 0 : cuts[index - 1], end));
const callSteps = (index: number, parts: string[]): Step[] => parts.map((piece) => ({ call: [index, piece] }));

const story: Step[] = [
  { reasoning: 'Two' },
  { reasoning: ' cities,' },
  { reasoning: ' so two calls.' },
  { text: 'I' },
  { text: ' look.' },
  ...callSteps(0, pieces('{"city": "Rome", "days": 2}', 1, 3, 12, 20)),
  ...callSteps(1, pieces('{"at": {"city": "Bonn"}}', 6, 8, 18)),
];

describe('an answer whose packets repeat all that came before', () => {
  const expected = {
    text: 'I look.',
    reasoning: 'Two cities, so two calls.',
    toolCalls: [
      { type: 'tool-call', id: 'call_a', name: 'weather', arguments: '{"city": "Rome", "days": 2}' },
      { type: 'tool-call', id: 'call_b', name: 'time', arguments: '{"at": {"city": "Bonn"}}' },
    ],
  };

  test('cumulative chunks give the same answer as deltas: text, thoughts and arguments', () => {
    expect(said(answerOf(packetsOf(story, false)))).toEqual(expected);
    expect(said(answerOf(packetsOf(story, true)))).toEqual(expected);
  });

  test('cumulative chunks stream the same pieces once the mode is known', () => {
    const deltas = (cumulative: boolean) =>
      eventsOf(packetsOf(story, cumulative)).flatMap((event) => (event.type === 'tool-delta' ? [event.delta] : []));
    expect(deltas(true)).toEqual(deltas(false));
  });

  test('thoughts in a single cumulative chunk are not repeated with the text', () => {
    const steps: Step[] = [{ reasoning: 'Hm.' }, { text: 'A' }, { text: ' dog' }, { text: '.' }];
    expect(said(answerOf(packetsOf(steps, true)))).toEqual({ text: 'A dog.', reasoning: 'Hm.', toolCalls: [] });
  });

  test('text in a single cumulative chunk is not repeated with the arguments', () => {
    const steps: Step[] = [{ text: 'Wait.' }, ...callSteps(0, pieces('{"city": "Rome"}', 2, 5, 12))];
    expect(said(answerOf(packetsOf(steps, true)))).toMatchObject({
      text: 'Wait.',
      toolCalls: [{ arguments: '{"city": "Rome"}' }],
    });
  });

  test('cumulative calls without text are known by arguments that cannot follow those so far', () => {
    for (const cuts of [[1], [3], [8], [10], [12], [1, 2], [8, 12], [9, 10, 11]]) {
      const steps = callSteps(0, pieces('{"city": "Rome"}', ...cuts));
      expect(answerOf(packetsOf(steps, true)).toolCalls).toMatchObject([{ arguments: '{"city": "Rome"}' }]);
    }
  });

  test('cumulative chunks repeat whole calls while another one grows', () => {
    const steps = [...callSteps(0, ['{"', 'a": 1}']), ...callSteps(1, ['{', '"b": 2', '}'])];
    expect(answerOf(packetsOf(steps, true)).toolCalls).toMatchObject([
      { arguments: '{"a": 1}' },
      { arguments: '{"b": 2}' },
    ]);
  });

  test('cumulative chunks may end with one that leaves the mode open: then the brackets decide', () => {
    const steps = callSteps(0, ['{"child":', 'null}']);
    const answer = answerOf([...packetsOf(steps, true).slice(0, -1), stopped(2)]);
    expect(answer.toolCalls).toMatchObject([{ arguments: '{"child":null}' }]);
  });

  test('cumulative chunks may give the id of a call once and its name every time', () => {
    const repeat = (tokens: number, id: string, args: string) =>
      packet({ content: '', tool_calls: [{ index: 0, id, function: { name: 'time', arguments: args } }] }, { tokens });
    const packets = [repeat(1, 'call_a', '{"a'), repeat(2, '', '{"a": 1}'), repeat(2, '', '{"a": 1}'), stopped(2)];
    expect(answerOf(packets).toolCalls).toMatchObject([{ id: 'call_a', arguments: '{"a": 1}' }]);
  });

  test('cumulative chunks may count no tokens', () => {
    expect(said(answerOf(packetsOf(story, true, { usage: false })))).toEqual(expected);
  });

  test('cumulative chunks are known from the catalogue for the models that always send them', () => {
    const steps: Step[] = [{ text: 'ha' }, { text: 'ha' }];
    const packets = packetsOf(steps, true).slice(0, -1);
    expect(answerOf([...packets, stopped()], { chunkMode: 'cumulative' }).text).toBe('haha');
  });

  test('cumulative chunks of several choices repeat each of them', () => {
    const one = (index: number, content: string, tokens: number, finish_reason = 'null') => ({
      output: { choices: [{ index, finish_reason, message: { content } }] },
      usage: { input_tokens: 1, output_tokens: tokens },
    });
    const answer = answerOf(
      [
        one(0, 'A', 1),
        one(1, 'B', 1),
        one(1, '', 1),
        one(0, 'A dog', 2),
        one(1, 'B cat', 2),
        one(0, 'A dog', 2, 'stop'),
        one(1, 'B cat', 2, 'stop'),
      ],
      { answers: 2 },
    );
    expect([answer.text, answer.finish.metadata?.alternatives]).toEqual(['A dog', ['B cat']]);
  });
});

describe('deltas that look like repetitions', () => {
  test.each([
    [['ha', 'ha', 'haha'], 'hahahaha'],
    [['1', '11', '1'], '1111'],
  ])('the deltas %j lose no text and no thoughts', (parts, whole) => {
    const texts = parts.map((text) => ({ text }));
    const thoughts = parts.map((reasoning) => ({ reasoning }));
    expect(answerOf(packetsOf(texts, false)).text).toBe(whole);
    expect(answerOf(packetsOf([...thoughts, ...texts], false))).toMatchObject({ text: whole, reasoning: whole });
    expect(answerOf(packetsOf(thoughts, false))).toMatchObject({ text: '', reasoning: whole });
  });

  test.each([
    [['{"child":', '{"child":', 'null}}']],
    [['{"child":', '{"child":', '{"child":', 'null}}}']],
    [['{"child":', '{"child":null', '}}']],
    [['{"child":', '{"child":null}}']],
    [['{"list":[', '{"list":[', ']}]}']],
    [['{"a":[{"b":1},', '{"a":[{"b":1},', '2]}]}']],
    [['{"', '{":1}']],
  ])('the deltas %j are a child that begins like its parent, and all of it is kept', (parts) => {
    expect(answerOf(packetsOf(callSteps(0, parts), false)).toolCalls).toMatchObject([{ arguments: parts.join('') }]);
  });

  test('deltas that look cumulative are kept where a service counts no tokens, or only 0, and where it lists no calls', () => {
    for (const tokens of [undefined, 0]) {
      const packets = ['ha', 'ha', '!'].map((content) => packet({ content }, { tokens }));
      expect(answerOf([...packets, stopped(tokens)]).text).toBe('haha!');
    }
    const listing = ['ha', 'ha', '!'].map((content, index) =>
      packet({ content, tool_calls: [] }, { tokens: index + 1 }),
    );
    expect(answerOf([...listing, stopped(3)]).text).toBe('haha!');
  });

  test('deltas that look cumulative give thoughts before the text that follows them', () => {
    const steps: Step[] = [{ reasoning: 'ha' }, { reasoning: 'haha' }, { text: 'Hi' }];
    const events = eventsOf(packetsOf(steps, false)).slice(1, -1);
    expect(events.map((event) => ('delta' in event ? [event.type, event.delta] : []))).toEqual([
      ['reasoning', 'ha'],
      ['reasoning', 'haha'],
      ['text', 'Hi'],
    ]);
  });

  test('cut-off arguments that look cumulative are kept as they are', () => {
    const parts = ['{"child":', '{"child": {"na'];
    const answer = answerOf(packetsOf(callSteps(0, parts), false, { finish: 'length' }));
    expect(answer).toMatchObject({ toolCalls: [{ arguments: parts.join('') }], finish: { reason: 'length' } });
  });
});

describe('whatever is said, split anywhere', () => {
  const words = (unit: string[]) =>
    array(string({ unit: constantFrom(...unit), minLength: 1, maxLength: 8 }), { maxLength: 8 });
  const value = constantFrom<unknown>(null, true, 'a "quoted" \\ {text}', '你好', 12.5, { child: {} }, []);
  const json = dictionary(constantFrom('a', 'child', 'x {', 'q"'), array(value, { maxLength: 3 }), {
    minKeys: 1,
    maxKeys: 3,
  });

  function cut(whole: string, cuts: number[]): string[] {
    const places = [...new Set(cuts.map((place) => place % whole.length))].sort((one, other) => one - other);
    return pieces(whole, ...places).filter((piece) => piece !== '');
  }

  test('any text, split anywhere, comes out the same from deltas and from cumulative chunks', () => {
    assert(
      property(
        words(['x', 'y', ' ']),
        words(['a', 'b', '你']),
        array(json, { maxLength: 3 }),
        array(nat(200), { maxLength: 12 }),
        integer({ min: 0, max: 2 }),
        (thoughts, texts, args, cuts, order) => {
          const numbered = (parts: string[]) => parts.map((part, index) => `${index}${part}`);
          const all = args.map((one, index) => JSON.stringify(one, null, index));
          const steps: Step[] = [
            ...numbered(thoughts).map((reasoning) => ({ reasoning })),
            ...numbered(texts).map((text) => ({ text })),
            ...all.flatMap((one, index) => callSteps(index, cut(one, cuts.slice(order * index)))),
          ];
          if (steps.length === 0) return;
          const expected = {
            text: numbered(texts).join(''),
            reasoning: numbered(thoughts).join(''),
            toolCalls: all.map((one, index) => ({
              type: 'tool-call',
              id: ids[index],
              name: names[index],
              arguments: one,
            })),
          };
          expect(said(answerOf(packetsOf(steps, false)))).toEqual(expected);
          expect(said(answerOf(packetsOf(steps, true)))).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the work for long arguments that are repeated', () => {
  test('long cumulative arguments cost no more than reading them', () => {
    const list = Array.from({ length: 1_500 }, (_, index) => `{"item": ${index}}`);
    const whole = `{"list": [${list.join(', ')}]}`;
    const parts = whole.match(/.{1,12}/g) ?? [];
    expect(answerOf(packetsOf(callSteps(0, parts), true)).toolCalls).toMatchObject([{ arguments: whole }]);
  });
});
