import type { AskedCall, ScriptedAnswer } from 'ai-sdk-qwen/emulator';
import { expect } from 'vitest';
import type { Ask, Protocol, CallResult } from '../../support/majors/major.js';

/** A scenario: what is asked, what the model answers, and the result that every target must have. */
export interface Scenario {
  name: string;
  ask: Ask;
  answer: (call: AskedCall) => ScriptedAnswer;
  expected: CallResult;
  /** Kinds of a stream's parts in their order; not where tools answer while a stream goes on. */
  kinds?: string[];
  /** Pieces of tool arguments, joined. */
  inputs?: Record<string, string>;
  /** The messages of the last request; over the Responses protocol, its items. */
  sent?: (protocol: Protocol) => unknown;
}

const usage = { promptTokens: 12, completionTokens: 5 };
const counted = { input: 12, output: 5, total: 17 };
const oslo = { city: 'Oslo', sky: 'clear', celsius: 21 };
const rome = { ...oslo, city: 'Rome' };

/** A question, a call of a tool and its result, as a protocol sends them back. */
interface History {
  question: string;
  thinking?: string;
  call: { name: string; arguments: string };
  result: string;
}

function historyOf(protocol: Protocol, { question, thinking, call, result }: History): object[] {
  if (protocol === 'responses') {
    return [
      { type: 'message', role: 'user', content: question },
      ...(thinking === undefined
        ? []
        : [{ type: 'reasoning', id: expect.any(String), summary: [{ type: 'summary_text', text: thinking }] }]),
      // With its id at the service, where the major can carry one.
      expect.objectContaining({ type: 'function_call', call_id: 'call_1', ...call }),
      { type: 'function_call_output', call_id: 'call_1', output: result },
    ];
  }
  // The examples of the native protocol number the calls.
  const numbered = { id: 'call_1', type: 'function', ...(protocol === 'native' && { index: 0 }), function: call };
  return [
    { role: 'user', content: question },
    {
      role: 'assistant',
      content: '',
      ...(thinking !== undefined && { reasoning_content: thinking }),
      tool_calls: [numbered],
    },
    { role: 'tool', tool_call_id: 'call_1', content: result },
  ];
}

/** The scenarios that end well; failures.test.ts has the others. */
export const scenarios: Scenario[] = [
  {
    name: 'a text',
    ask: { system: 'Be short.', prompt: 'Hello', temperature: 0.3, maxTokens: 100 },
    answer: () => ({ deltas: ['Grüße ', '👋 from', ' 千问.'], usage }),
    expected: { steps: [{ text: 'Grüße 👋 from 千问.', finishReason: 'stop' }], usage: counted, cachedTokens: 0 },
    kinds: ['text', 'finish'],
    sent: (protocol) => [
      { role: 'system', content: 'Be short.' },
      { ...(protocol === 'responses' && { type: 'message' }), role: 'user', content: 'Hello' },
    ],
  },
  {
    name: 'a text that was cut off at its limit',
    // The Responses protocol takes no smaller limit.
    ask: { prompt: 'Hello', maxTokens: 16 },
    answer: () => ({ text: 'Once upon a', finishReason: 'length', usage }),
    expected: { steps: [{ text: 'Once upon a', finishReason: 'length' }], usage: counted, cachedTokens: 0 },
    kinds: ['text', 'finish'],
  },
  {
    name: 'a text that was held back',
    ask: { prompt: 'Hello' },
    answer: () => ({ text: 'Once', finishReason: 'content_filter', usage }),
    expected: { steps: [{ text: 'Once', finishReason: 'content-filter' }], usage: counted, cachedTokens: 0 },
    kinds: ['text', 'finish'],
  },
  {
    name: 'thinking before a text, and what both cost',
    ask: { prompt: '2 + 2?', options: { enableThinking: true, thinkingBudget: 50 } },
    answer: () => ({
      reasoning: 'Two and two. 二加二。',
      text: 'Four.',
      usage: { ...usage, reasoningTokens: 3, cachedTokens: 8 },
    }),
    expected: {
      steps: [{ text: 'Four.', reasoning: 'Two and two. 二加二。', finishReason: 'stop' }],
      usage: counted,
      reasoningTokens: 3,
      cachedTokens: 8,
    },
    kinds: ['reasoning', 'text', 'finish'],
  },
  {
    name: 'a tool loop with thinking',
    ask: { prompt: 'Weather in Oslo?', model: { enableThinking: true }, tools: ['weather'], steps: 3 },
    answer: ({ toolResults }) =>
      toolResults.length === 0
        ? {
            reasoning: 'I must look.',
            toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' }, id: 'call_1' }],
            usage: { ...usage, reasoningTokens: 4, cachedTokens: 0 },
          }
        : { reasoning: 'Clear.', text: 'It is clear.', usage: { ...usage, reasoningTokens: 2, cachedTokens: 0 } },
    expected: {
      steps: [
        {
          text: '',
          reasoning: 'I must look.',
          calls: [{ id: 'call_1', name: 'weather', input: { city: 'Oslo' } }],
          results: [oslo],
          finishReason: 'tool-calls',
        },
        { text: 'It is clear.', reasoning: 'Clear.', finishReason: 'stop' },
      ],
      usage: { input: 24, output: 10, total: 34 },
      reasoningTokens: 2,
      cachedTokens: 0,
    },
    kinds: ['reasoning', 'tool-input', 'tool-call', 'tool-result', 'reasoning', 'text', 'finish'],
    inputs: { call_1: '{"city":"Oslo"}' },
    sent: (protocol) =>
      historyOf(protocol, {
        question: 'Weather in Oslo?',
        thinking: 'I must look.',
        call: { name: 'weather', arguments: '{"city":"Oslo"}' },
        result: JSON.stringify(oslo),
      }),
  },
  {
    name: 'two tool calls at once',
    ask: { prompt: 'Oslo and Rome?', options: { parallelToolCalls: true }, tools: ['weather', 'now'], steps: 2 },
    answer: ({ toolResults }) =>
      toolResults.length > 0
        ? { text: 'Both are clear.', usage }
        : {
            text: 'A moment.',
            toolCalls: [
              { name: 'weather', arguments: { city: 'Oslo' }, id: 'call_a' },
              { name: 'weather', arguments: { city: 'Rome' }, id: 'call_b' },
            ],
            usage,
          },
    expected: {
      steps: [
        {
          text: 'A moment.',
          calls: [
            { id: 'call_a', name: 'weather', input: { city: 'Oslo' } },
            { id: 'call_b', name: 'weather', input: { city: 'Rome' } },
          ],
          results: [oslo, rome],
          finishReason: 'tool-calls',
        },
        { text: 'Both are clear.', finishReason: 'stop' },
      ],
      usage: { input: 24, output: 10, total: 34 },
      cachedTokens: 0,
    },
    inputs: { call_a: '{"city":"Oslo"}', call_b: '{"city":"Rome"}' },
  },
  {
    name: 'a call of a tool without arguments',
    ask: { prompt: 'What time is it?', tools: ['now'], steps: 2 },
    answer: ({ toolResults }) =>
      toolResults.length > 0
        ? { text: 'Noon.', usage }
        : { toolCalls: [{ name: 'now', arguments: '', id: 'call_1' }], usage },
    expected: {
      steps: [
        { text: '', calls: [{ id: 'call_1', name: 'now', input: {} }], results: ['noon'], finishReason: 'tool-calls' },
        { text: 'Noon.', finishReason: 'stop' },
      ],
      usage: { input: 24, output: 10, total: 34 },
      cachedTokens: 0,
    },
    inputs: { call_1: '{}' },
  },
  {
    // "Tool names are not allowed to be [search]": ForgeCode #1580, agno #4846.
    name: 'a call of a tool whose name the service refuses',
    ask: { prompt: 'Find it.', tools: ['search'], steps: 2 },
    answer: ({ toolResults }) =>
      toolResults.length > 0
        ? { text: 'There is nothing.', usage }
        : { toolCalls: [{ name: 'search_tool', arguments: { query: 'it' }, id: 'call_1' }], usage },
    expected: {
      steps: [
        {
          text: '',
          calls: [{ id: 'call_1', name: 'search', input: { query: 'it' } }],
          results: ['nothing found'],
          finishReason: 'tool-calls',
        },
        { text: 'There is nothing.', finishReason: 'stop' },
      ],
      usage: { input: 24, output: 10, total: 34 },
      cachedTokens: 0,
    },
    kinds: ['tool-input', 'tool-call', 'tool-result', 'text', 'finish'],
    inputs: { call_1: '{"query":"it"}' },
    sent: (protocol) =>
      historyOf(protocol, {
        question: 'Find it.',
        call: { name: 'search_tool', arguments: '{"query":"it"}' },
        result: 'nothing found',
      }),
  },
  {
    name: 'a call with broken arguments that the application mends',
    ask: {
      prompt: 'Weather in Oslo?',
      tools: ['weather'],
      steps: 2,
      repair: (broken) => (broken === '{"city": "Os' ? '{"city":"Oslo"}' : broken),
    },
    answer: ({ toolResults }) =>
      toolResults.length > 0
        ? { text: 'It is clear.', usage }
        : { toolCalls: [{ name: 'weather', arguments: '{"city": "Os', id: 'call_1' }], usage },
    expected: {
      steps: [
        {
          text: '',
          calls: [{ id: 'call_1', name: 'weather', input: { city: 'Oslo' } }],
          results: [oslo],
          finishReason: 'tool-calls',
        },
        { text: 'It is clear.', finishReason: 'stop' },
      ],
      usage: { input: 24, output: 10, total: 34 },
      cachedTokens: 0,
    },
    inputs: { call_1: '{"city": "Os' },
  },
];
