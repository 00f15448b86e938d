import { embed, generateText, jsonSchema, tool, type ToolSet } from 'ai';
import { describe, expect, test } from 'vitest';
import { Body } from '../../support/test-chat.js';
import { cutEverywhere, eventsOf, inEveryLineEnding, run, testCuts } from '../../support/stream-cuts.js';
import { nativeQwen } from '../../support/native-service.js';
import { failureOf } from '../../support/recorder.js';
import { readBody, readPackets, readStream, type Recorded } from '../../support/native-recordings.js';
import { describeRecorded, listRecordings } from '../../support/recordings.js';

interface Expectation {
  /** Input, output and all tokens; no total where the service names none. */
  tokens: [input: number | undefined, output: number | undefined, total?: number];
  reason?: string;
  rawReason?: string;
  usage?: object;
  metadata?: object;
}

const native = 'dashscope-native';

/** Whole answers of chat models. */
const bodies: Record<string, Expectation> = {
  [`${native}/conversation-generation-message-partial-nosse`]: { tokens: [34, 131, 165] },
  [`${native}/multimodal-generation-audio-nosse`]: { tokens: [786, 38], usage: { input: { audio: 752 } } },
  [`${native}/multimodal-generation-vl-nosse`]: { tokens: [3613, 3], usage: { input: { image: 3577 } } },
  [`${native}/multimodal-generation-vl-ocr-advanced-recognition-nosse`]: {
    tokens: [1895, 432, 2327],
    usage: { input: { image: 1862, text: 33 } },
    metadata: { ocrResult: { words_info: expect.any(Array) } },
  },
  [`${native}/multimodal-generation-vl-ocr-key-information-extraction-nosse`]: {
    tokens: [524, 65, 589],
    usage: { input: { image: 310, text: 214 }, output: { text: 65 } },
    metadata: { ocrResult: { kv_result: expect.any(Object) } },
  },
  [`${native}/multimodal-generation-vl-ocr-nosse`]: { tokens: [1248, 225], usage: { input: { image: 1219 } } },
  [`${native}/multimodal-generation-vl-video-nosse`]: { tokens: [1466, 180], usage: { input: { video: 1440 } } },
  [`${native}/multimodal-generation-with-websearch-nosse`]: {
    tokens: [619, 1379, 1998],
    usage: { reasoningTokens: 636, input: { text: 619 } },
    metadata: { plugins: { image_search: { count: 4 }, search: { count: 1, strategy: 'turbo' } } },
  },
  [`${native}/single-generation-message-json-nosse`]: { tokens: [25, 9, 34] },
  [`${native}/single-generation-message-nosse`]: { tokens: [8, 39, 47] },
  [`${native}/single-generation-message-reasoning-nosse`]: {
    tokens: [12, 21, 33],
    reason: 'length',
    rawReason: 'length',
    usage: { reasoningTokens: 20, cachedInputTokens: 0 },
  },
  [`${native}/single-generation-message-roleplay-nosse`]: { tokens: [186, 83, 269] },
  [`${native}/single-generation-message-search-nosse`]: {
    tokens: [2707, 266, 2973],
    metadata: { plugins: { search: { count: 1, strategy: 'standard' } } },
  },
  [`${native}/single-generation-message-translation-nosse`]: { tokens: [111, 11, 122] },
  [`${native}/single-generation-message-with-tools-nosse`]: { tokens: [211, 8, 219], reason: 'tool-calls' },
  [`${native}/single-generation-text-nosse`]: { tokens: [16, 14, 30] },
  'doc-samples/first-api-call-to-qwen.02.json': { tokens: [22, 16, 38] },
  'doc-samples/kimi-api.02.json': { tokens: [9, 156, 165] },
  'doc-samples/qwen-mt-api.04.json': { tokens: [53, 9, 62] },
  'doc-samples/qwen-asr-api-reference.03.json': {
    tokens: [undefined, undefined],
    usage: { output: { text: 6 } },
    metadata: { annotations: [{ type: 'audio_info', language: 'zh', emotion: 'neutral' }] },
  },
};

/** Recordings of the generation services that are no chat: pictures, and tasks. */
const others = [
  'get-task-image-generation-success-nosse',
  'image-generation-nosse',
  'multimodal-generation-image-nosse',
];

const tools = { get_current_weather: tool({ parameters: jsonSchema({ type: 'object' }) }) };

const fileOf = (name: string) => (name.endsWith('.json') ? name : `${name}.response.body.txt`);

describeRecorded('recorded native answers', () => {
  test('all recorded native answers are here', () => {
    const ending = '-nosse.response.body.txt';
    const found = listRecordings(native).filter((name) => name.includes('generation') && name.endsWith(ending));
    const listed = Object.keys(bodies).filter((name) => name.startsWith(`${native}/`));
    expect([...listed.map((name) => name.slice(native.length + 1)), ...others].sort()).toEqual(
      found.map((name) => name.replace('.response.body.txt', '')).sort(),
    );
  });

  for (const [name, { tokens, reason = 'stop', rawReason = 'stop', usage = {}, metadata = {} }] of Object.entries(
    bodies,
  )) {
    describe(name, () => {
      const text = readBody(fileOf(name));
      const body = JSON.parse(text) as Recorded;
      const said = readPackets([body]);
      // As many answers come as the recorded request asked for.
      const answers = body.output.choices?.length ?? 1;
      const [inputTokens, outputTokens, totalTokens] = tokens;

      test('a recorded native answer is decoded to the answer that it holds, in one piece and a byte at a time', async () => {
        const bytes = new TextEncoder().encode(text);
        for (const pieces of [[bytes], Array.from(bytes, (byte) => Uint8Array.of(byte))]) {
          const { qwen } = nativeQwen(() => new Response(new Body(pieces).stream));
          const model = qwen.dashscope('qwen3-max', answers > 1 ? { n: answers } : {});
          const offered: ToolSet = answers > 1 ? {} : tools;
          const { response, ...answer } = await generateText({ model, prompt: 'Hi', tools: offered, maxRetries: 0 });
          expect(answer.text).toBe(said.texts.join(''));
          expect(answer.reasoning ?? '').toBe(said.reasonings.join(''));
          expect(answer.finishReason).toBe(reason);
          expect(answer.toolCalls.map((call) => [call.toolCallId, call.toolName, call.args])).toEqual(
            said.calls.map((call) => [call.id, call.function.name, JSON.parse(call.function.arguments)]),
          );
          expect(answer.sources.map((source) => source.url)).toEqual(said.urls);
          expect(answer.usage).toMatchObject({
            promptTokens: inputTokens ?? Number.NaN,
            completionTokens: outputTokens ?? Number.NaN,
          });
          expect(answer.providerMetadata?.qwen).toMatchObject({ finishReason: rawReason, ...metadata });
          expect(answer.providerMetadata?.qwen?.ocrResult).toEqual(said.ocrResult);
          expect(response.id).toBe(body.request_id);
        }
      });

      test('a recorded native answer is decoded the same where a stream was asked for, cut at every byte, in any line ending', async () => {
        const options = { protocol: 'native', chunkMode: 'delta', answers } as const;
        const expected = await run([text], options);
        const events = eventsOf(expected);
        expect(events.map(({ type, delta }) => (type === 'text' ? delta : '')).join('')).toBe(said.texts.join(''));
        expect(events.at(-1)).toMatchObject({
          type: 'finish',
          reason,
          rawReason,
          usage: { inputTokens, outputTokens, totalTokens, raw: said.usage, ...usage },
          metadata: { requestId: body.request_id, ...metadata },
        });
        for (const bytes of inEveryLineEnding(text)) await cutEverywhere(bytes, expected, options);
      });
    });
  }

  test('recorded native answers of several choices keep the others', async () => {
    const text = readBody(`${native}/single-generation-message-roleplay-nosse.response.body.txt`);
    const [first, second] = (JSON.parse(text) as Recorded).output.choices ?? [];
    const { qwen } = nativeQwen(() => new Response(text));
    const answer = await generateText({ model: qwen.dashscope('qwen-plus-character', { n: 2 }), prompt: 'Hi' });
    expect([answer.text, answer.providerMetadata?.qwen?.alternatives]).toEqual([
      first?.message.content,
      [second?.message.content],
    ]);
  });

  test('recorded native answers of a search name page, title, site and icon, and keep the marks in the text', async () => {
    const text = readBody(`${native}/single-generation-message-search-nosse.response.body.txt`);
    const results = (JSON.parse(text) as Recorded).output.search_info?.search_results ?? [];
    const { qwen } = nativeQwen(() => new Response(text));
    const answer = await generateText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' });
    expect(results).toHaveLength(5);
    expect(answer.sources).toMatchObject(
      results.map(({ index, title, url }) => ({ sourceType: 'url', id: String(index), url, title })),
    );
    expect(answer.sources[4]?.providerMetadata?.qwen).toMatchObject({
      index: 5,
      icon: expect.stringContaining('https:'),
    });
    expect(answer.text).toBe((JSON.parse(text) as Recorded).output.choices?.[0]?.message.content);
  });

  test('recorded native answers of an embedding give its vector', async () => {
    const text = readBody(`${native}/text-embedding-nosse.response.body.txt`);
    const { qwen, calls } = nativeQwen(() => new Response(text));
    const model = qwen.dashscope.textEmbeddingModel('text-embedding-v2', { textType: 'query' });
    const request = JSON.parse(readBody(`${native}/text-embedding-nosse.request.body.json`));
    const { embedding, usage } = await embed({ model, value: request.input.texts[0] });
    expect(calls[0]?.body).toEqual(request);
    expect(embedding).toEqual(JSON.parse(text).output.embeddings[0].embedding);
    expect([embedding.length, usage.tokens]).toEqual([1536, 3]);
  });
});

describeRecorded('recorded native errors', () => {
  const frames = [
    `${native}/parameter-error-sse.response.body.txt`,
    'errors/400-native-sse-preprocessor.sse.txt',
    'errors/400-native-sse-role.sse.txt',
  ];

  test('all recorded native errors are here', () => {
    const found = listRecordings('errors').filter((name) => name.includes('-native-'));
    const listed = [...frames.filter((name) => name.startsWith('errors/')), 'errors/400-native-url-error.json'];
    expect(found.map((name) => `errors/${name}`).sort()).toEqual(listed.sort());
  });

  for (const name of frames) {
    describe(name, () => {
      const stream = readStream(name);
      const { code, message, request_id: requestId } = JSON.parse(/^data:(.*)$/m.exec(stream)?.[1] ?? '');

      testCuts({
        text: stream,
        protocol: 'native',
        chunkMode: 'delta',
        check: (outcome) =>
          expect(eventsOf(outcome)).toMatchObject([
            { type: 'error', statusCode: 400, isRetryable: false, data: { code, message, requestId } },
            { type: 'finish', reason: 'error' },
          ]),
      });
    });
  }

  test('recorded native errors with their status reject the call', async () => {
    const text = readBody(`${native}/auth-error-nosse.response.body.txt`);
    const { code, message, request_id: requestId } = JSON.parse(text);
    const { qwen } = nativeQwen(() => new Response(text, { status: 401 }));
    expect(await failureOf(generateText({ model: qwen.dashscope('qwen-max'), prompt: 'Hi' }))).toMatchObject({
      statusCode: 401,
      data: { code, message, requestId },
    });
  });

  test('recorded native errors of a wrong service send the call to the other one', async () => {
    const text = readBody('errors/400-native-url-error.json');
    const { qwen, calls } = nativeQwen(({ url }) =>
      url.includes('/text-generation/') ? new Response(text, { status: 400 }) : undefined,
    );
    expect((await generateText({ model: qwen.dashscope('qwen-plus'), prompt: 'Hi' })).text).toBe('{"ok":true}');
    expect(calls).toHaveLength(2);
  });
});
