import { ChatAlibabaTongyi } from '@langchain/community/chat_models/alibaba_tongyi';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { assert, check, collect, compatible, question, self, toolAnswer, url, weatherSchema } from './harness.mjs';

/** It takes a region and no address, which stands in a field of its own. */
function tongyi(fields = {}) {
  const chat = new ChatAlibabaTongyi({ alibabaApiKey: 'sk-test', model: 'qwen-plus', maxRetries: 0, ...fields });
  chat.apiUrl = `${url}/api/v1/services/aigc/text-generation/generation`;
  return chat;
}

const getWeather = tool(({ city }) => `sunny in ${city}`, {
  name: 'get_weather',
  description: 'Tells the weather of a city',
  schema: weatherSchema,
});
const configuration = { baseURL: compatible };

/** Asks, runs the tool that is called, and asks again. */
async function loop(chat) {
  const messages = [new HumanMessage(question)];
  const called = await chat.invoke(messages);
  const [call] = called.tool_calls;
  const result = await getWeather.invoke(call.args);
  const answer = await chat.invoke([...messages, called, new ToolMessage({ content: result, tool_call_id: call.id })]);
  return answer.content;
}

await check('ChatAlibabaTongyi answers', async () => {
  assert.equal((await tongyi().invoke('Hello')).content, `${self} You said: Hello`);
});

await check('ChatAlibabaTongyi answers from a stream that it reads itself', async () => {
  assert.equal((await tongyi({ streaming: true }).invoke('Hello')).content, `${self} You said: Hello`);
});

await check('ChatAlibabaTongyi streams', async () => {
  const chunks = await collect(await tongyi({ streaming: true }).stream('Hello'));
  assert.equal(chunks.map(({ content }) => content).join(''), `${self} You said: Hello`);
});

await check('ChatAlibabaTongyi runs a tool', async () => {
  assert.equal(await loop(tongyi().bindTools([getWeather])), toolAnswer);
});

await check('ChatAlibabaTongyi runs a tool in streams', async () => {
  assert.equal(await loop(tongyi({ streaming: true }).bindTools([getWeather])), toolAnswer);
});

await check('ChatAlibabaTongyi reads an object', async () => {
  const reader = tongyi().withStructuredOutput(weatherSchema, { name: 'place' });
  assert.deepEqual(await reader.invoke('The city of Paris'), { city: 'Paris' });
});

await check('OpenAIEmbeddings embeds', async () => {
  const embeddings = new OpenAIEmbeddings({
    apiKey: 'sk-test',
    model: 'text-embedding-v4',
    dimensions: 64,
    configuration,
  });
  const vectors = await embeddings.embedDocuments(['one', 'two']);
  assert.deepEqual(
    vectors.map((vector) => vector.length),
    [64, 64],
  );
  assert.notDeepEqual(vectors[0], vectors[1]);
});

await check('ChatOpenAI streams and runs a tool', async () => {
  const chat = new ChatOpenAI({ apiKey: 'sk-test', model: 'qwen-plus', maxRetries: 0, configuration });
  const chunks = await collect(await chat.stream('Hello'));
  assert.equal(chunks.map(({ content }) => content).join(''), `${self} You said: Hello`);
  assert.equal(await loop(chat.bindTools([getWeather])), toolAnswer);
});
