import { createOpenAI } from '@ai-sdk/openai';
import { createOpenResponses } from '@ai-sdk/open-responses';
import { generateText, isStepCount, streamText, tool } from 'ai';
import { z } from 'zod';
import { assert, check, compatible, question, self, toolAnswer } from './harness.mjs';

// Two models of the AI SDK for OpenAI's Responses API. They read a part of what the service answers; these checks say
// which, so that the emulator answers as the service does also where others fail.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** Adds fields to a request that the models have no option for. */
const adding = (more) => (input, init) => {
  const body = { ...JSON.parse(init.body), ...(typeof more === 'function' ? more() : more) };
  return fetch(input, { ...init, body: JSON.stringify(body) });
};

const apiKey = 'sk-test';
const openai = (more = {}) => createOpenAI({ apiKey, baseURL: compatible, fetch: adding(more) })('qwen3.7-plus');
const open = (more = {}) =>
  createOpenResponses({ name: 'open', apiKey, url: `${compatible}/responses`, fetch: adding(more) })('qwen3.7-plus');

const thinking = { enable_thinking: true };
const quiet = { enable_thinking: false };
const ask = (model, prompt, more = {}) => generateText({ model, prompt, maxRetries: 0, ...more });
const textOf = ({ content }) => content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('');
const kindsOf = ({ content }) => [...new Set(content.map(({ type }) => type))];

async function streamed(model, prompt) {
  const parts = [];
  const { fullStream } = streamText({ model, prompt, maxRetries: 0, onError: () => {} });
  for await (const part of fullStream) parts.push(part);
  const joined = (type) => parts.flatMap((part) => (part.type === type ? [part.text] : [])).join('');
  return {
    text: joined('text-delta'),
    reasoning: joined('reasoning-delta'),
    errors: parts.filter(({ type }) => type === 'error'),
  };
}

const weather = tool({
  description: 'Tells the weather of a city',
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => `sunny in ${city}`,
});

for (const [name, model] of [
  ['openai', openai(quiet)],
  ['open-responses', open(quiet)],
]) {
  await check(`${name} reads a text, whole and streamed`, async () => {
    assert.equal((await ask(model, 'Hello')).text, `${self} You said: Hello`);
    assert.equal((await streamed(model, 'Hello')).text, `${self} You said: Hello`);
  });
}

await check('openai runs a tool', async () => {
  const providerOptions = { openai: { store: false } };
  const more = { tools: { get_weather: weather }, stopWhen: isStepCount(2), providerOptions };
  assert.equal((await ask(openai(quiet), question, more)).text, toolAnswer);
});

await check(
  'openai sends the turns of a stored conversation as references, which are not in the list of items',
  async () => {
    const first = await ask(openai(quiet), 'Hello');
    const messages = [
      { role: 'user', content: 'Hello' },
      ...first.response.messages,
      { role: 'user', content: 'Thanks' },
    ];
    const next = await generateText({ model: openai(quiet), messages, maxRetries: 0 });
    assert.match(next.response.headers['x-emulator-warnings'], /item_reference/);
  },
);

await check('openai reads a search and its sources', async () => {
  const answer = await ask(openai({ ...quiet, tools: [{ type: 'web_search' }] }), 'The ferry to the island');
  assert.ok(kindsOf(answer).includes('source'));
});

await check('openai reads thinking, code and a call of an MCP server', async () => {
  const tools = [
    { type: 'code_interpreter' },
    { type: 'mcp', server_protocol: 'sse', server_label: 'museum', server_url: 'https://museum.example/sse' },
  ];
  const answer = await ask(openai({ ...thinking, tools }), '17 * 23, and is the museum open?');
  const called = answer.content.flatMap(({ type, toolName }) => (type === 'tool-call' ? [toolName] : []));
  assert.ok(answer.reasoningText.length > 0);
  assert.equal(called.length, 2);
});

await check('openai cannot read calls of the tools that only the service has, nor a file search', async () => {
  const picture = { type: 'input_image', image_url: 'https://example.com/a.png' };
  const input = [{ role: 'user', content: [{ type: 'input_text', text: 'Find similar ones' }, picture] }];
  const requests = [
    { ...thinking, tools: [{ type: 'web_search' }, { type: 'web_extractor' }] },
    { ...quiet, tools: [{ type: 'web_search_image' }] },
    { ...quiet, tools: [{ type: 'image_search' }], input },
    { ...quiet, tools: [{ type: 'file_search', vector_store_ids: ['emulated-store'] }] },
  ];
  for (const more of requests) await assert.rejects(ask(openai(more), 'Which boats stay outside?'), /Invalid JSON/);
});

await check('open-responses loses thinking, calls and sources, and keeps the text', async () => {
  const requests = [
    { ...quiet, tools: [{ type: 'web_search' }] },
    { ...thinking, tools: [{ type: 'web_search' }, { type: 'web_extractor' }] },
    { ...thinking, tools: [{ type: 'code_interpreter' }] },
    { ...quiet, tools: [{ type: 'file_search', vector_store_ids: ['emulated-store'] }] },
  ];
  for (const more of requests) {
    const answer = await ask(open(more), 'The ferry to the island, 17 * 23');
    assert.deepEqual(kindsOf(answer), ['text']);
    assert.ok(textOf(answer).startsWith(self));
  }
});

await check('a whole answer that failed under HTTP 200', async () => {
  await assert.rejects(ask(openai(), 'Fail'), /Invalid JSON/);
  // The failure reads as success.
  assert.equal((await ask(open(), 'Fail')).text, '');
});

await check('a streamed answer that failed', async () => {
  assert.equal((await streamed(openai(), 'Fail')).errors.length, 1);
  const { text, errors } = await streamed(open(), 'Fail');
  assert.deepEqual([text, errors], ['', []]);
});

await check('streamed thinking has another name than in the API of OpenAI', async () => {
  const answer = await streamed(openai(thinking), 'Hello');
  assert.equal(answer.reasoning, '');
  assert.equal(answer.text, `${self} You said: Hello`);
  assert.match((await streamed(open(thinking), 'Hello')).reasoning, /does not think/);
});

await check('a flat refusal has no message', async () => {
  for (const model of [openai({ temperature: 5 }), open({ temperature: 5 })]) {
    const error = await ask(model, 'Hello').catch((thrown) => thrown);
    assert.equal(error.statusCode, 400);
    assert.doesNotMatch(error.message, /temperature/);
    assert.match(error.responseBody, /Expected a value between \[0,2\)/);
  }
});
