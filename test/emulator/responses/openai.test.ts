import { createEmulator } from 'ai-sdk-qwen/emulator';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const emulator = createEmulator();
let client: OpenAI;

beforeAll(async () => {
  const { url } = await emulator.listen();
  client = new OpenAI({ apiKey: 'sk-openai', baseURL: `${url}/compatible-mode/v1`, maxRetries: 0 });
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

const weather: OpenAI.Responses.FunctionTool = {
  type: 'function',
  name: 'get_weather',
  description: 'Weather',
  strict: true,
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};
const SAID = 'This is the ai-sdk-qwen emulator, not a model. You said: Hello';

describe('the Responses API and the official openai package', () => {
  test('the official openai package reads an answer', async () => {
    const response = await client.responses.create({ model: 'qwen3.8-max', input: 'Hello' });
    expect(response.output_text).toBe(SAID);
    expect(response.output.map(({ type }) => type)).toEqual(['reasoning', 'message']);
    expect(response.usage!.total_tokens).toBeGreaterThan(response.usage!.output_tokens);
  });

  test('the official openai package reads a stream', async () => {
    const stream = await client.responses.create({ model: 'qwen3.8-max', input: 'Hello', stream: true });
    let text = '';
    let thoughts = '';
    let last = '';
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta') text += event.delta;
      if (event.type === 'response.reasoning_text.delta') thoughts += event.delta;
      last = event.type;
    }
    expect(text).toBe(SAID);
    expect(thoughts).toContain('does not think');
    expect(last).toBe('response.completed');
  });

  test('the official openai package calls a function and answers to it', async () => {
    const input: OpenAI.Responses.ResponseInput = [{ role: 'user', content: 'The weather in Paris?' }];
    const first = await client.responses.create({ model: 'qwen3.7-plus', input, tools: [weather] });
    const call = first.output.find((item) => item.type === 'function_call')!;
    expect(JSON.parse(call.arguments)).toEqual({ city: 'Paris' });
    input.push(...(first.output as OpenAI.Responses.ResponseInputItem[]), {
      type: 'function_call_output',
      call_id: call.call_id,
      output: 'sunny',
    });
    const second = await client.responses.create({ model: 'qwen3.7-plus', input, tools: [weather] });
    expect(second.output_text).toContain('The tool get_weather answered: sunny');
  });

  test('the official openai package reports a refusal with its status', async () => {
    await expect(
      client.responses.create({ model: 'qwen3.8-max', input: 'Hello', temperature: 5 }),
    ).rejects.toMatchObject({ status: 400 });
  });
});
