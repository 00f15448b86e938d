import { generateObject, generateText, jsonSchema, streamText, tool, type CoreMessage } from 'ai';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { createRecorder, recordedQwen } from '../../support/recorder.js';

type Call = Omit<Parameters<typeof generateText>[0], 'model'>;

async function send(call: Call, options: { suffix?: string } = {}) {
  const { qwen, calls } = recordedQwen();
  const { text, warnings, usage } = await generateText({
    model: qwen.completion('qwen-coder-turbo', options),
    ...call,
  });
  return { ...(calls[0] as (typeof calls)[number]), text, warnings: warnings ?? [], usage };
}

describe('a completion', () => {
  test('a completion sends the prompt as it is, with the settings', async () => {
    const { url, body, text, warnings, usage } = await send({
      prompt: 'def add(a, b):\n  ',
      temperature: 0.2,
    });
    expect(new URL(url).pathname).toBe('/compatible-mode/v1/completions');
    expect(body).toEqual({
      model: 'qwen-coder-turbo',
      prompt: 'def add(a, b):\n  ',
      temperature: 0.2,
    });
    expect(text).toBe('and so on');
    expect(usage).toEqual({ promptTokens: 3, completionTokens: 2, totalTokens: 5 });
    expect(warnings).toEqual([]);
  });

  test('a completion streams with usage', async () => {
    const { qwen, calls } = recordedQwen();
    const { textStream, usage } = streamText({ model: qwen.completion('qwen-coder-turbo'), prompt: 'Once' });
    const deltas: string[] = [];
    for await (const delta of textStream) deltas.push(delta);
    expect(deltas).toEqual(['and so on']);
    expect(await usage).toMatchObject({ completionTokens: 2 });
    expect(calls[0]?.body).toMatchObject({
      prompt: 'Once',
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('a completion fills the gap before a suffix, which a call or the model names', async () => {
    const template = '<|fim_prefix|>def add(a, b):\n  <|fim_suffix|>\nprint(add(1, 2))<|fim_middle|>';
    const prompt = 'def add(a, b):\n  ';
    const suffix = '\nprint(add(1, 2))';
    expect((await send({ prompt }, { suffix })).body.prompt).toBe(template);
    expect((await send({ prompt, providerOptions: { qwen: { suffix } } })).body.prompt).toBe(template);
    expect((await send({ prompt, providerOptions: { qwen: { suffix } } }, { suffix: 'other' })).body.prompt).toBe(
      template,
    );
    expect((await send({ prompt }, { suffix: '' })).body.prompt).toBe(
      `<|fim_prefix|>${prompt}<|fim_suffix|><|fim_middle|>`,
    );
  });

  test('a completion puts what a system message says before the prompt', async () => {
    expect((await send({ system: '# Python 3', prompt: 'def' })).body.prompt).toBe('# Python 3\n\ndef');
  });

  test('a completion joins the texts of a message without anything between', async () => {
    const content = [
      { type: 'text' as const, text: 'def ' },
      { type: 'text' as const, text: 'add' },
    ];
    expect((await send({ messages: [{ role: 'user', content }] })).body.prompt).toBe('def add');
  });

  test('a completion sends frequencyPenalty with a warning, and without one to other servers', async () => {
    const { body, warnings } = await send({ prompt: 'a', frequencyPenalty: 1 });
    expect(body.frequency_penalty).toBe(1);
    expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'frequencyPenalty' }]);
    const { qwen } = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
    const elsewhere = await generateText({
      model: qwen.completion('starcoder'),
      prompt: 'a',
      frequencyPenalty: 1,
    });
    expect(elsewhere.warnings).toEqual([]);
  });

  test('a completion warns about options of messages and of their parts', async () => {
    const { body, warnings } = await send({
      messages: [
        { role: 'system', content: 'Haiku:', providerOptions: { qwen: { cacheControl: { type: 'ephemeral' } } } },
        { role: 'user', content: [{ type: 'text', text: 'a', providerOptions: { qwen: { some_key: 1 } } }] },
      ],
    });
    expect(body.prompt).toBe('Haiku:\n\na');
    const details = 'Completion models get one text, so options of messages and parts are not sent.';
    expect(warnings).toEqual([
      { type: 'unsupported-setting', setting: 'cacheControl', details },
      { type: 'unsupported-setting', setting: 'some_key', details },
    ]);
  });

  test.each([
    ['low', [{ type: 'unsupported', feature: 'reasoning', details: 'Completion models do not think.' }]],
    ['none', []],
  ])('a completion does not think, which is a warning where AI SDK 7 asks for it: %s', async (reasoning, expected) => {
    const { fetch } = createRecorder();
    const model = createQwen({ apiKey: 'sk-test', fetch }).completion('qwen-coder-turbo');
    const prompt = [{ role: 'user', content: [{ type: 'text', text: 'a' }] }];
    expect((await model.doGenerate({ prompt, reasoning })).warnings).toEqual(expected);
  });
});

describe('what a completion has not is an error before the request', () => {
  const conversation: CoreMessage[] = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello' },
    { role: 'user', content: 'Go on' },
  ];

  test('a completion of a conversation is an error before the request', async () => {
    await expect(send({ messages: conversation })).rejects.toThrow(
      'Completion models continue one text; a conversation (here a message of the role assistant) needs qwen(id), the chat model.',
    );
  });

  test('a completion with tools is an error before the request', async () => {
    const tools = { noop: tool({ parameters: jsonSchema({ type: 'object' }) }) };
    await expect(send({ prompt: 'Hi', tools })).rejects.toThrow(
      'Completion models have no tools. Use qwen(id), the chat model, instead.',
    );
  });

  test('a completion with media is an error before the request', async () => {
    const content = [{ type: 'image' as const, image: new URL('https://example.com/1.png') }];
    await expect(send({ messages: [{ role: 'user', content }] })).rejects.toThrow(
      'Completion models have no image input.',
    );
  });

  test('a completion of an object is an error before the request', async () => {
    const { qwen, calls } = recordedQwen();
    const model = qwen.completion('qwen-coder-turbo');
    await expect(generateObject({ model, output: 'no-schema', prompt: 'Hi' })).rejects.toThrow(
      'Completion models have no JSON output.',
    );
    expect(calls).toEqual([]);
  });
});
