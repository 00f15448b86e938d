import { expect, test } from 'vitest';
import type { Message } from '../../../src/chat/prompt/prompt.js';
import { traitsOf } from '../../../src/chat/prompt/traits.js';

const none = { media: false, options: false, reasoning: false, resultMedia: false };
const marked = { cacheControl: { type: 'ephemeral' as const } };

const result = { type: 'tool-result' as const, id: 'call_1', name: 'measure', text: '12' };
const picture = { type: 'image' as const, source: { kind: 'url' as const, url: 'https://x.invalid/a' } };

const plain: Message[] = [
  { role: 'system', text: 'Be brief.' },
  { role: 'user', parts: [{ type: 'text', text: 'How deep is the pool?' }] },
  { role: 'assistant', parts: [{ type: 'tool-call', id: 'call_1', name: 'measure', arguments: '{}' }] },
  { role: 'tool', results: [result] },
];

const called = { calledTools: new Set(['measure']) };

test('the prompt scan finds nothing rare in texts, tool calls and their results', () => {
  expect(traitsOf(plain)).toEqual({ ...none, ...called });
  expect(traitsOf([])).toEqual({ ...none, calledTools: new Set() });
});

test.each([
  ['image', { role: 'user', parts: [{ type: 'image', source: { kind: 'url', url: 'https://x.invalid/a' } }] }, 'media'],
  ['document', { role: 'user', parts: [{ type: 'document', source: { kind: 'base64', base64: '' } }] }, 'media'],
  ['thinking', { role: 'assistant', parts: [{ type: 'reasoning', text: 'Hm.' }] }, 'reasoning'],
  ['a system message with options', { role: 'system', text: '', options: marked }, 'options'],
  ['a user message with options', { role: 'user', parts: [], options: marked }, 'options'],
  ['an assistant message with options', { role: 'assistant', parts: [], options: { partial: true } }, 'options'],
  ['a tool message with options', { role: 'tool', results: [], options: marked }, 'options'],
  ['a text with options', { role: 'user', parts: [{ type: 'text', text: '', options: marked }] }, 'options'],
  [
    'an earlier answer with options',
    { role: 'assistant', parts: [{ type: 'text', text: '', options: marked }] },
    'options',
  ],
  [
    'a result with options',
    { role: 'tool', results: [{ type: 'tool-result', id: '1', name: 'x', text: '', options: marked }] },
    'options',
  ],
  ['a picture in a result', { role: 'tool', results: [{ ...result, media: [picture] }] }, 'resultMedia'],
] as [string, Message, keyof typeof none][])(
  'the prompt scan finds %s between other messages',
  (_what, message, trait) => {
    expect(traitsOf([...plain, message, ...plain])).toEqual({ ...none, ...called, [trait]: true });
  },
);

test('the prompt scan finds the options of a picture in a result', () => {
  const message: Message = {
    role: 'tool',
    results: [{ ...result, media: [{ ...picture, options: { maxPixels: 100 } }] }],
  };
  expect(traitsOf([...plain, message])).toEqual({ ...none, ...called, resultMedia: true, options: true });
});
