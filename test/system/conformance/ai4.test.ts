import {
  APICallError,
  embed,
  embedMany,
  generateObject,
  generateText,
  InvalidToolArgumentsError,
  NoObjectGeneratedError,
  RetryError,
  streamObject,
  streamText,
  tool,
} from 'ai';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collect, png, serve } from '../../support/listening-emulator.js';

const weather = tool({
  description: 'The weather of a city',
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => ({ city, sky: 'clear', celsius: 21 }),
});

const person = z.object({ name: z.string(), age: z.number().int() });

describe('generateText', () => {
  test('generateText sends the settings and gives text, usage, finish reason, ids and request back', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ text: 'Good morning.', usage: { promptTokens: 12, completionTokens: 5 } });

    const result = await generateText({
      model: qwen('qwen-plus'),
      system: 'Be short.',
      prompt: 'Hello',
      temperature: 0.3,
      topP: 0.9,
      topK: 30,
      maxTokens: 100,
      seed: 7,
      stopSequences: ['END'],
      presencePenalty: 0.5,
      headers: { 'X-Trace': 'abc' },
    });

    expect(result.text).toBe('Good morning.');
    expect(result.finishReason).toBe('stop');
    expect(result.usage).toEqual({ promptTokens: 12, completionTokens: 5, totalTokens: 17 });
    expect(result.warnings).toEqual([]);
    expect(result.response.modelId).toBe('qwen-plus');
    expect(result.response.id).toMatch(/^chatcmpl-/);
    expect(result.response.timestamp.getTime()).toBeGreaterThan(Date.parse('2024-01-01'));
    expect(result.providerMetadata?.qwen?.requestId).toBe(result.response.id.replace('chatcmpl-', ''));
    expect(JSON.parse(result.request.body ?? '')).toEqual(emulator.calls[0]?.body);
    expect(emulator.calls[0]).toMatchObject({
      path: '/compatible-mode/v1/chat/completions',
      headers: { 'x-trace': 'abc' },
      body: {
        model: 'qwen-plus',
        messages: [
          { role: 'system', content: 'Be short.' },
          { role: 'user', content: 'Hello' },
        ],
        temperature: 0.3,
        top_p: 0.9,
        top_k: 30,
        max_tokens: 100,
        seed: 7,
        stop: ['END'],
        presence_penalty: 0.5,
      },
    });
  });

  test.each(['qwq-plus', 'qvq-max', 'qwen3-8b', 'qwen-omni-turbo', 'a-model-of-tomorrow'])(
    'generateText streams inside for %s, which may refuse an answer in one piece',
    async (id) => {
      const { qwen, emulator } = await serve();
      // The emulator refuses unknown models; the service of tomorrow would know this one.
      if (id === 'a-model-of-tomorrow') {
        const chunk = { choices: [{ index: 0, delta: { content: 'Hi.' }, finish_reason: 'stop' }] };
        const body = `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
        emulator.answerNext({ raw: { headers: { 'content-type': 'text/event-stream' }, body } });
        const raw = emulator.fetch;
        const { createQwen } = await import('ai-sdk-qwen');
        let sent: unknown;
        const model = createQwen({
          apiKey: 'sk-test-key',
          fetch: (url, init) => {
            sent = JSON.parse(String(init?.body));
            return raw(url, { ...init, body: String(init?.body).replace(id, 'qwen-plus') });
          },
        })(id);
        const { text } = await generateText({ model, prompt: 'Hello' });
        expect(text).toBe('Hi.');
        expect(sent).toMatchObject({ stream: true });
        return;
      }
      const { text, usage } = await generateText({ model: qwen(id), prompt: 'Hello' });
      expect(text).toContain('Hello');
      expect(usage.totalTokens).toBeGreaterThan(0);
      expect(emulator.calls.map((call) => call.status)).toEqual([200]);
      expect(emulator.calls[0]?.body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    },
  );

  test('generateText gives thinking apart from the text, and its tokens', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ reasoning: 'Two and two.', text: 'Four.', usage: { reasoningTokens: 3 } });
    const result = await generateText({
      model: qwen('qwen-plus'),
      prompt: '2 + 2?',
      providerOptions: { qwen: { enableThinking: true, thinkingBudget: 50 } },
    });
    expect(result.reasoning).toBe('Two and two.');
    expect(result.text).toBe('Four.');
    expect(result.providerMetadata?.qwen?.reasoningTokens).toBe(3);
    expect(emulator.calls[0]?.body).toMatchObject({ enable_thinking: true, thinking_budget: 50, stream: true });
  });

  test('generateText walks a tool loop and sends calls, results and the thinking of the loop back', async () => {
    const { qwen, emulator } = await serve({
      answer: ({ toolResults }) =>
        toolResults.length === 0
          ? { reasoning: 'I must look.', toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' }, id: 'call_1' }] }
          : { text: `It is ${(JSON.parse(toolResults[0] ?? '{}') as { sky: string }).sky}.` },
    });
    const result = await generateText({
      model: qwen('qwen-plus', { enableThinking: true }),
      prompt: 'Weather in Oslo?',
      tools: { weather },
      maxSteps: 3,
    });
    expect(result.text).toBe('It is clear.');
    expect(result.steps.map((step) => step.finishReason)).toEqual(['tool-calls', 'stop']);
    expect(result.steps[0]?.toolCalls).toMatchObject([
      { toolCallId: 'call_1', toolName: 'weather', args: { city: 'Oslo' } },
    ]);
    const second = emulator.calls[1]?.body as { messages: unknown[] };
    expect(second.messages).toEqual([
      { role: 'user', content: 'Weather in Oslo?' },
      {
        role: 'assistant',
        content: '',
        reasoning_content: 'I must look.',
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Oslo"}' } }],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '{"city":"Oslo","sky":"clear","celsius":21}' },
    ]);
  });

  test('generateText hands broken arguments to the repair hook as they are', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ toolCalls: [{ name: 'weather', arguments: '{"city": "Os' }] });
    let seen: string | undefined;
    const result = await generateText({
      model: qwen('qwen-max'),
      prompt: 'Weather in Oslo?',
      tools: { weather },
      experimental_repairToolCall: async ({ toolCall, error }) => {
        expect(InvalidToolArgumentsError.isInstance(error)).toBe(true);
        seen = toolCall.args;
        return { ...toolCall, args: '{"city":"Oslo"}' };
      },
    });
    expect(seen).toBe('{"city": "Os');
    expect(result.toolCalls).toMatchObject([{ args: { city: 'Oslo' } }]);
  });

  test('generateText looks at images given as bytes and as a URL', async () => {
    const { qwen, emulator } = await serve();
    const { text } = await generateText({
      model: qwen('qwen-vl-max'),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', image: png(64, 48) },
            { type: 'image', image: new URL('https://example.com/cat.jpg') },
          ],
        },
      ],
    });
    expect(text).toMatch(/PNG/i);
    expect(text).toMatch(/64\D+48/);
    expect(text).toContain('https://example.com/cat.jpg');
    const body = emulator.calls[0]?.body as { messages: { content: { image_url?: { url: string } }[] }[] } | undefined;
    const message = body?.messages[0];
    expect(message?.content[1]?.image_url?.url).toMatch(/^data:image\/png;base64,iVBOR/);
    expect(message?.content[2]?.image_url?.url).toBe('https://example.com/cat.jpg');
  });
});

describe('streamText', () => {
  test('streamText streams thinking, then text, then the usage', async () => {
    const { qwen, emulator } = await serve({ chunkSize: 7 });
    emulator.answerNext({
      reasoning: 'Let me see. 好的。',
      text: 'Grüße 👋 from Qwen.',
      usage: { promptTokens: 9, completionTokens: 20, reasoningTokens: 8, cachedTokens: 4 },
    });
    const result = streamText({ model: qwen('qwen3-32b'), prompt: 'Hello' });
    const parts = await collect(result.fullStream);
    const kinds = parts.map((part) => part.type).filter((type, index, all) => type !== all[index - 1]);
    expect(kinds).toEqual(['step-start', 'reasoning', 'text-delta', 'step-finish', 'finish']);
    expect(await result.reasoning).toBe('Let me see. 好的。');
    expect(await result.text).toBe('Grüße 👋 from Qwen.');
    expect(await result.usage).toEqual({ promptTokens: 9, completionTokens: 20, totalTokens: 29 });
    expect((await result.providerMetadata)?.qwen).toMatchObject({ cachedPromptTokens: 4, reasoningTokens: 8 });
    expect((await result.response).modelId).toBe('qwen3-32b');
  });

  test('streamText streams the arguments of parallel tool calls and runs each once', async () => {
    const { qwen } = await serve({
      answer: ({ toolResults }) =>
        toolResults.length > 0
          ? { text: 'Both are clear.' }
          : {
              toolCalls: [
                { name: 'weather', arguments: { city: 'Oslo' }, id: 'call_a' },
                { name: 'weather', arguments: { city: 'Rome' }, id: 'call_b' },
              ],
            },
    });
    const result = streamText({
      model: qwen('qwen-plus'),
      prompt: 'Weather in Oslo and Rome?',
      tools: { weather },
      maxSteps: 2,
      toolCallStreaming: true,
      providerOptions: { qwen: { parallelToolCalls: true } },
    });
    const parts = await collect(result.fullStream);
    const argumentsOf = (id: string) =>
      parts
        .flatMap((part) => (part.type === 'tool-call-delta' && part.toolCallId === id ? [part.argsTextDelta] : []))
        .join('');
    expect(argumentsOf('call_a')).toBe('{"city":"Oslo"}');
    expect(argumentsOf('call_b')).toBe('{"city":"Rome"}');
    const calls = parts.filter((part) => part.type === 'tool-call');
    expect(calls.map((call) => [call.toolCallId, call.args])).toEqual([
      ['call_a', { city: 'Oslo' }],
      ['call_b', { city: 'Rome' }],
    ]);
    expect(parts.filter((part) => part.type === 'tool-result')).toHaveLength(2);
    expect(await result.text).toBe('Both are clear.');
  });

  test.each([
    ['data', 'Throttling.RateQuota'],
    ['frame', 'Throttling.RateQuota'],
    ['error_finish', 'Throttling'],
    ['malformed', 'not JSON'],
    ['cut', 'broke off'],
    ['end', 'without a finish reason'],
  ] as const)(
    'streamText ends with a readable error when the stream breaks (%s), and every promise settles',
    async (form, words) => {
      const { qwen, emulator } = await serve();
      const failure = { status: 429, code: 'Throttling.RateQuota', message: 'Throttling.RateQuota: slow down' };
      emulator.answerNext({
        deltas: ['Once ', 'upon ', 'a time'],
        failAfter: { deltas: 2, failure, form },
        deltaDelay: 20,
      });
      const result = streamText({ model: qwen('qwen-plus'), prompt: 'A tale' });
      const parts = await collect(result.fullStream);
      const errors = parts.filter((part) => part.type === 'error');
      expect(errors).toHaveLength(1);
      expect(APICallError.isInstance(errors[0]?.error)).toBe(true);
      expect(String(errors[0]?.error)).toContain(words);
      // A broken socket can take along what has arrived and not been read yet.
      if (form === 'cut') expect('Once upon '.startsWith(await result.text)).toBe(true);
      else expect(await result.text).toBe('Once upon ');
      expect(await result.finishReason).toBe('error');
      expect(await result.usage).toBeDefined();
      expect(await result.steps).toHaveLength(1);
      await Promise.all([result.toolCalls, result.reasoning, result.response, result.request, result.providerMetadata]);
    },
  );

  test('streamText tries again when the service fails in the stream before the first token', async () => {
    const { qwen, emulator } = await serve();
    const failure = { status: 429, code: 'Throttling.AllocationQuota', message: 'Allocated quota exceeded.' };
    emulator.answerNext({ failAfter: { deltas: 0, failure, form: 'frame' } }, { text: 'Here I am.' });
    const result = streamText({ model: qwen('qwen-plus'), prompt: 'Hello' });
    expect((await collect(result.textStream)).join('')).toBe('Here I am.');
    expect(emulator.calls).toHaveLength(2);
  });

  test('streamText hangs up when the caller aborts', async () => {
    const { qwen, emulator } = await serve({ deltaDelay: 20 });
    emulator.answerNext({ deltas: Array.from({ length: 200 }, (_, index) => `${index} `) });
    const controller = new AbortController();
    const result = streamText({ model: qwen('qwen-plus'), prompt: 'Count', abortSignal: controller.signal });
    const reading = (async () => {
      for await (const part of result.fullStream) if (part.type === 'text-delta') controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
  });
});

describe('generateObject and streamObject', () => {
  test.each(['qwen-plus', 'qwen-max', 'qwen3.5-plus', 'qwen3-next-80b-a3b-instruct', 'qwq-plus', 'qwen-vl-plus'])(
    'generateObject and streamObject give an object of the schema with %s',
    async (id) => {
      const { qwen, emulator } = await serve();
      const { object } = await generateObject({ model: qwen(id), schema: person, prompt: 'A person' });
      expect(person.safeParse(object).success).toBe(true);
      const streamed = streamObject({ model: qwen(id), schema: person, prompt: 'A person' });
      const partials = await collect(streamed.partialObjectStream);
      expect(partials.at(-1)).toEqual(await streamed.object);
      expect(person.safeParse(await streamed.object).success).toBe(true);
      expect(emulator.calls.map((call) => call.status)).toEqual([200, 200]);
    },
  );

  test('generateObject and streamObject send json_schema to models that have it and json_object to the others', async () => {
    const { qwen, emulator } = await serve();
    await generateObject({ model: qwen('qwen-plus'), schema: person, schemaName: 'person', prompt: 'One' });
    await generateObject({ model: qwen('qwen-turbo'), schema: person, prompt: 'One' });
    expect(emulator.calls[0]?.body).toMatchObject({
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'person', strict: true, schema: { type: 'object' } },
      },
    });
    expect(emulator.calls[1]?.body).toMatchObject({ response_format: { type: 'json_object' } });
  });

  test('generateObject and streamObject work as lists, as a choice, without a schema, and in tool mode', async () => {
    const { qwen } = await serve();
    const list = await generateObject({ model: qwen('qwen-plus'), output: 'array', schema: person, prompt: 'People' });
    expect(z.array(person).safeParse(list.object).success).toBe(true);
    const choice = await generateObject({
      model: qwen('qwen-plus'),
      output: 'enum',
      enum: ['yes', 'no'],
      prompt: 'Well?',
    });
    expect(['yes', 'no']).toContain(choice.object);
    const free = await generateObject({ model: qwen('qwen-plus'), output: 'no-schema', prompt: 'Anything' });
    expect(free.object).toBeTypeOf('object');
    const called = await generateObject({ model: qwen('qwen-plus'), mode: 'tool', schema: person, prompt: 'A person' });
    expect(person.safeParse(called.object).success).toBe(true);
    const streamed = streamObject({ model: qwen('qwen-plus'), mode: 'tool', schema: person, prompt: 'A person' });
    await collect(streamed.partialObjectStream);
    expect(person.safeParse(await streamed.object).success).toBe(true);
  });

  test('generateObject and streamObject unwrap a Markdown fence, whole and streamed', async () => {
    const { qwen, emulator } = await serve();
    const text = '```json\n{"name":"Ada","age":36}\n```';
    emulator.answerNext({ text }, { deltas: [...text] });
    const whole = await generateObject({ model: qwen('qwen-vl-max'), schema: person, prompt: 'Ada' });
    const streamed = streamObject({ model: qwen('qwen-vl-max'), schema: person, prompt: 'Ada' });
    await collect(streamed.partialObjectStream);
    expect(whole.object).toEqual({ name: 'Ada', age: 36 });
    expect(await streamed.object).toEqual({ name: 'Ada', age: 36 });
  });

  test('generateObject and streamObject settle with an error when the stream breaks', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ deltas: ['{"name":', '"Ada"'], failAfter: { deltas: 2, form: 'cut' }, deltaDelay: 20 });
    let reported: unknown;
    const result = streamObject({
      model: qwen('qwen-plus'),
      schema: person,
      prompt: 'Ada',
      onError: ({ error }) => {
        reported = error;
      },
    });
    await collect(result.partialObjectStream);
    await expect(result.object).rejects.toSatisfy((error) => NoObjectGeneratedError.isInstance(error));
    expect(APICallError.isInstance(reported)).toBe(true);
  });
});

describe('embed and embedMany', () => {
  test('embed and embedMany keep the order of many texts and add up the usage', async () => {
    const { qwen, emulator } = await serve();
    const values = Array.from({ length: 95 }, (_, index) => `sentence number ${index}`);
    const model = qwen.textEmbeddingModel('text-embedding-v3', { dimensions: 64 });
    const many = await embedMany({ model, values });
    expect(many.embeddings).toHaveLength(95);
    expect(many.embeddings.every((vector) => vector.length === 64)).toBe(true);
    expect(emulator.calls.map((call) => (call.body as { input: string[] }).input.length).sort()).toEqual([
      10, 10, 10, 10, 10, 10, 10, 10, 10, 5,
    ]);
    const single = await embed({ model, value: values[42] ?? '' });
    expect(many.embeddings[42]).toEqual(single.embedding);
    expect(many.usage.tokens).toBeGreaterThan(single.usage.tokens);
    expect(emulator.calls[0]?.body).toMatchObject({ encoding_format: 'float', dimensions: 64 });
  });

  test('embed and embedMany put rows back in order and refuse an answer that lacks one', async () => {
    const { qwen, emulator } = await serve();
    const row = (index: number) => ({ object: 'embedding', index, embedding: [index, 1] });
    const body = (...rows: object[]) => ({ raw: { body: JSON.stringify({ data: rows, usage: { total_tokens: 4 } }) } });
    const model = qwen.embedding('text-embedding-v4');
    emulator.answerNext(body(row(2), row(0), row(1)));
    const { embeddings } = await embedMany({ model, values: ['a', 'b', 'c'] });
    expect(embeddings).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
    emulator.answerNext(body(row(0), row(2)));
    await expect(embedMany({ model, values: ['a', 'b', 'c'], maxRetries: 0 })).rejects.toThrow('index 1');
  });
});

describe('errors', () => {
  test('errors carry the words of the service, a sentence of help, and never the key', async () => {
    const { emulator } = await serve();
    const { createQwen } = await import('ai-sdk-qwen');
    const wrong = createQwen({ apiKey: 'sk-wrong', fetch: emulator.fetch });
    const error = await generateText({ model: wrong('qwen-plus'), prompt: 'Hello' }).catch((reason: unknown) => reason);
    if (!APICallError.isInstance(error)) throw error;
    expect(error.statusCode).toBe(401);
    expect(error.message).toContain('Keys belong to one region');
    expect(error.data).toMatchObject({ code: 'invalid_api_key' });
    expect(error.isRetryable).toBe(false);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('sk-wrong');
  });

  test('errors are retried when they may pass, and not when they cannot', async () => {
    const { qwen, emulator } = await serve();
    emulator.failNext('burst-rate', { times: 1 });
    const { text } = await generateText({ model: qwen('qwen-plus'), prompt: 'Hello', maxRetries: 1 });
    expect(text).toContain('Hello');
    emulator.reset();
    emulator.failNext('input-inspection', { times: 3 });
    await expect(generateText({ model: qwen('qwen-plus'), prompt: 'Hello' })).rejects.toSatisfy(
      (error) => APICallError.isInstance(error) && !error.isRetryable && error.statusCode === 400,
    );
    expect(emulator.calls).toHaveLength(1);
  });

  test('errors say that the server cannot be reached', async () => {
    const { createQwen } = await import('ai-sdk-qwen');
    const qwen = createQwen({ apiKey: 'sk-test-key', baseURL: 'http://127.0.0.1:9/compatible-mode/v1' });
    const error = await generateText({ model: qwen('qwen-plus'), prompt: 'Hello', maxRetries: 0 }).catch(
      (e: unknown) => e,
    );
    expect(String(error)).toContain('Cannot reach 127.0.0.1:9');
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(true);
    expect(RetryError.isInstance(error)).toBe(false);
  });
});
