import { createEmulator } from 'ai-sdk-qwen/emulator';
import OpenAI, {
  AuthenticationError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const emulator = createEmulator();
let client: OpenAI;
let url: string;

const weather: OpenAI.ChatCompletionTool = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'Weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};
const asks = (content: string): OpenAI.ChatCompletionMessageParam[] => [{ role: 'user', content }];

function clientWith(apiKey: string): OpenAI {
  return new OpenAI({ apiKey, baseURL: `${url}/compatible-mode/v1`, maxRetries: 0 });
}

beforeAll(async () => {
  ({ url } = await emulator.listen());
  client = clientWith('sk-openai');
});
beforeEach(() => emulator.reset());
afterAll(() => emulator.close());

describe('the official openai package, an independent client', () => {
  test('the official openai package chats', async () => {
    const { data: completion, request_id } = await client.chat.completions
      .create({ model: 'qwen-plus', messages: asks('Hello') })
      .withResponse();
    expect(completion.choices[0]!.message.content).toBe(
      'This is the ai-sdk-qwen emulator, not a model. You said: Hello',
    );
    expect(completion.usage!.total_tokens).toBeGreaterThan(completion.usage!.prompt_tokens);
    expect(completion.id).toBe(`chatcmpl-${request_id}`);
  });

  test('the official openai package streams, with usage in the last chunk', async () => {
    const stream = await client.chat.completions.create({
      model: 'qwen-plus',
      messages: asks('Hello'),
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let total = 0;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      total += chunk.usage?.total_tokens ?? 0;
    }
    expect(text).toBe('This is the ai-sdk-qwen emulator, not a model. You said: Hello');
    expect(total).toBeGreaterThan(10);
  });

  test('the official openai package runs its own tool loop', async () => {
    const runner = client.chat.completions.runTools({
      model: 'qwen-plus',
      messages: asks('The weather in Paris?'),
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            description: 'Weather',
            parse: JSON.parse,
            parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
            function: ({ city }: { city: string }) => `sunny in ${city}`,
          },
        },
      ],
    });
    expect(await runner.finalContent()).toBe(
      'This is the ai-sdk-qwen emulator, not a model. The tool get_weather answered: sunny in Paris',
    );
  });

  test('the official openai package joins streamed tool calls', async () => {
    const runner = client.chat.completions.stream({
      model: 'qwen-plus',
      messages: asks('The weather in Paris?'),
      tools: [weather],
    });
    const message = await runner.finalMessage();
    expect(message.tool_calls).toMatchObject([
      { type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
    ]);
  });

  test('the official openai package parses an object of a schema', async () => {
    const completion = await client.chat.completions.parse({
      model: 'qwen-plus',
      messages: asks('The city of Paris'),
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'city',
          strict: true,
          schema: {
            type: 'object',
            properties: { name: { type: 'string' } },
            required: ['name'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(completion.choices[0]!.message.parsed).toEqual({ name: 'Paris' });
  });

  test('the official openai package embeds as floats, and by default as base64', async () => {
    const request = { model: 'text-embedding-v3', input: ['one', 'two'], dimensions: 64 };
    const response = await client.embeddings.create({ ...request, encoding_format: 'float' });
    expect(response.data.map((row) => [row.index, row.embedding.length])).toEqual([
      [0, 64],
      [1, 64],
    ]);
    const packed = await client.embeddings.create(request);
    expect(packed.data[0]!.embedding).toHaveLength(64);
    for (const [place, value] of packed.data[0]!.embedding.entries()) {
      expect(value).toBeCloseTo(response.data[0]!.embedding[place]!, 6);
    }
  });

  test('the official openai package completes', async () => {
    const completion = await client.completions.create({ model: 'qwen-coder-turbo', prompt: 'def f' });
    expect(completion.choices[0]!.text).toContain('not a model');
    const stream = await client.completions.create({
      model: 'qwen-coder-turbo',
      prompt: 'def f',
      stream: true,
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]!.text;
    expect(text).toBe(completion.choices[0]!.text);
  });

  test('the official openai package lists models', async () => {
    const ids = [];
    for await (const model of client.models.list()) ids.push(model.id);
    expect(ids).toContain('qwen-plus');
  });

  test('the official openai package tells errors apart by its own classes', async () => {
    const ask = (openai: OpenAI, model = 'qwen-plus') =>
      openai.chat.completions.create({ model, messages: asks('Hi') });
    await expect(ask(clientWith('sk-wrong'))).rejects.toBeInstanceOf(AuthenticationError);
    await expect(ask(client, 'qwen-nope')).rejects.toBeInstanceOf(NotFoundError);
    emulator.failNext('rate-limit');
    await expect(ask(client)).rejects.toBeInstanceOf(RateLimitError);
    emulator.failNext('access-denied');
    await expect(ask(client)).rejects.toBeInstanceOf(PermissionDeniedError);
    emulator.failNext('internal-error');
    await expect(ask(client)).rejects.toBeInstanceOf(InternalServerError);
    await expect(
      client.chat.completions.create({ model: 'qwen-plus', messages: asks('Hi'), temperature: 2 }),
    ).rejects.toMatchObject({ status: 400, code: 'invalid_parameter_error', type: 'invalid_request_error' });
  });

  test('the official openai package raises an error in the middle of a stream', async () => {
    emulator.answerNext({
      deltas: ['one', 'two'],
      failAfter: { deltas: 1, failure: 'output-inspection', form: 'data' },
    });
    const stream = await client.chat.completions.create({
      model: 'qwen-plus',
      messages: asks('Hi'),
      stream: true,
    });
    await expect(
      (async () => {
        for await (const chunk of stream) void chunk;
      })(),
    ).rejects.toThrow('Output data may contain inappropriate content.');
  });
});
