import { describe, expect, test } from 'vitest';
import { ask, chat, choicesOf, look, stream } from '../../support/native-emulator-requests.js';

const search = (options: object = {}, more: object = {}) =>
  chat({ enable_search: true, search_options: { enable_source: true, ...options }, ...more });

const pages = [1, 2, 3].map((index) => ({
  icon: 'https://example.com/favicon.ico',
  site_name: 'ai-sdk-qwen emulator',
  index,
  title: `Result ${index}, made up by the ai-sdk-qwen emulator`,
  url: `https://example.com/emulated-search/${index}`,
}));

describe('web search', () => {
  test('web search reports its pages and its use, and marks them where citations are asked for', async () => {
    const body = search({ enable_citation: true, citation_format: '[ref_<number>]', search_strategy: 'pro' });
    const { output, usage } = (await ask(body)).json;
    expect(output.search_info).toEqual({ extra_tool_info: [], search_results: pages });
    expect(usage.plugins).toEqual({ search: { count: 1, strategy: 'pro' } });
    expect(output.choices[0].message.content).toMatch(/\[ref_1\]\[ref_2\]\[ref_3\]$/);
  });

  test('web search keeps its pages to itself without enable_source', async () => {
    const { output, usage } = (await ask(chat({ enable_search: true }))).json;
    expect(output).not.toHaveProperty('search_info');
    expect(usage.plugins).toEqual({ search: { count: 1, strategy: 'turbo' } });
  });

  test('web search of a script has its pages, and may have none', async () => {
    const script = {
      text: 'See [1].',
      sources: [{ title: 'A', url: 'https://example.com/a', siteName: 'Site' }],
    };
    expect((await ask(search(), { script })).json.output.search_info.search_results).toEqual([
      { icon: '', site_name: 'Site', index: 1, title: 'A', url: 'https://example.com/a' },
    ]);
    const none = await ask(search(), { script: { sources: [] } });
    expect(none.json.output.search_info).toEqual({ extra_tool_info: [], search_results: [] });
  });

  test('web search puts its pages into the first packet of the answer, and empty lists into the others', async () => {
    const packets = await stream(search(), { script: { deltas: ['Hel', 'lo'] } });
    expect(packets.map(({ data }) => data.output.search_info)).toEqual([
      { extra_tool_info: [], search_results: pages },
      { extra_tool_info: [], search_results: [] },
      { extra_tool_info: [], search_results: [] },
    ]);
    expect(packets[0]!.data.usage.plugins).toEqual({ search: { count: 1, strategy: 'turbo' } });
  });

  test('web search sends its pages ahead, in a packet without text and usage, where they are prepended', async () => {
    const packets = await stream(search({ prepend_search_result: true }), { script: { deltas: ['Hi'] } });
    expect(packets[0]!.data).toEqual({
      output: {
        choices: [{ message: { content: '', role: 'assistant' }, finish_reason: 'null' }],
        search_info: { search_results: pages },
      },
      usage: {},
      request_id: packets[1]!.data.request_id,
    });
    expect(packets.slice(1).map(({ data }) => data.output.search_info)).toEqual([
      { extra_tool_info: [], search_results: [] },
      { extra_tool_info: [], search_results: [] },
    ]);
    expect(choicesOf(packets).map((choice) => choice.message.content)).toEqual(['', 'Hi', '']);
  });

  test('web search may put pictures between the words', async () => {
    const body = look({ enable_search: true, enable_text_image_mixed: true, enable_thinking: false }, 'qwen3.6-plus');
    const { output, usage } = (await ask(body)).json;
    expect(output.choices[0].message.content[0].text).toContain('<img src="https://example.com/');
    expect(usage.plugins).toEqual({ search: { count: 1, strategy: 'turbo' }, image_search: { count: 1 } });
  });
});

describe('the code interpreter', () => {
  const body = chat({ enable_thinking: true, enable_code_interpreter: true }, 'qwen3-max', 'What is 123**21?');
  const call = { code_interpreter: { code: '123**21' }, type: 'code_interpreter' };

  test('the code interpreter is reported from its call on, between two rounds of thinking; the prompt is read again', async () => {
    const script = { reasoning: 'I need to calculate this power', text: 'Done', toolInfo: [call] };
    const packets = await stream(body, { script });
    const told = packets.map(({ data }) => data.output.tool_info);
    const at = told.findIndex((info) => info !== undefined);
    expect(at).toBeGreaterThan(0);
    expect(told.slice(at)).toEqual(told.slice(at).map(() => [call]));
    expect(choicesOf(packets)[at]).toEqual({
      message: { role: 'assistant', content: '', reasoning_content: '' },
      finish_reason: 'null',
    });
    const thought = (from: number, to?: number) =>
      choicesOf(packets.slice(from, to))
        .map((choice) => choice.message.reasoning_content)
        .join('');
    expect(thought(0, at)).not.toBe('');
    expect(thought(at)).not.toBe('');
    expect(thought(0)).toBe(script.reasoning);
    const usages = packets.map(({ data }) => data.usage);
    expect(usages[at - 1]).not.toHaveProperty('plugins');
    expect(usages[at].plugins).toEqual({ code_interpreter: { count: 1 } });
    expect(usages[at].input_tokens).toBe(usages[0].input_tokens);
    expect(usages[at + 1].input_tokens).toBeGreaterThan(usages[at].input_tokens * 2);
    expect(usages.at(-1).input_tokens).toBe(usages[at + 1].input_tokens);
  });

  test('the code interpreter is given the arithmetic of the question, and says that nothing runs', async () => {
    const { output, usage } = (await ask(body)).json;
    expect(output.tool_info).toEqual([
      {
        code_interpreter: { code: '# The ai-sdk-qwen emulator runs no code.\n123**21' },
        type: 'code_interpreter',
      },
    ]);
    expect(usage.plugins).toEqual({ code_interpreter: { count: 1 } });
  });

  test('the code interpreter may stay unused', async () => {
    const { output, usage } = (await ask(body, { script: { text: 'No need.', toolInfo: [] } })).json;
    expect(output).not.toHaveProperty('tool_info');
    expect(usage).not.toHaveProperty('plugins');
  });
});

describe('reading text off pictures', () => {
  const read = (ocr_options: object) => look({ ocr_options }, 'qwen-vl-ocr', [{ image: 'https://example.com/a.png' }]);
  const fields = read({
    task: 'key_information_extraction',
    task_config: { result_schema: { date: 'the day', invoice: { number: '' } } },
  });
  const values = { date: 'emulated date', invoice: { number: 'emulated number' } };

  test('reading text off pictures fills the fields of the schema', async () => {
    const [content] = (await ask(fields)).json.output.choices[0].message.content;
    expect(content.ocr_result).toEqual({ kv_result: values });
    expect(JSON.parse(content.text.replace(/^```json\n|\n```$/g, ''))).toEqual(values);
  });

  test('reading text off pictures places words', async () => {
    const [content] = (await ask(read({ task: 'advanced_recognition' }))).json.output.choices[0].message.content;
    expect(content.ocr_result.words_info[0]).toEqual({
      location: [10, 20, 210, 20, 210, 50, 10, 50],
      rotate_rect: [110, 35, 30, 200, 90],
      text: 'ai-sdk-qwen',
    });
  });

  test('reading text off pictures gives only text for the other tasks', async () => {
    const [content] = (await ask(read({ task: 'text_recognition' }))).json.output.choices[0].message.content;
    expect(Object.keys(content)).toEqual(['text']);
  });

  test('reading text off pictures gives what is scripted, in the last packet of a stream', async () => {
    const packets = await stream(fields, {
      script: { deltas: ['a', 'b'], ocrResult: { kv_result: { date: '1' } } },
    });
    expect(choicesOf(packets).map((choice) => choice.message.content)).toEqual([
      [{ text: 'a' }],
      [{ ocr_result: { kv_result: { date: '1' } }, text: 'b' }],
    ]);
  });

  test('reading text off pictures tells sizes of pictures within their limit of pixels', async () => {
    const content = [
      { image: 'https://example.com/a.png', max_pixels: 65_536 },
      { video: 'https://example.com/a.mp4' },
    ];
    const body = look({ vl_enable_image_hw_output: true }, 'qwen3-vl-plus', content);
    const { message } = (await ask(body, { script: { text: 'Hi' } })).json.output.choices[0];
    expect(message.content).toEqual([{ text: 'Hi' }, { image_hw: [[256, 256]] }]);
    const video = look({ vl_enable_image_hw_output: true }, 'qwen3-vl-plus', [content[1]]);
    expect((await ask(video, { script: { text: 'Hi' } })).json.output.choices[0].message.content[1]).toEqual({
      image_hw: [],
    });
  });
});
