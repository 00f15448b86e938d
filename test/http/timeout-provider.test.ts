import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { APICallError } from '@ai-sdk/provider';
import { embed, generateObject, generateText } from 'ai';
import { createQwen, type QwenProviderSettings, type QwenTimeout } from 'ai-sdk-qwen';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import type { ScriptedAnswer } from 'ai-sdk-qwen/emulator';
import { embed as embed6, rerank } from 'ai6';
import { streamText as streamText7 } from 'ai7';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emulate } from '../support/listening-emulator.js';
import { targets } from '../support/targets.js';
import { failureOf } from '../support/recorder.js';

/** A limit in milliseconds of the tests' own clock, which only `expire` moves. */
const limit = 10_000;
const longer = 300_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A turn of the event loop, in which requests and answers come through. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Moves the clock until a call settles. It moves slowly until each of these conditions holds, such as that the server
 * has the request, and beyond the limit then.
 */
async function expire<Result>(call: PromiseLike<Result>, ...ready: (() => boolean)[]): Promise<Result> {
  const state = { settled: false };
  const ended = () => (state.settled = true);
  call.then(ended, ended);
  for (const isReady of ready) {
    while (!isReady()) {
      await vi.advanceTimersByTimeAsync(10);
      await turn();
    }
    await vi.advanceTimersByTimeAsync(limit);
  }
  while (!state.settled) {
    await vi.advanceTimersByTimeAsync(50);
    await turn();
  }
  return call;
}

const silence: ScriptedAnswer = { firstTokenDelay: Infinity };
const stallAfter = (deltas: number): ScriptedAnswer => ({
  deltas: ['Once ', 'upon ', 'a time'],
  failAfter: { deltas, form: 'stall' },
});

const passed = (timeout: keyof QwenTimeout) => ({ isRetryable: true, data: { timeout } });

/** A provider whose emulator gives these answers over real HTTP. */
async function serve(answers: ScriptedAnswer[], settings: QwenProviderSettings = {}) {
  const { emulator, url } = await emulate();
  emulator.answerNext(...answers);
  const all = { apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1`, ...settings };
  return { emulator, qwen: createQwen(all), qwen6: createQwen6(all) };
}

describe.each(targets)('$name: a server that stalls', { timeout: 60_000 }, ({ major, protocol }) => {
  const enter = async (answer: ScriptedAnswer, timeout: QwenTimeout) => {
    const { emulator, url } = await emulate();
    emulator.answerNext(answer);
    const settings = { apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1`, timeout };
    return { ...major.connect(settings, protocol), emulator };
  };

  test.each([
    ['before the headers', silence, 'headers', undefined],
    ['before the first token', stallAfter(0), 'idle', undefined],
    ['in the middle', stallAfter(2), 'idle', 'Once upon '],
  ] as const)(
    'a server that stalls %s ends a stream with an error and a finish',
    async (_place, answer, name, text) => {
      const { stream, emulator } = await enter(answer, { [name]: limit });
      let read = 0;
      const streamed = stream({ prompt: 'A tale', onText: () => (read += 1) });
      const {
        errors,
        kinds,
        result: answered,
      } = await expire(streamed, () => (text === undefined ? emulator.calls.length === 1 : read > 0));
      expect(kinds.slice(-2)).toEqual(['error', 'finish']);
      expect(errors).toHaveLength(1);
      expect(major.errors.APICallError.isInstance(errors[0])).toBe(true);
      expect(errors[0]).toMatchObject(passed(name));
      expect(answered?.steps[0]?.finishReason).toBe('error');
      expect(answered?.steps[0]?.text).toBe(text);
      // It is not asked for again.
      expect(emulator.calls).toHaveLength(1);
      await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
    },
  );

  test.each([
    ['before its headers', silence, 'headers'],
    ['in its body', stallAfter(1), 'idle'],
  ] as const)('a server that stalls rejects a whole answer %s', async (_place, answer, name) => {
    const { whole, emulator } = await enter(answer, { [name]: limit });
    const call = failureOf(whole({ prompt: 'A tale', maxRetries: 0 }));
    const error = await expire(call, () => emulator.calls.length === 1);
    expect(major.errors.APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject(passed(name));
    await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
  });
});

describe('a timeout', () => {
  const prompt = 'A tale';

  test('a timeout lets the SDK try a whole answer again', async () => {
    const { qwen, emulator } = await serve([silence, { text: 'Here I am.' }], { timeout: { headers: limit } });
    const { text } = await expire(
      generateText({ model: qwen('qwen-plus'), prompt }),
      () => emulator.calls.length === 1,
    );
    expect(text).toBe('Here I am.');
  });

  test('a timeout lets AI SDK 7 ask for a stream again, if the call asks for it', async () => {
    const { emulator, url } = await emulate();
    emulator.answerNext(silence, { text: 'Here I am.' });
    const baseURL = `${url}/compatible-mode/v1`;
    const qwen = createQwen7({ apiKey: 'sk-test-key', baseURL, timeout: { headers: limit } });
    const { text } = streamText7({ model: qwen('qwen-plus'), prompt, streamRetries: 1, onError: () => {} });
    expect(await expire(text, () => emulator.calls.length === 1)).toBe('Here I am.');
  });

  test('a timeout ends the body of an error, and keeps its status', async () => {
    const raw = { status: 503, body: '{"error":{"mess', stalls: true };
    const { qwen, emulator } = await serve([{ raw }], { timeout: { idle: limit } });
    const error = await expire(failureOf(generateText({ model: qwen('qwen-plus'), prompt, maxRetries: 0 })));
    expect(error).toMatchObject({ ...passed('idle'), statusCode: 503 });
    await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
  });

  test('a timeout of a call wins over the one of its model, and that over the one of the provider, field by field', async () => {
    const ends = async (call?: QwenTimeout, model?: QwenTimeout, provider?: QwenTimeout) => {
      const { qwen } = await serve([stallAfter(1)], { timeout: provider });
      const providerOptions = call && { qwen: { timeout: { ...call } } };
      const options = model && { timeout: model };
      const asked = generateText({ model: qwen('qwen-plus', options), prompt, providerOptions, maxRetries: 0 });
      const error = await expire(failureOf(asked));
      expect(error).toMatchObject(passed('idle'));
      return /\d+ ms/.exec((error as Error).message)?.[0];
    };
    const [call, model, provider] = [{ idle: 41 }, { idle: 42 }, { idle: 43 }];
    expect(await ends(call, model, provider)).toBe('41 ms');
    expect(await ends({ headers: longer }, model, provider)).toBe('42 ms');
    expect(await ends({ headers: longer }, undefined, provider)).toBe('43 ms');
    expect(await ends({}, { headers: 0 }, { headers: 1, ...provider })).toBe('43 ms');
  });

  test('a timeout can be switched off for a call', async () => {
    const answer = { text: 'Here I am.', firstTokenDelay: 150 };
    const { qwen } = await serve([answer], { timeout: { headers: 20 } });
    const providerOptions = { qwen: { timeout: { headers: 0 } } };
    const call = generateText({ model: qwen('qwen-plus'), prompt, providerOptions, maxRetries: 0 });
    const { text } = await expire(call);
    expect(text).toBe('Here I am.');
  });

  test('a timeout is not sent to the service', async () => {
    const { qwen, emulator } = await serve([], { timeout: { headers: longer, idle: longer } });
    const timeout = { idle: longer };
    await generateText({ model: qwen('qwen-plus', { timeout }), prompt });
    await generateText({ model: qwen.completion('qwen2.5-coder-32b-instruct', { timeout }), prompt });
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v4', { timeout }), value: 'a' });
    expect(emulator.calls.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(JSON.stringify(emulator.calls)).not.toContain('"timeout"');
  });

  test('a timeout holds for answers that are folded from a stream', async () => {
    const { qwen } = await serve([stallAfter(2)], { timeout: { idle: limit } });
    const error = await expire(failureOf(generateText({ model: qwen('qwq-plus'), prompt, maxRetries: 0 })));
    expect(error).toMatchObject(passed('idle'));
  });

  test('a timeout holds for objects, completions, embeddings and ranking', async () => {
    const { qwen, qwen6, emulator } = await serve([], { timeout: { idle: limit } });
    const stalls = { raw: { body: '{"data":[', stalls: true } };
    const maxRetries = 0;
    const calls = [
      () => generateObject({ model: qwen('qwen-plus'), output: 'no-schema', prompt, maxRetries }),
      () => generateText({ model: qwen.completion('qwen2.5-coder-32b-instruct'), prompt, maxRetries }),
      () => embed({ model: qwen.textEmbeddingModel('text-embedding-v4'), value: 'a', maxRetries }),
      () => embed({ model: qwen.dashscope.textEmbeddingModel('text-embedding-v4'), value: 'a', maxRetries }),
      () => rerank({ model: qwen6.reranking('qwen3-rerank'), documents: ['a'], query: 'b', maxRetries }),
      () => rerank({ model: qwen6.reranking('gte-rerank-v2'), documents: ['a'], query: 'b', maxRetries }),
    ];
    emulator.answerNext(...calls.map(() => stalls));
    for (const error of await expire(Promise.all(calls.map((call) => failureOf(call()))))) {
      expect(error).toMatchObject(passed('idle'));
    }
    expect(emulator.calls).toHaveLength(calls.length);
  });

  test('a timeout of an embedding or ranking model, or of its call, wins over the one of the provider', async () => {
    const { qwen, qwen6, emulator } = await serve([], { timeout: { headers: longer } });
    const timeout = { headers: limit };
    const providerOptions = { qwen: { timeout } };
    const maxRetries = 0;
    const embedding = qwen6.textEmbeddingModel('text-embedding-v4');
    const ranking = qwen6.reranking('qwen3-rerank');
    const calls = [
      () => embed({ model: qwen.textEmbeddingModel('text-embedding-v4', { timeout }), value: 'a', maxRetries }),
      () => embed6({ model: embedding, value: 'a', providerOptions, maxRetries }),
      () => rerank({ model: ranking, documents: ['a'], query: 'b', providerOptions, maxRetries }),
      () => rerank({ model: qwen6.reranking('qwen3-rerank', { timeout }), documents: ['a'], query: 'b', maxRetries }),
    ];
    emulator.answerNext(...calls.map(() => silence));
    const errors = Promise.all(calls.map((call) => failureOf(call())));
    for (const error of await expire(errors, () => emulator.calls.length === calls.length)) {
      expect(error).toMatchObject(passed('headers'));
    }
  });

  test('an invalid timeout of a provider is an error of the first call, which names what is accepted', async () => {
    const { qwen, emulator } = await serve([], { timeout: '5 seconds' as never });
    await expect(generateText({ model: qwen('qwen-plus'), prompt })).rejects.toThrow(
      'timeout is "5 seconds"; expected { headers?: milliseconds, idle?: milliseconds }, which are integers from 0 ' +
        '(no limit) to 2147483647.',
    );
    await expect(qwen.files.list({ timeout: { idle: -1 } })).rejects.toThrow('timeout is {"idle":-1}; expected');
    expect(emulator.calls).toHaveLength(0);
  });
});

describe('a timeout of files', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.close();
      server.closeAllConnections();
    }
  });

  /** A server that answers the first requests so, and none after them. Notes which sockets were let go. */
  async function stallingFiles(answers: object[], timeout: QwenTimeout, beginBody = false) {
    const requests: { method: string | undefined; headers: IncomingHttpHeaders; closed: boolean }[] = [];
    const server = createServer((request, response) => {
      const answer = answers[requests.length];
      const noted = { method: request.method, headers: request.headers, closed: false };
      requests.push(noted);
      request.resume().on('end', () => {
        if (answer !== undefined) return response.writeHead(200).end(JSON.stringify(answer));
        response.on('close', () => (noted.closed = true));
        return beginBody && response.writeHead(200).write('{"id":');
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/compatible-mode/v1`;
    const settings = { apiKey: 'sk-test-key', baseURL, timeout };
    return { qwen: createQwen(settings), qwen7: createQwen7(settings), requests };
  }

  const processing = { id: 'file-fe-1', filename: 'a.txt', bytes: 1, purpose: 'file-extract', status: 'processing' };
  const upload = { filename: 'a.txt', pollInterval: 1 };

  test.each([
    ['headers', false],
    ['idle', true],
  ] as const)('a timeout ends every call about files: %s', async (name, beginBody) => {
    const { qwen, requests } = await stallingFiles([], { [name]: limit }, beginBody);
    const calls = [
      () => qwen.files.upload(new Uint8Array(10), upload),
      () => qwen.files.get('file-fe-1'),
      () => qwen.files.list(),
      () => qwen.files.delete('file-fe-1'),
    ];
    const errors = Promise.all(calls.map((call) => failureOf(call())));
    for (const error of await expire(errors, () => requests.length === calls.length)) {
      expect(APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject(passed(name));
    }
    await expect.poll(() => requests.map(({ closed }) => closed)).toEqual([true, true, true, true]);
  });

  test('a timeout ends a question whether a file has been processed, which is repeated a few times', async () => {
    const { qwen, requests } = await stallingFiles([processing, processing], { headers: limit });
    const arrived = [3, 4, 5].map((count) => () => requests.length === count);
    const error = await expire(failureOf(qwen.files.upload(new Uint8Array(10), upload)), ...arrived);
    expect(error).toMatchObject(passed('headers'));
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET', 'GET']);
  });

  test('a timeout of a call about files wins over the one of the provider', async () => {
    const { qwen } = await stallingFiles([], { headers: longer });
    const error = await expire(failureOf(qwen.files.list({ timeout: { headers: limit } })));
    expect(error).toMatchObject(passed('headers'));
  });

  test('a file upload through AI SDK 7 takes its timeout, its headers and its abort', async () => {
    const { qwen7, requests } = await stallingFiles([], { headers: longer });
    const file = { data: { type: 'text', text: 'Hello' }, mediaType: 'text/plain' } as const;
    const providerOptions = { qwen: { timeout: { headers: limit } } };
    const headers = { 'x-mine': '1' };
    const call = failureOf(qwen7.files().uploadFile({ ...file, headers, providerOptions }));
    expect(await expire(call, () => requests.length === 1)).toMatchObject(passed('headers'));
    expect(requests[0]?.headers['x-mine']).toBe('1');
    const wrong = qwen7.files().uploadFile({ ...file, providerOptions: { qwen: { timeout: 5 } } });
    await expect(wrong).rejects.toThrow('timeout is 5; expected');
    const abortSignal = AbortSignal.abort(new Error('user left'));
    await expect(qwen7.files().uploadFile({ ...file, abortSignal })).rejects.toThrow('user left');
    const { qwen7: quick } = await stallingFiles([{ ...processing, status: 'processed' }], {});
    const unknown = { purpose: 'batch' };
    const { warnings } = await quick
      .files()
      .uploadFile({ ...file, providerOptions: { qwen: unknown, alibaba: unknown } });
    expect(warnings).toMatchObject([
      { type: 'unsupported', feature: 'providerOptions.alibaba.purpose' },
      { type: 'unsupported', feature: 'providerOptions.qwen.purpose' },
    ]);
    const alibaba = { timeout: { headers: limit } };
    const stalling = qwen7.files().uploadFile({ ...file, providerOptions: { alibaba } });
    expect(await expire(failureOf(stalling))).toMatchObject(passed('headers'));
  });

  test('a timeout of a chat call holds for the uploads of its prompt', async () => {
    const { qwen, requests } = await stallingFiles([], {});
    const image = new Uint8Array(8 * 1024 * 1024);
    image.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const asked = generateText({
      model: qwen('qwen-vl-plus'),
      messages: [{ role: 'user', content: [{ type: 'image', image }] }],
      providerOptions: { qwen: { upload: 'auto', timeout: { headers: limit } } },
      maxRetries: 0,
    });
    expect(await expire(failureOf(asked), () => requests.length === 1)).toMatchObject(passed('headers'));
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
    const document = generateText({
      model: qwen('qwen-long'),
      messages: [{ role: 'user', content: [{ type: 'file', data: new Uint8Array(10), mimeType: 'text/plain' }] }],
      providerOptions: { qwen: { timeout: { headers: limit } } },
      maxRetries: 0,
    });
    expect(await expire(failureOf(document), () => requests.length === 2)).toMatchObject(passed('headers'));
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });
});
