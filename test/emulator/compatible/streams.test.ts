import { describe, expect, test } from 'vitest';
import { chat, dataLines, send, stream, tool, type Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import { textOfFile } from '../../support/speech-requests.js';

const choicesOf = (chunks: Json[]) => chunks.map((chunk) => chunk.choices?.[0]).filter(Boolean);
const weather = tool('weather', { type: 'object', properties: { location: { type: 'string' } } });

const contents = async (model: string) => {
  const emulator = strictEmulator();
  emulator.answerNext({ deltas: ['I', ' did', " n't"] });
  const translation_options = { source_lang: 'auto', target_lang: 'en' };
  return choicesOf(await stream(emulator, chat({ model, translation_options }))).map((one) => one.delta.content);
};

const fragments = async (more: object) => {
  const emulator = strictEmulator();
  emulator.answerNext({
    toolCalls: [{ name: 'weather', arguments: { places: ['Paris', 'Rome', 'Oslo'] } }],
  });
  const body = chat({ model: 'qwen3.6-plus', tools: [weather], enable_thinking: false, ...more });
  return choicesOf(await stream(emulator, body))
    .flatMap((choice) => choice.delta.tool_calls ?? [])
    .map((call: Json) => call.function.arguments)
    .filter(Boolean);
};

describe('streams of the emulator', () => {
  test('an emulator stream has the shape of a recorded text stream', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ deltas: ['Hel', 'lo'] });
    const chunks = await stream(emulator, chat());
    expect(choicesOf(chunks)).toEqual([
      { delta: { content: '', role: 'assistant' }, index: 0, logprobs: null, finish_reason: null },
      { finish_reason: null, logprobs: null, delta: { content: 'Hel' }, index: 0 },
      { finish_reason: null, logprobs: null, delta: { content: 'lo' }, index: 0 },
      { finish_reason: 'stop', delta: { content: '' }, index: 0, logprobs: null },
    ]);
    expect(chunks.at(-2)).toEqual({
      choices: [],
      object: 'chat.completion.chunk',
      created: expect.any(Number),
      system_fingerprint: null,
      usage: {
        prompt_tokens: 6,
        completion_tokens: 1,
        total_tokens: 7,
        prompt_tokens_details: { cached_tokens: 0 },
      },
      model: 'qwen-plus',
      id: expect.stringMatching(/^chatcmpl-[0-9a-f-]{36}$/),
    });
    expect(chunks.at(-1)).toBe('[DONE]');
    expect(chunks.slice(0, -2).map((chunk) => chunk.usage)).toEqual([null, null, null, null]);
  });

  test('an emulator stream has the shape of a recorded thinking stream', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ reasoning: 'Hm', text: 'Hi' });
    const chunks = await stream(emulator, chat({ model: 'qwen3-max', enable_thinking: true }));
    expect(choicesOf(chunks)).toEqual([
      {
        delta: { content: null, role: 'assistant', reasoning_content: '' },
        index: 0,
        logprobs: null,
        finish_reason: null,
      },
      { finish_reason: null, logprobs: null, delta: { content: null, reasoning_content: 'Hm' }, index: 0 },
      { delta: { content: 'Hi', reasoning_content: null }, finish_reason: null, index: 0, logprobs: null },
      { finish_reason: 'stop', delta: { content: '', reasoning_content: null }, index: 0, logprobs: null },
    ]);
    expect(chunks.at(-2).usage.completion_tokens_details).toEqual({ reasoning_tokens: 1 });
  });

  test('an emulator stream has the shape of a recorded tool stream', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ toolCalls: [{ id: 'call_1', name: 'weather', arguments: '{"a":1}' }] });
    const chunks = await stream(emulator, chat({ tools: [weather] }));
    const [opening, ...rest] = choicesOf(chunks);
    expect(opening).toEqual({
      delta: {
        content: null,
        role: 'assistant',
        tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } }],
      },
      finish_reason: null,
      index: 0,
      logprobs: null,
    });
    const middle = rest.slice(0, -2);
    expect(middle.map((choice) => choice.delta.tool_calls[0].function.arguments).join('')).toBe('{"a":1}');
    for (const {
      delta: {
        tool_calls: [call],
      },
    } of middle) {
      expect(call).toEqual({
        index: 0,
        id: '',
        type: 'function',
        function: { arguments: expect.any(String) },
      });
    }
    expect(rest.slice(-2)).toEqual([
      {
        delta: { tool_calls: [{ function: { arguments: '' }, index: 0, id: '', type: 'function' }] },
        index: 0,
      },
      { finish_reason: 'tool_calls', delta: {}, index: 0, logprobs: null },
    ]);
  });

  test('an emulator stream sends a usage chunk only if the request asks for it', async () => {
    const chunks = await stream(strictEmulator(), chat({ stream_options: null }));
    expect(chunks.filter((chunk) => chunk.choices?.length === 0)).toEqual([]);
    expect(chunks.at(-1)).toBe('[DONE]');
  });

  test('an emulator stream names the request in a header and in every chunk, with the headers of the service', async () => {
    const response = await send(strictEmulator(), chat({ stream: true }));
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream;charset=UTF-8',
      'x-dashscope-call-gateway': 'true',
      'x-dashscope-finished': 'false',
      server: 'istio-envoy',
    });
    const ids = dataLines(await response.text())
      .slice(0, -1)
      .map((chunk) => chunk.id);
    expect(new Set(ids)).toEqual(new Set([`chatcmpl-${response.headers.get('x-request-id')}`]));
  });

  test('an emulator stream has the same text as a whole answer', async () => {
    const text = choicesOf(await stream(strictEmulator(), chat()))
      .map((choice) => choice.delta.content)
      .join('');
    expect(text).toBe('This is the ai-sdk-qwen emulator, not a model. You said: Hello there');
  });

  test('an emulator stream repeats the text so far for qwen-mt-plus, and sends deltas for qwen-mt-flash', async () => {
    expect(await contents('qwen-mt-plus')).toEqual(['', 'I', 'I did', "I did n't", '']);
    expect(await contents('qwen-mt-flash')).toEqual(['', 'I', ' did', " n't", '']);
  });

  test('an emulator stream gives each choice its own index', async () => {
    const choices = choicesOf(await stream(strictEmulator(), chat({ n: 2 })));
    const texts = [0, 1].map((index) =>
      choices
        .filter((choice) => choice.index === index)
        .map((choice) => choice.delta.content)
        .join(''),
    );
    expect(texts[1]).toBe(`${texts[0]} (choice 2)`);
  });

  test('an emulator stream sends arguments with lists in one piece until tool_stream is set', async () => {
    expect(await fragments({})).toEqual(['{"places":["Paris","Rome","Oslo"]}']);
    const pieces = await fragments({ tool_stream: true });
    expect(pieces.length).toBeGreaterThan(3);
    expect(pieces.join('')).toBe('{"places":["Paris","Rome","Oslo"]}');
  });

  test('an emulator stream speaks as PCM beside the text of an omni model', async () => {
    const body = chat({
      model: 'qwen3-omni-flash',
      modalities: ['text', 'audio'],
      audio: { voice: 'Cherry', format: 'wav' },
    });
    const chunks = await stream(strictEmulator(), body);
    const sounds = choicesOf(chunks).filter((choice) => choice.delta.audio);
    expect(sounds[0].delta).toEqual({
      audio: {
        data: expect.any(String),
        expires_at: chunks[0].created,
        id: `audio_${chunks[0].id.slice('chatcmpl-'.length)}`,
      },
    });
    const pcm = Buffer.concat(sounds.map((choice) => Buffer.from(choice.delta.audio.data, 'base64')));
    expect(textOfFile(pcm)).toBe(
      choicesOf(chunks)
        .map((choice) => choice.delta.content ?? '')
        .join(''),
    );
    const tokens = sounds.length * 5;
    expect(chunks.at(-2).usage.completion_tokens_details).toMatchObject({ audio_tokens: tokens });
  });

  test('an emulator stream spreads token probabilities over the chunks they belong to', async () => {
    const body = chat({ model: 'qwen-plus-latest', enable_thinking: false, logprobs: true });
    for (const choice of choicesOf(await stream(strictEmulator(), body)).slice(1, -1)) {
      expect(choice.logprobs.content.map((item: Json) => item.token).join('')).toBe(choice.delta.content);
    }
  });
});
