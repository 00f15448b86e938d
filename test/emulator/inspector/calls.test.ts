import type { ScriptedAnswer } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { chat } from '../../support/emulator-requests.js';
import { inspect } from '../../support/inspected-emulator.js';

const native = '/api/v1/services/aigc/text-generation/generation';
const nativeChat = (parameters: object = {}) => ({
  model: 'qwen-plus',
  input: { messages: [{ role: 'user', content: 'Hello there' }] },
  parameters: { result_format: 'message', ...parameters },
});

describe('a call in the inspector', () => {
  test('a streamed chat has its question, its answer and its chunks on a time line', async () => {
    const { emulator, ask, calls, detail } = await inspect();
    emulator.answerNext({ reasoning: 'Hm.', deltas: ['Light', ' scatters.'], usage: { completionTokens: 7 } });
    const body = chat({
      model: 'qwen3-max',
      enable_thinking: true,
      stream: true,
      stream_options: { include_usage: true },
    });
    const response = await ask({ ...body, tempreture: 1 });
    const text = await response.text();
    const [call] = await calls();
    expect(call).toMatchObject({
      id: 1,
      method: 'POST',
      path: '/compatible-mode/v1/chat/completions',
      model: 'qwen3-max',
      streams: true,
      state: 'done',
      status: 200,
      question: 'Hello there',
      warnings: 1,
      tokens: { output: 7 },
      firstToken: expect.any(Number),
      duration: expect.any(Number),
    });
    const found = await detail(1);
    expect(found.answer).toMatchObject({ reasoning: 'Hm.', text: 'Light scatters.', finishReason: 'stop' });
    expect(found.responseBody).toBe(text);
    expect(found.warningTexts).toEqual([expect.stringContaining('tempreture')]);
    expect(found.chunkList.map(({ kind, piece }) => `${kind} ${piece}`)).toEqual(
      expect.arrayContaining(['reasoning Hm', 'reasoning .', 'text Light', 'text  scatters.', 'usage ', 'end ']),
    );
    const times = found.chunkList.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(found.chunkList.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(new TextEncoder().encode(text).length);
  });

  test.each([
    ['whole', nativeChat(), {}],
    ['in increments', nativeChat({ incremental_output: true }), { 'x-dashscope-sse': 'enable' }],
    ['as a stream that repeats itself', nativeChat(), { 'x-dashscope-sse': 'enable' }],
  ])('an answer of the native protocol is read %s', async (_, body, headers) => {
    const { emulator, ask, calls, detail } = await inspect();
    emulator.answerNext({ deltas: ['Light', ' scatters', ' here.'] });
    await ask(body, { path: native, headers });
    expect(await calls()).toMatchObject([{ question: 'Hello there', tokens: { input: expect.any(Number) } }]);
    expect((await detail(1)).answer).toMatchObject({ text: 'Light scatters here.', finishReason: 'stop' });
  });

  test.each([false, true])('an answer of the Responses protocol is read (stream: %j)', async (stream) => {
    const { emulator, ask, calls, detail } = await inspect();
    emulator.answerNext({ reasoning: 'Hm.', text: 'Light scatters.' });
    const body = { model: 'qwen3.7-plus', input: 'Why is the sky blue?', stream, reasoning: { effort: 'medium' } };
    await ask(body, { path: '/compatible-mode/v1/responses' });
    expect(await calls()).toMatchObject([{ question: 'Why is the sky blue?', tokens: { output: expect.any(Number) } }]);
    expect((await detail(1)).answer).toMatchObject({ reasoning: 'Hm.', text: 'Light scatters.' });
  });

  test.each([false, true])('tool calls are shown with their arguments (stream: %j)', async (stream) => {
    const { emulator, ask, detail } = await inspect();
    emulator.answerNext({ toolCalls: [{ name: 'weather', arguments: { city: 'Hangzhou' } }] });
    const tools = [{ type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }];
    await ask(chat({ stream, tools }));
    const { toolCalls, finishReason } = (await detail(1)).answer;
    expect([finishReason, toolCalls.length, toolCalls[0]!.name]).toEqual(['tool_calls', 1, 'weather']);
    expect(JSON.parse(toolCalls[0]!.arguments)).toEqual({ city: 'Hangzhou' });
  });

  test('chunks that end anywhere give the same answer', async () => {
    const { emulator, ask, detail } = await inspect({ chunkSize: 7 });
    emulator.answerNext({ deltas: ['Licht', ' streut sich. 光会散射。'] });
    await ask(chat({ stream: true }));
    expect((await detail(1)).answer.text).toBe('Licht streut sich. 光会散射。');
  });

  test.each([
    ['cut', 'broken', undefined],
    ['frame', 'done', 'internal_error'],
  ] as const)('an answer that ends early with "%s" is %s', async (form, state, error) => {
    const { emulator, ask, calls } = await inspect();
    emulator.answerNext({ deltas: ['Light', ' scatters.'], failAfter: { deltas: 1, form } });
    await ask(chat({ stream: true })).catch(() => {});
    const [call] = await calls();
    expect(call!.state).toBe(state);
    if (error !== undefined) expect(call!.error?.toLowerCase()).toMatch(/internal/);
  });

  test('a call is shown while it waits, while it streams, and when its client has left', async () => {
    const { url, follow } = await inspect({ deltaDelay: 60_000 });
    const page = await follow();
    const leave = new AbortController();
    const response = await fetch(`${url}/compatible-mode/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify(chat({ stream: true })),
      signal: leave.signal,
    });
    await response.body!.getReader().read();
    const streaming = await page.next(({ calls }) =>
      calls.some((call) => call.state === 'streaming' && call.chunks > 0),
    );
    expect(streaming.calls).toMatchObject([{ id: 1, status: 200 }]);
    leave.abort();
    const left = await page.next(({ calls }) => calls.some((call) => call.state === 'aborted'));
    expect(left.calls).toMatchObject([{ id: 1, duration: expect.any(Number) }]);
  });

  test('a call that breaks before its answer has no status', async () => {
    const { url, emulator, ask, calls } = await inspect();
    emulator.breakNext('reset', { at: 'creation' });
    const body = { model: 'wan2.2-t2i-flash', input: { prompt: 'A lighthouse' } };
    const headers = { 'x-dashscope-async': 'enable' };
    await expect(ask(body, { path: '/api/v1/services/aigc/text2image/image-synthesis', headers })).rejects.toThrow();
    emulator.answerNext({ firstTokenDelay: Infinity });
    const leave = new AbortController();
    const asked = fetch(`${url}/compatible-mode/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
      body: JSON.stringify(chat()),
      signal: leave.signal,
    });
    await expect.poll(calls).toMatchObject([
      { state: 'broken', status: 0, question: 'A lighthouse' },
      { state: 'waiting', status: 0 },
    ]);
    leave.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(calls).toMatchObject([{ id: 1 }, { state: 'aborted', status: 0 }]);
  });

  test('a refused call has its status and its error', async () => {
    const { ask, calls, detail } = await inspect();
    await ask(chat({ model: 'nope' }));
    expect(await calls()).toMatchObject([{ status: 404, state: 'done', error: 'model_not_found' }]);
    expect((await detail(1)).answer.error?.message).toContain('nope');
  });

  test('a form and a body that is not text are shown by their sizes', async () => {
    const { url, detail, ask, emulator } = await inspect();
    const form = new FormData();
    form.append('purpose', 'file-extract');
    form.append('file', new Blob(['A lighthouse.'], { type: 'text/plain' }), 'light.txt');
    await fetch(`${url}/compatible-mode/v1/files`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test' },
      body: form,
    });
    expect((await detail(1)).requestBody).toEqual({
      purpose: 'file-extract',
      file: { name: 'light.txt', type: 'text/plain', bytes: 13 },
    });
    emulator.answerNext({ raw: { headers: { 'content-type': 'image/png' }, body: new Uint8Array(9) } });
    await ask();
    expect(await detail(2)).toMatchObject({ bytes: 9, chunks: 1, answer: { text: '' } });
    expect((await detail(2)).responseBody).toBeUndefined();
  });

  test('long texts of a request, such as media, are cut', async () => {
    const { ask, detail } = await inspect();
    await ask({ model: 'qwen-long', messages: [{ role: 'user', content: 'x'.repeat(50_000) }] });
    const { requestBody, question } = await detail(1);
    expect(JSON.stringify(requestBody)).toContain('xxx… (50000 characters)');
    expect(question).toHaveLength(200);
  });
});

describe('a response that is longer than what is kept', { timeout: 60_000 }, () => {
  const piece = 'x'.repeat(100_000);

  test.each([
    ['text', { deltas: Array.from({ length: 15 }, () => piece) }],
    ['reasoning', { reasoning: 'x'.repeat(1_500_000), text: 'x' }],
  ] as const)('its %s is kept to a million characters, and a note says so', async (name, script) => {
    const { emulator, ask, detail } = await inspect();
    emulator.answerNext(script as ScriptedAnswer);
    await ask(chat({ model: 'qwen3-max', enable_thinking: true, stream: true }));
    const { answer, cut, chunkList, responseBody, state } = await detail(1);
    expect(answer[name]).toHaveLength(1_000_000);
    expect(responseBody).toHaveLength(1_000_000);
    expect(chunkList.reduce((sum, chunk) => sum + chunk.piece.length, 0)).toBeLessThanOrEqual(1_000_000);
    expect(cut).toMatch(/^The response is longer than what is kept of it/);
    expect([state, answer.finishReason]).toEqual(['done', 'stop']);
  });

  test('its first 5,000 chunks are kept, and its text goes on', async () => {
    const { emulator, ask, detail } = await inspect();
    emulator.answerNext({ deltas: Array.from({ length: 5_010 }, () => 'x') });
    await ask(chat({ stream: true }));
    const { answer, cut, chunks, chunkList } = await detail(1);
    expect([chunkList.length, answer.text.length]).toEqual([5_000, 5_010]);
    expect(chunks).toBeGreaterThan(5_010);
    expect(cut).toContain('5,000 chunks');
  });

  test('a stream that repeats itself is read on behind what is kept', async () => {
    const { emulator, ask, detail } = await inspect();
    emulator.answerNext({ deltas: Array.from({ length: 12 }, () => piece) });
    await ask(nativeChat(), { path: native, headers: { 'x-dashscope-sse': 'enable' } });
    const { answer, chunkList } = await detail(1);
    expect(answer.text).toHaveLength(1_000_000);
    expect(chunkList.filter(({ piece: { length } }) => length === 100_000)).toHaveLength(10);
  });

  test('a line without an end is given up', async () => {
    const { emulator, ask, detail } = await inspect();
    const body = new Uint8Array(21_000_000).fill(120);
    emulator.answerNext({ raw: { headers: { 'content-type': 'text/event-stream' }, body } });
    await ask(chat({ stream: true }));
    expect(await detail(1)).toMatchObject({ bytes: 21_000_000, cut: expect.any(String), answer: { text: '' } });
  });

  test('an answer that is kept whole has no note', async () => {
    const { ask, detail } = await inspect();
    await ask(chat({ stream: true }));
    expect((await detail(1)).cut).toBeUndefined();
  });
});

describe('the list of calls', { timeout: 60_000 }, () => {
  test('the list keeps the newest 500 calls', async () => {
    const { url, calls, follow } = await inspect();
    for (let number = 0; number < 503; number += 1) await (await fetch(`${url}/api/v1/nothing`)).text();
    const ids = (await calls()).map(({ id }) => id);
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([500, 4, 503]);
    expect((await (await follow()).next(() => true)).oldest).toBe(4);
  });

  test('the list keeps 50 million characters of answers', async () => {
    const { emulator, ask, calls } = await inspect();
    const body = new Uint8Array(1_000_000).fill(120);
    emulator.answerNext(
      ...Array.from({ length: 55 }, () => ({ raw: { headers: { 'content-type': 'text/plain' }, body } })),
    );
    for (let number = 0; number < 55; number += 1) await ask();
    const ids = (await calls()).map(({ id }) => id);
    expect(ids.at(-1)).toBe(55);
    expect(ids.length).toBeLessThan(55);
    expect(ids.length).toBeGreaterThan(20);
  });

  test('the list is empty after "clear" and after reset, and pages are told', async () => {
    const { url, ask, emulator, follow } = await inspect();
    const page = await follow();
    await ask();
    await page.next(({ calls }) => calls.some(({ state }) => state === 'done'));
    await fetch(`${url}/inspector/clear`, { method: 'POST' });
    expect(await page.next(({ cleared }) => cleared === true)).toMatchObject({ calls: [] });
    expect(emulator.calls).toHaveLength(1);
    await ask();
    emulator.reset();
    expect(await page.next(({ cleared }) => cleared === true)).toMatchObject({ calls: [] });
  });

  test('the health check and the page itself are not calls', async () => {
    const { url, calls } = await inspect();
    for (const path of ['/', '/health', '/inspector/setup']) await (await fetch(url + path)).text();
    expect(await calls()).toEqual([]);
  });
});

describe('the next answer', () => {
  test('a queued answer and a queued failure come with the next calls, and pages see how many wait', async () => {
    const { ask, queue, follow } = await inspect();
    const page = await follow();
    expect(await (await queue({ answer: { text: 'Light scatters.' } })).json()).toEqual({ queued: 1 });
    expect(await (await queue({ failure: 'rate-limit', times: 2 })).json()).toEqual({ queued: 3 });
    await page.next(({ queued }) => queued === 3);
    expect((await (await ask()).json()).choices[0].message.content).toBe('Light scatters.');
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([429, 429, 200]);
    await page.next(({ queued }) => queued === 0);
  });

  test.each([
    [{ answer: { txt: 'Hello.' } }, 'A scripted answer has no field "txt".'],
    [{ failure: 'nonsense' }, "The emulator knows no failure named 'nonsense'."],
    [{ failure: 'arrears', times: 0 }, '"times" must be a whole number from 1 to 100.'],
    [{ answer: {}, times: 1.5 }, '"times" must be a whole number from 1 to 100.'],
    ['Hello.', 'The body must be an object with "answer" or "failure".'],
  ])('%j cannot be queued, and the reason is said', async (body, reason) => {
    const response = await (await inspect()).queue(body);
    expect([response.status, (await response.json()).message]).toEqual([400, expect.stringContaining(reason)]);
  });

  test('the page gets the names of all failures', async () => {
    const { url } = await inspect();
    const { failures } = await (await fetch(`${url}/inspector/setup`)).json();
    expect(failures.length).toBeGreaterThan(100);
    expect(failures[0]).toEqual({ name: expect.any(String), status: expect.any(Number), message: expect.any(String) });
  });
});
