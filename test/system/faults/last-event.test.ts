import type { LanguageModelV1CallOptions } from '@ai-sdk/provider';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { frame, stopChunk, textChunk } from '../../support/test-chat.js';
import { guardAgainstTheUncaught } from '../../support/uncaught-guard.js';
import { head, listen } from '../../support/wire-server.js';

const call: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};
const chunked = (body: string) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`;
const packet = (content: string, reason: string | null = null) =>
  frame({ request_id: '1', output: { choices: [{ message: { role: 'assistant', content }, finish_reason: reason }] } });

const protocols = {
  compatible: {
    models: (qwen: QwenProvider) => qwen,
    first: frame(textChunk('Hello')),
    last: frame(textChunk(' there')),
    stop: frame(stopChunk),
  },
  dashscope: {
    models: (qwen: QwenProvider) => qwen.dashscope,
    first: packet('Hello'),
    last: packet(' there'),
    stop: packet('', 'stop'),
  },
  responses: {
    models: (qwen: QwenProvider) => qwen.responses,
    first: frame({ type: 'response.output_text.delta', item_id: 'm', delta: 'Hello' }),
    last: frame({ type: 'response.output_text.delta', item_id: 'm', delta: ' there' }),
    stop: frame({ type: 'response.completed', response: { status: 'completed' } }),
  },
  application: {
    models: (qwen: QwenProvider) => qwen.application,
    first: frame({ request_id: '1', output: { text: 'Hello', finish_reason: 'null' } }),
    last: frame({ request_id: '1', output: { text: ' there', finish_reason: 'null' } }),
    stop: frame({ request_id: '1', output: { text: '', finish_reason: 'stop' } }),
  },
};

/** The answer of a model whose connection breaks after these bytes, by a reset or by a stop of all bytes. */
async function read(name: keyof typeof protocols, bytes: string, how: 'reset' | 'silence') {
  let seen: () => void = () => {};
  const begun = new Promise<void>((resolve) => (seen = resolve));
  const { first, models } = protocols[name];
  const server = await listen(async (wire) => {
    await wire.write(head(200, { 'transfer-encoding': 'chunked' }) + chunked(first));
    // What the client has not read of a connection that is reset is lost: it reads first.
    await begun;
    await wire.write(chunked(bytes));
    await new Promise((resolve) => setTimeout(resolve, 30));
    if (how === 'reset') wire.socket.resetAndDestroy();
  });
  const timeout = how === 'silence' ? { idle: 100 } : undefined;
  const qwen = createQwen({ apiKey: 'sk-test', baseURL: `${server.url}/compatible-mode/v1`, timeout });
  const { stream } = await models(qwen)('qwen-plus').doStream(call);
  let text = '';
  let error: unknown;
  let reason: string | undefined;
  for await (const part of stream as unknown as AsyncIterable<Record<string, unknown>>) {
    if (part.type === 'text-delta') text += String(part.textDelta);
    if (part.type === 'error') error = part.error;
    if (part.type === 'finish') reason = String(part.finishReason);
    seen();
  }
  return { text, error, reason };
}

guardAgainstTheUncaught();

describe.each(['compatible', 'dashscope', 'responses', 'application'] as const)(
  'over the %s protocol, the last event',
  (name) => {
    const { last, stop } = protocols[name];
    const line = last.trimEnd();

    test.each(['reset', 'silence'] as const)(
      'the last event is kept where a %s comes between its line and the blank line',
      async (how) => {
        for (const bytes of [`${line}\n`, line, `id: 1\n${line}\r\n`, `${line}\n: comment\n`]) {
          const { text, error, reason } = await read(name, bytes, how);
          expect([bytes, text, reason]).toEqual([bytes, 'Hello there', 'error']);
          expect((error as Error).message).toMatch(how === 'reset' ? /broke off/ : /The answer stopped/);
        }
      },
    );

    test('a last event that broke off within its line does not belong to the answer: the error is that of the connection', async () => {
      for (const cut of [7, line.length >> 1, line.length - 1]) {
        const { text, error } = await read(name, line.slice(0, cut), 'reset');
        expect([cut, text]).toEqual([cut, 'Hello']);
        expect((error as Error).message).toMatch(/broke off/);
      }
    });

    test('a last event that is the mark of the end ends the answer well', async () => {
      const { text, error, reason } = await read(name, `${last}${stop}data: [DONE]\n`, 'reset');
      expect([text, error, reason]).toEqual(['Hello there', undefined, 'stop']);
    });
  },
);
