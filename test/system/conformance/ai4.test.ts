import { generateObject, generateText, streamObject } from 'ai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collect } from '../../support/collect.js';
import { serve } from '../../support/listening-emulator.js';

const person = z.object({ name: z.string(), age: z.number().int() });

describe('generateText', () => {
  test('generateText sends the settings and gives text, usage, finish reason, ids and request back', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ text: 'Good morning.', usage: { promptTokens: 12, completionTokens: 5 } });

    const result = await generateText({
      model: qwen('qwen-plus'),
      system: 'Be short.',
      prompt: 'Hello',
      temperature: 0.3,
      maxTokens: 100,
      headers: { 'X-Trace': 'abc' },
    });

    expect(result.text).toBe('Good morning.');
    expect(result.finishReason).toBe('stop');
    expect(result.usage).toEqual({ promptTokens: 12, completionTokens: 5, totalTokens: 17 });
    expect(result.warnings).toEqual([]);
    expect(result.response.modelId).toBe('qwen-plus');
    expect(result.response.id).toMatch(/^chatcmpl-/);
    expect(result.response.timestamp.getTime()).toBeGreaterThan(Date.parse('2024-01-01'));
    expect(result.providerMetadata?.qwen?.requestId).toBe(result.response.id.replace('chatcmpl-', ''));
    expect(JSON.parse(result.request.body ?? '')).toEqual(emulator.calls[0]?.body);
    expect(emulator.calls[0]).toMatchObject({
      path: '/compatible-mode/v1/chat/completions',
      headers: { 'x-trace': 'abc' },
      body: {
        model: 'qwen-plus',
        messages: [
          { role: 'system', content: 'Be short.' },
          { role: 'user', content: 'Hello' },
        ],
        temperature: 0.3,
        max_tokens: 100,
      },
    });
  });

  test.each(['qwq-plus', 'qvq-max', 'qwen3-8b', 'qwen-omni-turbo', 'a-model-of-tomorrow'])(
    'generateText streams inside for %s, which may refuse an answer in one piece',
    async (id) => {
      const { qwen, emulator } = await serve();
      // The emulator refuses unknown models; the service of tomorrow would know this one.
      if (id === 'a-model-of-tomorrow') {
        const chunk = { choices: [{ index: 0, delta: { content: 'Hi.' }, finish_reason: 'stop' }] };
        const body = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
        emulator.answerNext({ raw: { headers: { 'content-type': 'text/event-stream' }, body } });
        const raw = emulator.fetch;
        const { createQwen } = await import('ai-sdk-qwen');
        let sent: unknown;
        const model = createQwen({
          apiKey: 'sk-test-key',
          fetch: (url, init) => {
            sent = JSON.parse(String(init?.body));
            return raw(url, { ...init, body: String(init?.body).replace(id, 'qwen-plus') });
          },
        })(id);
        const { text } = await generateText({ model, prompt: 'Hello' });
        expect(text).toBe('Hi.');
        expect(sent).toMatchObject({ stream: true });
        return;
      }
      const { text, usage } = await generateText({ model: qwen(id), prompt: 'Hello' });
      expect(text).toContain('Hello');
      expect(usage.totalTokens).toBeGreaterThan(0);
      expect(emulator.calls.map((call) => call.status)).toEqual([200]);
      expect(emulator.calls[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    },
  );
});

describe('generateObject and streamObject', () => {
  test.each(['qwen-plus', 'qwen-max', 'qwen3.5-plus', 'qwen3-next-80b-a3b-instruct', 'qwq-plus', 'qwen-vl-plus'])(
    'generateObject and streamObject give an object of the schema with %s',
    async (id) => {
      const { qwen, emulator } = await serve();
      const { object } = await generateObject({ model: qwen(id), schema: person, prompt: 'A person' });
      expect(person.safeParse(object).success).toBe(true);
      const streamed = streamObject({ model: qwen(id), schema: person, prompt: 'A person' });
      const partials = await collect(streamed.partialObjectStream);
      expect(partials.at(-1)).toEqual(await streamed.object);
      expect(person.safeParse(await streamed.object).success).toBe(true);
      expect(emulator.calls.map((call) => call.status)).toEqual([200, 200]);
    },
  );

  test('generateObject and streamObject work as lists, as a choice, without a schema, and in tool mode', async () => {
    const { qwen } = await serve();
    const list = await generateObject({ model: qwen('qwen-plus'), output: 'array', schema: person, prompt: 'People' });
    expect(z.array(person).safeParse(list.object).success).toBe(true);
    const choice = await generateObject({
      model: qwen('qwen-plus'),
      output: 'enum',
      enum: ['yes', 'no'],
      prompt: 'Well?',
    });
    expect(['yes', 'no']).toContain(choice.object);
    const free = await generateObject({ model: qwen('qwen-plus'), output: 'no-schema', prompt: 'Anything' });
    expect(free.object).toBeTypeOf('object');
    const called = await generateObject({ model: qwen('qwen-plus'), mode: 'tool', schema: person, prompt: 'A person' });
    expect(person.safeParse(called.object).success).toBe(true);
    const streamed = streamObject({ model: qwen('qwen-plus'), mode: 'tool', schema: person, prompt: 'A person' });
    await collect(streamed.partialObjectStream);
    expect(person.safeParse(await streamed.object).success).toBe(true);
  });
});
