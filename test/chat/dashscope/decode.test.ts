import { anything, array, assert, constantFrom, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEnd } from '../../../src/chat/answer/answer.js';
import { decodeChunk } from '../../../src/chat/dashscope/decode.js';
import { answerOf, createState, eventsOf, failureOf, packet, stopped } from '../../support/native-service.js';
import { spokenWav } from '../../support/spoken-wav.js';

const whole = (message: object, more: { choice?: object; output?: object; tokens?: number } = {}) =>
  packet(message, { ...more, choice: { finish_reason: 'stop', ...more.choice } });
const withoutFinish = (packets: unknown[]) =>
  eventsOf(packets).filter(({ type }) => type !== 'finish' && type !== 'metadata');
const fragment = (index: number, id: string, body: object) => ({ index, id, type: 'function', function: body });

describe('a whole answer', () => {
  test('a native answer in the message format gives id, text, reason and usage', () => {
    const answer = answerOf([whole({ content: 'Two.' }, { tokens: 2 })]);
    expect(answer).toMatchObject({
      id: 'd8d3f7c2-0001',
      text: 'Two.',
      reasoning: '',
      finish: {
        reason: 'stop',
        rawReason: 'stop',
        usage: { inputTokens: 7, outputTokens: 2, totalTokens: 9 },
        metadata: { requestId: 'd8d3f7c2-0001' },
      },
    });
    expect(answer.model).toBeUndefined();
  });

  test('a native answer in the text format has no list of choices', () => {
    const body = {
      output: { finish_reason: 'stop', text: 'Two.' },
      usage: { prompt_tokens_details: { cached_tokens: 0 }, total_tokens: 9, output_tokens: 2, input_tokens: 7 },
      request_id: 'r-1',
    };
    expect(answerOf([body])).toMatchObject({
      id: 'r-1',
      text: 'Two.',
      finish: { reason: 'stop', usage: { cachedInputTokens: 0, totalTokens: 9 } },
    });
  });

  test('a native answer that names no request begins with its text', () => {
    const events = eventsOf([{ output: { text: 'Two.', finish_reason: 'stop' } }]);
    expect(events.map(({ type }) => type)).toEqual(['text', 'finish']);
  });

  test('a native answer may have both formats, one of them empty', () => {
    const both = (output: object) => answerOf([{ output: { finish_reason: 'stop', ...output } }]).text;
    expect(both({ text: 'A', choices: null })).toBe('A');
    expect(both({ text: 'A', choices: [] })).toBe('A');
    expect(both({ text: null, choices: [{ message: { content: 'B' } }] })).toBe('B');
  });

  test('a native answer of the multimodal service is a list of parts', () => {
    expect(answerOf([whole({ content: [{ text: 'A beach' }, { text: ', and a dog.' }] })]).text).toBe(
      'A beach, and a dog.',
    );
  });

  test('a native answer with thinking has both, in the order of thought', () => {
    for (const content of ['Two.', [{ text: 'Two.' }]]) {
      expect(withoutFinish([whole({ content, reasoning_content: 'One and one.' })])).toEqual([
        { type: 'reasoning', delta: 'One and one.' },
        { type: 'text', delta: 'Two.' },
      ]);
    }
  });

  test('a native answer may have only thoughts, when they took all the tokens', () => {
    const answer = answerOf([
      whole({ content: '', reasoning_content: 'Well' }, { choice: { finish_reason: 'length' }, tokens: 21 }),
    ]);
    expect(answer).toMatchObject({ text: '', reasoning: 'Well', finish: { reason: 'length', rawReason: 'length' } });
  });

  test('a native answer of qwen-mt names the model and says its reason twice', () => {
    const body = whole({ content: 'Hello' }, { output: { model_name: 'qwen-mt-plus', finish_reason: 'stop' } });
    expect(answerOf([body])).toMatchObject({ model: 'qwen-mt-plus', text: 'Hello', finish: { reason: 'stop' } });
  });

  test('a native answer with a forced call says stop and means the call', () => {
    const tool_calls = [fragment(0, 'call_1', { name: 'weather', arguments: '{"city": "Rome"}' })];
    const answer = answerOf([whole({ content: '', tool_calls })]);
    expect(answer.toolCalls).toEqual([
      { type: 'tool-call', id: 'call_1', name: 'weather', arguments: '{"city": "Rome"}' },
    ]);
    expect(answer.finish).toMatchObject({ reason: 'tool-calls', rawReason: 'stop' });
  });
});

describe('a stream', () => {
  test('a native stream says "null" for a reason until it has one, and usage in every chunk', () => {
    const packets = [packet({ content: 'Tw' }, { tokens: 1 }), packet({ content: 'o.' }, { tokens: 2 }), stopped(2)];
    expect(eventsOf(packets)).toEqual([
      { type: 'metadata', id: 'd8d3f7c2-0001', requestId: 'd8d3f7c2-0001' },
      { type: 'text', delta: 'Tw' },
      { type: 'text', delta: 'o.' },
      {
        type: 'finish',
        reason: 'stop',
        rawReason: 'stop',
        usage: expect.objectContaining({ inputTokens: 7, outputTokens: 2, totalTokens: 9 }),
        metadata: { requestId: 'd8d3f7c2-0001' },
      },
    ]);
    const state = createState();
    decodeChunk(state, packets[0]);
    expect(checkEnd(state)).toMatchObject({ transient: true, requestId: 'd8d3f7c2-0001' });
  });

  test('a native stream in the text format says "null" beside the text', () => {
    const said = (text: string, finish_reason: string) => ({ output: { finish_reason, text }, request_id: 'r' });
    expect(answerOf([said('Tw', 'null'), said('o.', 'null'), said('', 'stop')])).toMatchObject({
      text: 'Two.',
      finish: { reason: 'stop' },
    });
  });

  test('a native stream may bring its last text with the reason', () => {
    const packets = [
      packet({ content: [{ text: 'A ' }] }, { tokens: 1 }),
      whole({ content: [{ text: 'dog.' }] }, { tokens: 2 }),
    ];
    expect(answerOf(packets)).toMatchObject({ text: 'A dog.', finish: { reason: 'stop' } });
  });

  test('a native stream of the text service has empty text beside thoughts and empty thoughts beside text', () => {
    const packets = [
      packet({ content: '', reasoning_content: 'One ' }, { tokens: 1 }),
      packet({ content: '', reasoning_content: 'and one.' }, { tokens: 2 }),
      packet({ content: 'Two', reasoning_content: '' }, { tokens: 3 }),
      packet({ content: '.', reasoning_content: '' }, { tokens: 4 }),
      stopped(4),
    ];
    expect(withoutFinish(packets)).toEqual([
      { type: 'reasoning', delta: 'One ' },
      { type: 'reasoning', delta: 'and one.' },
      { type: 'text', delta: 'Two' },
      { type: 'text', delta: '.' },
    ]);
  });

  test('a native stream of the multimodal service has empty lists beside thoughts and no thoughts later', () => {
    const packets = [
      packet({ content: [], reasoning_content: 'One ' }, { tokens: 1 }),
      packet({ content: [], reasoning_content: 'and one.' }, { tokens: 2 }),
      packet({ content: [{ text: 'Two' }] }, { tokens: 3 }),
      whole({ content: [{ text: '.' }] }, { tokens: 4 }),
    ];
    expect(answerOf(packets)).toMatchObject({ reasoning: 'One and one.', text: 'Two.', finish: { reason: 'stop' } });
  });

  test('a native stream may begin with a chunk that has no text', () => {
    expect(answerOf([packet({ content: '' }), packet({ content: 'A' }, { tokens: 1 }), stopped(1)]).text).toBe('A');
  });
});

describe('tool calls of a stream', () => {
  const calls = (tokens: number, tool_calls: object[], choice: object = {}) =>
    packet({ content: '', tool_calls }, { tokens, choice: { index: 0, ...choice } });
  const finishing = { finish_reason: 'tool_calls' };

  test('native tool calls begin with their arguments at once, end with the reason, and go by their index between', () => {
    const packets = [
      calls(1, [fragment(0, 'call_a', { name: 'weather', arguments: '{"city": "' })]),
      calls(2, [fragment(0, '', { arguments: 'Rome"}' })]),
      calls(3, [fragment(1, 'call_b', { name: 'weather', arguments: '{"city"' })]),
      calls(4, [fragment(1, '', { arguments: ': "Bonn"}' })], finishing),
    ];
    expect(eventsOf(packets).slice(1, -1)).toEqual([
      { type: 'tool-delta', id: 'call_a', name: 'weather', delta: '{"city": "' },
      { type: 'tool-delta', id: 'call_a', name: 'weather', delta: 'Rome"}' },
      { type: 'tool-delta', id: 'call_b', name: 'weather', delta: '{"city"' },
      { type: 'tool-delta', id: 'call_b', name: 'weather', delta: ': "Bonn"}' },
      { type: 'tool-call', id: 'call_a', name: 'weather', arguments: '{"city": "Rome"}' },
      { type: 'tool-call', id: 'call_b', name: 'weather', arguments: '{"city": "Bonn"}' },
    ]);
    expect(answerOf(packets).finish).toMatchObject({ reason: 'tool-calls', rawReason: 'tool_calls' });
  });

  test('native tool calls may come whole, several in a chunk, with content as a list', () => {
    const tool_calls = [
      fragment(0, 'call_a', { name: 'weather', arguments: '{"city": "Rome"}' }),
      fragment(1, 'call_b', { name: 'time', arguments: '{}' }),
    ];
    const message = { content: [], tool_calls };
    const answer = answerOf([packet({ content: [{ text: 'A moment.' }] }), whole(message, { choice: finishing })]);
    expect(answer.text).toBe('A moment.');
    expect(answer.toolCalls.map((call) => [call.id, call.arguments])).toEqual([
      ['call_a', '{"city": "Rome"}'],
      ['call_b', '{}'],
    ]);
  });

  test('native tool calls may have no arguments, and a tail of null', () => {
    const packets = [
      calls(1, [fragment(0, 'call_a', { name: 'time', arguments: '' })]),
      calls(1, [fragment(0, '', { arguments: null })], finishing),
    ];
    expect(answerOf(packets).toolCalls).toMatchObject([{ id: 'call_a', arguments: '{}' }]);
  });
});

describe('several answers', () => {
  const two = { answers: 2 };
  const choice = (index: number, content: string, finish_reason = 'null') => ({
    index,
    finish_reason,
    message: { content, role: 'assistant' },
  });

  test('several native answers in one body are the first one, and the others in the metadata', () => {
    const output = { choices: [choice(0, 'A', 'stop'), choice(1, 'B', 'length')] };
    const answer = answerOf([{ output, usage: { input_tokens: 9, output_tokens: 20, total_tokens: 29 } }], two);
    expect(answer).toMatchObject({
      text: 'A',
      finish: { reason: 'stop', usage: { outputTokens: 20, totalTokens: 29 }, metadata: { alternatives: ['B'] } },
    });
  });

  test('several native answers of a stream come in a chunk each, which counts its own tokens', () => {
    const one = (index: number, content: string, tokens: number, reason?: string) => ({
      output: { choices: [choice(index, content, reason)] },
      usage: { input_tokens: 9, output_tokens: tokens, total_tokens: 9 + tokens },
    });
    const packets = [
      one(0, 'ha', 1),
      one(1, 'no', 4),
      one(0, 'haha', 2),
      one(1, ', no', 6),
      one(0, '!', 3),
      one(1, '', 6, 'length'),
      one(0, '', 3, 'stop'),
    ];
    expect(answerOf(packets, two)).toMatchObject({
      text: 'hahaha!',
      finish: {
        reason: 'stop',
        usage: { inputTokens: 9, outputTokens: 9, totalTokens: 18 },
        metadata: { alternatives: ['no, no'] },
      },
    });
  });

  test('several native answers of a stream go by the index of the first one, where later chunks lack it', () => {
    const part = (content: string, index?: number) => ({ output: { choices: [{ message: { content }, index }] } });
    const { text, finish } = answerOf([part('Hel', 1), part('lo')], two);
    expect([text, finish.metadata]).toEqual(['Hello', {}]);
  });

  test('several native answers go by their places in a body that does not number them, and unknown tokens are not summed', () => {
    const body = { output: { choices: [{ message: { content: 'A' } }, { message: { content: 'B' } }] } };
    expect(answerOf([body], two)).toMatchObject({ text: 'A', finish: { metadata: { alternatives: ['B'] } } });
    const one = (index: number) => ({ output: { choices: [choice(index, 'A', 'stop')] }, usage: { output_tokens: 2 } });
    const { usage } = answerOf([one(0), one(1)], two).finish;
    expect([usage.outputTokens, usage.totalTokens]).toEqual([4, undefined]);
  });

  test('several native answers keep their held-back text to the end', () => {
    const one = (index: number, content: string, tokens: number, reason?: string) => ({
      output: { choices: [choice(index, content, reason)] },
      usage: { input_tokens: 9, output_tokens: tokens },
    });
    const packets = [one(0, 'A', 1), one(1, 'ha', 1), one(1, 'haha', 2), one(0, '', 1, 'stop')];
    expect(answerOf(packets, two).finish.metadata).toEqual({ alternatives: ['hahaha'] });
  });

  test('several native answers say nothing new in a chunk that counts no more tokens for them', () => {
    const one = (index: number, content: string, reason?: string) => ({
      output: { choices: [choice(index, content, reason)] },
      usage: { input_tokens: 9, output_tokens: 1 },
    });
    const { finish } = answerOf([one(0, 'A'), one(1, 'ha'), one(1, 'ha'), one(0, '', 'stop')], two);
    expect(finish.metadata).toEqual({ alternatives: ['ha'] });
  });
});

describe('what else an answer says', () => {
  test('a native answer brings log probabilities, even fewer alternatives than asked for', () => {
    const token = (text: string, logprob: number, top: object[] = []) => ({
      token: text,
      bytes: [65],
      logprob,
      top_logprobs: top,
    });
    const logprobs = (content: unknown) => ({ choice: { logprobs: { content } } });
    const packets = [
      packet({ content: 'A' }, logprobs([token('A', -0.1, [{ token: 'A', logprob: -0.1, bytes: [65] }])])),
      packet({ content: 'B' }, logprobs([token('B', -0.2)])),
      packet({ content: '' }, logprobs(null)),
      stopped(),
    ];
    expect(answerOf(packets).finish.logprobs).toEqual([
      { token: 'A', logprob: -0.1, topLogprobs: [{ token: 'A', logprob: -0.1 }] },
      { token: 'B', logprob: -0.2, topLogprobs: [] },
    ]);
  });

  test('a native answer brings the size of pictures, in a part or beside them, which later chunks do not erase', () => {
    for (const message of [
      { content: [{ text: '', image_hw: [[672, 448]] }] },
      { content: [], image_hw: [[672, 448]] },
    ]) {
      const packets = [
        packet(message),
        packet({ content: [{ image_hw: [] }, { text: 'A dog' }], image_hw: [] }),
        stopped(),
      ];
      expect(answerOf(packets)).toMatchObject({ text: 'A dog', finish: { metadata: { imageHw: [[672, 448]] } } });
    }
  });

  test('a native answer brings the text read from a picture, beside its own text', () => {
    const ocr_result = { words_info: [{ text: 'EXIT', location: [1, 2, 3, 4, 5, 6, 7, 8] }] };
    const answer = answerOf([whole({ content: [{ ocr_result, text: 'EXIT' }] })]);
    expect([answer.text, answer.finish.metadata?.ocrResult]).toEqual(['EXIT', ocr_result]);
  });

  test('a native answer brings the language and mood of a recording', () => {
    const annotations = [{ type: 'audio_info', language: 'en', emotion: 'neutral' }];
    const packets = [
      packet({ content: [{ text: 'Hi' }], annotations }),
      packet({ content: [], annotations: [] }),
      stopped(),
    ];
    expect(answerOf(packets)).toMatchObject({ text: 'Hi', finish: { metadata: { annotations } } });
  });

  test('a native answer brings the work of the code interpreter, in every chunk from its call on', () => {
    const tool_info = [{ code_interpreter: { code: '2**9' }, type: 'code_interpreter' }];
    const plugins = { code_interpreter: { count: 1 } };
    const packets = [
      packet({ content: '', reasoning_content: 'I count.' }, { tokens: 1 }),
      {
        ...packet({ content: '', reasoning_content: '' }, { output: { tool_info } }),
        usage: { output_tokens: 2, plugins },
      },
      packet({ content: '512' }, { output: { tool_info }, tokens: 3 }),
      stopped(3),
    ];
    expect(answerOf(packets).finish.metadata).toMatchObject({ toolInfo: tool_info, plugins });
  });

  test('a native answer may name no phase, or end its thoughts before the answer comes', () => {
    expect(answerOf([{ output: { message: { content: 'Hi.' } } }]).text).toBe('Hi.');
    const planned = { phase: 'ResearchPlanning', status: 'finished', content: 'First.' };
    expect(answerOf([{ output: { message: planned } }])).toMatchObject({
      reasoning: 'First.',
      finish: { reason: 'other' },
    });
  });

  test('a native answer brings its research, whose plans are thoughts', () => {
    const said = (message: object) => ({
      output: { message: { role: 'assistant', ...message }, fininshed: false, fininshed_reason: 'null' },
      usage: { input_tokens: 6, output_tokens: 4 },
      request_id: 'r',
    });
    const research = { references: [{ title: 'A', url: 'https://example.com/a' }] };
    const packets = [
      said({ phase: 'ResearchPlanning', status: 'typing', content: 'First the', extra: { deep_research: {} } }),
      said({ phase: 'ResearchPlanning', status: 'finished', content: '', extra: { deep_research: {} } }),
      said({ phase: 'WebResearch', status: 'streamingQueries', content: '', extra: { deep_research: research } }),
      said({ phase: 'KeepAlive', status: 'typing', content: '', extra: {} }),
      said({ phase: 'answer', status: 'typing', content: 'It is', extra: { deep_research: {} } }),
      said({ phase: 'answer', status: 'typing', content: ' so.', extra: { deep_research: {} } }),
      said({ phase: 'answer', status: 'finished', content: '', extra: { deep_research: {} } }),
    ];
    expect(answerOf(packets)).toMatchObject({
      reasoning: 'First the',
      text: 'It is so.',
      finish: { reason: 'stop', metadata: { deepResearch: research } },
    });
  });

  test('a native answer brings speech in pieces', () => {
    const spoken = (data: string, more: object = {}) => ({ output: { audio: { data, expires_at: 1 }, ...more } });
    const packets = [spoken('AAEC'), spoken('AwQ='), spoken('', { finish_reason: 'stop' })];
    expect(answerOf(packets).files).toEqual([{ type: 'file', mediaType: 'audio/wav', base64: spokenWav('AAECAw==') }]);
    const part = { content: [{ audio: { data: 'AAEC' } }] };
    expect(answerOf([whole(part)]).files).toEqual([
      { type: 'file', mediaType: 'audio/wav', base64: spokenWav('AAE=') },
    ]);
  });
});

describe('sources of a web search (recorded 2025 and 2026, Beijing)', () => {
  const page = (index: number, more: object = {}) => ({
    site_name: `Site ${index}`,
    icon: '',
    index,
    title: `Title ${index}`,
    url: `https://example.com/${index}`,
    ...more,
  });
  const found = (search_results: unknown, extra_tool_info: unknown = []) => ({
    search_info: { search_results, extra_tool_info },
  });
  const source = (index: number) => ({
    type: 'source',
    id: String(index),
    url: `https://example.com/${index}`,
    title: `Title ${index}`,
    metadata: { index, siteName: `Site ${index}` },
  });

  test('search sources come with a whole native answer, whose marks stay in the text', () => {
    const info = found([page(1, { icon: 'https://example.com/i.png' }), page(2)], [{ tool: 'stock', result: '7' }]);
    const answer = answerOf([whole({ content: 'So it is [ref_1].' }, { output: info })]);
    expect(answer.text).toBe('So it is [ref_1].');
    expect(answer.sources).toEqual([
      { ...source(1), metadata: { index: 1, siteName: 'Site 1', icon: 'https://example.com/i.png' } },
      source(2),
    ]);
    expect(answer.finish.metadata).toMatchObject({
      searchResults: info.search_info.search_results,
      extraToolInfo: [{ tool: 'stock', result: '7' }],
    });
  });

  test('search sources may come before all text, once each, and later empty lists erase nothing', () => {
    const packets = [
      packet({ content: '' }, { output: found([page(1), page(2)], [{ tool: 'stock' }]) }),
      packet({ content: 'So' }, { output: found([]), tokens: 1 }),
      packet({ content: ' it is.' }, { output: found([page(2), page(3)]), tokens: 2 }),
      packet({ content: '' }, { output: found([]), choice: { finish_reason: 'stop' }, tokens: 2 }),
    ];
    expect(withoutFinish(packets)).toEqual([
      source(1),
      source(2),
      { type: 'text', delta: 'So' },
      source(3),
      { type: 'text', delta: ' it is.' },
    ]);
    expect(answerOf(packets).finish.metadata).toMatchObject({ extraToolInfo: [{ tool: 'stock' }] });
  });

  test('search sources without a number go by their URL, and without a URL they are dropped', () => {
    const info = found([{ url: 'https://example.com/a' }, { title: 'no url', index: 7 }, null, 'x', { url: 5 }]);
    expect(answerOf([whole({ content: 'A' }, { output: info })]).sources).toEqual([
      { type: 'source', id: 'https://example.com/a', url: 'https://example.com/a', metadata: {} },
    ]);
  });

  test('search sources leave their count in the metadata', () => {
    const plugins = { search: { count: 1, strategy: 'turbo' }, image_search: { count: 4 } };
    const body = { ...whole({ content: 'A' }), usage: { input_tokens: 1, output_tokens: 2, plugins } };
    expect(answerOf([body]).finish.metadata?.plugins).toEqual(plugins);
  });
});

describe('usage', () => {
  const usageOf = (usage: unknown) => answerOf([{ ...whole({ content: 'A' }), usage }]).finish.usage;

  test('native usage names cache, thinking and modalities', () => {
    const raw = {
      input_tokens: 100,
      output_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { cached_tokens: 40, cache_creation_input_tokens: 30, cache_type: 'ephemeral' },
      input_tokens_details: { text_tokens: 10, image_tokens: 60, video_tokens: 25, audio_tokens: 5 },
      output_tokens_details: { reasoning_tokens: 20, text_tokens: 30, audio_tokens: 1 },
    };
    expect(usageOf(raw)).toEqual({
      inputTokens: 100,
      outputTokens: 50,
      totalTokens: 150,
      cachedInputTokens: 40,
      cacheWriteTokens: 30,
      reasoningTokens: 20,
      input: { text: 10, image: 60, video: 25, audio: 5 },
      output: { text: 30, audio: 1 },
      raw,
    });
  });

  test('native usage of older models has modalities and the cache at the top, and no total', () => {
    const counts = { input_tokens: 9, output_tokens: 2, cached_tokens: 0 };
    expect(usageOf({ ...counts, image_tokens: 5, video_tokens: 6, audio_tokens: 7 })).toMatchObject({
      inputTokens: 9,
      totalTokens: undefined,
      cachedInputTokens: 0,
      input: { image: 5, video: 6, audio: 7 },
    });
    expect(usageOf({ ...counts, image_tokens: 5 }).output).toEqual({});
  });

  test('native usage names a cache write by how long it lives', () => {
    const details = { cache_creation: { ephemeral_5m_input_tokens: 12 } };
    expect(usageOf({ input_tokens: 9, prompt_tokens_details: details }).cacheWriteTokens).toBe(12);
  });

  test('native usage without counts is absent: no count is 0 that was not named', () => {
    for (const usage of [undefined, null, {}, 'x', []]) expect(usageOf(usage)).toEqual({});
    expect(usageOf({ input_tokens: '9', output_tokens: null, prompt_tokens_details: {} })).toMatchObject({
      inputTokens: undefined,
      outputTokens: undefined,
      cachedInputTokens: undefined,
    });
  });

  test('native usage of the last chunk that has it counts', () => {
    expect(answerOf([packet({ content: 'A' }, { tokens: 3 }), stopped()]).finish.usage).toMatchObject({
      outputTokens: 3,
    });
  });
});

describe('error_finish', () => {
  const broken = (content: unknown, output: object = {}) =>
    packet({ content }, { choice: { finish_reason: 'error_finish' }, output });

  test.each<[string, unknown]>([
    ['string', 'Throttling: TPM(1/1)'],
    ['list', [{ text: 'Throttling: TPM(1/1)' }]],
  ])('error_finish makes its text, a %s, an error with its code', (_kind, content) => {
    expect(failureOf(packet({ content: 'So' }), broken(content))).toEqual({
      status: 429,
      message: 'Throttling: TPM(1/1)',
      code: 'Throttling',
      requestId: 'd8d3f7c2-0001',
    });
  });

  test('error_finish without a text still says that the answer broke off', () => {
    expect(failureOf(broken(''))).toMatchObject({ message: 'The service broke off the answer without a reason.' });
  });

  test('error_finish may stand in the text format', () => {
    expect(failureOf({ output: { text: 'Download timed out', finish_reason: 'error_finish' } })).toMatchObject({
      message: 'Download timed out',
    });
  });
});

describe('wrong types', () => {
  test('wrong types in a native answer never throw', () => {
    const values = anything({ maxDepth: 3 });
    const message = record(
      { content: values, reasoning_content: values, tool_calls: values, image_hw: values },
      { requiredKeys: [] },
    );
    const choice = record(
      { message, index: values, finish_reason: constantFrom('null', 'stop', null, 3), logprobs: values },
      { requiredKeys: [] },
    );
    const output = record(
      { choices: array(choice), text: values, message: values, search_info: values, tool_info: values, audio: values },
      { requiredKeys: [] },
    );
    const chunk = record({ output, usage: values, request_id: values }, { requiredKeys: [] });
    assert(
      property(array(chunk), values, (chunks, odd) => {
        const state = createState();
        for (const one of [...chunks, odd, { output: odd }, { output: { choices: odd } }]) {
          if (!Array.isArray(decodeChunk(state, one))) return;
        }
      }),
    );
  });

  test('wrong types beside text lose none of it', () => {
    const odd: object[] = [
      packet({ content: 'a' }, { choice: { index: '0', logprobs: 'x' }, output: { search_info: 'x', tool_info: 3 } }),
      { ...packet({ content: [{ text: 'b' }, null, 'c', { text: 5 }, { image: 'x' }] }), usage: 'x', request_id: 5 },
      packet({ content: { text: 'd' }, tool_calls: 'x', reasoning_content: 7 }),
      packet({ content: 'e', tool_calls: [null, 'x'] }, { output: { audio: 'x', model_name: 7 } }),
      { output: { choices: [null, 'x', { message: { content: 'f' } }] } },
      stopped(),
    ];
    expect(answerOf(odd, { chunkMode: 'delta' }).text).toBe('abcdef');
  });
});
