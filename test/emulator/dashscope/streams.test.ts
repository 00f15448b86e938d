import { describe, expect, test } from 'vitest';
import { png, tool } from '../../support/emulator-requests.js';
import { chat, choicesOf, look, post, readPackets, SSE, stream } from '../../support/native-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const city = tool('weather', { type: 'object', properties: { city: { type: 'string' } } });

describe('a native stream', () => {
  test('a native stream has the bytes that were recorded: id, event, status comment and data, and no [DONE]', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ deltas: ['Hel', 'lo'], usage: { promptTokens: 7, completionTokens: 2 } });
    const response = await post(emulator, chat({ incremental_output: true }), { headers: SSE });
    const id = response.headers.get('x-request-id');
    const line = (number: number, content: string, reason: string, output: number) =>
      `id:${number}\nevent:result\n:HTTP_STATUS/200\n` +
      `data:{"output":{"choices":[{"message":{"content":"${content}","role":"assistant"},"finish_reason":"${reason}"}]},"usage":{"total_tokens":${7 + output},` +
      `"output_tokens":${output},"input_tokens":7,"prompt_tokens_details":{"cached_tokens":0}},` +
      `"request_id":"${id}"}\n\n`;
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream;charset=UTF-8');
    expect(response.headers.get('x-dashscope-finished')).toBe('false');
    expect(await response.text()).toBe(line(1, 'Hel', 'null', 1) + line(2, 'lo', 'null', 2) + line(3, '', 'stop', 2));
  });

  test('a native stream is also asked for by the Accept header', async () => {
    const packets = await stream(chat(), { headers: { accept: 'text/event-stream' } });
    expect(packets.at(-1)!.data.output.choices[0].finish_reason).toBe('stop');
  });

  test('a native stream numbers its packets, and counts tokens up to the total of the last one', async () => {
    const packets = await stream(chat({ enable_thinking: true }));
    expect(packets.map(({ id }) => Number(id))).toEqual(packets.map((_, index) => index + 1));
    const spent = packets.map(({ data }) => data.usage.output_tokens);
    expect(spent).toEqual([...spent].sort((a, b) => a - b));
    expect(spent[0]).toBe(1);
    const { usage } = packets.at(-1)!.data;
    expect(usage.total_tokens).toBe(usage.input_tokens + usage.output_tokens);
    expect(usage.output_tokens_details.reasoning_tokens).toBeLessThan(usage.output_tokens);
  });

  test('a native stream repeats all text so far unless incremental output is asked for', async () => {
    const script = { deltas: ['I', ' like', ' apples'] };
    const asked = { ...chat(), parameters: { result_format: 'message', incremental_output: false } };
    const whole = choicesOf(await stream(asked, { script })).map((choice) => choice.message.content);
    expect(whole).toEqual(['I', 'I like', 'I like apples', 'I like apples']);
    const deltas = choicesOf(await stream(chat(), { script })).map((choice) => choice.message.content);
    expect(deltas).toEqual(['I', ' like', ' apples', '']);
  });

  test('a native stream repeats tool calls and reasoning', async () => {
    const body = chat({ incremental_output: false, tools: [city] });
    const script = {
      reasoning: 'Hm.',
      toolCalls: [{ name: 'weather', arguments: '{"city": "Rome"}', id: 'call_1' }],
    };
    const { message } = choicesOf(await stream(body, { script })).at(-1);
    expect(message).toEqual({
      role: 'assistant',
      content: '',
      reasoning_content: 'Hm.',
      tool_calls: [
        {
          index: 0,
          id: 'call_1',
          type: 'function',
          function: { name: 'weather', arguments: '{"city": "Rome"}' },
        },
      ],
    });
  });

  test('a native stream of the text format has output.text', async () => {
    const body = { model: 'qwen-plus', input: { prompt: 'Hello' }, parameters: { incremental_output: true } };
    const packets = await stream(body, { script: { deltas: ['Hel', 'lo'] } });
    expect(packets.map(({ data }) => data.output)).toEqual([
      { finish_reason: 'null', text: 'Hel' },
      { finish_reason: 'null', text: 'lo' },
      { finish_reason: 'stop', text: '' },
    ]);
  });

  test('a native stream thinks on the text service with both fields in each packet', async () => {
    const script = { reasoning: 'Hm', deltas: ['Hi'] };
    expect(choicesOf(await stream(chat(), { script })).map((choice) => choice.message)).toEqual([
      { role: 'assistant', content: '', reasoning_content: 'Hm' },
      { role: 'assistant', content: 'Hi', reasoning_content: '' },
      { role: 'assistant', content: '', reasoning_content: '' },
    ]);
  });

  test('a native stream thinks on the multimodal service with lists, and ends with the last piece of text', async () => {
    const script = { reasoning: 'Hm', deltas: ['Hi', ' there'] };
    const choices = choicesOf(await stream(look(), { script }));
    expect(choices).toEqual([
      { message: { role: 'assistant', content: [], reasoning_content: 'Hm' }, finish_reason: 'null' },
      { message: { role: 'assistant', content: [{ text: 'Hi' }] }, finish_reason: 'null' },
      { message: { role: 'assistant', content: [{ text: ' there' }] }, finish_reason: 'stop' },
    ]);
  });

  test('a native stream of an answer without words is one packet', async () => {
    expect(choicesOf(await stream(look(), { script: { text: '' } }))).toEqual([
      { message: { role: 'assistant', content: [] }, finish_reason: 'stop' },
    ]);
  });
});

describe('tool calls in a native stream', () => {
  const toolCalls = [
    { name: 'weather', arguments: '{"city": "Paris"}', id: 'call_1' },
    { name: 'weather', arguments: '{"city": "Rome"}', id: 'call_2' },
  ];
  const fragments = (calls: { id: string; index: number; function: { name?: string; arguments: string } }[]) =>
    calls.map((call) => [call.index, call.id, call.function.name, call.function.arguments]);

  test('tool calls in a native stream begin with name and arguments on the text service, and end with the last fragment', async () => {
    const choices = choicesOf(await stream(chat({ tools: [city] }), { script: { toolCalls } }));
    expect(choices.every((choice) => choice.index === 0 && choice.message.content === '')).toBe(true);
    expect(choices.map((choice) => fragments(choice.message.tool_calls)).flat()).toEqual([
      [0, 'call_1', 'weather', '{'],
      [0, '', undefined, '"city'],
      [0, '', undefined, '": "'],
      [0, '', undefined, 'Paris"}'],
      [1, 'call_2', 'weather', '{'],
      [1, '', undefined, '"city'],
      [1, '', undefined, '": "'],
      [1, '', undefined, 'Rome"}'],
    ]);
    expect(choices.map((choice) => choice.finish_reason)).toEqual([...Array(7).fill('null'), 'tool_calls']);
  });

  test('tool calls in a native stream close one call and open the next in one chunk on the multimodal service', async () => {
    const body = look({ tools: [city], enable_thinking: false });
    const choices = choicesOf(await stream(body, { script: { toolCalls } }));
    const second = choices.find((choice) => choice.message.tool_calls.length === 2);
    expect(second).toEqual({
      message: {
        role: 'assistant',
        content: [],
        tool_calls: [
          { index: 0, id: '', type: 'function', function: { arguments: '' } },
          { index: 1, id: 'call_2', type: 'function', function: { name: 'weather', arguments: '' } },
        ],
      },
      finish_reason: 'null',
    });
    expect(choices.at(-1).finish_reason).toBe('tool_calls');
    expect(fragments(choices.at(-1).message.tool_calls)).toEqual([[1, '', undefined, 'Rome"}']]);
  });

  test('tool calls in a native stream join to the arguments of the call', async () => {
    const choices = choicesOf(await stream(chat({ tools: [city] }), { script: { toolCalls } }));
    const all = choices.flatMap((choice) => choice.message.tool_calls);
    const joined = [0, 1].map((index) =>
      all
        .filter((call) => call.index === index)
        .map((call) => call.function.arguments)
        .join(''),
    );
    expect(joined).toEqual(toolCalls.map((call) => call.arguments));
  });
});

describe('what else a native stream carries', () => {
  test('a native stream carries several choices by turns, each with its index and its own usage', async () => {
    const packets = await stream(chat({ n: 2 }));
    const choices = choicesOf(packets);
    expect(choices.slice(0, 4).map((choice) => choice.index)).toEqual([0, 1, 0, 1]);
    const texts = [0, 1].map((index) =>
      choices
        .filter((choice) => choice.index === index)
        .map((choice) => choice.message.content)
        .join(''),
    );
    expect(texts[1]).toBe(`${texts[0]} (choice 2)`);
    expect(choices.filter((choice) => choice.finish_reason === 'stop')).toHaveLength(2);
    const [first, second] = packets.slice(-2).map(({ data }) => data.usage.output_tokens);
    expect(Math.abs(first - second)).toBeLessThan(10);
  });

  test('a native stream carries log probabilities beside the message', async () => {
    const body = chat({ logprobs: true, top_logprobs: 2 }, 'qwen3-32b');
    const packets = await stream({ ...body, parameters: { ...body.parameters, enable_thinking: false } });
    const tokens = choicesOf(packets).flatMap((choice) => choice.logprobs?.content ?? []);
    expect(tokens.map((token) => token.token).join('')).toContain('This is the ai-sdk-qwen emulator');
    expect(tokens[0]).toEqual({
      token: 'This',
      bytes: [84, 104, 105, 115],
      logprob: expect.any(Number),
      top_logprobs: [expect.objectContaining({ token: 'This' }), expect.objectContaining({ token: 'This1' })],
    });
  });

  test('a native stream carries the model and the finish reason of a translation, and the whole text each time', async () => {
    const body = chat(
      { translation_options: { source_lang: 'Chinese', target_lang: 'English' }, incremental_output: true },
      'qwen-mt-plus',
    );
    const packets = await stream(body, { script: { deltas: ['Good', ' day'] } });
    expect(packets.map(({ data }) => data.output)).toEqual([
      { ...translated('null'), choices: [{ message: said('Good'), finish_reason: 'null' }] },
      { ...translated('null'), choices: [{ message: said('Good day'), finish_reason: 'null' }] },
      { ...translated('stop'), choices: [{ message: said('Good day'), finish_reason: 'stop' }] },
    ]);
  });

  test('a native stream carries deltas of qwen-mt-flash', async () => {
    const options = { source_lang: 'auto', target_lang: 'English' };
    const body = chat({ translation_options: options }, 'qwen-mt-flash');
    const choices = choicesOf(await stream(body, { script: { deltas: ['Good', ' day'] } }));
    expect(choices.map((choice) => choice.message.content)).toEqual(['Good', ' day', '']);
  });

  test('a native stream carries the sizes of pictures in its last chunk', async () => {
    const body = look({ vl_enable_image_hw_output: true }, 'qwen3-vl-plus', [
      { image: png(640, 480) },
      { image: 'https://example.com/a.png' },
      { text: 'What is this?' },
    ]);
    const choices = choicesOf(await stream(body, { script: { deltas: ['A', ' cat'] } }));
    expect(choices.map((choice) => choice.message.content)).toEqual([
      [{ text: 'A' }],
      [
        { text: ' cat' },
        {
          image_hw: [
            [480, 640],
            [512, 512],
          ],
        },
      ],
    ]);
  });

  test('a native stream may be cut anywhere, as over a slow line', async () => {
    const emulator = strictEmulator({ chunkSize: 7 });
    emulator.answerNext({ text: '你好，世界' });
    const response = await post(emulator, chat({ incremental_output: true }), { headers: SSE });
    const pieces = choicesOf(readPackets(await response.text())).map((choice) => choice.message.content);
    expect(pieces.join('')).toBe('你好，世界');
  });
});

function translated(reason: string) {
  return { finish_reason: reason, model_name: 'qwen-mt-plus' };
}

function said(content: string) {
  return { role: 'assistant', content };
}
