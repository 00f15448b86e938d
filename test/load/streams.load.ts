import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import * as ai from 'ai';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import * as seven from 'ai-sdk-qwen/ai7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { argumentsOf, callsTool, faultOf, faults, messageOf, piecesOf } from './answers.js';

const atOnce = 200;
const rounds = 3;

let server: ChildProcess;
let qwen: QwenProvider;
let newest: seven.QwenProvider;

beforeAll(async () => {
  server = fork(new URL('server.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve) => {
    server.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
  });
  const settings = { apiKey: 'sk-test', baseURL: `${url}/compatible-mode/v1` };
  qwen = createQwen(settings);
  newest = seven.createQwen(settings);
});

afterAll(() => void server.kill());

/** The outcome of one stream. */
interface Outcome {
  text: string;
  calls: unknown[];
  errors: unknown[];
  reason?: string;
}

/** The way a stream is read: through the AI SDK, as a model of its specification, or as one of the newest. */
const readerOf = (number: number): 'sdk' | 'v1' | 'v4' => (number % 2 === 0 ? 'sdk' : number % 8 < 4 ? 'v1' : 'v4');
/** Half of each go over either protocol. */
const isNative = (number: number) => number % 4 >= 2;
const modelOf = (number: number) => (isNative(number) ? qwen.dashscope : qwen)('qwen-plus');
const newestOf = (number: number) => (isNative(number) ? newest.dashscope : newest)('qwen-plus');
const promptOf = (number: number) => `number ${number}`;
const description = 'Notes something';
const parameters = z.object({ of: z.number(), text: z.string() });

async function readThroughSDK(number: number): Promise<Outcome> {
  const outcome: Outcome = { text: '', calls: [], errors: [] };
  const { fullStream } = ai.streamText({
    model: modelOf(number),
    prompt: promptOf(number),
    maxRetries: 0,
    onError: () => {},
    ...(callsTool(number) && { tools: { note: ai.tool({ description, parameters }) } }),
  });
  for await (const part of fullStream) {
    if (part.type === 'text-delta') outcome.text += part.textDelta;
    if (part.type === 'tool-call') outcome.calls.push(part.args);
    if (part.type === 'error') outcome.errors.push(part.error);
    if (part.type === 'finish') outcome.reason = part.finishReason;
  }
  return outcome;
}

async function readModel(number: number): Promise<Outcome> {
  const outcome: Outcome = { text: '', calls: [], errors: [] };
  const schema = { type: 'object', properties: { of: { type: 'number' }, text: { type: 'string' } } };
  const tools = callsTool(number)
    ? [{ type: 'function', name: 'note', description, parameters: schema, inputSchema: schema }]
    : [];
  const prompt = [{ role: 'user', content: [{ type: 'text', text: promptOf(number) }] }];
  try {
    const model = asModel(readerOf(number) === 'v1' ? modelOf(number) : newestOf(number));
    const { stream } = await model.doStream({ inputFormat: 'prompt', mode: { type: 'regular', tools }, tools, prompt });
    for await (const part of stream as unknown as AsyncIterable<Record<string, unknown>>) {
      if (part.type === 'text-delta') outcome.text += String(part.textDelta ?? part.delta);
      if (part.type === 'tool-call') outcome.calls.push(JSON.parse(String(part.args ?? part.input)));
      if (part.type === 'error') outcome.errors.push(part.error);
      if (part.type === 'finish') outcome.reason = reasonOf(part.finishReason);
    }
  } catch (error) {
    outcome.errors.push(error);
  }
  return outcome;
}

/** The call of a model of either specification; theirs differ in what these tests leave out. */
const asModel = (model: unknown) => model as { doStream(call: object): Promise<{ stream: ReadableStream }> };

/** Newer specifications have the service's own word beside it. */
const reasonOf = (reason: unknown) => String((reason as { unified?: unknown }).unified ?? reason);

const words = {
  cut: /broke off|without a finish reason/,
  malformed: /is not JSON/,
  end: /without a finish reason/,
};

/** Checks that a stream is exactly the one that was asked for, or failed in the way that it was to fail. */
function check(number: number, { text, calls, errors, reason }: Outcome): void {
  const fault = faultOf(number);
  const whole = piecesOf(number).join('');
  if (fault === undefined) {
    const expected = callsTool(number)
      ? { text: '', calls: [argumentsOf(number)], errors: [], reason: 'tool-calls' }
      : { text: whole, calls: [], errors: [], reason: 'stop' };
    expect({ text, calls, errors, reason }).toEqual(expected);
    return;
  }
  expect(errors).toHaveLength(1);
  const { message } = errors[0] as Error;
  if (fault === 'cut' || fault === 'malformed' || fault === 'end') expect(message).toMatch(words[fault]);
  else expect(message).toContain(messageOf(number));
  // What a connection that is cut had on its way may be lost.
  if (fault === 'cut') expect(whole.startsWith(text)).toBe(true);
  else expect(text).toBe(fault === 'refused' || callsTool(number) ? '' : piecesOf(number).slice(0, 3).join(''));
  if (fault !== 'refused') expect(reason).toBe('error');
  expect(calls).toEqual([]);
}

/** Runs streams side by side, and tells how many failed. */
async function run(first: number, count: number): Promise<number> {
  const numbers = Array.from({ length: count }, (_, index) => first + index);
  const outcomes = await Promise.all(
    numbers.map(async (number) => {
      const outcome = await (readerOf(number) === 'sdk' ? readThroughSDK(number) : readModel(number));
      check(number, outcome);
      return outcome;
    }),
  );
  return outcomes.filter(({ errors }) => errors.length > 0).length;
}

/** The handles that keep this process alive, by kind. */
function resources(): Record<string, number> {
  const counts: Record<string, number> = { TCPSocketWrap: 0, TCPConnectWrap: 0, Timeout: 0, Immediate: 0 };
  for (const kind of process.getActiveResourcesInfo()) if (kind in counts) counts[kind]! += 1;
  return counts;
}

async function heap(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await pause(20);
  }
  return process.memoryUsage().heapUsed;
}

test(`${atOnce} streams at once, of which two in a hundred fail, are exact, or report their own fault`, async () => {
  let failed = 0;
  for (let round = 0; round < rounds; round += 1) failed += await run(round * atOnce, atOnce);
  expect(failed).toBe((atOnce * rounds) / 50);
  // Every kind of fault has been among them, and every way to read a stream, over both protocols, has met one.
  const faulty = Array.from({ length: atOnce * rounds }, (_, number) => number).filter(
    (number) => faultOf(number) !== undefined,
  );
  expect(new Set(faulty.map(faultOf)).size).toBe(faults.length);
  expect(new Set(faulty.map((number) => `${readerOf(number)} ${isNative(number)}`)).size).toBe(6);
  expect(new Set(faulty.map(callsTool)).size).toBe(2);
});

test('memory, connections and timers return to where they were', async () => {
  // What is compiled and cached once is there already: the streams above have seen to it.
  const before = await heap();
  for (let round = 0; round < 2; round += 1) await run(round * atOnce, atOnce);
  const grown = (await heap()) - before;
  expect(grown).toBeLessThan(4 * 1024 * 1024);
  // Kept-alive connections are closed a few seconds after their last use; so is what has been let go of.
  for (let turn = 0; turn < 100 && resources().TCPSocketWrap! > 0; turn += 1) await pause(100);
  await pause(0);
  expect(resources()).toEqual({ TCPSocketWrap: 0, TCPConnectWrap: 0, Timeout: 0, Immediate: 0 });
});
