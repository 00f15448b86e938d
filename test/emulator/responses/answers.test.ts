import { describe, expect, test } from 'vitest';
import type { Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import { askResponses, responsesBody, streamResponses, weather, WORKSPACE } from '../../support/responses-requests.js';

const SELF = 'This is the ai-sdk-qwen emulator, not a model.';

// Shapes: the Responses API page of Model Studio (September 2026), with its samples.
describe('answers of the Responses API', () => {
  test('a question is answered with a message, the settings of the request and the tokens', async () => {
    const { status, json } = await askResponses(responsesBody({ temperature: 0.5 }));
    expect(status).toBe(200);
    expect(json).toEqual({
      background: false,
      completed_at: expect.any(Number),
      created_at: expect.any(Number),
      frequency_penalty: 0,
      id: expect.stringMatching(/^resp_[0-9a-f-]{36}$/),
      metadata: {},
      model: 'qwen3.7-plus',
      object: 'response',
      output: [
        {
          content: [{ annotations: [], text: `${SELF} You said: Hello there`, type: 'output_text' }],
          id: expect.stringMatching(/^msg_[0-9a-f-]{36}$/),
          role: 'assistant',
          status: 'completed',
          type: 'message',
        },
      ],
      parallel_tool_calls: true,
      presence_penalty: 0,
      service_tier: 'default',
      status: 'completed',
      store: true,
      temperature: 0.5,
      tool_choice: 'auto',
      tools: [],
      top_logprobs: 0,
      top_p: 1,
      usage: {
        input_tokens: json.usage.input_tokens,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: json.usage.output_tokens,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: json.usage.input_tokens + json.usage.output_tokens,
        x_details: [
          {
            input_tokens: json.usage.input_tokens,
            output_tokens: json.usage.output_tokens,
            total_tokens: json.usage.total_tokens,
            prompt_tokens_details: { cached_tokens: 0 },
            x_billing_type: 'response_api',
          },
        ],
      },
    });
  });

  test('the host of a workspace has the empty keys of OpenAI as null, and the shared host leaves them out', async () => {
    const body = responsesBody({ enable_thinking: true, tools: [{ type: 'web_search' }] });
    const { json } = await askResponses(body, strictEmulator(), { base: WORKSPACE });
    for (const key of [
      'error',
      'incomplete_details',
      'instructions',
      'conversation',
      'text',
      'truncation',
      'billing',
    ]) {
      expect(json[key], key).toBeNull();
    }
    expect(json.tools).toEqual([{ type: 'web_search', filters: null, search_context_size: null, user_location: null }]);
    const thoughts = json.output.find((item: Json) => item.type === 'reasoning');
    expect(thoughts).toMatchObject({ content: null, encrypted_content: null, status: null });
    expect(json.output.at(-1).content[0].logprobs).toBeNull();
    expect(await askResponses(body)).toMatchObject({ json: { tools: [{ type: 'web_search' }] } });
    expect((await askResponses(body)).json).not.toHaveProperty('error');
  });

  test('the older path gives the same answer', async () => {
    const base = 'https://dashscope.aliyuncs.com/api/v2/apps/protocols/compatible-mode/v1';
    const { json } = await askResponses(responsesBody(), strictEmulator(), { base });
    expect(json.output[0].content[0].text).toBe(`${SELF} You said: Hello there`);
  });

  test('thoughts are an item before the message, by enable_thinking or by an effort, which wins', async () => {
    const kinds = async (more: object) => {
      const { json } = await askResponses(responsesBody({ enable_thinking: undefined, ...more }));
      return [
        json.output.map((item: Json) => item.type).join(' '),
        json.usage.output_tokens_details.reasoning_tokens > 0,
      ];
    };
    expect(await kinds({})).toEqual(['reasoning message', true]);
    expect(await kinds({ enable_thinking: false })).toEqual(['message', false]);
    expect(await kinds({ enable_thinking: true, reasoning: { effort: 'none' } })).toEqual(['message', false]);
    expect(await kinds({ enable_thinking: false, reasoning: { effort: 'low' } })).toEqual(['reasoning message', true]);
  });

  test('instructions are a message of the system, and developer is another word for system', async () => {
    const short = await askResponses(responsesBody());
    const long = await askResponses(responsesBody({ instructions: 'Answer in French, please, and be kind.' }));
    expect(long.json.instructions).toBe('Answer in French, please, and be kind.');
    expect(long.json.usage.input_tokens).toBeGreaterThan(short.json.usage.input_tokens + 5);
    const input = [
      { role: 'developer', content: 'Be kind.' },
      { role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
    ];
    expect((await askResponses(responsesBody({ input }))).json.output[0].content[0].text).toBe(`${SELF} You said: Hi`);
  });

  test('pictures, sounds and videos reach the models that take them', async () => {
    const parts = [
      { type: 'input_text', text: 'What is this?' },
      { type: 'input_image', image_url: 'https://a.example/cat.png' },
    ];
    const { json } = await askResponses(responsesBody({ input: [{ role: 'user', content: parts }] }));
    expect(json.output[0].content[0].text).toContain('Item 1 is an image: https://a.example/cat.png');
    expect(json.usage.x_details[0].image_tokens).toBeGreaterThan(0);
    const heard = [
      { type: 'input_audio', input_audio: { format: 'wav', audio_url: 'https://a.example/a.wav' } },
      { type: 'input_video', video_url: 'https://a.example/v.mp4', fps: 2 },
    ];
    const omni = responsesBody({ model: 'qwen3.8-omni-flash', input: [{ role: 'user', content: heard }] });
    const text = (await askResponses(omni)).json.output[0].content[0].text;
    expect(text).toContain('Item 1 is a sound: https://a.example/a.wav');
    expect(text).toContain('Item 2 is a video: https://a.example/v.mp4');
  });

  test('a function is called, and its output in the input is answered to', async () => {
    const emulator = strictEmulator();
    const asked = [{ role: 'user', content: 'The weather in Paris?' }];
    const { json } = await askResponses(responsesBody({ input: asked, tools: [weather] }), emulator);
    expect(json.output).toEqual([
      {
        id: expect.stringMatching(/^msg_/),
        type: 'function_call',
        status: 'completed',
        name: 'get_weather',
        arguments: '{"city":"Paris"}',
        call_id: expect.stringMatching(/^call_/),
      },
    ]);
    const result = { type: 'function_call_output', call_id: json.output[0].call_id, output: 'sunny' };
    const input = [...asked, ...json.output, result];
    const next = await askResponses(responsesBody({ input, tools: [weather] }), emulator);
    expect(next.json.output[0].content[0].text).toBe(`${SELF} The tool get_weather answered: sunny`);
  });

  test('parallel calls come first and their outputs after them', async () => {
    const call = (id: string) => ({ type: 'function_call', name: 'now', arguments: '{}', call_id: id });
    const output = (id: string) => ({ type: 'function_call_output', call_id: id, output: `result ${id}` });
    const input = [{ role: 'user', content: 'Go' }, call('a'), call('b'), output('b'), output('a')];
    const { json } = await askResponses(responsesBody({ input }));
    expect(json.output[0].content[0].text).toContain('The tool now answered: result b The tool now answered: result a');
  });

  test('allowed_tools can force one function, and none calls no function', async () => {
    const other = { ...weather, name: 'get_time' };
    const forced = { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'get_time' }] };
    const body = responsesBody({ input: 'Anything', tools: [weather, other] });
    expect((await askResponses({ ...body, tool_choice: forced })).json.output[0].name).toBe('get_time');
    const none = await askResponses({ ...body, input: 'The weather in Paris?', tool_choice: 'none' });
    expect(none.json.output[0].type).toBe('message');
  });

  test('an answer that reaches max_output_tokens is incomplete', async () => {
    const input = 'one two three four five six seven eight nine ten eleven twelve';
    const { json } = await askResponses(responsesBody({ input, max_output_tokens: 16 }));
    expect(json).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ status: 'incomplete' }],
      usage: { output_tokens: 16 },
    });
    const { events } = await streamResponses(responsesBody({ input, max_output_tokens: 16 }));
    expect(events.at(-1).type).toBe('response.incomplete');
  });

  test('a scripted answer is given as it is written', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ reasoning: 'Hm.', text: 'Yes.', usage: { promptTokens: 7, cachedTokens: 3 } });
    const { json } = await askResponses(responsesBody(), emulator);
    expect(json.output[0].summary).toEqual([{ type: 'summary_text', text: 'Hm.' }]);
    expect(json.output[1].content[0].text).toBe('Yes.');
    expect(json.usage).toMatchObject({ input_tokens: 7, input_tokens_details: { cached_tokens: 3 } });
  });
});
