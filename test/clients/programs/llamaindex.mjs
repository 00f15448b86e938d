import { OpenAI, OpenAIEmbedding } from '@llamaindex/openai';
import { FunctionTool } from 'llamaindex';
import { assert, check, collect, compatible, question, self, toolAnswer, weatherSchema } from './harness.mjs';

const llm = new OpenAI({ apiKey: 'sk-test', baseURL: compatible, model: 'qwen-plus', maxRetries: 0 });
const asks = (content) => [{ role: 'user', content }];
const tools = [
  FunctionTool.from(({ city }) => `sunny in ${city}`, {
    name: 'get_weather',
    description: 'Tells the weather of a city',
    parameters: weatherSchema,
  }),
];

await check('chats', async () => {
  assert.equal((await llm.chat({ messages: asks('Hello') })).message.content, `${self} You said: Hello`);
});

await check('streams', async () => {
  const chunks = await collect(await llm.chat({ messages: asks('Hello'), stream: true }));
  assert.equal(chunks.map(({ delta }) => delta).join(''), `${self} You said: Hello`);
});

await check('completes', async () => {
  assert.equal((await llm.complete({ prompt: 'Hello' })).text, `${self} You said: Hello`);
});

await check('runs a tool', async () => {
  const messages = asks(question);
  const { message } = await llm.chat({ messages, tools });
  const [call] = message.options.toolCall;
  const input = typeof call.input === 'string' ? JSON.parse(call.input) : call.input;
  const result = await tools[0].call(input);
  const toolResult = { id: call.id, result, isError: false };
  const next = [...messages, message, { role: 'user', content: result, options: { toolResult } }];
  assert.equal((await llm.chat({ messages: next, tools })).message.content, toolAnswer);
});

await check('embeds', async () => {
  const embedding = new OpenAIEmbedding({
    apiKey: 'sk-test',
    baseURL: compatible,
    model: 'text-embedding-v4',
    dimensions: 64,
    embedBatchSize: 10,
  });
  assert.equal((await embedding.getTextEmbedding('one')).length, 64);
  assert.equal((await embedding.getTextEmbeddingsBatch(['one', 'two'])).length, 2);
});
