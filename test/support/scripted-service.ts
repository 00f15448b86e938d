/** Settings of a provider whose service gives these answers, one a call, and the requests that it got. */
export function serviceOf(...bodies: (object | object[])[]) {
  const left = [...bodies];
  // oxlint-disable-next-line typescript/no-explicit-any
  const sent: Record<string, any>[] = [];
  const headers = { 'x-request-id': 'request-1' };
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    sent.push(JSON.parse(String(init?.body)));
    const body = left.length > 1 ? left.shift() : left[0];
    if (!Array.isArray(body)) return Response.json(body, { headers });
    const text = body.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
    return new Response(`${text}data: [DONE]\n\n`, { headers: { ...headers, 'content-type': 'text/event-stream' } });
  };
  return { settings: { apiKey: 'sk-test', fetch }, sent };
}

export const prompt = [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }];

const toolCall = {
  id: 'call_1',
  type: 'function',
  index: 0,
  function: { name: 'weather', arguments: '{"city":"Rome"}' },
};

/** An answer in one piece that has everything. */
export const whole = {
  id: 'chatcmpl-77',
  created: 1_770_000_000,
  model: 'qwen3-max',
  choices: [
    {
      index: 0,
      finish_reason: 'tool_calls',
      message: { role: 'assistant', content: 'A moment.', reasoning_content: 'Hm.', tool_calls: [toolCall] },
    },
  ],
  usage: {
    prompt_tokens: 20,
    completion_tokens: 9,
    total_tokens: 29,
    prompt_tokens_details: { cached_tokens: 4, cache_creation_input_tokens: 6 },
    completion_tokens_details: { reasoning_tokens: 3 },
  },
};

/** An answer that says as little as can be. */
export const bare = { choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] };

export const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: 'chatcmpl-77',
  created: 1_770_000_000,
  model: 'qwen3-max',
  choices: [{ index: 0, delta, finish_reason }],
  usage: null,
});

/** The answer that has everything, as a stream. */
export const streamed = [
  chunk({ role: 'assistant', content: null, reasoning_content: 'Hm.' }),
  chunk({ content: 'A moment.', reasoning_content: null }),
  chunk({ tool_calls: [{ ...toolCall, function: { name: 'weather', arguments: '{"city":' } }] }),
  chunk({ tool_calls: [{ index: 0, id: '', function: { arguments: '"Rome"}' } }] }),
  chunk({}, 'tool_calls'),
  { choices: [], usage: whole.usage },
];

/** An answer of an omni model: two samples of silence. */
export const spoken = [chunk({ content: 'Hi.' }), chunk({ audio: { data: 'AAAAAA==' } }), chunk({}, 'stop')];

/** Parts that every specification writes for `streamed` between its first and its last part. */
export const blocks = [
  { type: 'response-metadata', id: 'chatcmpl-77', modelId: 'qwen3-max', timestamp: new Date(1_770_000_000_000) },
  { type: 'reasoning-start', id: 'reasoning-0' },
  { type: 'reasoning-delta', id: 'reasoning-0', delta: 'Hm.' },
  { type: 'reasoning-end', id: 'reasoning-0' },
  { type: 'text-start', id: 'text-1' },
  { type: 'text-delta', id: 'text-1', delta: 'A moment.' },
  { type: 'text-end', id: 'text-1' },
  { type: 'tool-input-start', id: 'call_1', toolName: 'weather' },
  { type: 'tool-input-delta', id: 'call_1', delta: '{"city":' },
  { type: 'tool-input-delta', id: 'call_1', delta: '"Rome"}' },
  { type: 'tool-input-end', id: 'call_1' },
  { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: '{"city":"Rome"}' },
];

/** The content that every specification gives for `whole`. */
export const content = [
  { type: 'reasoning', text: 'Hm.' },
  { type: 'text', text: 'A moment.' },
  { type: 'tool-call', toolCallId: 'call_1', toolName: 'weather', input: '{"city":"Rome"}' },
];

export const metadata = {
  qwen: {
    cachedPromptTokens: 4,
    cacheWriteTokens: 6,
    reasoningTokens: 3,
    finishReason: 'tool_calls',
    requestId: '77',
  },
};
