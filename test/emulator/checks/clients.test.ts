import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { ask, chat, type Json, send, tool } from '../../support/emulator-requests.js';
import {
  choicesOf,
  look,
  NATIVE,
  readPackets,
  SSE,
  textPath,
  multimodalPath,
  chat as nativeChat,
} from '../../support/native-emulator-requests.js';

const user = { role: 'user', content: 'Hello there' };
const expected = 'This is the ai-sdk-qwen emulator, not a model. You said: Hello there';

/** A stream as the official Python SDK asks for it (dashscope 1.26, api_entities/http_request.py). */
async function streamOfPython(body: Json) {
  const headers = { ...SSE, accept: 'text/event-stream', 'x-accel-buffering': 'no' };
  const path = Array.isArray(body.input.messages?.[0]?.content) ? multimodalPath : textPath;
  const response = await send(createEmulator(), body, { base: NATIVE, path, headers });
  expect(response.headers.get('x-emulator-warnings')).toBeNull();
  return readPackets(await response.text());
}

const textOf = (choices: Json[]) => choices.map(({ message }) => message.content);

describe('the parameters of the DashScope SDK for Python', () => {
  test('the DashScope SDK for Python streams a chat cumulatively by default', async () => {
    const texts = textOf(choicesOf(await streamOfPython(nativeChat({ stream: true }))));
    expect(texts.at(-1)).toBe(expected);
    expect(texts.every((text, index) => text.startsWith(texts[index - 1] ?? ''))).toBe(true);
  });

  test('the DashScope SDK for Python streams a chat in increments', async () => {
    const packets = await streamOfPython(nativeChat({ stream: true, incremental_output: true }));
    expect(textOf(choicesOf(packets)).join('')).toBe(expected);
  });

  test('the DashScope SDK for Python streams a prompt without messages as text', async () => {
    const body = { model: 'qwen-turbo', input: { prompt: 'Hello there' }, parameters: { stream: true } };
    expect((await streamOfPython(body)).at(-1)!.data.output).toMatchObject({ text: expected, finish_reason: 'stop' });
  });

  test('the DashScope SDK for Python streams thinking', async () => {
    const thinking = { stream: true, enable_thinking: true, incremental_output: true };
    const choices = choicesOf(await streamOfPython(nativeChat(thinking)));
    expect(choices.map(({ message }) => message.reasoning_content).join('')).toContain('It does not think');
    expect(textOf(choices).join('')).toBe(expected);
  });

  test.each(['qwen-vl-max', 'qwen3-vl-plus', 'qwen3.6-plus'])(
    'the DashScope SDK for Python streams what %s sees',
    async (model) => {
      const content = [{ image: 'https://a.example/a.png' }, { text: 'Hello there' }];
      const choices = choicesOf(await streamOfPython(look({ stream: true }, model, content)));
      const last = choices.findLast(({ message }) => message.content.length > 0);
      expect(JSON.stringify(last)).toContain('Hello there'.slice(-5));
    },
  );

  test('the DashScope SDK for Python asks for a whole answer', async () => {
    const response = await send(createEmulator(), nativeChat({ stream: false }), { base: NATIVE, path: textPath });
    expect((await response.json()).output.choices[0].message.content).toBe(expected);
  });
});

describe('parameters that the emulator does not know', () => {
  const unknown = {
    service_tier: 'auto',
    messages: [{ ...user, index: 0 }],
    stream_options: { include_obfuscation: false },
    'schlüssel\n': 1,
  };

  test('unknown parameters are ignored and reported in calls and in a header', async () => {
    const emulator = createEmulator();
    const response = await send(emulator, chat(unknown));
    expect(response.status).toBe(200);
    expect((await response.json()).choices[0].message.content).toBe(expected);
    const warnings = [
      "Unknown parameter 'service_tier' is ignored.",
      "Unknown parameter 'schlüssel\n' is ignored.",
      "Unknown parameter 'stream_options.include_obfuscation' is ignored.",
      "Unknown parameter 'messages.[0].index' is ignored.",
    ];
    expect(emulator.calls[0]!.warnings).toEqual(warnings);
    expect(response.headers.get('x-emulator-warnings')).toBe(warnings.join(' ').replace('ü', '?').replace('\n', '?'));
  });

  test('unknown parameters are refused when the emulator is told to', async () => {
    const emulator = createEmulator({ unknownParameters: 'refuse' });
    const { status, json } = await ask(emulator, chat({ service_tier: 'auto' }));
    expect(status).toBe(400);
    expect(json.error.message).toContain("Unknown parameter: 'service_tier'");
    expect(emulator.calls[0]!.warnings).toEqual([]);
  });

  test('a request without unknown parameters has no warnings', async () => {
    const emulator = createEmulator();
    const response = await send(emulator, chat());
    expect(emulator.calls[0]!.warnings).toEqual([]);
    expect(response.headers.has('x-emulator-warnings')).toBe(false);
  });

  test('unknown parameters are counted beyond twenty', async () => {
    const emulator = createEmulator();
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`p${index}`, index]));
    expect((await send(emulator, chat(many))).status).toBe(200);
    expect(emulator.calls[0]!.warnings).toHaveLength(21);
    expect(emulator.calls[0]!.warnings[20]).toBe('and 4980 more');
  });

  test('unknown parameters are ignored by name, even by names that every object inherits', async () => {
    const odd = JSON.parse('{"constructor":1,"toString":2,"__defineGetter__":3,"__proto__":4}');
    const emulator = createEmulator();
    const body = { ...chat(), ...Object.fromEntries(Object.entries(odd)) };
    expect((await send(emulator, body)).status).toBe(200);
    expect(
      (await ask(emulator, chat({ messages: [{ role: 'constructor', content: 'x' }] }))).json.error.message,
    ).toMatch(/^(<400>.*: )?constructor is not one of \['system'/);
  });

  test('parameters of other models are ignored', async () => {
    const emulator = createEmulator();
    const body = chat({ model: 'qwen-max', n: 3, logprobs: true, reasoning_effort: 'low', thinking_budget: null });
    const { json } = await ask(emulator, body);
    expect(json.choices).toHaveLength(1);
    expect(json.choices[0].logprobs).toBeNull();
    expect(emulator.calls[0]!.warnings).toEqual([
      'The model qwen-max does not support n, it is ignored.',
      'The model qwen-max does not support logprobs, it is ignored.',
      'The model qwen-max does not support reasoning_effort, it is ignored.',
    ]);
  });

  test.each([
    ['completions', '/completions', { model: 'qwen-coder-turbo', prompt: 'def f', user: 'u', n: 1 }],
    ['embeddings', '/embeddings', { model: 'text-embedding-v4', input: 'Hello', truncate: true }],
  ])('unknown parameters are ignored by %s', async (_, path, body) => {
    const emulator = createEmulator();
    expect((await send(emulator, body, { path })).status).toBe(200);
    expect(emulator.calls[0]!.warnings.length).toBeGreaterThan(0);
  });

  test('a misspelt option for unknown parameters is an error when the emulator is made', () => {
    expect(() => createEmulator({ unknownParameters: 'strict' as 'refuse' })).toThrow(
      "unknownParameters must be 'warn' or 'refuse', given strict",
    );
  });
});

describe('null', () => {
  // Histories of the openai package: https://github.com/openai/openai-node/issues/777 and parsed answers.
  const answered = { role: 'assistant', content: 'Hi', refusal: null, parsed: null, tool_calls: null, partial: null };
  test.each([
    ['in messages', chat({ messages: [user, answered, { ...user, name: null }] })],
    ['for parameters', chat({ service_tier: null, stream_options: null, response_format: null, stop: null })],
    ['in tools', chat({ tools: [{ type: 'function', function: { name: 'now', strict: null, parameters: null } }] })],
    [
      'in pictures',
      {
        model: 'qwen3-vl-plus',
        messages: [
          {
            role: 'user',
            content: [
              { type: 'image_url', image_url: { url: 'https://a.example/a.png', detail: null } },
              { type: 'text', text: 'What?' },
            ],
          },
        ],
      },
    ],
  ])('null counts as absent %s', async (_, body) => {
    const emulator = createEmulator();
    expect(await ask(emulator, body)).toMatchObject({ status: 200 });
    expect(emulator.calls[0]!.warnings).toEqual([]);
  });

  test('null is a value in the schemas of users', async () => {
    const schema = { type: 'object', properties: { a: { const: null } }, required: ['a'] };
    const body = chat({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } } });
    expect((await ask(createEmulator(), body)).json.choices[0].message.content).toBe('{"a":null}');
  });
});

describe('what clients of OpenAI send', () => {
  test('vectors as base64 of 32-bit floats are the vectors that are sent as numbers', async () => {
    const body = { model: 'text-embedding-v4', input: ['one', 'two'], dimensions: 64 };
    const numbers = (await ask(createEmulator(), body, { path: '/embeddings' })).json.data;
    const packed = (await ask(createEmulator(), { ...body, encoding_format: 'base64' }, { path: '/embeddings' })).json
      .data;
    for (const [row, { embedding }] of packed.entries()) {
      const bytes = Buffer.from(embedding, 'base64');
      const floats = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      expect([...floats]).toEqual(numbers[row].embedding.map(Math.fround));
    }
  });

  test.each([
    ['max_completion_tokens of an older model', chat({ max_completion_tokens: 3 }), 'This is the'],
    ['top_p of 0', chat({ top_p: 0 }), expected],
    ['modalities of only text', chat({ modalities: ['text'] }), expected],
    ['detail of a picture', chat({ user: 'u', logit_bias: {}, metadata: {} }), expected],
  ])('the OpenAI field %s is accepted', async (_, body, text) => {
    const emulator = createEmulator();
    expect((await ask(emulator, body)).json.choices[0].message.content).toBe(text);
    expect(emulator.calls[0]!.warnings).toEqual([]);
  });

  test('calls and answers of functions, as before there were tools, are accepted', async () => {
    const messages = [
      { role: 'user', content: 'The weather in Paris?' },
      { role: 'assistant', content: null, function_call: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
      { role: 'function', name: 'get_weather', content: 'sunny' },
    ];
    const body = chat({ messages, tools: [tool('get_weather')] });
    expect((await ask(createEmulator(), body)).json.choices[0].message.content).toBe(
      'This is the ai-sdk-qwen emulator, not a model. The tool get_weather answered: sunny',
    );
  });

  // https://github.com/proma-ai/Proma/issues/1496
  test('the role developer is refused in the words of the service', async () => {
    const messages = [user, { role: 'developer', content: 'Be brief' }];
    expect(await ask(createEmulator(), chat({ messages }))).toMatchObject({
      status: 400,
      json: {
        error: {
          code: 'invalid_parameter_error',
          message: "developer is not one of ['system', 'assistant', 'user', 'tool', 'function'] - 'messages.[1].role'",
        },
      },
    });
  });
});
