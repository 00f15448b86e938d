import { describe, expect, test } from 'vitest';
import { answerTo, ask, bytesOf, chat, image, png, stream, tool, type Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const city = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const weather = tool('get_weather', city, 'Tells the weather of a city');
const convert = tool('convert_temperature', { type: 'object', properties: { degrees: { type: 'number' } } });
const forecast = (answer: string) => [
  { role: 'user', content: 'What is the weather in Paris?' },
  {
    role: 'assistant',
    content: '',
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } }],
  },
  { role: 'tool', tool_call_id: 'call_1', content: answer },
];
const calls = (message: Json) =>
  message.tool_calls?.map((call: Json) => [call.function.name, JSON.parse(call.function.arguments)]);

describe('what the emulator says by itself', () => {
  test('the emulator says that it is not a model and echoes the last user text, the same every time', async () => {
    const expected = 'This is the ai-sdk-qwen emulator, not a model. You said: Hello there';
    expect((await answerTo(chat())).content).toBe(expected);
    expect((await answerTo(chat())).content).toBe(expected);
  });

  test('the emulator thinks aloud before it answers where the model thinks', async () => {
    const message = await answerTo(chat({ model: 'qwen3.6-plus' }));
    expect(message.reasoning_content).toMatch(/^This is the ai-sdk-qwen emulator, not a model\. It does not think/);
    expect(message.content).toContain('You said: Hello there');
    expect(await answerTo(chat({ model: 'qwen3.6-plus', enable_thinking: false }))).not.toHaveProperty(
      'reasoning_content',
    );
  });

  test('the emulator reports kind and size of images, and does not download what a URL names', async () => {
    const content = [image(png(640, 480)), image('https://a.example/cat.jpg'), { type: 'text', text: 'What is it?' }];
    const message = await answerTo({ model: 'qwen3-vl-plus', messages: [{ role: 'user', content }] });
    expect(message.content).toBe(
      `This is the ai-sdk-qwen emulator, not a model. Item 1 is an image: PNG, 640×480 pixels, ${bytesOf(png(640, 480))} bytes. Item 2 is an image: https://a.example/cat.jpg (not downloaded). You said: What is it?`,
    );
  });

  test('the emulator reports videos, frames and sounds', async () => {
    const mp4 = `data:video/mp4;base64,${btoa('\0\0\0\x18ftypmp42\0\0\0\0')}`;
    const wav = `data:audio/wav;base64,${btoa('RIFF\0\0\0\0WAVEfmt ')}`;
    const content = [
      { type: 'video_url', video_url: { url: mp4 }, fps: 2 },
      { type: 'video', video: [png(20, 30), png(20, 30), png(20, 30), png(20, 30)], fps: 1 },
      { type: 'input_audio', input_audio: { data: wav, format: 'wav' } },
      { type: 'text', text: 'Tell me' },
    ];
    const body = { model: 'qwen3.5-omni-plus', messages: [{ role: 'user', content }] };
    const text = (await stream(strictEmulator(), body))
      .map((chunk) => chunk.choices?.[0]?.delta.content ?? '')
      .join('');
    expect(text).toBe(
      `This is the ai-sdk-qwen emulator, not a model. Item 1 is a video: MP4, 16 bytes, sampled at 2 frames a second. Item 2 is a video of 4 frames at 1 frames a second; the first: PNG, 20×30 pixels, ${bytesOf(png(20, 30))} bytes. Item 3 is a sound: WAV, 16 bytes, sent as wav. You said: Tell me`,
    );
  });

  test('the emulator does not translate, and says which languages were asked for', async () => {
    const message = await answerTo({
      model: 'qwen-mt-flash',
      messages: [{ role: 'user', content: '你好' }],
      translation_options: { source_lang: 'Chinese', target_lang: 'English' },
    });
    expect(message.content).toBe(
      'This is the ai-sdk-qwen emulator, not a model. It does not translate. Asked for Chinese to English: 你好',
    );
  });

  test('the emulator continues a prefix without repeating it', async () => {
    const messages = [
      { role: 'user', content: 'Say it' },
      { role: 'assistant', content: 'It is', partial: true },
    ];
    expect((await answerTo(chat({ messages }))).content).toBe(
      ' … continued by the ai-sdk-qwen emulator, which is not a model.',
    );
  });

  test('the emulator gives as many choices as asked for', async () => {
    const { json } = await ask(strictEmulator(), chat({ n: 3 }));
    expect(json.choices.map((choice: Json) => [choice.index, choice.message.content.slice(-10)])).toEqual([
      [0, 'ello there'],
      [1, '(choice 2)'],
      [2, '(choice 3)'],
    ]);
  });
});

describe('limits of the answer', () => {
  test('an answer stops at a stop sequence and leaves it out', async () => {
    const { json } = await ask(strictEmulator(), chat({ stop: ['emulator', 'You'] }));
    expect(json.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: 'This is the ai-sdk-qwen ' },
    });
  });

  test('an answer is cut after max_tokens with finish_reason length', async () => {
    const { json } = await ask(strictEmulator(), chat({ max_tokens: 3 }));
    expect(json.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'This is the' } });
    expect(json.usage.completion_tokens).toBe(3);
  });

  test('thinking does not count for max_tokens, and does for max_completion_tokens', async () => {
    const thinking = await answerTo(chat({ model: 'qwen3.6-plus', max_tokens: 2 }));
    expect([thinking.content, thinking.reasoning_content.length > 50]).toEqual(['This is', true]);
    const both = await ask(strictEmulator(), chat({ model: 'qwen3.6-plus', max_completion_tokens: 5 }));
    expect(both.json.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: '' } });
    expect(both.json.usage).toMatchObject({
      completion_tokens: 5,
      completion_tokens_details: { reasoning_tokens: 5 },
    });
  });

  test('an answer has probabilities of the tokens when asked', async () => {
    const { json } = await ask(
      strictEmulator(),
      chat({ model: 'qwen-plus-latest', enable_thinking: false, logprobs: true, top_logprobs: 2 }),
    );
    const { content } = json.choices[0].logprobs;
    expect(content.map((item: Json) => item.token).join('')).toBe(json.choices[0].message.content);
    expect(content[0]).toMatchObject({
      token: 'This',
      bytes: [84, 104, 105, 115],
      top_logprobs: [{ token: 'This' }, {}],
    });
    expect(content[0].logprob).toBeLessThanOrEqual(0);
  });
});

describe('tools', () => {
  test('the emulator calls the tool that shares words with the question, with a value from the text', async () => {
    const { json } = await ask(
      strictEmulator(),
      chat({ tools: [tool('now'), weather] }, 'How is the weather in Paris?'),
    );
    expect(json.choices[0].finish_reason).toBe('tool_calls');
    expect(json.choices[0].message.content).toBe('');
    expect(calls(json.choices[0].message)).toEqual([['get_weather', { city: 'Paris' }]]);
    expect(json.choices[0].message.tool_calls[0].id).toMatch(/^call_[0-9a-f]{24}$/);
  });

  test('the emulator answers with the tool results once they are there', async () => {
    const message = await answerTo(chat({ messages: forecast('{"sky":"clear"}'), tools: [weather] }));
    expect(message).toEqual({
      role: 'assistant',
      content: 'This is the ai-sdk-qwen emulator, not a model. The tool get_weather answered: {"sky":"clear"}',
    });
  });

  test('the emulator goes on with the next tool that fits before it answers', async () => {
    const messages = forecast('20');
    messages[0]!.content = 'What is the weather in Paris? Convert the temperature of 20 degrees too.';
    const message = await answerTo(chat({ messages, tools: [weather, convert] }));
    expect(calls(message)).toEqual([['convert_temperature', { degrees: 20 }]]);
  });

  test('the emulator calls a forced tool every time, and none when none may be called', async () => {
    const forced = {
      tool_choice: { type: 'function', function: { name: 'now' } },
      tools: [weather, tool('now')],
    };
    expect(calls(await answerTo(chat({ ...forced, messages: forecast('clear') })))).toEqual([['now', {}]]);
    expect(calls(await answerTo(chat({ tools: [weather], tool_choice: 'none' })))).toBeUndefined();
  });

  test('the emulator calls tools side by side only when parallel_tool_calls says so', async () => {
    const question = 'What is the weather in Paris and in Rome?';
    const one = await answerTo(chat({ tools: [weather] }, question));
    expect(calls(one)).toEqual([['get_weather', { city: 'Paris' }]]);
    const both = await answerTo(chat({ tools: [weather], parallel_tool_calls: true }, question));
    expect(calls(both)).toEqual([
      ['get_weather', { city: 'Paris' }],
      ['get_weather', { city: 'Rome' }],
    ]);
    expect(new Set(both.tool_calls.map((call: Json) => call.id)).size).toBe(2);
  });
});

describe('objects', () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 18 } },
    required: ['name', 'age'],
    additionalProperties: false,
  };

  test('an object of the emulator fits json_schema', async () => {
    const format = { type: 'json_schema', json_schema: { name: 'person', schema } };
    const { content } = await answerTo(chat({ response_format: format }, 'Invent somebody called Ada, 36'));
    expect(JSON.parse(content)).toEqual({ name: 'Ada', age: 36 });
  });

  test('an object of the emulator fits a schema that is written in the prompt', async () => {
    const system = `Answer.\n\nJSON schema:\n${JSON.stringify(schema)}\nYou MUST answer with such JSON.`;
    const messages = [
      { role: 'system', content: system },
      { role: 'user', content: 'Invent Ada, 36' },
    ];
    for (const response_format of [{ type: 'json_object' }, undefined]) {
      expect(JSON.parse((await answerTo(chat({ messages, response_format }))).content)).toEqual({
        name: 'Ada',
        age: 36,
      });
    }
  });

  test('an object of the emulator is in each of several choices', async () => {
    const format = { type: 'json_schema', json_schema: { name: 'person', schema } };
    const { json } = await ask(strictEmulator(), chat({ n: 2, response_format: format }, 'Ada or Bob'));
    expect(json.choices.map((choice: Json) => Object.keys(JSON.parse(choice.message.content)))).toEqual([
      ['name', 'age'],
      ['name', 'age'],
    ]);
  });

  test('an object of the emulator is any JSON object where there is no schema', async () => {
    const { content } = await answerTo(chat({ response_format: { type: 'json_object' } }, 'Some JSON please'));
    expect(JSON.parse(content)).toMatchObject({ emulator: true, question: 'Some JSON please' });
  });
});

describe('usage', () => {
  test('usage adds up, and lists thinking and pictures separately', async () => {
    const content = [image(png(640, 320)), { type: 'text', text: 'What is it?' }];
    const {
      json: { usage },
    } = await ask(strictEmulator(), { model: 'qwen3.6-plus', messages: [{ role: 'user', content }] });
    expect(usage.total_tokens).toBe(usage.prompt_tokens + usage.completion_tokens);
    expect(usage.prompt_tokens_details).toEqual({
      cached_tokens: 0,
      image_tokens: 202,
      text_tokens: usage.prompt_tokens - 202,
    });
    expect(usage.completion_tokens_details.reasoning_tokens).toBeGreaterThan(10);
  });

  test('usage writes a marked prefix of 1,024 tokens to the cache, and reads it the next time', async () => {
    const emulator = strictEmulator();
    const long = { type: 'text', text: 'many words '.repeat(600), cache_control: { type: 'ephemeral' } };
    const details = async (question: string, part: object = long) => {
      const messages = [
        { role: 'system', content: [part] },
        { role: 'user', content: question },
      ];
      return (await ask(emulator, chat({ messages }))).json.usage.prompt_tokens_details;
    };
    expect(await details('One?')).toEqual({
      cached_tokens: 0,
      cache_creation_input_tokens: 1_201,
      cache_creation: { ephemeral_5m_input_tokens: 1_201 },
      cache_type: 'ephemeral',
    });
    expect(await details('Two?')).toEqual({ cached_tokens: 1_201 });
    expect(await details('Three?', { ...long, text: 'too short' })).toEqual({ cached_tokens: 0 });
    emulator.reset();
    expect(await details('Four?')).toMatchObject({ cached_tokens: 0, cache_creation_input_tokens: 1_201 });
  });
});
