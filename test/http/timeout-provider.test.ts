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
import { afterEach, describe, expect, test } from 'vitest';
import { emulate } from '../support/listening-emulator.js';
import { worlds } from '../support/targets.js';
import { failureOf } from '../support/recorder.js';

/** Long enough for a request to arrive on a busy machine. */
const short = 300;
/** No server of these tests is this slow to begin with what it does send. */
const ample = 10_000;

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

describe.each(worlds)('$name: a server that stalls', ({ major, protocol }) => {
  const enter = async (answer: ScriptedAnswer, timeout: QwenTimeout) => {
    const { emulator, url } = await emulate();
    emulator.answerNext(answer);
    const settings = { apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1`, timeout };
    return { ...major.connect(settings, protocol), emulator };
  };

  test('a server that stalls before the headers, before the first token, or in the middle ends a stream with an error and a finish', async () => {
    const cases = [
      [silence, 'headers', undefined],
      [stallAfter(0), 'idle', undefined],
      [stallAfter(2), 'idle', 'Once upon '],
    ] as const;
    const ends = cases.map(async ([answer, limit, text]) => {
      const { stream, emulator } = await enter(answer, { [limit]: short });
      const { errors, kinds, told } = await stream({ prompt: 'A tale' });
      expect(kinds.slice(-2)).toEqual(['error', 'finish']);
      expect(errors).toHaveLength(1);
      expect(major.errors.APICallError.isInstance(errors[0])).toBe(true);
      expect(errors[0]).toMatchObject(passed(limit));
      expect(told?.steps[0]?.finishReason).toBe('error');
      expect(told?.steps[0]?.text).toBe(text);
      // It is not asked for again.
      expect(emulator.calls).toHaveLength(1);
      await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
    });
    await Promise.all(ends);
  });

  test('a server that stalls rejects a whole answer, before its headers and in its body', async () => {
    const cases = [
      [silence, 'headers'],
      [stallAfter(1), 'idle'],
    ] as const;
    const ends = cases.map(async ([answer, limit]) => {
      const { whole, emulator } = await enter(answer, { [limit]: short });
      const error = await failureOf(whole({ prompt: 'A tale', maxRetries: 0 }));
      expect(major.errors.APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject(passed(limit));
      await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
    });
    await Promise.all(ends);
  });
});

describe('a timeout', () => {
  const prompt = 'A tale';

  test('a timeout lets the SDK try a whole answer again', async () => {
    const { qwen } = await serve([silence, { text: 'Here I am.' }], { timeout: { headers: short } });
    expect((await generateText({ model: qwen('qwen-plus'), prompt })).text).toBe('Here I am.');
  });

  test('a timeout lets AI SDK 7 ask for a stream again, if it is told to', async () => {
    const { emulator, url } = await emulate();
    emulator.answerNext(silence, { text: 'Here I am.' });
    const baseURL = `${url}/compatible-mode/v1`;
    const qwen = createQwen7({ apiKey: 'sk-test-key', baseURL, timeout: { headers: short } });
    const { text } = streamText7({ model: qwen('qwen-plus'), prompt, streamRetries: 1, onError: () => {} });
    expect(await text).toBe('Here I am.');
  });

  test('a timeout ends the body of an error, and keeps its status', async () => {
    const raw = { status: 503, body: '{"error":{"mess', stalls: true };
    const { qwen, emulator } = await serve([{ raw }], { timeout: { idle: short } });
    const error = await failureOf(generateText({ model: qwen('qwen-plus'), prompt, maxRetries: 0 }));
    expect(error).toMatchObject({ ...passed('idle'), statusCode: 503 });
    await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);
  });

  test('a timeout of a call wins over the one of its model, and that over the one of the provider, field by field', async () => {
    const ends = async (call?: QwenTimeout, model?: QwenTimeout, provider?: QwenTimeout) => {
      const { qwen } = await serve([stallAfter(1)], { timeout: provider });
      const providerOptions = call && { qwen: { timeout: { ...call } } };
      const options = model && { timeout: model };
      const asked = generateText({ model: qwen('qwen-plus', options), prompt, providerOptions, maxRetries: 0 });
      const error = await failureOf(asked);
      expect(error).toMatchObject(passed('idle'));
      return /\d+ ms/.exec((error as Error).message)?.[0];
    };
    const [call, model, provider] = [{ idle: 41 }, { idle: 42 }, { idle: 43 }];
    expect(await ends(call, model, provider)).toBe('41 ms');
    expect(await ends({ headers: ample }, model, provider)).toBe('42 ms');
    expect(await ends({ headers: ample }, undefined, provider)).toBe('43 ms');
    expect(await ends({}, { headers: 0 }, { headers: 1, ...provider })).toBe('43 ms');
  });

  test('a timeout can be switched off for a call', async () => {
    const answer = { text: 'Here I am.', firstTokenDelay: 150 };
    const { qwen } = await serve([answer], { timeout: { headers: 20 } });
    const providerOptions = { qwen: { timeout: { headers: 0 } } };
    const { text } = await generateText({ model: qwen('qwen-plus'), prompt, providerOptions, maxRetries: 0 });
    expect(text).toBe('Here I am.');
  });

  test('a timeout is not sent to the service', async () => {
    const { qwen, emulator } = await serve([], { timeout: { headers: ample, idle: ample } });
    const timeout = { idle: ample };
    await generateText({ model: qwen('qwen-plus', { timeout }), prompt });
    await generateText({ model: qwen.completion('qwen2.5-coder-32b-instruct', { timeout }), prompt });
    await embed({ model: qwen.textEmbeddingModel('text-embedding-v4', { timeout }), value: 'a' });
    expect(emulator.calls.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(JSON.stringify(emulator.calls)).not.toContain('"timeout"');
  });

  test('a timeout holds for answers that are folded from a stream', async () => {
    const { qwen } = await serve([stallAfter(2)], { timeout: { idle: short } });
    const error = await failureOf(generateText({ model: qwen('qwq-plus'), prompt, maxRetries: 0 }));
    expect(error).toMatchObject(passed('idle'));
  });

  test('a timeout holds for objects, completions, embeddings and ranking', async () => {
    const { qwen, qwen6, emulator } = await serve([], { timeout: { idle: short } });
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
    for (const error of await Promise.all(calls.map((call) => failureOf(call())))) {
      expect(error).toMatchObject(passed('idle'));
    }
    expect(emulator.calls).toHaveLength(calls.length);
  });

  test('a timeout of an embedding or ranking model, or of its call, wins over the one of the provider', async () => {
    const { qwen, qwen6, emulator } = await serve([], { timeout: { headers: 300_000 } });
    const timeout = { headers: short };
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
    for (const error of await Promise.all(calls.map((call) => failureOf(call())))) {
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
  ] as const)('a timeout ends every call about files: %s', async (limit, beginBody) => {
    const { qwen, requests } = await stallingFiles([], { [limit]: short }, beginBody);
    const calls = [
      () => qwen.files.upload(new Uint8Array(10), upload),
      () => qwen.files.get('file-fe-1'),
      () => qwen.files.list(),
      () => qwen.files.delete('file-fe-1'),
    ];
    for (const error of await Promise.all(calls.map((call) => failureOf(call())))) {
      expect(APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject(passed(limit));
    }
    await expect.poll(() => requests.map(({ closed }) => closed)).toEqual([true, true, true, true]);
  });

  test('a timeout ends a question whether a file has been processed, which is repeated a few times', async () => {
    const { qwen, requests } = await stallingFiles([processing, processing], { headers: short });
    expect(await failureOf(qwen.files.upload(new Uint8Array(10), upload))).toMatchObject(passed('headers'));
    expect(requests.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET', 'GET', 'GET']);
  });

  test('a timeout of a call about files wins over the one of the provider', async () => {
    const { qwen } = await stallingFiles([], { headers: 300_000 });
    expect(await failureOf(qwen.files.list({ timeout: { headers: short } }))).toMatchObject(passed('headers'));
  });

  test('a file upload through AI SDK 7 takes its timeout, its headers and its abort', async () => {
    const { qwen7, requests } = await stallingFiles([], { headers: 300_000 });
    const file = { data: { type: 'text', text: 'Hello' }, mediaType: 'text/plain' } as const;
    const providerOptions = { qwen: { timeout: { headers: short } } };
    const headers = { 'x-mine': '1' };
    expect(await failureOf(qwen7.files().uploadFile({ ...file, headers, providerOptions }))).toMatchObject(
      passed('headers'),
    );
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
    const alibaba = { timeout: { headers: short } };
    const stalling = qwen7.files().uploadFile({ ...file, providerOptions: { alibaba } });
    expect(await failureOf(stalling)).toMatchObject(passed('headers'));
  });

  test('a timeout of a chat call holds for the uploads of its prompt', async () => {
    const { qwen, requests } = await stallingFiles([], {});
    const image = new Uint8Array(8 * 1024 * 1024);
    image.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const asked = generateText({
      model: qwen('qwen-vl-plus'),
      messages: [{ role: 'user', content: [{ type: 'image', image }] }],
      providerOptions: { qwen: { upload: 'auto', timeout: { headers: short } } },
      maxRetries: 0,
    });
    expect(await failureOf(asked)).toMatchObject(passed('headers'));
    expect(requests.map(({ method }) => method)).toEqual(['GET']);
    const document = generateText({
      model: qwen('qwen-long'),
      messages: [{ role: 'user', content: [{ type: 'file', data: new Uint8Array(10), mimeType: 'text/plain' }] }],
      providerOptions: { qwen: { timeout: { headers: short } } },
      maxRetries: 0,
    });
    expect(await failureOf(document)).toMatchObject(passed('headers'));
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });
});
