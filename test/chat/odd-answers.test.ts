import { generateText, jsonSchema, streamText, tool } from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { listen } from '../support/wire-server.js';

/* Answers of gateways and servers in shapes that people reported. */

const event = (data: unknown) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const streamOf = (...chunks: unknown[]) => [...chunks, '[DONE]'].map(event).join('');
const chunk = (delta: object, choice: object = {}, head: object = {}) => ({
  id: 'chatcmpl-1',
  choices: [{ index: 0, delta, finish_reason: null, ...choice }],
  ...head,
});
const end = (reason = 'stop', head: object = {}) => chunk({}, { finish_reason: reason }, head);
const whole = (message: object, choice: object = {}) => ({
  id: 'chatcmpl-1',
  choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop', ...choice }],
});

/** A provider whose server answers all calls with this body. */
async function qwenOf(body: string | object, type = 'text/event-stream') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = Buffer.byteLength(text);
  const { url } = await listen((wire) =>
    wire.write(`HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n${text}`),
  );
  return createQwen({ apiKey: 'sk-test', baseURL: `${url}/v1` });
}

const city = tool({ description: 'A city', inputSchema: jsonSchema({ type: 'object' }) });
const tools = { get_weather: city, one: city, two: city, 'web.search': city };

async function read(body: string) {
  const qwen = await qwenOf(body);
  const result = streamText({ model: qwen('qwen-plus'), prompt: 'Hi', tools, onError: () => {} });
  await result.consumeStream();
  return result;
}

describe('tool calls in odd shapes', () => {
  const call = (index: number, name: string | undefined, text: string, id?: string) =>
    chunk({ tool_calls: [{ index, ...(id && { id }), function: { ...(name && { name }), arguments: text } }] });
  const callsOf = async (body: string) =>
    (await (await read(body)).toolCalls).map(({ toolCallId, toolName, input }) => [toolCallId, toolName, input]);

  // https://github.com/continuedev/continue/pull/5849
  test('tool names that come in pieces are joined', async () => {
    const body = streamOf(
      call(0, 'get_', '', 'a'),
      call(1, 'o', '', 'b'),
      call(0, 'weather', ''),
      call(1, 'ne', '{"y":2}', 'b'),
      call(0, undefined, '{"x":1}'),
      end('tool_calls'),
    );
    expect(await callsOf(body)).toEqual([
      ['a', 'get_weather', { x: 1 }],
      ['b', 'one', { y: 2 }],
    ]);
  });

  test('tool names that grow, or come again, are one name', async () => {
    const growing = streamOf(call(0, 'get', '', 'a'), call(0, 'get_weather', '', 'a'), call(0, undefined, '{"x":1}'));
    const repeated = streamOf(call(0, 'get_weather', '', 'a'), call(0, 'get_weather', '{"x":1}', 'a'));
    for (const body of [growing, repeated]) {
      const [known] = await callsOf(body.replace('data: [DONE]', `${event(end('tool_calls'))}data: [DONE]`));
      expect(known).toEqual(['a', 'get_weather', { x: 1 }]);
    }
  });

  test('a tool call without arguments is not a piece of the next one at its index', async () => {
    const body = streamOf(call(0, 'one', '', 'a'), call(0, 'two', '', 'b'), end('tool_calls'));
    expect(await callsOf(body)).toEqual([
      ['a', 'one', {}],
      ['b', 'two', {}],
    ]);
  });

  test('a tool call counts without a list around it, and without a function in it', async () => {
    const one = { id: 'a', function: { name: 'one', arguments: { x: 1 } } };
    for (const calls of [one, { '0': one }, [{ id: 'a', name: 'one', arguments: '{"x":1}' }]]) {
      expect(await callsOf(streamOf(chunk({ tool_calls: calls }), end('tool_calls')))).toEqual([
        ['a', 'one', { x: 1 }],
      ]);
    }
  });
});

// https://github.com/openai/openai-dotnet/pull/267 (eos), spring-projects/spring-ai#4900 (eos_token),
// earendil-works/pi#2107 (end), aws-samples/bedrock-access-gateway#11 (end_turn)
test.each([
  ['eos', 'stop'],
  ['eos_token', 'stop'],
  ['end', 'stop'],
  ['end_turn', 'stop'],
  ['STOP', 'stop'],
  ['MAX_TOKENS', 'length'],
  ['tool_use', 'tool-calls'],
  ['SAFETY', 'content-filter'],
  ['content-filter', 'content-filter'],
  // anomalyco/opencode#18813: of Z.ai and Anthropic.
  ['model_context_window_exceeded', 'length'],
  // https://docs.cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/GenerateContentResponse#FinishReason
  ['MALFORMED_FUNCTION_CALL', 'error'],
  ['RECITATION', 'content-filter'],
  ['PROHIBITED_CONTENT', 'content-filter'],
  ['cancelled', 'error'],
  ['aborted', 'error'],
  [' tool_calls ', 'tool-calls'],
  ['constructor', 'other'],
])('the finish reason %s of another service is %s', async (raw, reason) => {
  expect(await (await read(streamOf(chunk({ content: 'Hi' }), end(raw)))).finishReason).toBe(reason);
});

// Python writes None for null.
test.each(['null', 'None'])('an answer whose finish reason is only ever %s was cut off', async (word) => {
  const result = await read(streamOf(chunk({ content: 'Half' }, { finish_reason: word })));
  expect([await result.text, await result.finishReason]).toEqual(['Half', 'error']);
});

// https://github.com/earendil-works/pi/issues/2017
test('usage counts inside a choice, and under the names of other protocols', async () => {
  const first = streamOf(chunk({ content: 'Hi' }, { usage: { prompt_tokens: 12, completion_tokens: 3 } }), end());
  const second = streamOf(chunk({ content: 'Hi' }), end('stop', { usage: { input_tokens: 12, output_tokens: 3 } }));
  for (const body of [first, second]) {
    expect(await (await read(body)).usage).toMatchObject({ inputTokens: 12, outputTokens: 3 });
  }
});

// sgl-project/sglang#15562; https://api-docs.deepseek.com/guides/kv_cache;
// https://platform.moonshot.ai/docs/api/chat#return-format
test.each([
  ['SGLang', { reasoning_tokens: 2, prompt_tokens_details: { cached_tokens: 5 } }],
  ['DeepSeek', { prompt_cache_hit_tokens: 5, completion_tokens_details: { reasoning_tokens: 2 } }],
  ['Moonshot', { cached_tokens: 5, completion_tokens_details: { reasoning_tokens: 2 } }],
  ['a gateway', { input_tokens_details: { cached_tokens: 5 }, output_tokens_details: { reasoning_tokens: 2 } }],
])('the cached tokens and those of thinking count where %s has them', async (_name, details) => {
  const usage = { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15, ...details };
  const { usage: told } = await read(streamOf(chunk({ content: 'Hi' }), end('stop', { usage })));
  const { inputTokens, inputTokenDetails, outputTokens, outputTokenDetails } = await told;
  expect([inputTokens, inputTokenDetails.cacheReadTokens]).toEqual([12, 5]);
  expect([outputTokens, outputTokenDetails.reasoningTokens]).toEqual([3, 2]);
});

test('a count that is negative, or too large to add up, is unknown', async () => {
  const usage = { prompt_tokens: -1, completion_tokens: 3, total_tokens: -1 };
  const { usage: told } = await read(streamOf(chunk({ content: 'Hi' }), end('stop', { usage })));
  expect(await told).toMatchObject({ inputTokens: undefined, outputTokens: 3 });
  const models = [
    { input_tokens: 1e308, output_tokens: 2 },
    { input_tokens: 1e308, output_tokens: -1 },
  ];
  const body = { output: { text: 'Hi', finish_reason: 'stop' }, usage: { models }, request_id: 'r' };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body) });
  const { usage: added } = await generateText({ model: qwen.application('app-1'), prompt: 'Hi' });
  expect(added).toMatchObject({ inputTokens: undefined, outputTokens: 2 });
});

// https://github.com/LionSR/TeXRA/pull/2947 (reasoning_details)
test('thinking may be a list of parts or of details, and comes once', async () => {
  const part = [{ type: 'reasoning.text', text: 'Hm.' }];
  for (const delta of [
    { reasoning_details: part },
    { reasoning_content: part },
    // https://openrouter.ai/docs/use-cases/reasoning-tokens#reasoning_details-array-structure
    { reasoning_details: [{ type: 'reasoning.summary', summary: 'Hm.' }] },
    { content: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] }] },
    { content: [{ type: 'reasoning', reasoning: 'Hm.' }] },
    { reasoning: 'Hm.', reasoning_details: part },
  ]) {
    const result = await read(streamOf(chunk(delta), chunk({ content: 'Hi' }), end()));
    expect([await result.reasoningText, await result.text]).toEqual(['Hm.', 'Hi']);
  }
});

// https://docs.mistral.ai/capabilities/reasoning/
test('thinking that comes as parts of the content is reasoning and not text', async () => {
  const thinking = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
    { type: 'thinking', thinking: ' So.' },
  ];
  const text = { type: 'text', text: 'Hi' };
  const streamed = await read(streamOf(chunk({ content: thinking }), chunk({ content: [text] }), end()));
  expect([await streamed.reasoningText, await streamed.text]).toEqual(['Hm. So.', 'Hi']);
  const qwen = await qwenOf(whole({ content: [...thinking, text] }), 'application/json');
  const { reasoningText, text: answer } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
  expect([reasoningText, answer]).toEqual(['Hm. So.', 'Hi']);
});

// https://github.com/openclaw/openclaw/issues/102321
test('a refusal is the text of the answer, and its finish reason is content-filter', async () => {
  const streamed = await read(streamOf(chunk({ refusal: 'I can' }), chunk({ refusal: 'not.' }), end()));
  expect([await streamed.text, await streamed.finishReason]).toEqual(['I cannot.', 'content-filter']);
  const qwen = await qwenOf(whole({ content: null, refusal: 'I cannot.' }), 'application/json');
  const { text, finishReason } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
  expect([text, finishReason]).toEqual(['I cannot.', 'content-filter']);
});

// https://github.com/BerriAI/litellm/issues/25766, https://github.com/decolua/9router/issues/3492
test('a whole answer may come as a stream, or end like one', async () => {
  const answer = whole({ content: 'Hi' });
  for (const body of [
    streamOf(chunk({ content: 'H' }), chunk({ content: 'i' }), end()),
    streamOf(answer),
    `${JSON.stringify(answer)}\ndata: [DONE]\n\n`,
    JSON.stringify(answer),
  ]) {
    const qwen = await qwenOf(body);
    const { text, finishReason } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 });
    expect([text, finishReason]).toEqual(['Hi', 'stop']);
  }
});

// https://github.com/timothy-agent/timothy/issues/760
test('sources have addresses of the web only; the metadata has what else the service found', async () => {
  const addresses = ['javascript:alert(1)', 'JavaScript:x', 'data:text/html,x', 'no address', 'https://a.example/b'];
  const found = addresses.map((url, index) => ({ index, url, title: 'T' }));
  const output = {
    choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }],
    search_info: { search_results: found },
  };
  const fetch = async () => Response.json({ output, request_id: 'r' });
  const qwen = createQwen({ apiKey: 'sk-test', fetch });
  const { sources, providerMetadata } = await generateText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' });
  expect(sources.map((source) => 'url' in source && source.url)).toEqual(['https://a.example/b']);
  expect(providerMetadata?.qwen?.searchResults).toEqual(found);
});

describe('the Responses protocol', () => {
  const ask = async (...events: object[]) => {
    const body = events.map(event).join('');
    const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => new Response(body) });
    const errors: unknown[] = [];
    const result = streamText({
      model: qwen.responses('qwen3.7-plus'),
      prompt: 'Hi',
      maxRetries: 0,
      onError: ({ error }) => void errors.push(error),
    });
    await result.consumeStream();
    return { text: await result.text, reason: await result.finishReason, errors };
  };
  const completed = (response: object) => ({
    type: 'response.completed',
    response: { id: 'r', output: [], ...response },
  });

  // https://platform.openai.com/docs/api-reference/responses-streaming/response/refusal
  test('a refusal on the Responses protocol is the text of the answer', async () => {
    const content = [{ type: 'refusal', refusal: 'I cannot.' }];
    const done = completed({ status: 'completed', output: [{ type: 'message', id: 'm', content }] });
    const expected = { text: 'I cannot.', reason: 'content-filter', errors: [] };
    expect(await ask({ type: 'response.refusal.delta', item_id: 'm', delta: 'I cannot.' }, done)).toEqual(expected);
    expect(await ask(done)).toEqual(expected);
  });

  test('a text that the Responses protocol sends only when it is done is not lost', async () => {
    const done = { type: 'response.output_text.done', item_id: 'm', text: 'Hi' };
    expect(await ask(done, completed({ status: 'completed' }))).toMatchObject({ text: 'Hi', reason: 'stop' });
  });

  test('a Responses answer may have its text only in output_text, which is not read twice', async () => {
    const said = { status: 'completed', output_text: 'Hi' };
    const delta = { type: 'response.output_text.delta', item_id: 'm', delta: 'Hi' };
    const message = { type: 'message', id: 'm', content: [{ type: 'output_text', text: 'Hi' }] };
    for (const events of [[completed(said)], [delta, completed(said)], [completed({ ...said, output: [message] })]]) {
      expect(await ask(...events)).toEqual({ text: 'Hi', reason: 'stop', errors: [] });
    }
  });

  test('a call of the Responses protocol without a name is an error, as on the other protocols', async () => {
    const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', arguments: '{"x":1}' };
    const body = { id: 'resp_1', object: 'response', status: 'completed', output: [item] };
    const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body) });
    await expect(generateText({ model: qwen.responses('qwen3.7-plus'), prompt: 'Hi' })).rejects.toThrow(
      'The service sent a tool call (call_1) without a name.',
    );
  });

  test('a Responses answer that says it failed has failed, whatever the name of its event', async () => {
    const failed = completed({ status: 'failed', error: { message: 'Boom.' } });
    const { reason, errors } = await ask(failed);
    expect([reason, errors]).toMatchObject(['error', [{ message: expect.stringContaining('Boom.') }]]);
    const cut = completed({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(await ask(cut)).toMatchObject({ reason: 'length' });
  });
});
