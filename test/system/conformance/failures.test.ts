import type { MidStreamFailure } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { failureOf } from '../../support/recorder.js';
import { connect, targets } from '../../support/targets.js';

/** The fields of an error that a service's answer has caused. */
interface Fields {
  name: string;
  message: string;
  statusCode?: number;
  isRetryable?: boolean;
}

const slowDown = { status: 429, code: 'Throttling.RateQuota', message: 'Throttling.RateQuota: slow down' };
const hello = { prompt: 'Hello' };

describe.each(targets)('$name', (target) => {
  const { APICallError, NoObjectGeneratedError } = target.major.errors;

  describe('reports at once, and does not try again,', () => {
    test.each([
      ['a wrong key', 'sk-wrong', 401, 'A key belongs to one region'],
      ['a model that the key may not use', 'sk-no-access', 403, 'Model access denied'],
      ['a bill that is not paid', 'sk-arrears', 400, 'Access denied'],
    ])('a call reports %s at once, and does not try again', async (_name, key, statusCode, words) => {
      const { whole, stream, emulator } = await connect(target, [], key);
      const error = (await failureOf(whole(hello))) as Fields;
      expect(APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ statusCode, isRetryable: false });
      expect(error.message).toContain(words);
      const { errors, result } = await stream(hello);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({ statusCode, isRetryable: false });
      expect(result?.steps[0]?.finishReason ?? 'error').toBe('error');
      expect(emulator.calls).toHaveLength(2);
      const everything = [error, ...errors].map((one) => JSON.stringify(one, Object.getOwnPropertyNames(one)));
      expect(everything.join()).not.toContain(key);
    });

    test('a call reports a refused prompt at once, and does not try again', async () => {
      const { whole, stream, emulator } = await connect(target);
      emulator.failNext('input-inspection');
      const error = await failureOf(whole(hello));
      expect(APICallError.isInstance(error)).toBe(true);
      expect(error).toMatchObject({ statusCode: 400, isRetryable: false });
      emulator.failNext('input-inspection');
      const { errors, result, kinds } = await stream(hello);
      expect(errors).toMatchObject([{ statusCode: 400, isRetryable: false }]);
      const words = 'Input data may contain inappropriate content. The content inspection blocked the call';
      for (const one of [error, errors[0]]) expect((one as Fields).message).toContain(words);
      // The compatible protocol refuses before there is a stream, the others within one (HTTP 200).
      const within = target.protocol !== 'compatible';
      expect(kinds).toEqual(within ? ['error', 'finish'] : ['error']);
      expect(result?.steps).toEqual(within ? [{ finishReason: 'error' }] : undefined);
      expect(emulator.calls).toHaveLength(2);
    });
  });

  describe('ends a stream that breaks with an error, a finish and all promises settled:', () => {
    test.each([
      ['frame', 'Throttling.RateQuota'],
      ['data', 'Throttling.RateQuota'],
      ['error_finish', 'Throttling'],
      ['malformed', 'not JSON'],
      ['html', 'without a finish reason'],
      ['end', 'without a finish reason'],
      ['cut', 'broke off'],
    ] as const)(
      'a stream that breaks (%s) ends with an error, a finish and all promises settled',
      async (form, words) => {
        const failAfter: MidStreamFailure = { deltas: 2, failure: slowDown, form };
        const deltas = ['Once ', 'upon ', 'a time'];
        const { stream, emulator } = await connect(target, [{ deltas, failAfter, deltaDelay: 10 }]);
        const { errors, kinds, result } = await stream({ prompt: 'A tale' });
        expect(kinds.slice(-2)).toEqual(['error', 'finish']);
        expect(errors).toHaveLength(1);
        expect(APICallError.isInstance(errors[0])).toBe(true);
        expect((errors[0] as Fields).message).toContain(words);
        expect(result?.steps[0]?.finishReason).toBe('error');
        // A broken socket can take along what has arrived and not been read yet.
        if (form === 'cut') expect('Once upon '.startsWith(result?.steps[0]?.text ?? '')).toBe(true);
        else expect(result?.steps[0]?.text).toBe('Once upon ');
        expect(emulator.calls).toHaveLength(1);
      },
    );

    test('a stream that breaks in the middle of tool arguments ends with an error, and the tool is not run', async () => {
      const answer = {
        toolCalls: [{ name: 'weather', arguments: { city: 'Llanfairpwllgwyngyll' } }],
        failAfter: { deltas: 2, failure: slowDown },
      };
      const { stream } = await connect(target, [answer]);
      const { errors, kinds, result } = await stream({ prompt: 'Weather?', tools: ['weather'], steps: 2 });
      expect(errors).toHaveLength(1);
      expect(kinds).toEqual(['tool-input', 'error', 'finish']);
      expect(result?.steps).toEqual([{ finishReason: 'error' }]);
    });

    test('a streamed object that breaks ends with an error, a finish and all promises settled', async () => {
      const answer = { deltas: ['{"name":', '"Ada"'], failAfter: { deltas: 2, failure: slowDown } };
      const { streamObject } = await connect(target, [answer]);
      const { object, errors } = await streamObject({ modelId: 'qwen-plus', prompt: 'Ada' });
      expect(errors.filter((error) => APICallError.isInstance(error))).toHaveLength(1);
      // 4 rejects the object for what it lacks, the later majors with the error itself.
      const { reason } = object as PromiseRejectedResult;
      expect(NoObjectGeneratedError.isInstance(reason) || APICallError.isInstance(reason)).toBe(true);
    });
  });

  test.each(['data', 'error_finish', 'malformed', 'html', 'end', 'cut'] as const)(
    'a broken whole answer rejects: %s',
    async (form) => {
      const failAfter: MidStreamFailure = { deltas: 1, failure: slowDown, form };
      const { whole } = await connect(target, [{ text: 'Once upon', failAfter }]);
      const error = await failureOf(whole({ ...hello, maxRetries: 0 }));
      expect(APICallError.isInstance(error)).toBe(true);
    },
  );

  test('a call with broken arguments that nobody mends is handed on, and the loop goes on where the major does', async () => {
    const { whole, emulator } = await connect(target, ({ toolResults }) =>
      toolResults.length > 0
        ? { text: 'I shall ask again.' }
        : { toolCalls: [{ name: 'weather', arguments: '{"city": "Os', id: 'call_1' }] },
    );
    const asked = whole({ prompt: 'Weather in Oslo?', tools: ['weather'], steps: 2 });
    if (target.major.brokenCalls === 'throw') {
      expect(await failureOf(asked)).toMatchObject({ name: 'AI_InvalidToolArgumentsError', toolArgs: '{"city": "Os' });
      return;
    }
    const { steps } = await asked;
    expect(steps.at(-1)?.text).toBe('I shall ask again.');
    // The service refuses a history in which arguments are not JSON.
    expect(emulator.calls.map((call) => call.status)).toEqual([200, 200]);
    expect(JSON.stringify(emulator.calls[1]?.body)).toContain('"arguments":"{}"');
  });

  test('an abort by the caller closes the connection, whole and streamed', async () => {
    const { whole, stream, emulator } = await connect(target, () => ({
      deltas: Array.from({ length: 200 }, (_, index) => `${index} `),
      deltaDelay: 20,
      // Long enough for the test to end first.
      firstTokenDelay: emulator.calls.length === 1 ? 0 : 60_000,
    }));
    const whileStreaming = new AbortController();
    const streamed = await stream({
      prompt: 'Count',
      abortSignal: whileStreaming.signal,
      onText: () => whileStreaming.abort(),
    });
    expect(streamed.aborted).toBe(true);
    expect(streamed.errors).toEqual([]);
    await expect.poll(() => emulator.calls[0]?.aborted).toBe(true);

    const whileWaiting = new AbortController();
    const asked = whole({ prompt: 'Count', abortSignal: whileWaiting.signal });
    await expect.poll(() => emulator.calls.length).toBe(2);
    whileWaiting.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    await expect.poll(() => emulator.calls[1]?.aborted).toBe(true);
  });
});

// The SDKs wait for two seconds before they try again: all targets wait together.
describe('every major over every protocol', () => {
  const all = async <Result>(act: (target: (typeof targets)[number]) => Promise<Result>) =>
    Object.fromEntries(await Promise.all(targets.map(async (target) => [target.name, await act(target)] as const)));
  const everywhere = <Result>(result: Result) => Object.fromEntries(targets.map(({ name }) => [name, result]));

  test('a throttled call is tried again, whole and streamed', async () => {
    const texts = await all(async (target) => {
      const [first, second] = await Promise.all([connect(target), connect(target)]);
      for (const { emulator } of [first, second]) {
        emulator.failNext('rate-limit');
        emulator.answerNext({ text: 'Here I am.' });
      }
      const [whole, streamed] = await Promise.all([first.whole(hello), second.stream(hello)]);
      return [whole, streamed.result].map((result) => result?.steps[0]?.text);
    });
    expect(texts).toEqual(everywhere(['Here I am.', 'Here I am.']));
  });

  test('a stream that fails before its first token is tried again', async () => {
    const failure = { status: 429, code: 'Throttling.AllocationQuota', message: 'Allocated quota exceeded.' };
    const outcomes = await all(async (target) => {
      const { stream, emulator } = await connect(target, [
        { failAfter: { deltas: 0, failure, form: 'frame' } },
        { text: 'Here I am.' },
      ]);
      const { result, errors } = await stream(hello);
      return { text: result?.steps[0]?.text, errors, calls: emulator.calls.length };
    });
    expect(outcomes).toEqual(everywhere({ text: 'Here I am.', errors: [], calls: 2 }));
  });

  test('a call gives up when the tries are used up, with the last error', async () => {
    const outcomes = await all(async (target) => {
      const { whole, emulator } = await connect(target);
      emulator.failNext('internal-error', { times: 2 });
      const error = (await failureOf(whole({ ...hello, maxRetries: 1 }))) as Fields & { lastError: Fields };
      const { RetryError } = target.major.errors;
      return [RetryError.isInstance(error), error.lastError.statusCode, emulator.calls.length];
    });
    expect(outcomes).toEqual(everywhere([true, 500, 2]));
  });
});
