import { failures, type MidStreamFailure } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { chat, look, post, readPackets, SSE } from '../../support/native-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('failNext on the native protocol', () => {
  test.each(failures.map((failure) => [failure.name, failure] as const))(
    'failNext on the native protocol gives %s its code, message and status',
    async (name, row) => {
      const emulator = strictEmulator();
      emulator.failNext(name);
      const response = await post(emulator, chat());
      const json = await response.json();
      expect(response.status).toBe(row.status);
      expect(json.code).toBe(row.nativeCode);
      const words = (row.nativeMessage ?? row.message).replace(/\{\w+\}/g, 'xxx');
      const prefix = row.algorithm ? `<${row.status}> InternalError.Algo.InvalidParameter: ` : '';
      expect(json.message).toBe(prefix + words);
      expect((await post(emulator, chat())).status).toBe(200);
    },
  );

  test('failNext on the native protocol fails streams with a frame under HTTP 200, quotas among them, and wrong keys with JSON', async () => {
    const emulator = strictEmulator();
    emulator.failNext('free-quota');
    const response = await post(emulator, chat(), { headers: SSE });
    expect(response.status).toBe(200);
    expect(readPackets(await response.text())).toEqual([
      {
        id: '1',
        event: 'error',
        comment: 'HTTP_STATUS/429',
        data: {
          code: 'Throttling.AllocationQuota',
          message: 'Free allocated quota exceeded.',
          request_id: response.headers.get('x-request-id'),
        },
      },
    ]);
    const refused = await post(emulator, chat(), { headers: SSE, key: 'sk-wrong' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([401, 'application/json']);
  });

  test.each([
    ['json', 503, 'application/json'],
    ['line', 200, 'text/event-stream;charset=UTF-8'],
    ['frame', 503, 'text/event-stream;charset=UTF-8'],
  ] as const)('failNext on the native protocol frames a failure as %s when told', async (form, status, type) => {
    const emulator = strictEmulator();
    emulator.failNext('model-serving', { form });
    const response = await post(emulator, chat(), { headers: SSE });
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    expect(await response.text()).toContain('"code":"ModelServingError"');
  });
});

/** The text of a stream that breaks after two of three deltas. */
async function broken(failAfter: MidStreamFailure, body: object = chat({ incremental_output: true })): Promise<string> {
  const emulator = strictEmulator();
  emulator.answerNext({ deltas: ['one', ' two', ' three'], failAfter });
  const response = await post(emulator, body, { headers: SSE });
  expect(response.status).toBe(200);
  return response.text();
}

describe('failures in the middle of a native stream', () => {
  test('failures in the middle of a native stream are frames by default, numbered on', async () => {
    const packets = readPackets(await broken({ deltas: 2, failure: 'output-inspection' }));
    expect(packets.map(({ id, event, comment }) => [id, event, comment])).toEqual([
      ['1', 'result', 'HTTP_STATUS/200'],
      ['2', 'result', 'HTTP_STATUS/200'],
      ['3', 'error', 'HTTP_STATUS/400'],
    ]);
    expect(packets[2]!.data).toMatchObject({
      code: 'DataInspectionFailed',
      message: 'Output data may contain inappropriate content.',
    });
  });

  test('failures in the middle of a native stream come before the first word, and after the last one before the end', async () => {
    expect(readPackets(await broken({ deltas: 0 })).map(({ event }) => event)).toEqual(['error']);
    for (const body of [chat({ incremental_output: true }), look({ incremental_output: true })]) {
      const packets = readPackets(await broken({ deltas: 9 }, body));
      expect(packets.map(({ event }) => event)).toEqual(['result', 'result', 'result', 'error']);
      expect(packets[2]!.data.output.choices[0].finish_reason).toBe('null');
    }
  });

  test('failures in the middle of a native stream may be an ordinary event, or the finish of the answer', async () => {
    const data = readPackets(await broken({ deltas: 1, form: 'data' }));
    expect(data[1]).toMatchObject({ event: 'result', data: { code: 'InternalError' } });
    const finish = readPackets(await broken({ deltas: 1, form: 'error_finish', failure: 'rate-limit' }));
    expect(finish[1]!.data.output.choices).toEqual([
      {
        finish_reason: 'error_finish',
        message: { role: 'assistant', content: 'You have exceeded your current request limit.' },
      },
    ]);
  });

  test('failures in the middle of a native stream may be a broken line, a page of a gateway, or an end without a word', async () => {
    const malformed = await broken({ deltas: 1, form: 'malformed' });
    expect(() => readPackets(malformed)).toThrow('no native event');
    expect(await broken({ deltas: 1, form: 'html' })).toContain('502 Bad Gateway');
    expect(readPackets(await broken({ deltas: 1, form: 'end' }))).toHaveLength(1);
  });

  test('failures in the middle of a native stream may cut the connection', async () => {
    await expect(broken({ deltas: 1, form: 'cut' })).rejects.toThrow('terminated');
  });

  test('failures in the middle break whole native answers in their place', async () => {
    const emulator = strictEmulator();
    const answers = [];
    for (const form of ['frame', 'data', 'error_finish', 'end'] as const) {
      emulator.answerNext({ failAfter: { deltas: 1, form, failure: 'model-unavailable' } });
      answers.push(await (await post(emulator, chat())).text());
    }
    expect(answers[0]).toContain('event:error\n:HTTP_STATUS/503\n');
    expect(JSON.parse(answers[1]!)).toMatchObject({ code: 'ModelUnavailable' });
    expect(JSON.parse(answers[2]!).output.choices[0].finish_reason).toBe('error_finish');
    expect(answers[3]).toBe('');
  });

  test('a client that leaves in the middle of a failure is reported to the emulator', async () => {
    const emulator = strictEmulator({ deltaDelay: 5 });
    const gone = new AbortController();
    const response = await post(emulator, chat(), { headers: SSE, signal: gone.signal });
    const reader = response.body!.getReader();
    await reader.read();
    gone.abort();
    await expect(reader.read()).rejects.toThrow('aborted');
    expect(emulator.calls[0]!.aborted).toBe(true);
  });
});
