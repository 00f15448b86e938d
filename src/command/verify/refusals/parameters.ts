import { wordsOf } from './words.js';
import { tool, chat } from '../bodies.js';
import { type RefusalCase, modelServer } from './case.js';

export const parameters: RefusalCase[] = [
  { rule: 'parameter-type', body: chat({ temperature: '1' }), message: "'temperature' must be Float" },
  { rule: 'parameter-type', body: chat({ stream: 'true' }), message: "'stream' must be Boolean" },
  { rule: 'parameter-type', body: chat({ max_tokens: 1.5 }), message: "'max_tokens' must be Integer" },
  {
    rule: 'parameter-value',
    body: chat({ model: 'qwen3.8-max', reasoning_effort: 'most' }),
    message: "most is not one of ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] - 'reasoning_effort'",
  },
  {
    rule: 'parameter-range',
    body: chat({ top_logprobs: 6 }),
    message: 'Range of top_logprobs should be [0, 5]',
  },
  { rule: 'list-empty', body: chat({ messages: [] }), message: "[] is too short - 'messages'" },
  { rule: 'list-empty', body: chat({ tools: [] }), message: "[] is too short - 'tools'" },
  { rule: 'temperature', body: chat({ temperature: 2 }), message: 'Temperature should be in [0.0, 2.0)' },
  { rule: 'temperature', body: chat({ temperature: -0.1 }), message: 'Temperature should be in [0.0, 2.0)' },
  { rule: 'top_p', body: chat({ top_p: -0.1 }), message: 'Range of top_p should be (0.0, 1.0]' },
  { rule: 'top_k', body: chat({ top_k: -1 }), message: 'Parameter top_k be greater than or equal to 0' },
  {
    rule: 'repetition_penalty',
    body: chat({ repetition_penalty: 0 }),
    message: 'Repetition_penalty should be greater than 0.0',
  },
  {
    rule: 'presence_penalty',
    body: chat({ presence_penalty: 2.1 }),
    message: 'Presence_penalty should be in [-2.0, 2.0]',
  },
  {
    rule: 'max_tokens',
    body: chat({ max_tokens: 32_769 }),
    message: `${modelServer}Range of max_tokens should be [1, 32768]`,
  },
  {
    rule: 'max_tokens',
    body: chat({ model: 'qwen-max', max_tokens: 0 }),
    message: `${modelServer}Range of max_tokens should be [1, 8192]`,
  },
  { rule: 'n', body: chat({ n: 5 }), message: 'Range of n should be [1, 4]' },
  {
    rule: 'seed-range',
    body: chat({ seed: -1 }),
    code: 'invalid_value',
    message: "-1 is lesser than the minimum of 0 - 'seed'",
  },
  {
    rule: 'seed-range',
    body: chat({ seed: 2 ** 31 }),
    code: 'invalid_value',
    message: "2147483648 is greater than the maximum of 2147483647 - 'seed'",
  },
  { rule: 'seed-type', body: chat({ seed: 0.5 }), code: 'invalid_value', message: "'seed' must be Integer" },
  { rule: 'stop', body: chat({ stop: ['a', 1] }), message: wordsOf('stop') },
  {
    rule: 'thinking_budget',
    body: chat({ model: 'qwen-turbo', thinking_budget: 40_000 }),
    message: 'The thinking_budget parameter must be a positive integer and not greater than 38912',
  },
  {
    rule: 'effort-and-budget',
    body: chat({ model: 'qwen3.8-max', reasoning_effort: 'low', thinking_budget: 5 }),
    message: "'reasoning_effort' and 'thinking_budget' cannot be set simultaneously",
  },
  {
    rule: 'response_format',
    body: chat({ response_format: { type: 'xml' } }),
    message:
      "Unknown format of response_format, response_format should be a dict, includes 'type' and an " +
      "optional key 'json_schema'. The response_format type from user is xml.",
  },
  {
    rule: 'schema-name',
    body: chat({ response_format: { type: 'json_schema', json_schema: { name: 'a b' } } }),
    message:
      "Invalid 'response_format.json_schema.name': 'a b'. Only letters, numbers, underscores and hyphens " +
      'are ' +
      'allowed, at most 64 of them.',
  },
  {
    rule: 'tool_choice',
    body: chat({ tools: [tool('now')], tool_choice: 'required' }),
    message: 'tool_choice is one of the strings that should be ["none", "auto"]',
  },
  {
    rule: 'tool_choice',
    body: chat({ tools: [tool('now')], tool_choice: 'any' }),
    message: 'tool_choice is one of the strings that should be ["none", "auto"]',
  },
  {
    rule: 'tool_choice-unknown',
    body: chat({ tools: [tool('now')], tool_choice: { type: 'function', function: { name: 'then' } } }),
    message: "tool_choice names the tool 'then', which is not among the tools.",
  },
];
