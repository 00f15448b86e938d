import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { ask, chat, type Json, tool } from '../../support/emulator-requests.js';

const city = { type: 'object', properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } } };
const weather = tool('get_weather', city, 'Tells the weather of a city');
const cities = { type: 'object', properties: { city: { enum: ['London', 'New York', 'Tokyo'] } } };
const clock = tool('clock', cities, 'The time and the day in a city');
const nothing = { type: 'object', properties: {} };

/** The calls of the answer to a conversation; undefined when it answers in words. */
async function callsFor(messages: Json[] | string, tools: object[], more: Record<string, unknown> = {}) {
  const list = typeof messages === 'string' ? [{ role: 'user', content: messages }] : messages;
  const { json } = await ask(createEmulator(), chat({ messages: list, tools, ...more }));
  const { message, finish_reason: finish } = json.choices[0];
  expect(finish).toBe(message.tool_calls ? 'tool_calls' : 'stop');
  return message.tool_calls?.map(({ function: call }: Json) => [call.name, JSON.parse(call.arguments)]);
}

/** A question about London that the weather tool has answered. */
function afterLondon(question: string, unit?: string) {
  const given = JSON.stringify({ city: 'London', ...(unit && { unit }) });
  return [
    { role: 'user', content: 'How is the weather in London?' },
    {
      role: 'assistant',
      content: '',
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: given } }],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
    { role: 'assistant', content: 'It rains.' },
    { role: 'user', content: question },
  ];
}

describe('a tool that is not called', () => {
  test.each([
    'Tell me a story',
    'Tell me a story about a city',
    'A bat and a ball cost $1.10 in total. The bat costs $1.00 more than the ball. How much does the ball cost?',
    'Hm?',
    'Thanks!',
    'Who are you, and what can you do?',
    'Write a poem about Paris',
    '讲个故事',
  ])('a tool is not called for %s', async (question) => {
    expect(await callsFor(question, [weather, clock])).toBeUndefined();
  });

  test('a tool is not called where the question is about a name that it does not know', async () => {
    expect(await callsFor('What time is it in Berlin?', [clock])).toBeUndefined();
  });

  test('a tool is not called where only words fit that every description has', async () => {
    const lookup = tool('lookup_user', nothing, 'Use this tool to get information about the current user and show it');
    expect(await callsFor('Show me how to get more information', [lookup])).toBeUndefined();
  });
});

test('a calculator is not called for a date', async () => {
  const calculator = tool('calculator', nothing, 'Evaluates an arithmetic expression');
  expect(await callsFor('Remind me on 2026-01-15, or on 1/16/2026', [calculator])).toBeUndefined();
  expect(await callsFor('How much is 20 - 3?', [calculator])).toEqual([['calculator', {}]]);
});

describe('a tool is called', () => {
  test.each([
    ['a word of its name', 'Weather, please', weather, { city: 'Weather' }],
    ['a word of its description', 'What time is it in Tokyo?', clock, { city: 'Tokyo' }],
    ['a value of its schema', 'New York?', clock, { city: 'New York' }],
    ['another form of a word', 'Which cities have forecasts?', tool('forecast', nothing), {}],
    ['its own name where that says nothing', 'And what is it now?', tool('now', nothing), {}],
    ['a sum in figures', 'What is 12 * 7?', tool('calculator', nothing), {}],
    ['a word of Chinese', '北京今天的天气怎么样？', tool('weather', nothing, '查询城市的天气'), {}],
  ])('a tool is called for %s', async (_, question, definition, given) => {
    const [[name, args]] = await callsFor(question, [definition]);
    expect(name).toBe(definition.function.name);
    if (Object.keys(given).length > 0 && question !== 'Weather, please') expect(args).toMatchObject(given);
  });

  test('a tool is called rather than another that shares one word of many', async () => {
    const rates = tool('convert_currency', nothing, 'Converts an amount of a currency by the rates of a day');
    const day = tool('holiday', nothing, 'Says which day is a holiday');
    expect(await callsFor('Convert this amount to another currency by the rates of the day', [day, rates])).toEqual([
      ['convert_currency', {}],
    ]);
  });

  test('a tool is called when one is required, even if none fits', async () => {
    const must = { model: 'qwen3.6-plus', enable_thinking: false, tool_choice: 'required' };
    expect(await callsFor('Hm?', [tool('first', nothing), tool('second', nothing)], must)).toEqual([['first', {}]]);
  });
});

describe('a follow-up', () => {
  test('a follow-up asks the tool of the turn before for another name', async () => {
    for (const question of ['And in Berlin?', 'What about Berlin?', 'Berlin?', 'and Berlin']) {
      expect(await callsFor(afterLondon(question, 'celsius'), [clock, weather])).toEqual([
        ['get_weather', { city: 'Berlin', unit: 'celsius' }],
      ]);
    }
  });

  test('a follow-up may change another value', async () => {
    expect(await callsFor(afterLondon('And in fahrenheit?', 'celsius'), [weather])).toEqual([
      ['get_weather', { city: 'London', unit: 'fahrenheit' }],
    ]);
  });

  test('a follow-up asks for several names side by side', async () => {
    const calls = await callsFor(afterLondon('And in Berlin and in Rome?'), [weather], { parallel_tool_calls: true });
    expect(calls.map(([, given]: Json) => given.city)).toEqual(['Berlin', 'Rome']);
  });

  test('a follow-up is answered in words when it is a question of its own', async () => {
    for (const question of ['And who are you?', 'Thank you, that is all I wanted to know about it', 'And why?']) {
      expect(await callsFor(afterLondon(question), [weather])).toBeUndefined();
    }
  });

  test('a follow-up is answered in words when the tool does not know the name', async () => {
    const messages = JSON.parse(JSON.stringify(afterLondon('And in Berlin?')).replaceAll('get_weather', 'clock'));
    expect(await callsFor(messages, [clock])).toBeUndefined();
  });

  test('a follow-up is answered with the result once that is there', async () => {
    const messages = [
      ...afterLondon('And in Berlin?'),
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: 'call_2', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Berlin"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_2', content: 'sun' },
    ];
    expect(await callsFor(messages, [weather])).toBeUndefined();
  });
});
