/** Streams written for this project in the shapes of recordings; each says which one shows its shape. */

const head = {
  object: 'chat.completion.chunk',
  created: 1_770_000_000,
  system_fingerprint: null,
  model: 'qwen3-max',
  id: 'chatcmpl-0d6c2f0a-6b1e-4a8e-9b1c-2f7f3a1d5e90',
};

const chunk = (delta: object, choice: object = {}) =>
  JSON.stringify({
    choices: [{ delta, finish_reason: null, index: 0, logprobs: null, ...choice }],
    usage: null,
    ...head,
  });

const usage = (counts: object) => JSON.stringify({ choices: [], ...head, usage: counts });

/** Recorded Feb 2026, Singapore: a text. It has characters of one to four bytes and marks of a stream. */
export const text = [
  chunk({ content: '', role: 'assistant' }),
  chunk({ content: 'Grüße, 你' }),
  chunk({ content: '好 🙂\n\ndata: [DONE]\r\n' }),
  chunk({ content: '"\\": ok' }),
  chunk({ content: '' }, { finish_reason: 'stop' }),
  usage({
    prompt_tokens: 9,
    completion_tokens: 12,
    total_tokens: 21,
    prompt_tokens_details: { cached_tokens: 4 },
  }),
];

/** Recorded Feb 2026, Singapore: thinking, then a text. */
export const reasoning = [
  chunk({ content: null, role: 'assistant', reasoning_content: '' }),
  chunk({ content: null, reasoning_content: 'Zwei plus ' }),
  chunk({ content: null, reasoning_content: 'zwei.' }),
  chunk({ content: 'Vier', reasoning_content: null }),
  chunk({ content: '', reasoning_content: null }, { finish_reason: 'stop' }),
  usage({
    prompt_tokens: 9,
    completion_tokens: 8,
    total_tokens: 17,
    completion_tokens_details: { reasoning_tokens: 6 },
  }),
];

const fragment = (index: number, id: string, body: object) => ({
  index,
  id,
  type: 'function',
  function: body,
});

/** Recorded Feb 2026, Singapore: a tool call; the second one as in parallel calls. */
export const tools = [
  chunk({
    content: null,
    tool_calls: [fragment(0, 'call_a', { name: 'weather', arguments: '' })],
    role: 'assistant',
  }),
  chunk({ content: null, tool_calls: [fragment(0, '', { arguments: '{"city": "Zür' })] }),
  chunk({ content: null, tool_calls: [fragment(0, '', { arguments: 'ich"}' })] }),
  chunk({ content: null, tool_calls: [fragment(1, 'call_b', { name: 'weather', arguments: '{"city"' })] }),
  chunk({ content: null, tool_calls: [fragment(1, '', { arguments: ': "Basel"}' })] }),
  JSON.stringify({
    choices: [{ delta: { tool_calls: [fragment(1, '', { arguments: '' })] }, index: 0 }],
    ...head,
  }),
  chunk({}, { finish_reason: 'tool_calls' }),
  usage({ prompt_tokens: 90, completion_tokens: 22, total_tokens: 112 }),
];

/** Qwen-Omni page, Sep 2026: text, then speech in pieces of base64. */
export const speech = [
  chunk({ content: 'Hallo' }),
  chunk({ audio: { data: 'AAEC', expires_at: 1_770_000_000, id: 'audio_1' } }),
  chunk({ audio: { data: 'AwQ=', expires_at: 1_770_000_000, id: 'audio_1' } }),
  chunk({ content: '' }, { finish_reason: 'stop' }),
  usage({
    prompt_tokens: 9,
    completion_tokens: 8,
    total_tokens: 17,
    completion_tokens_details: { audio_tokens: 6 },
  }),
];

/** qwen-mt page, 2025: each chunk repeats the text so far. */
export const cumulative = ['', 'Ich', 'Ich bin', 'Ich bin da.']
  .map((content) => chunk({ content }))
  .concat(chunk({ content: 'Ich bin da.' }, { finish_reason: 'stop' }));

/** An object in a Markdown fence, as models without real JSON output write it. */
export const fenced = ['``', '`json', '\n{"a": "``', '`b`"', '}\n', '``', '`\nDone.']
  .map((content) => chunk({ content }))
  .concat(chunk({ content: '' }, { finish_reason: 'stop' }));

const beginning = `data: ${chunk({ content: 'Grüße' })}\n\n`;

/** Ways in which a stream fails after text has come, and the message that is to be read then. */
export const failing: [title: string, stream: string, message: string][] = [
  [
    'an error object (public issue of 2025)',
    `${beginning}data: {"error":{"code":"data_inspection_failed","param":null,` +
      '"message":"Output data may contain inappropriate content.","type":"data_inspection_failed"}}\n\n',
    'Output data may contain inappropriate content.',
  ],
  [
    'a native error frame (test of the Qwen team, 2026)',
    `${beginning}id:1\nevent:error\n:HTTP_STATUS/429\ndata:{"request_id":"r-1",` +
      '"code":"Throttling.AllocationQuota","message":"Allocated quota exceeded."}\n\n',
    'Allocated quota exceeded. (request id r-1)',
  ],
  [
    'the finish reason error_finish (test of the Qwen team, 2026)',
    `${beginning}data: ${chunk({ content: 'Throttling: TPM(1/1)' }, { finish_reason: 'error_finish' })}\n\n`,
    'Throttling: TPM(1/1) (request id 0d6c2f0a-6b1e-4a8e-9b1c-2f7f3a1d5e90)',
  ],
  [
    'no finish reason',
    `${beginning}data: [DONE]\n\n`,
    'The answer ended without a finish reason: the connection or the service cut it off. ' +
      '(request id 0d6c2f0a-6b1e-4a8e-9b1c-2f7f3a1d5e90)',
  ],
  [
    'JSON that breaks off',
    `${beginning}data: {"choices":[{"delta":{"content":"Gr\n\ndata: [DONE]\n\n`,
    'The stream sent something that is not JSON: {"choices":[{"delta":{"content":"Gr',
  ],
];
