import OpenAI, { toFile } from 'openai';
import { assert, check, collect, compatible, question, self, toolAnswer, weatherSchema } from './harness.mjs';

const major = Number(process.argv[2]);
const client = new OpenAI({ apiKey: 'sk-test', baseURL: compatible, maxRetries: 0 });
const model = 'qwen-plus';
const asks = (content) => [{ role: 'user', content }];
// The helpers of version 4 are in beta.
const helpers = major === 4 ? client.beta.chat.completions : client.chat.completions;
const definition = { name: 'get_weather', description: 'Tells the weather of a city', parameters: weatherSchema };

await check('chats', async () => {
  const answer = await client.chat.completions.create({ model, messages: asks('Hello') });
  assert.equal(answer.choices[0].message.content, `${self} You said: Hello`);
});

await check('streams, with usage', async () => {
  const options = { stream: true, stream_options: { include_usage: true } };
  const chunks = await collect(await client.chat.completions.create({ model, messages: asks('Hello'), ...options }));
  assert.equal(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''), `${self} You said: Hello`);
  assert.ok(chunks.at(-1).usage.total_tokens > 10);
});

await check('runs tools', async () => {
  const runner = helpers.runTools({
    model,
    messages: asks(question),
    tools: [
      { type: 'function', function: { ...definition, parse: JSON.parse, function: ({ city }) => `sunny in ${city}` } },
    ],
  });
  assert.equal(await runner.finalContent(), toolAnswer);
});

await check('runs tools in a stream', async () => {
  const runner = helpers.runTools({
    model,
    stream: true,
    messages: asks(question),
    tools: [
      { type: 'function', function: { ...definition, parse: JSON.parse, function: ({ city }) => `sunny in ${city}` } },
    ],
  });
  assert.equal(await runner.finalContent(), toolAnswer);
});

await check('parses an object, and takes the parsed message back into the history', async () => {
  const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const response_format = { type: 'json_schema', json_schema: { name: 'place', strict: true, schema } };
  const messages = asks('The city of Paris');
  const answer = await helpers.parse({ model, messages, response_format });
  const { message } = answer.choices[0];
  assert.deepEqual(message.parsed, { city: 'Paris' });
  const history = [...messages, message, { role: 'user', content: 'Thanks' }];
  const next = await client.chat.completions.create({ model, messages: history });
  assert.equal(next.choices[0].message.content, `${self} You said: Thanks`);
});

await check('takes the message of a stream back into the history', async () => {
  const messages = asks('Hello');
  const message = await helpers.stream({ model, messages }).finalMessage();
  const history = [...messages, message, { role: 'user', content: 'Thanks' }];
  const next = await client.chat.completions.create({ model, messages: history });
  assert.equal(next.choices[0].message.content, `${self} You said: Thanks`);
});

await check('looks at a picture with a level of detail', async () => {
  const image_url = { url: 'https://example.com/a.png', detail: 'high' };
  const content = [
    { type: 'text', text: 'What is it?' },
    { type: 'image_url', image_url },
  ];
  const answer = await client.chat.completions.create({
    model: 'qwen3-vl-plus',
    messages: [{ role: 'user', content }],
  });
  assert.match(answer.choices[0].message.content, /an image: https:\/\/example\.com\/a\.png/);
});

await check('embeds with its defaults', async () => {
  const request = { model: 'text-embedding-v4', input: ['one', 'two'], dimensions: 64 };
  const packed = await client.embeddings.create(request);
  const plain = await client.embeddings.create({ ...request, encoding_format: 'float' });
  assert.deepEqual(
    packed.data.map(({ embedding }) => embedding.length),
    [64, 64],
  );
  for (const [place, value] of plain.data[1].embedding.entries()) {
    assert.ok(Math.abs(packed.data[1].embedding[place] - value) < 1e-6);
  }
});

await check('uploads a file, runs a batch, lists it and reads its results', async () => {
  const line = {
    custom_id: 'a',
    method: 'POST',
    url: '/v1/chat/completions',
    body: { model, messages: asks('Hello') },
  };
  const upload = await toFile(Buffer.from(JSON.stringify(line)), 'lines.jsonl');
  const { id: input_file_id } = await client.files.create({ file: upload, purpose: 'batch' });
  const endpoint = '/v1/chat/completions';
  const { id } = await client.batches.create({ input_file_id, endpoint, completion_window: '24h' });
  const statuses = [];
  for (const _ of [1, 2]) statuses.push((await client.batches.retrieve(id)).status);
  assert.deepEqual(statuses, ['in_progress', 'completed']);
  const [batch] = (await client.batches.list()).data;
  const results = await (await client.files.content(batch.output_file_id)).text();
  const { custom_id, response } = JSON.parse(results);
  assert.equal(custom_id, 'a');
  assert.equal(response.body.choices[0].message.content, `${self} You said: Hello`);
  const { id: second } = await client.batches.create({ input_file_id, endpoint, completion_window: '24h' });
  assert.equal((await client.batches.cancel(second)).status, 'cancelling');
});
