import { createQwen, type QwenChatOptions } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { bare, prompt, serviceOf } from '../../support/scripted-service.js';

type Qwen = ReturnType<typeof createQwen>;
type Call = Parameters<ReturnType<Qwen>['doGenerate']>[0];

/** The body of a call, and what was said of it. */
async function send(id: string, call: Partial<Call>, options?: QwenChatOptions) {
  const { settings, sent } = serviceOf(bare);
  const model = createQwen({ ...settings, fetch: streamingToo(settings.fetch) })(id, options);
  const { warnings } = await model.doGenerate({ prompt, ...call });
  const said = warnings.map((warning) =>
    warning.type === 'other' ? warning.message : `${warning.feature}: ${warning.details}`,
  );
  return { body: sent[0]!, said };
}

/** Models that only stream get the same answer as a stream of one chunk. */
function streamingToo(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (url, init) => {
    const answer = await fetch(url, init);
    if (!String(init?.body).includes('"stream":true')) return answer;
    const chunk = { choices: [{ delta: { content: 'Hi' }, finish_reason: 'stop' }] };
    const headers = { 'content-type': 'text/event-stream' };
    return new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, { headers });
  };
}

describe('the option reasoning', () => {
  const thinking = ({ enable_thinking, thinking_budget, reasoning_effort }: Record<string, unknown>) =>
    JSON.parse(JSON.stringify({ enable_thinking, thinking_budget, reasoning_effort })) as unknown;

  test.each<[string, string, object]>([
    // Models that know degrees of effort.
    ['qwen3.8-max', 'none', { reasoning_effort: 'none' }],
    ['qwen3.8-max', 'minimal', { reasoning_effort: 'low' }],
    ['qwen3.8-max', 'low', { reasoning_effort: 'low' }],
    ['qwen3.8-max', 'xhigh', { reasoning_effort: 'xhigh' }],
    ['qwen3.8-max', 'max', { reasoning_effort: 'max' }],
    // Models that know degrees, and on and off beside them.
    ['deepseek-v4-pro', 'none', { enable_thinking: false }],
    ['deepseek-v4-pro', 'minimal', { enable_thinking: true, reasoning_effort: 'low' }],
    ['glm-5.3', 'medium', { reasoning_effort: 'high' }],
    ['kimi-k3', 'xhigh', { enable_thinking: true, reasoning_effort: 'max' }],
    ['kimi-k3', 'minimal', { enable_thinking: true, reasoning_effort: 'low' }],
    ['kimi/kimi-k3', 'low', { reasoning_effort: 'max' }],
    ['glm-5.1', 'xhigh', { enable_thinking: true, reasoning_effort: 'xhigh' }],
    ['glm-4.5', 'medium', { enable_thinking: true, reasoning_effort: 'medium' }],
    // Models that know on and off, and a budget.
    ['qwen-plus', 'none', { enable_thinking: false }],
    ['qwen-plus', 'minimal', { enable_thinking: true, thinking_budget: 1638 }],
    ['qwen-plus', 'low', { enable_thinking: true, thinking_budget: 8192 }],
    ['qwen-plus', 'medium', { enable_thinking: true, thinking_budget: 24_576 }],
    ['qwen-plus', 'high', { enable_thinking: true, thinking_budget: 49_152 }],
    ['qwen-plus', 'xhigh', { enable_thinking: true, thinking_budget: 73_728 }],
    ['qwen-plus', 'max', { enable_thinking: true, thinking_budget: 77_824 }],
    ['qwen3-8b', 'minimal', { enable_thinking: true, thinking_budget: 1024 }],
    ['qwen3.7-plus', 'medium', { enable_thinking: true, thinking_budget: 78_643 }],
    ['qwen-plus', 'provider-default', {}],
    ['qwen-max', 'none', {}],
  ])('%s with the option reasoning %s sends its own form of it', async (id, reasoning, expected) => {
    const { body, said } = await send(id, { reasoning });
    expect(thinking(body)).toEqual(expected);
    expect(said).toEqual([]);
  });

  test.each<[string, string, object, string]>([
    ['qwen-max', 'high', {}, 'reasoning: qwen-max does not think.'],
    ['qwq-plus', 'none', {}, 'reasoning: qwq-plus always thinks.'],
    [
      'deepseek-v3.2',
      'low',
      { enable_thinking: true },
      'reasoning: The effort "low" is not documented for deepseek-v3.2, so it was left out; thinking is on.',
    ],
    [
      'qwen-plus',
      'constructor',
      { enable_thinking: true },
      'reasoning: The effort "constructor" is not documented for qwen-plus, so it was left out; thinking is on.',
    ],
  ])('%s with the option reasoning %s warns about what becomes of it', async (id, reasoning, expected, words) => {
    const { body, said } = await send(id, { reasoning });
    expect(thinking(body)).toEqual(expected);
    expect(said).toEqual([words]);
  });

  test.each<[string, QwenChatOptions, object]>([
    ['qwen-plus', { enableThinking: false }, { enable_thinking: false }],
    ['qwen-plus', { thinkingBudget: 77 }, { enable_thinking: true, thinking_budget: 77 }],
    ['qwen3.8-max', { reasoningEffort: 'low' }, { reasoning_effort: 'low' }],
    ['qwen3.8-max', { thinkingBudget: 77 }, { thinking_budget: 77 }],
    ['glm-5.1', { thinkingBudget: 77 }, { enable_thinking: true, thinking_budget: 77 }],
  ])('the option reasoning gives way to the provider options: %s, %j', async (id, qwen, expected) => {
    const { body, said } = await send(id, { reasoning: 'high', providerOptions: { qwen: { ...qwen } } });
    expect(thinking(body)).toEqual(expected);
    expect(said).toEqual([]);
  });

  test('the option reasoning counts more than what the model was told', async () => {
    const { body, said } = await send('qwen-plus', { reasoning: 'low' }, { enableThinking: false });
    expect(thinking(body)).toEqual({ enable_thinking: true, thinking_budget: 8192 });
    expect(said).toEqual([]);
  });

  test('the option reasoning goes to other servers as it is', async () => {
    const { settings, sent } = serviceOf(bare);
    const qwen = createQwen({ ...settings, baseURL: 'http://localhost:8000/v1' });
    await qwen('my-model').doGenerate({ prompt, reasoning: 'high' });
    expect(thinking(sent[0]!)).toEqual({ reasoning_effort: 'high' });
  });
});

describe('JSON output', () => {
  const schema = { type: 'object', properties: { age: { type: 'integer' } } };
  const json = (schemaOrNone: object | undefined) => ({
    responseFormat: { type: 'json' as const, schema: schemaOrNone, name: 'person' },
  });

  test('JSON output with a schema goes over the wire where the model has it', async () => {
    const { body } = await send('qwen-plus', json(schema));
    expect(body.response_format).toEqual({
      type: 'json_schema',
      json_schema: { name: 'person', strict: true, schema },
    });
    expect(JSON.stringify(body.messages)).not.toContain('integer');
  });

  test('JSON output with a schema is told in words where the model has none', async () => {
    const { body } = await send('qwen-turbo', json(schema));
    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(body.messages[0].role).toBe('system');
    expect(body.messages[0].content).toContain(JSON.stringify(schema));
    expect(body.messages[0].content).toContain('JSON');
  });

  test('JSON output without a schema needs only the word JSON', async () => {
    const { body } = await send('qwen-turbo', json(undefined));
    expect(body.messages).toEqual([
      { role: 'system', content: 'Answer with JSON.' },
      { role: 'user', content: 'Hi' },
    ]);
  });
});

test('tools take their examples, mark of the cache and strictness along', async () => {
  const tool = {
    type: 'function',
    name: 'weather',
    description: 'Weather',
    inputSchema: { type: 'object' },
    inputExamples: [{ input: { city: 'Oslo' } }],
    strict: true,
    providerOptions: { qwen: { cacheControl: { type: 'ephemeral' } } },
  };
  const { body, said } = await send('qwen3-coder-plus', { tools: [tool] });
  expect(body.tools).toEqual([
    {
      type: 'function',
      function: {
        name: 'weather',
        description: 'Weather\nExamples of the arguments:\n{"city":"Oslo"}',
        parameters: { type: 'object' },
      },
      cache_control: { type: 'ephemeral' },
    },
  ]);
  expect(said).toEqual([expect.stringContaining('weather is strict')]);
});

test('a bare media type is made whole from the bytes', async () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const file = { type: 'file', mediaType: 'image', data: { type: 'data', data: png } };
  const { body } = await send('qwen-vl-max', { prompt: [{ role: 'user', content: [file] }] });
  expect(body.messages[0].content).toEqual([
    { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } },
  ]);
});

test('a reference to an uploaded file goes to qwen-long as its id', async () => {
  const reference = { qwen: 'file-fe-1' };
  const file = { type: 'file', mediaType: 'application/pdf', data: { type: 'reference', reference } };
  const question = { type: 'text', text: 'Sum it up.' };
  const { body } = await send('qwen-long', { prompt: [{ role: 'user', content: [file, question] }] });
  expect(JSON.stringify(body.messages)).toContain('fileid://file-fe-1');
});

test('a reference to an uploaded picture is refused where the model would have to see it', async () => {
  const file = { type: 'file', mediaType: 'image/png', data: { type: 'reference', reference: { qwen: 'file-fe-1' } } };
  await expect(send('qwen3-vl-plus', { prompt: [{ role: 'user', content: [file] }] })).rejects.toThrow(
    'qwen3-vl-plus does not accept an uploaded file (fileid://…) as image.',
  );
});
