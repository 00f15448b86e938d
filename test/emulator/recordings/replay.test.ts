import { afterEach, describe, expect, test, vi } from 'vitest';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { ask, BASE, chat, send } from '../../support/emulator-requests.js';
import { recordService, replayOf } from '../../support/recorded-service.js';

const native = 'https://dashscope-intl.aliyuncs.com/api/v1';
const nativeChat = (parameters = {}) => ({
  model: 'qwen-plus',
  input: { messages: [{ role: 'user', content: 'Hello there' }] },
  parameters: { result_format: 'message', ...parameters },
});
const generation = '/services/aigc/text-generation/generation';

const withoutIds = (text: string) => text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'id');

/** Headers that a client chooses: names, versions, order, and the key. */
const anotherClient = { 'user-agent': 'curl/8', accept: '*/*', 'x-request-id': 'abc', 'x-stainless-retry-count': '1' };

describe('a recorded call', () => {
  test('a recorded answer comes back byte for byte, with the request id aside', async () => {
    const { recorder, exchanges } = recordService();
    const first = await (await send(recorder, chat())).text();
    const replayed = await send(replayOf(exchanges), chat());

    expect(replayed.status).toBe(200);
    expect(replayed.headers.get('content-type')).toContain('application/json');
    expect(withoutIds(await replayed.text())).toBe(withoutIds(first));
  });

  test.each([
    ['compatible', BASE, '/chat/completions', chat({ stream: true }), {}],
    ['native', native, generation, nativeChat({ incremental_output: true }), { 'x-dashscope-sse': 'enable' }],
  ])(
    'a stream of the %s protocol comes back in the chunks in which it came',
    async (_name, base, path, body, headers) => {
      const { recorder, exchanges } = recordService({ answer: () => ({ deltas: ['Grüße ', '👋', ' 千问'] }) });
      const chunksOf = async (response: Response) => {
        const chunks: string[] = [];
        for await (const chunk of response.body!) chunks.push(new TextDecoder().decode(chunk));
        return chunks.map((chunk) => withoutIds(chunk));
      };
      const recorded = await chunksOf(await send(recorder, body, { base, path, headers }));
      const replayed = await chunksOf(await send(replayOf(exchanges), body, { base, path, headers }));
      expect(recorded.length).toBeGreaterThan(3);
      expect(replayed).toEqual(recorded);
      expect(exchanges[0]!.response.chunks?.at(1)).toMatchObject({ ms: expect.any(Number), data: {} });
    },
  );

  test('a call is found again whatever its client, key and order of fields', async () => {
    const { recorder, exchanges } = recordService();
    await ask(recorder, { model: 'qwen-plus', messages: [{ role: 'user', content: 'Hi' }], temperature: 0.5 });
    const other = { temperature: 0.5, messages: [{ content: 'Hi', role: 'user' }], model: 'qwen-plus' };
    const response = await send(replayOf(exchanges), other, { key: 'sk-another-one', headers: anotherClient });
    expect(response.status).toBe(200);
  });

  test('a call is found again with other ids of tool calls', async () => {
    const { recorder, exchanges } = recordService();
    const loop = (id: string) =>
      chat({
        messages: [
          { role: 'user', content: 'Weather?' },
          {
            role: 'assistant',
            content: '',
            tool_calls: [{ id, type: 'function', function: { name: 'weather', arguments: '{}' } }],
          },
          { role: 'tool', tool_call_id: id, content: 'Clear.' },
        ],
      });
    await ask(recorder, loop('call_1'));
    expect((await send(replayOf(exchanges), loop('call_7f3a'))).status).toBe(200);
    expect((await send(replayOf(exchanges), loop('call_7f3a'), { path: '/completions' })).status).toBe(404);
  });

  test('the recordings of one request come in their order, and the last one is repeated', async () => {
    const texts = ['One.', 'Two.'];
    const { recorder, exchanges } = recordService({ answer: () => ({ text: texts.shift()! }) });
    await ask(recorder, chat());
    await ask(recorder, chat());
    const replay = replayOf(exchanges.toReversed());
    const next = async () => (await ask(replay, chat())).json.choices[0].message.content;
    expect([await next(), await next(), await next()]).toEqual(['One.', 'Two.', 'Two.']);
    replay.reset();
    expect(await next()).toBe('One.');
  });

  test('calls at the same time keep their own answers', async () => {
    const { recorder, exchanges } = recordService({ answer: ({ text }) => ({ deltas: [text, '!'], deltaDelay: 2 }) });
    const questions = Array.from({ length: 12 }, (_, index) => `Question ${index}`);
    const bodyOf = (content: string) => chat({ stream: true, messages: [{ role: 'user', content }] });
    await Promise.all(questions.map(async (text) => (await send(recorder, bodyOf(text))).text()));
    const replay = replayOf(exchanges);
    const answers = await Promise.all(questions.map(async (text) => (await send(replay, bodyOf(text))).text()));
    for (const [index, text] of questions.entries()) expect(answers[index]).toContain(`"content":"${text}"`);
  });

  test('an error of the service comes back with its status', async () => {
    const { service, recorder, exchanges } = recordService();
    service.failNext('rate-limit');
    const recorded = await ask(recorder, chat());
    expect(recorded.status).toBe(429);
    expect((await ask(replayOf(exchanges), chat())).json.error).toEqual(recorded.json.error);
  });

  test('a form is found again with another boundary and file name, but not with another file', async () => {
    const { recorder, exchanges } = recordService();
    const upload = async (emulator: typeof recorder, text: string, name: string) => {
      const form = new FormData();
      form.set('purpose', 'file-extract');
      form.set('file', new File([text], name, { type: 'text/plain' }));
      const headers = { authorization: 'Bearer sk-test' };
      return emulator.fetch(`${BASE}/files`, { method: 'POST', headers, body: form });
    };
    const { id } = await (await upload(recorder, 'Notes.', 'notes.txt')).json();
    const again = await upload(replayOf(exchanges), 'Notes.', 'other.txt');
    expect((await again.json()).id).toBe(id);
    const refused = await upload(replayOf(exchanges), 'Other notes.', 'notes.txt');
    expect(refused.status).toBe(404);
    expect((await refused.json()).message).toMatch(/form\[1\]\.file is "[\da-f]{64}", recorded "[\da-f]{64}"/);
  });
});

describe('the time of an answer', () => {
  afterEach(() => vi.useRealTimers());

  test('chunks come at once, or when they came where that is asked for', async () => {
    const { recorder, exchanges } = recordService({ answer: () => ({ deltas: ['One', 'Two'] }) });
    await (await send(recorder, chat({ stream: true }))).text();
    const [exchange] = exchanges;
    for (const [index, chunk] of exchange!.response.chunks!.entries()) chunk.ms = 10_000 * (index + 1);
    exchange!.response.ms = 5_000;
    expect(await (await send(replayOf(exchanges), chat({ stream: true }))).text()).toContain('Two');

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = send(replayOf(exchanges, { timing: true }), chat({ stream: true }));
    await vi.waitUntil(() => vi.getTimerCount() > 0, { interval: 0 });
    await vi.advanceTimersByTimeAsync(5_000);
    const reader = (await begun).body!.getReader();
    const first = reader.read();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(new TextDecoder().decode((await first).value)).toContain('"role":"assistant"');
    let second = '';
    const reading = reader.read().then(({ value }) => (second = new TextDecoder().decode(value)));
    await vi.advanceTimersByTimeAsync(9_999);
    expect(second).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    await reading;
    expect(second).toContain('One');
    await reader.cancel();
  });
});

describe('a call that is not recorded', () => {
  test('a call that is not recorded is refused, and told what differs from the nearest one', async () => {
    const { recorder, exchanges } = recordService();
    await ask(recorder, chat({ temperature: 0.2 }));
    await ask(recorder, chat({ model: 'qwen-max', top_p: 0.5, seed: 1 }));
    const { status, json } = await ask(replayOf(exchanges), chat({ temperature: 0.3 }));
    expect(status).toBe(404);
    expect(json.error.message).toBe(
      'This call is not in the recording: POST /compatible-mode/v1/chat/completions. ' +
        'It differs from the nearest one: body.temperature is 0.3, recorded 0.2.',
    );
    expect(json).toMatchObject({ code: 'NotRecorded', message: json.error.message });
  });

  test('a call of an endpoint that is not recorded is told which ones are', async () => {
    const { recorder, exchanges } = recordService();
    await ask(recorder, chat());
    const { json } = await ask(replayOf(exchanges), {}, { path: '/embeddings' });
    expect(json.message).toContain('The recording has POST /compatible-mode/v1/chat/completions.');
    expect((await ask(replayOf([]), chat())).json.message).toContain('The recording is empty.');
  });

  test('the emulator answers a call that is not recorded where that is asked for', async () => {
    const { recorder, exchanges } = recordService({ answer: () => ({ text: 'Recorded.' }) });
    await ask(recorder, chat());
    const replay = replayOf(exchanges, { otherwise: 'emulate' });
    expect((await ask(replay, chat())).json.choices[0].message.content).toBe('Recorded.');
    const other = await ask(replay, chat({ messages: [{ role: 'user', content: 'Other' }] }));
    expect(other.json.choices[0].message.content).toContain('You said: Other');
    expect(replay.calls.map(({ status }) => status)).toEqual([200, 200]);
  });
});

describe('options', () => {
  const exchange = { request: { method: 'GET', path: '/' }, response: { status: 200, ms: 0 } };

  test.each<[string, object, string]>([
    ['both', { forward: { to: 'http://localhost:1' }, replay: { exchanges: [] } }, 'not both'],
    ['no list', { replay: {} }, 'replay.exchanges must be a list'],
    [
      'another otherwise',
      { replay: { exchanges: [], otherwise: 'fail' } },
      "must be 'refuse' or 'emulate', given fail",
    ],
    ['no request', { replay: { exchanges: [{}] } }, 'replay.exchanges[0] is not a recorded call: request must be'],
    [
      'a status',
      { replay: { exchanges: [{ ...exchange, response: { status: 99, ms: 0 } }] } },
      'response.status must be',
    ],
    ['another host', { forward: { to: 'https://example.com' } }, 'The key of a caller goes nowhere else.'],
    ['no encryption', { forward: { to: 'http://dashscope.aliyuncs.com' } }, 'The key of a caller goes nowhere else.'],
    ['a name like it', { forward: { to: 'https://dashscope.aliyuncs.com.example.com' } }, 'goes nowhere else.'],
    ['another tenant', { forward: { to: 'https://x.oss-cn-beijing.aliyuncs.com' } }, 'goes nowhere else.'],
    ['a path', { forward: { to: 'https://dashscope.aliyuncs.com/api/v1' } }, 'It has no path'],
    ['no URL', { forward: { to: 'singapore' } }, 'given "singapore"'],
  ])('a wrong value is refused with a reason: %s', (_name, options, reason) => {
    expect(() => createEmulator(options)).toThrow(reason);
    expect(() => createEmulator(options)).toThrow(TypeError);
  });

  test.each(['https://dashscope-us.aliyuncs.com', 'https://ws1.ap-southeast-1.maas.aliyuncs.com', 'http://[::1]:4010'])(
    'calls may be passed on to %s',
    (to) => {
      expect(() => createEmulator({ forward: { to } })).not.toThrow();
    },
  );
});
