import { describe, expect, test } from 'vitest';
import { bytesOf, png, tool } from '../../support/emulator-requests.js';
import { ask, chat, look, multimodalPath, post, textPath } from '../../support/native-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const SELF = 'This is the ai-sdk-qwen emulator, not a model.';
const city = tool('weather', { type: 'object', properties: { city: { type: 'string' } } });

/** The message of a whole answer. */
async function messageTo(...args: Parameters<typeof ask>) {
  const { json } = await ask(...args);
  return json.output?.choices?.[0]?.message ?? json;
}

describe('a whole native answer', () => {
  test('a whole native answer has message, usage and request id, and says that it is the emulator', async () => {
    expect(await ask(chat())).toEqual({
      status: 200,
      json: {
        output: {
          choices: [
            {
              finish_reason: 'stop',
              message: { role: 'assistant', content: `${SELF} You said: Hello there` },
            },
          ],
        },
        usage: {
          total_tokens: 26,
          output_tokens: 20,
          input_tokens: 6,
          prompt_tokens_details: { cached_tokens: 0 },
        },
        request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
  });

  test.each([
    ['qwen-plus', 'text'],
    ['qwen-max', 'text'],
    ['qwen3-coder-plus', 'text'],
    ['qwen3-next-80b-a3b-instruct', 'text'],
    ['qwen3-max', 'choices'],
    ['qwen3-30b-a3b-instruct-2507', 'choices'],
    ['qwen3.7-max', 'choices'],
    ['deepseek-v3', 'choices'],
  ])('a whole native answer of %s has output.%s unless a format is asked for', async (model, field) => {
    const { json } = await ask({ model, input: { messages: [{ role: 'user', content: 'Hello' }] } });
    expect(Object.keys(json.output)).toContain(field);
  });

  test('a whole native answer of the text format has text and finish reason and no choices', async () => {
    const { json } = await ask(chat({ result_format: 'text' }), {
      script: { text: 'Hi', finishReason: 'length' },
    });
    expect(json.output).toEqual({ finish_reason: 'length', text: 'Hi' });
  });

  test('a whole native answer takes the legacy prompt with its history', async () => {
    const history = [{ user: 'Remember 42', bot: 'I will.' }];
    const { json } = await ask({ model: 'qwen-plus', input: { prompt: 'Which number?', history } });
    expect(json.output.text).toBe(`${SELF} You said: Which number?`);
    expect(json.usage.input_tokens).toBeGreaterThan(10);
  });

  test('a whole native answer of the multimodal service has a list of content, whatever format is asked for', async () => {
    const { json } = await ask(look({ result_format: 'text' }), { script: { reasoning: 'Hm', text: 'Hi' } });
    expect(json.output.choices[0].message).toEqual({
      role: 'assistant',
      content: [{ text: 'Hi' }],
      reasoning_content: 'Hm',
    });
  });

  test('a whole native answer counts what pictures, videos and thinking cost in the fields of the multimodal service', async () => {
    const content = [{ image: png(320, 320) }, { video: 'https://example.com/a.mp4' }, { text: 'Describe' }];
    const script = { reasoning: 'Hm', text: 'Hi' };
    const { usage } = (await ask(look({}, 'qwen3-vl-plus', content), { script })).json;
    expect(usage).toEqual({
      total_tokens: usage.input_tokens + 2,
      output_tokens: 2,
      input_tokens: 102 + 256 + usage.input_tokens_details.text_tokens,
      input_tokens_details: { image_tokens: 102, video_tokens: 256, text_tokens: expect.any(Number) },
      output_tokens_details: { reasoning_tokens: 1, text_tokens: 1 },
      prompt_tokens_details: {},
      image_tokens: 102,
      video_tokens: 256,
    });
  });

  test('a whole native answer takes sampling of videos, frame lists, rotation and sounds into account', async () => {
    const video = { video: 'https://example.com/a.mp4', fps: 1.5, max_frames: 16, total_pixels: 4_096 };
    expect((await messageTo(look({}, 'qwen3-vl-plus', [video, { text: 'What?' }]))).content[0].text).toContain(
      'Item 1 is a video: https://example.com/a.mp4 (not downloaded), ' +
        'sampled at 1.5 frames a second, at most 16 frames.',
    );
    const frames = { video: Array.from({ length: 4 }, () => png(32, 32)), fps: 2 };
    expect((await messageTo(look({}, 'qwen3-vl-plus', [frames]))).content[0].text).toContain(
      `Item 1 is a video of 4 frames at 2 frames a second; the first: PNG, 32×32 pixels, ${bytesOf(png(32, 32))} bytes.`,
    );
    const page = { image: png(64, 64), enable_rotate: true, min_pixels: 3_136, max_pixels: 1_003_520 };
    expect((await messageTo(look({}, 'qwen-vl-ocr', [page]))).content[0].text).toContain('PNG, 64×64');
    const sound = [{ audio: 'https://example.com/a.wav' }];
    expect((await messageTo(look({}, 'qwen3-asr-flash', sound))).annotations).toEqual([
      { type: 'audio_info', language: 'en', emotion: 'neutral' },
    ]);
  });

  test('a whole native answer of several choices numbers them', async () => {
    const { json } = await ask(chat({ n: 2 }));
    expect(json.output.choices.map((choice: { index: number }) => choice.index)).toEqual([0, 1]);
  });

  test('a whole native answer calls tools with finish reason tool_calls, and with stop where the tool was forced', async () => {
    const script = { toolCalls: [{ name: 'weather', arguments: { city: 'Rome' }, id: 'call_1' }] };
    const free = (await ask(chat({ tools: [city] }), { script })).json.output.choices[0];
    expect(free).toEqual({
      finish_reason: 'tool_calls',
      message: {
        role: 'assistant',
        content: '',
        tool_calls: [
          {
            function: { name: 'weather', arguments: '{"city":"Rome"}' },
            index: 0,
            id: 'call_1',
            type: 'function',
          },
        ],
      },
    });
    const tool_choice = { type: 'function', function: { name: 'weather' } };
    const forced = (await ask(chat({ tools: [city], tool_choice }), { script })).json.output.choices[0];
    expect(forced.finish_reason).toBe('stop');
    expect(forced.message.tool_calls).toHaveLength(1);
  });

  test('a whole native answer answers tool results in the content of each service', async () => {
    const call = { id: 'call_1', type: 'function', index: 0, function: { name: 'weather', arguments: '{}' } };
    const loop = (wrap: (text: string) => unknown, model: string) => ({
      model,
      input: {
        messages: [
          { role: 'user', content: wrap('How is it?') },
          { role: 'assistant', content: model === 'qwen-plus' ? '' : [], tool_calls: [call] },
          { role: 'tool', content: wrap('sunny'), tool_call_id: 'call_1' },
        ],
      },
      parameters: { result_format: 'message', tools: [city] },
    });
    const answer = `${SELF} The tool weather answered: sunny`;
    expect((await messageTo(loop((text) => text, 'qwen-plus'))).content).toBe(answer);
    expect((await messageTo(loop((text) => [{ text }], 'qwen3.6-plus'))).content).toEqual([{ text: answer }]);
  });

  test('a whole native answer continues a partial message', async () => {
    const messages = [
      { role: 'user', content: 'Go on' },
      { role: 'assistant', content: 'Spring is', partial: true },
    ];
    const body = { model: 'qwen-max', input: { messages }, parameters: { result_format: 'message' } };
    expect((await messageTo(body)).content).toContain('continued by the ai-sdk-qwen emulator');
  });

  test('a whole native answer takes documents by URL, and marked parts, on the text service', async () => {
    const content = [
      { type: 'text', text: 'Which products?' },
      { type: 'doc_url', doc_url: ['https://example.com/a.docx'], file_parsing_strategy: 'auto' },
    ];
    const { json } = await ask(chat({}, 'qwen-doc-turbo', content), { path: textPath });
    expect(json.output.choices[0].message.content).toContain('a document: https://example.com/a.docx');
    expect(json.usage.cached_tokens).toBe(0);
    const marked = [{ type: 'text', text: 'word '.repeat(1_100), cache_control: { type: 'ephemeral' } }];
    const emulator = strictEmulator();
    const usages = [];
    for (let time = 0; time < 2; time += 1) {
      const response = await post(emulator, chat({}, 'qwen-plus', marked), { path: textPath });
      usages.push((await response.json()).usage.prompt_tokens_details);
    }
    expect(usages[0]).toEqual({
      cached_tokens: 0,
      cache_creation_input_tokens: 1_101,
      cache_creation: { ephemeral_5m_input_tokens: 1_101 },
      cache_type: 'ephemeral',
    });
    expect(usages[1]).toEqual({ cached_tokens: 1_101 });
  });

  test('a whole native answer caches marked prefixes of the multimodal service', async () => {
    const emulator = strictEmulator();
    const content = [{ text: 'word '.repeat(1_100), cache_control: { type: 'ephemeral' } }];
    await post(emulator, look({}, 'qwen3-vl-plus', content));
    const { usage } = await (await post(emulator, look({}, 'qwen3-vl-plus', content))).json();
    expect(usage.prompt_tokens_details).toEqual({ cached_tokens: 1_101 });
  });

  test('a whole native answer gives JSON for a schema', async () => {
    const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
    const response_format = { type: 'json_schema', json_schema: { name: 'place', schema } };
    expect(JSON.parse((await messageTo(chat({ response_format }))).content)).toHaveProperty('city');
  });

  test('a whole native answer has log probabilities of the chosen tokens', async () => {
    const { json } = await ask(look({ logprobs: true }), { script: { text: 'Hi there' } });
    const { content } = json.output.choices[0].logprobs;
    expect(content.map((item: { token: string }) => item.token)).toEqual(['Hi', ' there']);
  });

  test('a whole native answer tells a scenario where and what it was asked', async () => {
    const seen: unknown[] = [];
    const emulator = strictEmulator({
      answer: ({ path, model, text, toolResults }) => {
        seen.push({ path, model, text, toolResults });
        return { text: 'scripted' };
      },
    });
    const response = await post(emulator, look({}, 'qwen3.5-plus', [{ text: 'Look' }]));
    expect((await response.json()).output.choices[0].message.content).toEqual([{ text: 'scripted' }]);
    expect(seen).toEqual([{ path: `/api/v1${multimodalPath}`, model: 'qwen3.5-plus', text: 'Look', toolResults: [] }]);
  });

  test('a whole native answer is sent raw where the scenario says so', async () => {
    const { status, json } = await ask(chat(), { script: { raw: { status: 418, body: '{"odd":true}' } } });
    expect([status, json]).toEqual([418, { odd: true }]);
  });

  test.each([
    ['qwen3.7-max', textPath],
    ['qwen3.6-max-preview', textPath],
    ['qwen-long', textPath],
    ['qwen3.7-plus', multimodalPath],
    ['qwen3.6-flash', multimodalPath],
    ['qwen3.5-27b', multimodalPath],
    ['qwen-vl-ocr', multimodalPath],
    ['qwen-vl-max-2025-08-13', multimodalPath],
  ])('a whole native answer of %s comes only from %s', async (model, path) => {
    const content = path === textPath ? 'Hello' : [{ image: 'https://example.com/a.png' }];
    const body = { model, input: { messages: [{ role: 'user', content }] }, parameters: {} };
    const base = 'https://dashscope.aliyuncs.com/api/v1';
    expect((await ask(body, { path, base })).status).toBe(200);
    const other = path === textPath ? multimodalPath : textPath;
    expect((await ask(body, { path: other, base })).json).toMatchObject({
      code: 'InvalidParameter',
      message: expect.stringMatching(/^url error, please check url！/),
    });
  });
});
