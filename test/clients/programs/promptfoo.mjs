import { assert, check, compatible, question, self, weatherSchema } from './harness.mjs';

Object.assign(process.env, {
  PROMPTFOO_CONFIG_DIR: process.cwd(),
  PROMPTFOO_CACHE_ENABLED: 'false',
  PROMPTFOO_DISABLE_TELEMETRY: '1',
  PROMPTFOO_DISABLE_UPDATE: '1',
  PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
});
const { loadApiProvider } = await import('promptfoo');

function provider(id, config = {}) {
  return loadApiProvider(id, { options: { config: { apiKey: 'sk-test', apiBaseUrl: compatible, ...config } } });
}

await check('answers', async () => {
  const chat = await provider('alibaba:qwen-plus', { temperature: 0 });
  const { output, error, tokenUsage } = await chat.callApi('Hello');
  assert.equal(error, undefined);
  assert.equal(output, `${self} You said: Hello`);
  assert.ok(tokenUsage.total > 10);
});

await check('asks for a tool', async () => {
  const definition = { name: 'get_weather', description: 'Tells the weather of a city', parameters: weatherSchema };
  const chat = await provider('alibaba:chat:qwen-plus', { tools: [{ type: 'function', function: definition }] });
  const { output } = await chat.callApi(question);
  const [call] = typeof output === 'string' ? JSON.parse(output) : output;
  assert.deepEqual([call.function.name, JSON.parse(call.function.arguments)], ['get_weather', { city: 'Paris' }]);
});

await check('looks at a picture', async () => {
  const chat = await provider('alibaba:vl:qwen3-vl-plus');
  const image_url = { url: 'https://example.com/a.png' };
  const content = [
    { type: 'text', text: 'What is it?' },
    { type: 'image_url', image_url },
  ];
  const { output } = await chat.callApi(JSON.stringify([{ role: 'user', content }]));
  assert.match(output, /an image: https:\/\/example\.com\/a\.png/);
});

await check('embeds', async () => {
  const embedding = await provider('alibaba:embedding:text-embedding-v4');
  const { embedding: vector, error } = await embedding.callEmbeddingApi('one');
  assert.equal(error, undefined);
  assert.equal(vector.length, 1024);
});

process.exit(0);
