import { type FailureName, failures, failingKeys, type MidStreamFailure } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { ask, chat, dataLines, send, type Json } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('failures on demand', () => {
  test.each(failures.map((failure) => [failure.name, failure] as const))(
    'failNext fails with %s',
    async (name, failure) => {
      const emulator = strictEmulator();
      emulator.failNext(name, { form: 'json' });
      const { status, json } = await ask(emulator, chat());
      expect(status).toBe(failure.status);
      expect(json.error.code).toBe(failure.code);
      expect(json.error.message.endsWith(failure.message.replace(/\{\w+\}/g, 'xxx'))).toBe(true);
      expect((await ask(emulator, chat())).status).toBe(200);
    },
  );

  test("failNext has every row of the service's error table", () => {
    const table = (
      'InvalidParameter InvalidParameter.NotSupportEnableThinking InvalidParameter.DataInspection ' +
      'DataInspectionFailed BadRequest.EmptyInput BadRequest.EmptyParameters BadRequest.EmptyModel ' +
      'BadRequest.IllegalInput BadRequest.TooLarge BadRequest.ResourceNotExist Arrearage InvalidURL ' +
      'InvalidURL.Timeout InvalidURL.ConnectionRefused IPInfringementSuspect FaqRuleBlocked ' +
      'CustomRoleBlocked ServiceUnavailableError InvalidApiKey AccessDenied AccessDenied.Unpurchased ' +
      'Model.AccessDenied App.AccessDenied Workspace.AccessDenied AllocationQuota.FreeTierOnly ' +
      'ModelNotFound model_not_supported NotFound WorkSpaceNotFound Conflict Throttling ' +
      'Throttling.RateQuota LimitRequests Throttling.BurstRate Throttling.AllocationQuota ' +
      'CommodityNotPurchased PrepaidBillOverdue PostpaidBillOverdue InternalError InternalError.Algo ' +
      'InternalError.Timeout SystemError ModelServiceFailed RequestTimeOut ResponseTimeout ' +
      'ModelServingError ModelUnavailable'
    ).split(' ');
    const known = new Set(failures.map((failure) => failure.nativeCode));
    expect([...table, 'NOT AUTHORIZED'].filter((code) => !known.has(code))).toEqual([]);
  });

  test('failNext fails as often as asked, then answers', async () => {
    const emulator = strictEmulator();
    emulator.failNext('rate-limit', { times: 2 });
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await ask(emulator, chat())).status);
    expect(statuses).toEqual([429, 429, 200]);
  });

  test('failNext takes your own failure', async () => {
    const emulator = strictEmulator();
    emulator.failNext({ status: 418, code: 'teapot', message: 'No coffee' });
    expect(await ask(emulator, chat())).toMatchObject({
      status: 418,
      json: { error: { message: 'No coffee', type: 'teapot', param: null, code: 'teapot' } },
    });
  });

  test('failNext lists its names when it does not know one', async () => {
    const emulator = strictEmulator();
    emulator.failNext('nonsense' as FailureName);
    await expect(send(emulator, chat())).rejects.toThrow(/no failure named 'nonsense'\. Known: input-inspection/);
  });

  test('failNext keeps the queue for requests that are right', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ text: 'Kept' });
    expect((await ask(emulator, chat({ temperature: 3 }))).status).toBe(400);
    expect((await ask(emulator, chat())).json.choices[0].message.content).toBe('Kept');
  });

  test.each(failingKeys.map((row) => [row.key, row.failure] as const))('%s fails as it says', async (key, failure) => {
    const row = failures.find((one) => one.name === failure)!;
    expect(await ask(strictEmulator(), chat(), { key })).toMatchObject({
      status: row.status,
      json: { error: { code: row.code, message: row.message } },
    });
  });

  test('failNext fails embeddings and completions', async () => {
    const emulator = strictEmulator();
    emulator.failNext('arrears', { times: 2 });
    const embedding = { model: 'text-embedding-v3', input: 'x' };
    expect((await ask(emulator, embedding, { path: '/embeddings' })).json.error.code).toBe('Arrearage');
    const completion = { model: 'qwen-coder-turbo', prompt: 'x' };
    expect((await ask(emulator, completion, { path: '/completions' })).json.error.code).toBe('Arrearage');
  });

  test('failNext frames a refusal as a native event when asked to', async () => {
    const emulator = strictEmulator();
    emulator.failNext('arrears', { form: 'frame' });
    const response = await send(emulator, chat());
    const id = response.headers.get('x-request-id');
    expect(response.status).toBe(400);
    expect(await response.text()).toBe(
      'id:1\nevent:error\n:HTTP_STATUS/400\ndata:{"code":"Arrearage","message":' +
        `"Access denied, please make sure your account is in good standing.","request_id":"${id}"}\n\n`,
    );
  });

  test('failNext answers quotas of a stream as JSON, because there is no stream yet', async () => {
    const emulator = strictEmulator();
    emulator.failNext('token-quota');
    const { status, json } = await ask(emulator, chat({ stream: true }));
    expect([status, json.error.code]).toEqual([429, 'insufficient_quota']);
  });
});

const broken = async (failAfter: MidStreamFailure, more: Record<string, unknown> = { stream: true }) => {
  const emulator = strictEmulator();
  emulator.answerNext({ deltas: ['one', ' two', ' three'], failAfter });
  const response = await send(emulator, chat(more));
  return { emulator, response, id: response.headers.get('x-request-id'), read: () => response.text() };
};

const textOf = (chunks: Json[]) => chunks.map((chunk) => chunk.choices?.[0]?.delta.content ?? '').join('');

const whole = async (form: MidStreamFailure['form']) => {
  const { response, read } = await broken({ deltas: 0, form, failure: 'internal-error' }, {});
  return { status: response.status, text: await read() };
};

describe('failures in the middle of a stream', () => {
  test('a failure in the middle of a stream is a native frame after the given number of deltas, the status still 200', async () => {
    const { response, id, read } = await broken({ deltas: 2, failure: 'token-quota', form: 'frame' });
    const text = await read();
    expect(response.status).toBe(200);
    expect(
      text.endsWith(
        'id:1\nevent:error\n:HTTP_STATUS/429\ndata:{"code":"Throttling.AllocationQuota","message":' +
          `"Allocated quota exceeded, please increase your quota limit.","request_id":"${id}"}\n\n`,
      ),
    ).toBe(true);
    expect(textOf(dataLines(text))).toBe('one two');
  });

  test('a failure in the middle of a stream may be a line with an error', async () => {
    const { id, read } = await broken({ deltas: 1, failure: 'output-inspection', form: 'data' });
    const chunks = dataLines(await read());
    expect(textOf(chunks)).toBe('one');
    expect(chunks.at(-1)).toEqual({
      id: `chatcmpl-${id}`,
      error: {
        code: 'data_inspection_failed',
        param: null,
        type: 'data_inspection_failed',
        message: 'Output data may contain inappropriate content.',
      },
    });
  });

  test('a failure in the middle of a stream may be a finish reason with the message as text', async () => {
    const { read } = await broken({
      deltas: 1,
      failure: { status: 429, code: null, message: 'Throttling: TPM(1/1)' },
      form: 'error_finish',
    });
    expect(dataLines(await read()).at(-2).choices).toEqual([
      { finish_reason: 'error_finish', delta: { content: 'Throttling: TPM(1/1)' }, index: 0, logprobs: null },
    ]);
  });

  test('a failure in the middle of a stream may be a connection that breaks', async () => {
    const { read } = await broken({ deltas: 1, form: 'cut' });
    await expect(read()).rejects.toThrow('terminated');
  });

  test('a failure in the middle of a stream may be silence, until the client hangs up', async () => {
    for (const more of [{ stream: true }, {}]) {
      const { emulator, response } = await broken({ deltas: 2, form: 'stall' }, more);
      const reader = response.body!.getReader();
      expect((await reader.read()).done).toBe(false);
      const silent = (async () => {
        while (!(await reader.read()).done);
        return 'ended';
      })();
      expect(await Promise.race([silent, new Promise((resolve) => setTimeout(resolve, 30, 'silent'))])).toBe('silent');
      await reader.cancel();
      expect(emulator.calls[0]!.aborted).toBe(true);
    }
  });

  test('a failure may be silence instead of headers, or after your own response', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ firstTokenDelay: Infinity }, { raw: { status: 503, body: '{"err', stalls: true } });
    const gone = new AbortController();
    const waiting = send(emulator, chat(), { signal: gone.signal });
    setTimeout(() => gone.abort(), 30);
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    const response = await send(emulator, chat());
    expect(response.status).toBe(503);
    const reader = response.body!.getReader();
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"err');
    const next = reader.read();
    expect(await Promise.race([next, new Promise((resolve) => setTimeout(resolve, 30, 'silent'))])).toBe('silent');
    await reader.cancel();
  });

  test('a failure in the middle of a stream may be a line that is not JSON, a page of HTML, or an end without a finish', async () => {
    expect(await (await broken({ deltas: 1, form: 'malformed' })).read()).toMatch(/data: \{"choices":\[[^\n]*"\n\n$/);
    const page = await broken({ deltas: 0, form: 'html' });
    expect([page.response.headers.get('content-type'), (await page.read()).slice(0, 6)]).toEqual([
      'text/html',
      '<html>',
    ]);
    const chunks = dataLines(await (await broken({ deltas: 9, form: 'end' })).read());
    expect(textOf(chunks)).toBe('one two three');
    expect(chunks.at(-1).choices[0].finish_reason).toBeNull();
  });

  test('a failure in the middle of a stream breaks whole answers', async () => {
    expect(JSON.parse((await whole('data')).text).error.code).toBe('internal_error');
    expect(JSON.parse((await whole('error_finish')).text).choices[0].finish_reason).toBe('error_finish');
    expect(await whole('html')).toMatchObject({
      status: 200,
      text: expect.stringContaining('502 Bad Gateway'),
    });
    expect((await whole('frame')).text).toContain('event:error\n:HTTP_STATUS/500\n');
    expect((await whole('end')).text).toBe('');
    const half = (await whole('malformed')).text;
    expect(() => JSON.parse(half)).toThrow(SyntaxError);
    await expect(whole('cut')).rejects.toThrow('terminated');
  });
});
