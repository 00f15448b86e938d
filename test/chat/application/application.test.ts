import { createQwen, type JSONObject, type QwenApplicationOptions } from 'ai-sdk-qwen/ai7';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { collect } from '../../support/collect.js';
import { frame } from '../../support/native-service.js';
import type { RecordedCall } from '../../support/recorder.js';
import { deltasOf, eventsOf, run, testCuts, type Outcome } from '../../support/stream-cuts.js';

// The API reference of agent and workflow applications of Model Studio (May 2026):
// https://help.aliyun.com/zh/model-studio/agent-and-workflow-application-api-reference

const protocol = 'application';

/** A packet, or a whole answer. */
const packet = (output: object, usage: object = {}) => ({ output, usage, request_id: 'r-1' });
const models = (...counts: [input: number, output: number][]) => ({
  models: counts.map(([input_tokens, output_tokens], index) => ({
    model_id: `m-${index}`,
    input_tokens,
    output_tokens,
  })),
});
const toStream = (packets: object[]) => packets.map((one, index) => frame(one, { id: index + 1 })).join('');
const reading = (...packets: object[]) => run([toStream(packets)], { protocol });
const stop = packet({ text: '', finish_reason: 'stop', session_id: 's-1' }, models([7, 4]));
const reference = {
  index_id: '1',
  title: 'Tides',
  doc_id: 'd',
  doc_name: 'Almanac',
  doc_url: 'https://a.example/tides',
};

describe('a stream of thinking, text and references', () => {
  const thought = (text: string) => ({
    action_type: 'reasoning',
    action_name: '思考过程',
    action: 'reasoning',
    thought: text,
  });
  testCuts({
    protocol,
    text: toStream([
      packet({ text: '', finish_reason: 'null', session_id: 's-1', thoughts: [thought('Grüße 🙂 ')] }, models([7, 1])),
      packet({ text: '', finish_reason: 'null', session_id: 's-1', thoughts: [thought('first.')] }, models([7, 2])),
      packet({ text: '你好', finish_reason: 'null', session_id: 's-1', thoughts: null }, models([7, 3])),
      packet({ text: '<ref>[1]</ref>.', finish_reason: 'null', doc_references: [reference] }, models([7, 4])),
      packet({ text: '', finish_reason: 'stop', session_id: 's-1', doc_references: [reference] }, models([7, 4])),
    ]),
    check(outcome: Outcome) {
      const events = eventsOf(outcome);
      expect(events[0]).toEqual({ type: 'metadata', id: 'r-1', requestId: 'r-1', model: 'm-0' });
      expect(deltasOf(events, 'reasoning').join('')).toBe('Grüße 🙂 first.');
      expect(deltasOf(events, 'text')).toEqual(['你好', '<ref>[1]</ref>.']);
      expect(events.filter(({ type }) => type === 'source')).toEqual([
        { type: 'source', id: '1', url: 'https://a.example/tides', title: 'Tides', metadata: {} },
      ]);
      expect(events.at(-1)).toEqual({
        type: 'finish',
        reason: 'stop',
        rawReason: 'stop',
        usage: { inputTokens: 7, outputTokens: 4, totalTokens: 11, raw: models([7, 4]) },
        metadata: { sessionId: 's-1', docReferences: [reference], requestId: 'r-1' },
      });
    },
  });
});

describe('an answer of an application', () => {
  test('thinking that each packet repeats comes once', async () => {
    const thinking = (thought: string, text = '') =>
      packet({ text, finish_reason: 'null', thoughts: [{ action_type: 'reasoning', thought }] });
    const long = 'The tides follow the moon,';
    const events = eventsOf(
      await reading(thinking(long), thinking(`${long} and so`), thinking(`${long} and so`, 'Yes'), stop),
    );
    expect(deltasOf(events, 'reasoning').join('')).toBe(`${long} and so`);
    expect(deltasOf(events, 'text')).toEqual(['Yes']);
  });

  test('steps other than thinking are metadata, and a workflow names its thinking otherwise', async () => {
    const rag = { action_type: 'agentRag', action: 'rag', observation: '[]', arguments: '{}' };
    const thoughts = [rag, { action_type: 'reasoning', reasoningContent: 'Hm.' }];
    const events = eventsOf(await reading(packet({ text: 'Yes', finish_reason: 'null', thoughts }), stop));
    expect(deltasOf(events, 'reasoning')).toEqual(['Hm.']);
    expect(events.at(-1)).toMatchObject({ metadata: { thoughts: [rag] } });
  });

  test('the tokens of all models are added', async () => {
    const events = eventsOf(await reading(packet({ text: 'Hi', finish_reason: 'stop' }, models([7, 4], [100, 20]))));
    expect(events.at(-1)).toMatchObject({ usage: { inputTokens: 107, outputTokens: 24, totalTokens: 131 } });
  });

  test('a passage without an address is a document, and comes once', async () => {
    const passage = { index_id: '2', title: 'Tides', doc_id: 'd', doc_name: 'Almanac', doc_url: null, text: 'Twice.' };
    const said = packet({ text: 'Hi', finish_reason: 'null', doc_references: [passage] });
    const events = eventsOf(await reading(said, said, stop));
    expect(events.filter(({ type }) => type === 'document')).toEqual([
      { type: 'document', id: '2', mediaType: 'text/plain', title: 'Tides', filename: 'Almanac' },
    ]);
  });

  const node = (id: string, type: string, content: string, more: object = {}) =>
    packet({
      finish_reason: 'null',
      session_id: 's-1',
      workflow_message: { node_id: id, node_type: type, message: { role: 'assistant', content }, ...more },
    });

  test('a workflow speaks through its end; the messages of every node are metadata', async () => {
    const whole = packet({ text: 'Hello there', finish_reason: 'stop', session_id: 's-1' });
    const events = eventsOf(
      await reading(
        node('LLM_1', 'LLM', '{"result":"Hello'),
        node('LLM_1', 'LLM', ' there"}', { node_is_completed: true }),
        node('End_1', 'End', 'Hello'),
        node('End_1', 'End', ' there'),
        node('End_1', 'End', '', { node_is_completed: true }),
        whole,
      ),
    );
    expect(deltasOf(events, 'text')).toEqual(['Hello', ' there']);
    const told = events.at(-1)!.metadata as { workflowMessages: object[] };
    expect(told.workflowMessages).toMatchObject([
      { node_id: 'LLM_1', node_is_completed: true, message: { content: '{"result":"Hello there"}' } },
      { node_id: 'End_1', node_is_completed: true, message: { content: 'Hello there' } },
    ]);
  });

  test('an end that returns JSON speaks with the last packet', async () => {
    const text = '{"a":1,"b":2}';
    const events = eventsOf(
      await reading(
        node('End_1', 'End', '{"a":1}'),
        node('End_1', 'End', text),
        packet({ text, finish_reason: 'stop' }),
      ),
    );
    expect(deltasOf(events, 'text')).toEqual([text]);
  });

  // Workflow streams of `message_format_plus`: JSON nodes send the whole each time, text nodes what is new.
  test.each([
    [['{"a":1}', '{"a":1,"b":2}', '{"a":2}', ''], '{"a":2}'],
    [['{"a":"H', '{"a":"Hello', '{"a":"Hello"}'], '{"a":"Hello"}'],
    [['{"a":', '{"b":', '1}}'], '{"a":{"b":1}}'],
    [['{', '{name}', '}'], '{{name}}'],
    [['Hello', ' there'], 'Hello there'],
  ])('the message of a node that comes as %j is %s', async (pieces, content) => {
    const whole = packet({ text: 'Hi', finish_reason: 'stop' });
    const events = eventsOf(await reading(...pieces.map((piece) => node('LLM_1', 'LLM', piece)), whole));
    expect(events.at(-1)).toMatchObject({ metadata: { workflowMessages: [{ message: { content } }] } });
  });

  test('a stream without its last packet was cut off, and an error frame ends it', async () => {
    const begun = packet({ text: 'Hel', finish_reason: 'null', session_id: 's-1' });
    expect(eventsOf(await reading(begun)).at(-2)).toMatchObject({ type: 'error', isRetryable: true });
    const error = frame(
      { code: 'Throttling', message: 'Slow down', request_id: 'r-1' },
      { event: 'error', status: 429 },
    );
    const events = eventsOf(await run([toStream([begun]) + error], { protocol }));
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', statusCode: 429, isRetryable: true },
      { type: 'finish', reason: 'error', metadata: { sessionId: 's-1' } },
    ]);
  });

  test('wrong types and nulls are passed over', async () => {
    const odd = [
      null,
      5,
      packet({ text: 5, thoughts: {}, doc_references: 'x', workflow_message: [], session_id: 5, finish_reason: null }),
      packet(
        { thoughts: [null, 5], doc_references: [null, {}], workflow_message: { message: 5 } },
        { models: [null, {}] },
      ),
      { output: 5, usage: 5, request_id: 5 },
    ] as object[];
    const events = eventsOf(await reading(...odd, packet({ text: 'Hi', finish_reason: 'stop' })));
    expect(deltasOf(events, 'text')).toEqual(['Hi']);
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
  });
});

describe('a call of an application', () => {
  const answer = packet({ text: 'Hi', finish_reason: 'stop', session_id: 's-1' }, models([1, 1]));
  const answering = (make: () => Response) => {
    const calls: RecordedCall[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const headers = Object.fromEntries(new Headers(init?.headers));
      calls.push({ url: String(input), headers, body: JSON.parse(String(init?.body)) });
      return make();
    };
    return { fetch, calls };
  };
  const setUp = (settings: object = {}) => {
    const { fetch, calls } = answering(() => Response.json(answer));
    return { qwen: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch, ...settings }), calls };
  };
  const user = (text: string, ...more: object[]) => ({ role: 'user', content: [{ type: 'text', text }, ...more] });
  const said = (text: string) => ({ role: 'assistant', content: [{ type: 'text', text }] });

  async function send(
    prompt: object[],
    options: QwenApplicationOptions = {},
    more: object = {},
    settings: object = {},
  ) {
    const { qwen, calls } = setUp(settings);
    const model = qwen.application('a01');
    const { warnings } = await model.doGenerate({
      prompt,
      providerOptions: { qwen: options as JSONObject },
      ...more,
    } as never);
    return { body: calls[0]!.body as JSONObject, call: calls[0]!, warnings };
  }

  test('one message is a prompt, and several are messages', async () => {
    expect((await send([user('Hello')])).body).toEqual({ input: { prompt: 'Hello' }, parameters: {}, debug: {} });
    const { body } = await send([
      { role: 'system', content: 'Be short.' },
      user('Hello'),
      said('Hi'),
      user('And now?'),
    ]);
    expect(body.input).toEqual({
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'Hello' },
        { role: 'assistant', content: 'Hi' },
        { role: 'user', content: 'And now?' },
      ],
    });
  });

  test('a session gets only what came after the last answer', async () => {
    const { body, warnings } = await send([user('Hello'), said('Hi'), user('And'), user('now?')], { sessionId: 's-1' });
    expect(body.input).toEqual({ prompt: 'And\n\nnow?', session_id: 's-1' });
    expect(warnings).toEqual([]);
    const system = await send([{ role: 'system', content: 'Be short.' }, user('Hello')], { sessionId: 's-1' });
    expect(system.warnings).toMatchObject([{ feature: 'system' }]);
    await expect(send([user('Hello'), said('Hi')], { sessionId: 's-1' })).rejects.toThrow('sessionId was given');
  });

  test('options are sent in the places of the service', async () => {
    const { body, warnings } = await send([user('Hello')], {
      memoryId: 'mem',
      bizParams: { city: 'Oslo' },
      imageList: ['https://a.example/a.png'],
      fileList: ['https://a.example/a.pdf'],
      enableThinking: true,
      flowStreamMode: 'message_format',
      ragOptions: { pipelineIds: ['p'], metadataFilter: { author: 'Ada' }, sessionFileIds: ['file_session_1'] },
      modelId: 'qwen-max',
      enableWebSearch: true,
      enableSystemTime: false,
      dialogRound: 3,
      max_tokens: 20,
    });
    expect(body).toEqual({
      input: {
        prompt: 'Hello',
        memory_id: 'mem',
        image_list: ['https://a.example/a.png'],
        file_list: ['https://a.example/a.pdf'],
        biz_params: { city: 'Oslo' },
      },
      parameters: {
        flow_stream_mode: 'message_format',
        rag_options: { pipeline_ids: ['p'], metadata_filter: { author: 'Ada' }, session_file_ids: ['file_session_1'] },
        model_id: 'qwen-max',
        enable_web_search: true,
        enable_system_time: false,
        dialog_round: 3,
        enable_thinking: true,
        has_thoughts: true,
        max_tokens: 20,
      },
      debug: {},
    });
    expect(warnings).toEqual([]);
  });

  test('pictures and files of the last turn are lists; bytes only of pictures', async () => {
    const file = (mediaType: string, data: unknown) => ({ type: 'file', mediaType, data });
    const url = (address: string) => ({ type: 'url', url: new URL(address) });
    const { body } = await send([
      user(
        'What is it?',
        file('image/png', { type: 'data', data: 'AAAA' }),
        file('application/pdf', url('https://a.example/a.pdf')),
      ),
    ]);
    expect(body.input).toEqual({
      prompt: 'What is it?',
      image_list: ['data:image/png;base64,AAAA'],
      file_list: ['https://a.example/a.pdf'],
    });
    const bytes = file('application/pdf', { type: 'data', data: 'AAAA' });
    await expect(send([user('Read', bytes)])).rejects.toThrow(
      'an application takes files other than pictures by their URL',
    );
    const earlier = await send([
      user('Look', file('image/png', url('https://a.example/a.png'))),
      said('A cat'),
      user('Sure?'),
    ]);
    expect(earlier.warnings).toMatchObject([{ feature: 'messages' }]);
  });

  test('settings that applications lack are warnings, and those that they have are sent', async () => {
    const { body, warnings } = await send([user('Hello')], { thinkingBudget: 5, hasThoughts: false } as never, {
      temperature: 0.5,
      topP: 0.8,
      topK: 3,
      seed: 7,
      maxOutputTokens: 5,
      stopSequences: ['x'],
      presencePenalty: 1,
      frequencyPenalty: 1,
      tools: [{ type: 'function', name: 'f', inputSchema: { type: 'object' } }],
      responseFormat: { type: 'json' },
      reasoning: 'none',
    });
    expect(body.parameters).toEqual({
      temperature: 0.5,
      top_p: 0.8,
      top_k: 3,
      seed: 7,
      enable_thinking: false,
      has_thoughts: false,
    });
    expect(warnings.map((warning) => ('feature' in warning ? warning.feature : '')).sort()).toEqual([
      'frequencyPenalty',
      'maxOutputTokens',
      'presencePenalty',
      'providerOptions.qwen.thinkingBudget',
      'responseFormat',
      'stopSequences',
      'tools',
    ]);
  });

  test('an option of applications on a chat model is a warning that names its place', async () => {
    const qwen = createQwen({ apiKey: 'sk-test', fetch: createEmulator().fetch });
    const asked = { prompt: [user('Hello')], providerOptions: { qwen: { sessionId: 's-1' } } } as never;
    for (const model of [qwen('qwen-plus'), qwen.responses('qwen-plus')]) {
      const { warnings } = await model.doGenerate(asked);
      expect(JSON.stringify(warnings)).toContain('it is an option of qwen.application(...) or a call of it.');
    }
  });

  test('calls of tools in the history are refused', async () => {
    const call = { type: 'tool-call', toolCallId: 'c', toolName: 'f', input: {} };
    const result = { type: 'tool-result', toolCallId: 'c', toolName: 'f', output: { type: 'text', value: 'x' } };
    const history = [user('Hi'), { role: 'assistant', content: [call] }, { role: 'tool', content: [result] }];
    await expect(send(history)).rejects.toThrow('takes no calls and results of your tools');
  });

  test('a stream asks for what is new, under the header of the service', async () => {
    const headers = { 'content-type': 'text/event-stream' };
    const { fetch, calls } = answering(() => new Response(toStream([stop]), { headers }));
    const model = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch }).application('a01');
    expect(model.provider).toBe('qwen.application');
    const { stream } = await model.doStream({ prompt: [user('Hi')] } as never);
    await collect(stream);
    expect(calls[0]).toMatchObject({
      url: 'https://dashscope.aliyuncs.com/api/v1/apps/a01/completion',
      headers: { 'x-dashscope-sse': 'enable' },
      body: { parameters: { incremental_output: true } },
    });
  });

  test('the workspace is a header at the shared host of the region', async () => {
    const { call } = await send([user('Hi')], {}, {}, { workspaceId: 'ws-1', region: 'singapore' });
    expect(call.url).toBe('https://dashscope-intl.aliyuncs.com/api/v1/apps/a01/completion');
    expect(call.headers).toMatchObject({ 'x-dashscope-workspace': 'ws-1' });
  });

  test.each(['', '../files', 'a/b'])('the id %j is refused before anything is sent', async (id) => {
    const { qwen, calls } = setUp();
    await expect(qwen.application(id).doGenerate({ prompt: [user('Hi')] } as never)).rejects.toThrow('appId is');
    expect(calls).toEqual([]);
  });
});
