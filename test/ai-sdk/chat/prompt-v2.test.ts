import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { readPrompt } from '../../../src/ai-sdk/chat/prompt-v2.js';
import type { PromptMessage } from '../../../src/ai-sdk/chat/reading.js';
import type { Warning } from '../../../src/options/warning.js';
import { createOptionReader } from '../../../src/chat/read-options.js';

function read(...prompt: PromptMessage[]) {
  const warnings: Warning[] = [];
  return { prompt: readPrompt(prompt, createOptionReader('chat'), warnings), warnings };
}

const leftOut = (what: string) => [{ type: 'other', message: `The service accepts no ${what}; it was left out.` }];

test('a part or a list of parts of a wrong type is skipped', () => {
  const odd = [null, 'Hi', 7, { type: 'text', text: 'Weather?' }];
  expect(read({ role: 'user', content: odd }, { role: 'assistant', content: undefined })).toEqual({
    prompt: [
      { role: 'user', parts: [{ type: 'text', text: 'Weather?' }] },
      { role: 'assistant', parts: [] },
    ],
    warnings: [],
  });
});

test('a prompt has a message for each role', () => {
  const { prompt, warnings } = read(
    { role: 'system', content: 'Be short.' },
    { role: 'user', content: [{ type: 'text', text: 'Weather?' }] },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'I must look.' },
        { type: 'text', text: 'A moment.' },
        { type: 'tool-call', toolCallId: 'c', toolName: 'weather', input: { city: 'Oslo' } },
      ],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'c', toolName: 'weather', output: { type: 'text', value: 'Clear' } },
      ],
    },
  );
  expect(prompt).toEqual([
    { role: 'system', text: 'Be short.' },
    { role: 'user', parts: [{ type: 'text', text: 'Weather?' }] },
    {
      role: 'assistant',
      parts: [
        { type: 'reasoning', text: 'I must look.' },
        { type: 'text', text: 'A moment.' },
        { type: 'tool-call', id: 'c', name: 'weather', arguments: '{"city":"Oslo"}' },
      ],
    },
    { role: 'tool', results: [{ type: 'tool-result', id: 'c', name: 'weather', text: 'Clear' }] },
  ]);
  expect(warnings).toEqual([]);
});

test('an unknown role is an error', () => {
  expect(() => read({ role: 'developer', content: 'Hi' })).toThrow(UnsupportedFunctionalityError);
});

test('options of messages and parts are read where they stand', () => {
  const cacheControl = { type: 'ephemeral' };
  const { prompt, warnings } = read(
    { role: 'system', content: 'Be short.', providerOptions: { qwen: { cacheControl } } },
    { role: 'user', content: [{ type: 'text', text: 'Hi', providerOptions: { qwen: { cacheControl } } }] },
    { role: 'assistant', content: [{ type: 'text', text: 'I' }], providerOptions: { qwen: { partial: true, fps: 2 } } },
  );
  expect(prompt).toMatchObject([
    { options: { cacheControl } },
    { parts: [{ options: { cacheControl } }] },
    { options: { partial: true } },
  ]);
  expect(warnings).toMatchObject([{ type: 'unsupported-setting', setting: 'providerOptions.qwen.fps' }]);
});

describe('files of user messages', () => {
  const bytes = Uint8Array.of(1, 2);
  const file = (data: unknown, mediaType = 'image/png', more: object = {}) => {
    const { prompt, warnings } = read({ role: 'user', content: [{ type: 'file', data, mediaType, ...more }] });
    expect(warnings).toEqual([]);
    return prompt[0]?.role === 'user' ? prompt[0].parts[0] : undefined;
  };

  const inBytes = { kind: 'bytes', bytes };
  const inBase64 = { kind: 'base64', base64: 'AQI=' };
  const atUrl = { kind: 'url', url: 'https://example.com/a.png' };

  test.each<[string, unknown, object]>([
    ['bytes', bytes, inBytes],
    ['base64', 'AQI=', inBase64],
    ['a URL', new URL('https://example.com/a.png'), atUrl],
    ['a URL in a string', 'https://example.com/a.png', atUrl],
    ['an oss:// URL', new URL('oss://bucket/a.png'), { kind: 'url', url: 'oss://bucket/a.png' }],
    ['a data URL', 'data:image/png;base64,AQI=', { kind: 'url', url: 'data:image/png;base64,AQI=' }],
    ['tagged bytes', { type: 'data', data: bytes }, inBytes],
    ['tagged base64', { type: 'data', data: 'AQI=' }, inBase64],
    ['a tagged URL', { type: 'url', url: new URL('https://example.com/a.png') }, atUrl],
  ])('files of user messages come as %s', (_name, data, source) => {
    expect(file(data)).toEqual({ type: 'image', source, mediaType: 'image/png' });
  });

  test.each([
    ['image/png', 'image', 'image/png'],
    ['image/*', 'image', 'image/*'],
    ['video/mp4', 'video', 'video/mp4'],
    ['audio/wav', 'audio', 'audio/wav'],
    ['application/pdf', 'document', 'application/pdf'],
    // Since V4 the kind may stand by itself.
    ['image', 'image', undefined],
    ['video', 'video', undefined],
    ['audio', 'audio', undefined],
    ['application', 'document', undefined],
  ])('files of user messages of the media type %s are of the kind %s', (given, type, mediaType) => {
    expect(file(bytes, given)).toMatchObject({ type, mediaType });
  });

  test('files of user messages keep their names and options', () => {
    const more = { filename: 'a.pdf', providerOptions: { qwen: { maxPixels: 9 } } };
    expect(file(bytes, 'application/pdf', more)).toMatchObject({ filename: 'a.pdf', options: { maxPixels: 9 } });
  });

  test('text files of user messages become text parts', () => {
    expect(file({ type: 'text', text: 'Hi' }, 'text/plain')).toEqual({ type: 'text', text: 'Hi' });
  });

  test.each([
    [{ qwen: 'file-fe-1' }, 'fileid://file-fe-1'],
    [{ openai: 'file-1', dashscope: 'file-fe-2' }, 'fileid://file-fe-2'],
    [{ alibaba: 'fileid://file-fe-3' }, 'fileid://file-fe-3'],
    [{ qwen: 'oss://bucket/a.pdf' }, 'oss://bucket/a.pdf'],
  ])('files of user messages by reference %j become the ids that the service knows', (reference, url) => {
    expect(file({ type: 'reference', reference }, 'application/pdf')).toMatchObject({
      type: 'document',
      source: { kind: 'url', url },
    });
  });

  test('files of user messages that only other providers have are an error that names those providers', () => {
    const reference = { openai: 'file-1', google: 'files/1' };
    const reading = () => read({ role: 'user', content: [{ type: 'file', data: { type: 'reference', reference } }] });
    expect(reading).toThrow('The reference names openai, google, but not qwen.');
    expect(reading).toThrow(UnsupportedFunctionalityError);
  });

  test.each([undefined, null, {}])('files of user messages by the reference %j are an error', (reference) => {
    const reading = () => read({ role: 'user', content: [{ type: 'file', data: { type: 'reference', reference } }] });
    expect(reading).toThrow("The reference is empty. Pass an id of an uploaded file, such as { qwen: 'file-fe-…' }.");
  });

  test.each([5, null, { type: 'stream' }])('files of user messages with the data %j are an error', (data) => {
    expect(() => file(data)).toThrow(UnsupportedFunctionalityError);
  });

  test('parts of an unknown type are left out with a warning', () => {
    const { prompt, warnings } = read({ role: 'user', content: [{ type: 'hologram' }, { type: 'text', text: 'Hi' }] });
    expect(prompt).toEqual([{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }]);
    expect(warnings).toEqual(leftOut('part of the type hologram in user messages'));
  });
});

describe('assistant messages', () => {
  const assistant = (...content: object[]) => {
    const { prompt, warnings } = read({ role: 'assistant', content });
    return { parts: prompt[0]?.role === 'assistant' ? prompt[0].parts : [], warnings };
  };

  test('assistant messages lose their empty parts', () => {
    const { parts, warnings } = assistant({ type: 'text', text: '' }, { type: 'reasoning', text: '' });
    expect({ parts, warnings }).toEqual({ parts: [], warnings: [] });
  });

  test.each(['file', 'reasoning-file', 'custom', 'tool-approval-request', 'hologram'])(
    'assistant messages lose a part of the type %s with a warning',
    (type) => {
      const { parts, warnings } = assistant({ type, toolCallId: 'c' }, { type: 'text', text: 'Hi' });
      expect(parts).toEqual([{ type: 'text', text: 'Hi' }]);
      expect(warnings).toEqual(leftOut(`part of the type ${type} in assistant messages`));
    },
  );

  const argumentsOf = (input: unknown) => {
    const { parts, warnings } = assistant({ type: 'tool-call', toolCallId: 'c', toolName: 'weather', input });
    return [parts[0]?.type === 'tool-call' ? parts[0].arguments : undefined, warnings.length];
  };

  test.each<[unknown, string]>([
    [{ city: 'Oslo' }, '{"city":"Oslo"}'],
    [{}, '{}'],
    [undefined, '{}'],
    [null, '{}'],
    ['{"city":"Oslo"}', '{"city":"Oslo"}'],
  ])('assistant messages write the input %j once', (input, expected) => {
    expect(argumentsOf(input)).toEqual([expected, 0]);
  });

  // AI SDK 5 hands on the text of a call that could not be parsed.
  test.each(['{"city": "Os', '', '"Oslo"', '[1]', 'null'])(
    'assistant messages write {} for the text %j, with a warning',
    (input) => {
      expect(argumentsOf(input)).toEqual(['{}', 1]);
    },
  );
});

describe('tool messages', () => {
  const result = (output: object) => {
    const content = [{ type: 'tool-result', toolCallId: 'c', toolName: 'shoot', output }];
    const { prompt, warnings } = read({ role: 'tool', content });
    const first = prompt[0]?.role === 'tool' ? prompt[0].results[0] : undefined;
    return { text: first?.text, ...(first?.media && { media: first.media }), warnings };
  };

  test.each<[string, object, string]>([
    ['text', { type: 'text', value: 'Clear' }, 'Clear'],
    ['JSON', { type: 'json', value: { sky: 'clear' } }, '{"sky":"clear"}'],
    ['a JSON string', { type: 'json', value: 'clear' }, '"clear"'],
    ['nothing', { type: 'json', value: undefined }, 'null'],
    ['an error', { type: 'error-text', value: 'No such city' }, 'No such city'],
    ['an error as JSON', { type: 'error-json', value: { code: 404 } }, '{"code":404}'],
    ['a denial', { type: 'execution-denied', reason: 'Too late' }, 'Too late'],
    ['a denial without a reason', { type: 'execution-denied' }, 'Tool execution denied.'],
    [
      'texts',
      {
        type: 'content',
        value: [
          { type: 'text', text: 'Clear' },
          { type: 'text', text: '21' },
        ],
      },
      'Clear\n21',
    ],
    [
      'a text file',
      { type: 'content', value: [{ type: 'file', mediaType: 'text/plain', data: { type: 'text', text: 'Clear' } }] },
      'Clear',
    ],
  ])('tool messages hold %s', (_name, output, text) => {
    expect(result(output)).toEqual({ text, warnings: [] });
  });

  const picture = { kind: 'base64', base64: 'AQI=' };
  const linked = (url: string) => ({ kind: 'url', url });

  // media: V2. The others: V3, and what V2 models get behind the proxies of newer majors. file: V4.
  test.each<[string, object, object]>([
    ['media', { data: 'AQI=', mediaType: 'image/png' }, { type: 'image', source: picture, mediaType: 'image/png' }],
    ['media', { data: 'AQI=', mediaType: 'audio/wav' }, { type: 'audio', source: picture }],
    ['file-data', { data: 'AQI=', mediaType: 'image/png' }, { type: 'image', source: picture }],
    [
      'file-url',
      { url: 'https://a.example/a.PNG?x=1' },
      { type: 'image', source: linked('https://a.example/a.PNG?x=1') },
    ],
    ['file-url', { url: 'https://a.example/a.mp4' }, { type: 'video', source: linked('https://a.example/a.mp4') }],
    ['file-url', { url: 'https://a.example/a', mediaType: 'image/webp' }, { type: 'image', mediaType: 'image/webp' }],
    ['file-url', { url: 'data:image/png;base64,AQI=' }, { type: 'image' }],
    ['image-data', { data: 'AQI=', mediaType: 'image/png' }, { type: 'image', source: picture }],
    ['image-url', { url: 'https://a.example/a' }, { type: 'image', source: linked('https://a.example/a') }],
    ['file', { mediaType: 'image/png', data: { type: 'data', data: 'AQI=' } }, { type: 'image', source: picture }],
    ['file', { mediaType: 'image', data: { type: 'url', url: new URL('https://a.example/a') } }, { type: 'image' }],
  ])('tool messages hand on content of the type %s beside the text: %j', (type, more, media) => {
    const value = [
      { type: 'text', text: 'Here.' },
      { type, ...more },
    ];
    const output = result({ type: 'content', value });
    expect(output).toMatchObject({ text: 'Here.', warnings: [] });
    expect(output.media).toMatchObject([media]);
  });

  test.each<[string, object]>([
    ['media', { data: 'AQI=', mediaType: 'application/pdf' }],
    ['file-url', { url: 'https://a.example/a.pdf' }],
    ['file-id', { fileId: 'f' }],
    ['image-file-id', { fileId: 'f' }],
    ['file', { mediaType: 'image/png', data: { type: 'reference', reference: { qwen: 'file-fe-1' } } }],
    ['file', { mediaType: 'application/pdf', data: { type: 'data', data: 'AQI=' } }],
    ['custom', {}],
  ])('tool messages lose content of the type %s with a warning: %j', (type, more) => {
    const value = [
      { type: 'text', text: 'Here.' },
      { type, ...more },
    ];
    expect(result({ type: 'content', value })).toEqual({
      text: 'Here.',
      warnings: leftOut(`content of the type ${type} in the result of the tool shoot`),
    });
  });

  test('tool messages lose an approval with a warning', () => {
    const { prompt, warnings } = read({
      role: 'tool',
      content: [{ type: 'tool-approval-response', approvalId: 'a', approved: true }],
    });
    expect(prompt).toEqual([{ role: 'tool', results: [] }]);
    expect(warnings).toEqual(leftOut('part of the type tool-approval-response in tool messages'));
  });
});

test('a value that JSON cannot carry is refused with its place', () => {
  const of = (part: object) => ({ ...part, toolCallId: 'call_1', toolName: 'count' });
  const result = of({ type: 'tool-result', output: { type: 'json', value: { total: 7n } } });
  expect(() => read({ role: 'tool', content: [result] })).toThrow(
    'A result of the tool count cannot be written as JSON: Do not know how to serialize a BigInt.',
  );
  expect(() => read({ role: 'assistant', content: [of({ type: 'tool-call', input: { total: 7n } })] })).toThrow(
    'The arguments of a call of the tool count cannot be written as JSON: Do not know how to serialize a BigInt.',
  );
});

test('a result that is a string of JSON keeps its quotation marks, and nothing at all is null', () => {
  const results = ['Clear', undefined].map((value) => ({
    type: 'tool-result',
    toolCallId: 'call_1',
    toolName: 'weather',
    output: { type: 'json', value },
  }));
  expect(read({ role: 'tool', content: results }).prompt).toMatchObject([
    { role: 'tool', results: [{ text: '"Clear"' }, { text: 'null' }] },
  ]);
});
