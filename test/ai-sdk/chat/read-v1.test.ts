import { InvalidPromptError, type LanguageModelV1CallOptions, type LanguageModelV1Prompt } from '@ai-sdk/provider';
import { generateText, jsonSchema, tool } from 'ai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { z as z4 } from 'zod/v4';
import { readCall } from '../../../src/ai-sdk/chat/read-v1.js';
import type { ChatOptions } from '../../../src/chat/checked-options.js';
import { createOptionReader } from '../../../src/chat/read-options.js';
import { recordedQwen } from '../../support/recorder.js';

const regular = { type: 'regular' } as const;
const parameters = { type: 'object' } as const;
const hi: LanguageModelV1Prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];

function read(options: Partial<LanguageModelV1CallOptions>, defaults: ChatOptions = { known: {}, extra: {} }) {
  return readCall(
    { inputFormat: 'prompt', mode: regular, prompt: hi, ...options },
    createOptionReader('chat'),
    defaults,
  );
}

describe('settings', () => {
  test('AI SDK 4 call settings come under one name each', () => {
    const settings = {
      maxTokens: 1,
      temperature: 2,
      topP: 3,
      topK: 4,
      seed: 5,
      presencePenalty: 6,
      frequencyPenalty: 7,
    };
    expect(read({ ...settings, stopSequences: ['a'] })).toMatchObject({
      ...settings,
      stop: ['a'],
      stream: false,
    });
  });

  test('an empty list of stop sequences is left out for AI SDK 4', () => {
    expect(read({ stopSequences: [] }).stop).toBeUndefined();
  });

  test('AI SDK 4 options of the call win over those of the model, which stay as they are', () => {
    const defaults: ChatOptions = { known: { topK: 1, user: 'a' }, extra: { old_key: 1 } };
    const call = read({ providerMetadata: { qwen: { topK: 2, new_key: 2 } } }, defaults);
    expect(call.options).toEqual({ known: { topK: 2, user: 'a' }, extra: { old_key: 1, new_key: 2 } });
    expect(defaults).toEqual({ known: { topK: 1, user: 'a' }, extra: { old_key: 1 } });
  });
});

describe('what the answer is to be', () => {
  test.each<[string, Partial<LanguageModelV1CallOptions>, object]>([
    ['free text', {}, { kind: 'text' }],
    ['free text when said so', { responseFormat: { type: 'text' } }, { kind: 'text' }],
    ['an object', { responseFormat: { type: 'json' } }, { kind: 'json' }],
    [
      'an object of a schema',
      { responseFormat: { type: 'json', schema: parameters, name: 'n', description: 'd' } },
      { kind: 'json', schema: parameters, name: 'n', description: 'd' },
    ],
    [
      'an object by its mode',
      { mode: { type: 'object-json', schema: parameters, name: 'n', description: 'd' } },
      { kind: 'json', schema: parameters, name: 'n', description: 'd' },
    ],
    ['an object without a schema', { mode: { type: 'object-json' } }, { kind: 'json' }],
    [
      'text in tool mode, where the tool carries the schema',
      { mode: { type: 'object-tool', tool: { type: 'function', name: 'json', parameters } } },
      { kind: 'text' },
    ],
  ])('the expected output of AI SDK 4 is %s', (_name, options, output) => {
    expect(read(options).output).toEqual(output);
  });
});

describe('tools', () => {
  const weather = { type: 'function', name: 'weather', description: 'Weather', parameters } as const;

  test.each([
    [{ type: 'auto' }, 'auto'],
    [{ type: 'none' }, 'none'],
    [{ type: 'required' }, 'required'],
    [{ type: 'tool', toolName: 'weather' }, { name: 'weather' }],
    [undefined, undefined],
  ] as const)('AI SDK 4 tools are read with the choice %j', (toolChoice, expected) => {
    const call = read({ mode: { type: 'regular', tools: [weather], toolChoice } });
    expect(call.tools).toEqual([{ name: 'weather', description: 'Weather', parameters }]);
    expect(call.toolChoice).toEqual(expected);
  });

  test('the tool of tool mode is forced', () => {
    const call = read({ mode: { type: 'object-tool', tool: weather } });
    expect(call).toMatchObject({ tools: [{ name: 'weather' }], toolChoice: { name: 'weather' } });
  });

  test('an empty schema is sent, with a warning that names zod 4', async () => {
    const { qwen, calls } = recordedQwen();
    const ask = async (schema: z.ZodTypeAny | ReturnType<typeof jsonSchema>) => {
      const tools = { weather: tool({ parameters: schema }) };
      const { warnings } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi', tools });
      return warnings;
    };
    const empty = { type: 'other', message: expect.stringContaining("Import z from 'zod/v3'") as string };
    // For AI SDK 4 both are the same.
    expect(await ask(z.any())).toEqual([empty]);
    expect(await ask(z4.object({ city: z4.string() }) as unknown as z.ZodTypeAny)).toEqual([empty]);
    expect(await ask(z.object({}))).toEqual([]);
    expect(await ask(jsonSchema({}))).toEqual([]);
    expect(calls.map(({ body }) => body.tools)).toHaveLength(4);
    expect(calls[0]?.body.tools).toMatchObject([{ type: 'function', function: { name: 'weather' } }]);
  });

  test('an AI SDK 4 call without tools has no tool choice', () => {
    expect(read({ mode: { type: 'regular', tools: [], toolChoice: { type: 'auto' } } })).toMatchObject({
      tools: [],
      toolChoice: undefined,
    });
  });

  test('tools of a provider become a warning and take their choice along', () => {
    const provided = { type: 'provider-defined', id: 'a.b', name: 'b', args: {} } as const;
    const call = read({ mode: { type: 'regular', tools: [provided], toolChoice: { type: 'auto' } } });
    expect(call).toMatchObject({ tools: [], toolChoice: undefined });
    expect(call.warnings).toMatchObject([{ type: 'unsupported-tool', tool: provided }]);
    expect(read({ mode: { type: 'regular', tools: [provided, weather] } }).tools).toHaveLength(1);
    const chosen = { type: 'tool', toolName: 'b' } as const;
    const forced = read({ mode: { type: 'regular', tools: [provided, weather], toolChoice: chosen } });
    expect(forced.toolChoice).toBeUndefined();
  });
});

describe('the prompt', () => {
  const bytes = Uint8Array.of(1, 2);

  test('an AI SDK 4 prompt has a message for each role', () => {
    const { prompt, warnings } = read({
      prompt: [
        { role: 'system', content: 'Be short.' },
        ...hi,
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'Hm.', signature: 's' },
            { type: 'text', text: 'A moment.' },
            { type: 'tool-call', toolCallId: 'c', toolName: 't', args: { a: [1] } },
          ],
        },
        {
          role: 'tool',
          content: [{ type: 'tool-result', toolCallId: 'c', toolName: 't', result: { b: 2 } }],
        },
      ],
    });
    expect(prompt).toEqual([
      { role: 'system', text: 'Be short.' },
      { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
      {
        role: 'assistant',
        parts: [
          { type: 'reasoning', text: 'Hm.' },
          { type: 'text', text: 'A moment.' },
          { type: 'tool-call', id: 'c', name: 't', arguments: '{"a":[1]}' },
        ],
      },
      { role: 'tool', results: [{ type: 'tool-result', id: 'c', name: 't', text: '{"b":2}' }] },
    ]);
    expect(warnings).toEqual([]);
  });

  test.each<[string, LanguageModelV1Prompt[number] & { role: 'user' }, object]>([
    [
      'an image behind a URL, of an unknown type',
      { role: 'user', content: [{ type: 'image', image: new URL('https://a.example/1') }] },
      { type: 'image', source: { kind: 'url', url: 'https://a.example/1' } },
    ],
    [
      'an image of bytes',
      { role: 'user', content: [{ type: 'image', image: bytes, mimeType: 'image/png' }] },
      { type: 'image', source: { kind: 'bytes', bytes }, mediaType: 'image/png' },
    ],
    [
      'a file of an image type, in base64',
      { role: 'user', content: [{ type: 'file', data: 'AAE=', mimeType: 'image/png', filename: 'a.png' }] },
      {
        type: 'image',
        source: { kind: 'base64', base64: 'AAE=' },
        mediaType: 'image/png',
        filename: 'a.png',
      },
    ],
    [
      'a video in the temporary store, as a string',
      { role: 'user', content: [{ type: 'file', data: 'oss://bucket/1.mp4', mimeType: 'video/mp4' }] },
      { type: 'video', source: { kind: 'url', url: 'oss://bucket/1.mp4' }, mediaType: 'video/mp4' },
    ],
    [
      'audio in a data URL',
      {
        role: 'user',
        content: [{ type: 'file', data: 'data:audio/wav;base64,AAE=', mimeType: 'audio/wav' }],
      },
      { type: 'audio', source: { kind: 'url', url: 'data:audio/wav;base64,AAE=' }, mediaType: 'audio/wav' },
    ],
    [
      'any other file',
      {
        role: 'user',
        content: [{ type: 'file', data: new URL('https://a.example/1.pdf'), mimeType: 'application/pdf' }],
      },
      {
        type: 'document',
        source: { kind: 'url', url: 'https://a.example/1.pdf' },
        mediaType: 'application/pdf',
      },
    ],
  ])('an AI SDK 4 prompt reads %s', (_name, message, part) => {
    expect(read({ prompt: [message] }).prompt).toEqual([{ role: 'user', parts: [part] }]);
  });

  test('empty texts and reasonings of the assistant are left out', () => {
    const content = [
      { type: 'text' as const, text: '' },
      { type: 'reasoning' as const, text: '' },
    ];
    expect(read({ prompt: [{ role: 'assistant', content }] }).prompt).toEqual([{ role: 'assistant', parts: [] }]);
  });

  test.each([
    [{ type: 'redacted-reasoning', data: 'x' }, 'redacted reasoning'],
    [{ type: 'file', data: 'AAE=', mimeType: 'image/png' }, 'file'],
  ] as const)('assistant content %j is left out with a warning', (part, what) => {
    const { prompt, warnings } = read({ prompt: [{ role: 'assistant', content: [part] }] });
    expect(prompt).toEqual([{ role: 'assistant', parts: [] }]);
    expect(warnings).toEqual([
      { type: 'other', message: `The service accepts no ${what} in assistant messages; it was left out.` },
    ]);
  });

  test.each<[unknown, string, number]>([
    [{}, '{}', 0],
    [undefined, '{}', 0],
    [null, '{}', 0],
    ['{"a":1}', '{"a":1}', 0],
    ['{"a":', '{}', 1],
    ['', '{}', 1],
  ])('the arguments %j of an earlier call go back as %s', (args, expected, warned) => {
    const call = read({
      prompt: [{ role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c', toolName: 't', args }] }],
    });
    expect(call.prompt).toMatchObject([{ parts: [{ arguments: expected }] }]);
    expect(call.warnings).toHaveLength(warned);
  });

  test('options stand on messages and parts', () => {
    const cacheControl = { type: 'ephemeral' as const };
    const { prompt } = read({
      prompt: [
        { role: 'system', content: 'A', providerMetadata: { alibaba: { cacheControl } } },
        {
          role: 'user',
          content: [{ type: 'text', text: 'B', providerMetadata: { qwen: { new_key: 1, minPixels: 4 } } }],
          providerMetadata: { openai: { x: 1 } },
        },
        {
          role: 'assistant',
          content: [{ type: 'text', text: 'C', providerMetadata: { dashscope: { cacheControl } } }],
          providerMetadata: { qwen: { partial: true } },
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: 'c',
              toolName: 't',
              result: '',
              providerMetadata: { qwen: { cacheControl } },
            },
          ],
        },
      ],
    });
    expect(prompt).toEqual([
      { role: 'system', text: 'A', options: { cacheControl } },
      {
        role: 'user',
        parts: [{ type: 'text', text: 'B', options: { minPixels: 4, extra: { new_key: 1 } } }],
      },
      {
        role: 'assistant',
        parts: [{ type: 'text', text: 'C', options: { cacheControl } }],
        options: { partial: true },
      },
      {
        role: 'tool',
        results: [{ type: 'tool-result', id: 'c', name: 't', text: '', options: { cacheControl } }],
      },
    ]);
  });
});

describe('what JSON cannot carry', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;

  test.each([
    ['a result of a tool', 'A result of the tool count', 'tool', { type: 'tool-result', result: { total: 7n } }],
    ['arguments', 'The arguments of a call of the tool count', 'assistant', { type: 'tool-call', args: circular }],
  ] as const)(
    'a value of an AI SDK 4 prompt that JSON cannot carry is refused with its place: %s',
    (_what, place, role, part) => {
      const content = [{ ...part, toolCallId: 'call_1', toolName: 'count' }];
      const prompt = [{ role, content }] as unknown as LanguageModelV1Prompt;
      expect(() => read({ prompt })).toThrow(`${place} cannot be written as JSON: `);
      expect(() => read({ prompt })).toThrow(InvalidPromptError);
    },
  );
});
