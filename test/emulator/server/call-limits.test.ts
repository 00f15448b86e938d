import { createEmulator, type AskedCall } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { chat } from '../../support/emulator-requests.js';
import { inspect } from '../../support/inspected-emulator.js';

type Options = Parameters<typeof createEmulator>[0];

/** An emulator that was asked questions of these lengths. */
async function asked(options: Options, lengths: number[]) {
  const emulator = createEmulator(options);
  for (const length of lengths) await ask(emulator, length);
  return emulator;
}

async function ask(emulator: ReturnType<typeof createEmulator>, length: number): Promise<void> {
  const response = await emulator.fetch('https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(chat({ messages: [{ role: 'user', content: 'x'.repeat(length) }] })),
  });
  await response.text();
}

const forgotten = /^The body of \d+ bytes is no longer kept: later calls needed the room\.$/;

// A long-running emulator kept every body: 660 MB after forty calls of 10 MB.
describe('calls of a long-running emulator', () => {
  test('an emulator without limits keeps every call whole', async () => {
    const { calls } = await asked({}, [50_000, 50_000, 50_000]);
    expect(calls.map(({ body, bodyForgotten }) => [typeof body, bodyForgotten])).toEqual(
      calls.map(() => ['object', undefined]),
    );
  });

  test('the oldest calls are forgotten, and calls are counted on', async () => {
    const places: number[] = [];
    const answer = ({ index }: AskedCall) => void places.push(index);
    const emulator = await asked({ callLimits: { max: 2 }, answer }, [1, 2, 3, 4]);
    const textOf = ({ body }: { body: unknown }) => (body as { messages: [{ content: string }] }).messages[0].content;
    expect(emulator.calls.map(textOf)).toEqual(['xxx', 'xxxx']);
    emulator.reset();
    await ask(emulator, 1);
    expect(places).toEqual([0, 1, 2, 3, 0]);
    expect(emulator.calls).toHaveLength(1);
  });

  test('bodies of older calls are forgotten with a note, and the last one is kept however long it is', async () => {
    const { calls } = await asked({ callLimits: { maxBodyBytes: 1_000 } }, [300, 300, 300]);
    expect(calls.map(({ body }) => body === undefined)).toEqual([true, false, false]);
    expect(calls[0]!.bodyForgotten).toMatch(forgotten);
    const long = await asked({ callLimits: { maxBodyBytes: 1_000 } }, [300, 5_000]);
    expect(long.calls.map(({ body }) => body === undefined)).toEqual([true, false]);
  });

  test('the inspector says that a body is no longer kept, and so do the copies', async () => {
    const { ask: post, detail, calls, copy } = await inspect({ callLimits: { max: 1 } });
    await post(chat({ model: 'qwen-max' }));
    await post(chat());
    expect(await calls()).toMatchObject([{ model: 'qwen-max', question: 'Hello there' }, {}]);
    expect((await detail(1)).requestBody).toMatch(forgotten);
    expect(await copy(1, 'curl')).toMatch(/^# The body of \d+ bytes is no longer kept.*\ncurl /);
    expect(await copy(1, 'vitest')).toContain('  // The body of');
    expect(await copy(2, 'curl')).toContain('Hello there');
  });

  test.each([{ max: 0 }, { maxBodyBytes: Number.NaN }])('the limits %j are refused', (callLimits) => {
    const [name] = Object.keys(callLimits);
    expect(() => createEmulator({ callLimits })).toThrow(`callLimits.${name} must be a number of at least 1`);
  });
});
