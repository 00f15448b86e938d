import { Agent, handoff, run, setDefaultOpenAIClient, setOpenAIAPI, setTracingDisabled, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';
import { assert, check, compatible, question, self, toolAnswer } from './harness.mjs';

setDefaultOpenAIClient(new OpenAI({ apiKey: 'sk-test', baseURL: compatible, maxRetries: 0 }));
setOpenAIAPI('chat_completions');
setTracingDisabled(true);

const getWeather = tool({
  name: 'get_weather',
  description: 'Tells the weather of a city',
  parameters: z.object({ city: z.string() }),
  execute: ({ city }) => `sunny in ${city}`,
});
const model = 'qwen-plus';
const helper = new Agent({ name: 'Helper', model, instructions: 'Be brief.', tools: [getWeather] });

await check('answers', async () => {
  assert.equal((await run(helper, 'Hello')).finalOutput, `${self} You said: Hello`);
});

await check('calls a tool and answers with its result', async () => {
  assert.equal((await run(helper, question)).finalOutput, toolAnswer);
});

await check('streams', async () => {
  const result = await run(helper, question, { stream: true });
  let text = '';
  for await (const piece of result.toTextStream()) text += piece;
  await result.completed;
  assert.equal(text, toolAnswer);
});

await check('goes on with a conversation', async () => {
  const first = await run(helper, 'Hello');
  const next = await run(helper, [...first.history, { role: 'user', content: 'Thanks' }]);
  assert.equal(next.finalOutput, `${self} You said: Thanks`);
});

await check('hands a question over to another agent', async () => {
  const translator = new Agent({ name: 'Translator', model, instructions: 'Translate.' });
  const desk = new Agent({ name: 'Desk', model, handoffs: [handoff(translator)] });
  const result = await run(desk, 'I want the translator');
  assert.equal(result.lastAgent.name, 'Translator');
});

await check('reads an object', async () => {
  const agent = new Agent({ name: 'Reader', model, outputType: z.object({ city: z.string() }) });
  assert.deepEqual((await run(agent, 'The city of Paris')).finalOutput, { city: 'Paris' });
});
