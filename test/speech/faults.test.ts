import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { experimental_generateSpeech as generate4 } from 'ai';
import { experimental_generateSpeech as generate5 } from 'ai5';
import { experimental_generateSpeech as generate6 } from 'ai6';
import { generateSpeech as generate7 } from 'ai7';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { textOfFile } from '../support/speech-requests.js';
import { strictEmulator } from '../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

type Call = Parameters<typeof generate6>[0];
const majors: [name: string, create: typeof createQwen6, generate: typeof generate6][] = [
  ['4', createQwen4 as never, generate4 as never],
  ['5', createQwen5 as never, generate5 as never],
  ['6', createQwen6, generate6],
  ['7', createQwen7 as never, generate7 as never],
];

const key = 'sk-3f1c9b7e5d2a4860';
const short = 'One short sentence.';
const long = 'A sentence that is one of many. '.repeat(60).trim();

type Fault = (answer: () => Promise<Response>, init: RequestInit | undefined) => Promise<Response>;
const json = (status: number, code: string, message: string) => async () =>
  Response.json({ code, message, request_id: 'req-1' }, { status });
const busy = json(429, 'Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.');
const broken = json(500, 'InternalError', 'An internal error has occured.');
const reset: Fault = async () => {
  throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
};
const refused: Fault = async () => {
  throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
};
/** The answer comes, but breaks off after some of its bytes. */
const cut: Fault = async (answer) => {
  const bytes = new Uint8Array(await (await answer()).arrayBuffer());
  const halves = [bytes.subarray(0, bytes.length / 2)];
  const body = new ReadableStream({
    pull(controller) {
      const half = halves.pop();
      if (half !== undefined) return controller.enqueue(half);
      controller.error(Object.assign(new TypeError('terminated'), { cause: { code: 'UND_ERR_SOCKET' } }));
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
};
/** The answer ends early, as if that were all. */
const short200: Fault = async (answer) => {
  const events = (await (await answer()).text()).split('\n\n');
  return new Response(events.slice(0, events.length / 2).join('\n\n'));
};
const page: Fault = async () => new Response('<html><title>Bad gateway</title></html>', { status: 200 });
const inStream: Fault = async () =>
  new Response(
    'event:error\n:HTTP_STATUS/400\ndata:{"code":"InvalidParameter","message":"Invalid voice specified","request_id":"r"}\n\n',
  );

/** A stream that begins to speak, and then says that the text is too long. */
const lateRefusal: Fault = async (answer) => {
  const [first] = (await (await answer()).text()).split('\n\n');
  const refusal = { code: 'InvalidParameter', message: 'Range of input length should be [0, 60]', request_id: 'r' };
  return new Response(`${first}\n\nevent:error\n:HTTP_STATUS/400\ndata:${JSON.stringify(refusal)}\n\n`);
};

/** A fault for each of the next requests of a step. */
interface Faults {
  speak?: (Fault | undefined)[];
  download?: (Fault | undefined)[];
}

function connect(create: typeof createQwen6, faults: Faults) {
  const emulator = strictEmulator();
  let asked = 0;
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const isResult = String(url).includes('/results/');
    if (isResult) {
      // A signed link needs no key, and gets none.
      expect(JSON.stringify([...new Headers(init?.headers)])).not.toContain(key);
      expect(String(url)).toMatch(/^https:/);
    } else asked += 1;
    const fault = faults[isResult ? 'download' : 'speak']?.shift();
    const answer = () => emulator.fetch(url, init);
    return fault === undefined ? answer() : fault(answer, init);
  };
  const qwen = create({ apiKey: key, region: 'beijing', fetch });
  return { qwen, emulator, asked: () => asked };
}

/** Waits for a promise whose timers are faked. */
async function settled<Value>(promise: Promise<Value>): Promise<Value> {
  const state = { isSettled: false };
  const mark = () => void (state.isSettled = true);
  promise.then(mark, mark);
  while (!state.isSettled) {
    await vi.advanceTimersByTimeAsync(1_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return promise;
}

for (const [name, create, generate] of majors) {
  const run = (faults: Faults, call: Partial<Call> = {}) => {
    const connection = connect(create, faults);
    const model = connection.qwen.speech('qwen3-tts-flash') as never;
    return { ...connection, result: settled(generate({ model, text: short, ...call } as never)) };
  };

  describe(`AI SDK ${name}`, () => {
    test.each([
      ['too many requests', { speak: [busy, busy] }, short],
      ['no connection', { speak: [refused] }, short],
      ['too many requests for some pieces', { speak: [undefined, busy, busy, undefined, busy] }, long],
      ['a file that comes at the third try', { download: [reset, broken] }, short],
      ['a file that breaks off', { download: [cut] }, short],
    ] as [string, Faults, string][])('after %s the text is spoken, once', async (_name, faults, text) => {
      const { result, emulator } = run(faults, { text });
      const { audio, providerMetadata } = await result;
      expect(textOfFile(audio.uint8Array)).toBe(text);
      const { pieces } = providerMetadata.qwen as unknown as { pieces: unknown[] };
      expect(emulator.creations.speech).toBe(pieces.length);
    });

    test.each([
      ['a lost connection', { speak: [reset] }, short, 'may have spoken'],
      ['an internal error', { speak: [broken] }, short, 'may have spoken'],
      ['a page of a gateway', { speak: [page] }, short, 'Bad gateway'],
      ['a stream that breaks off', { speak: [cut] }, 'Han 汉 '.repeat(60), 'begun to speak'],
      ['a stream that ends early', { speak: [short200] }, 'Han 汉 '.repeat(60), 'begun to speak'],
      ['a refusal after some sound', { speak: [lateRefusal] }, 'Han 汉 '.repeat(60), 'begun to speak'],
      ['an error within a stream', { speak: [inStream] }, 'Han 汉 '.repeat(60), 'Invalid voice'],
      ['a file that never comes', { download: [broken, broken, broken, broken] }, short, 'is billed'],
      ['a file that is not sound', { download: [json(200, 'NoSuchKey', 'gone')] }, short, 'type application/json came'],
      ['a file that is gone', { download: [json(404, 'NoSuchKey', 'gone')] }, short, 'is billed'],
    ] as [string, Faults, string, string][])('%s is not paid for again', async (_name, faults, text, words) => {
      const { result, asked, emulator } = run(faults, { text });
      const error = (await failureOf(result)) as Error;
      expect(error.message).toContain(words);
      expect(asked()).toBe(1);
      expect(emulator.creations.speech).toBeLessThanOrEqual(1);
    });

    test('a call of one piece is repeated by the AI SDK only', async () => {
      const { result, asked } = run({ speak: [busy, busy] }, { maxRetries: 0 });
      expect(await failureOf(result)).toMatchObject({ statusCode: 429 });
      expect(asked()).toBe(1);
    });

    test('a piece that is refused fails the call, names itself, and ends the others', async () => {
      const refusal = json(400, 'DataInspectionFailed', 'Input data may contain inappropriate content.');
      // The first three are refused as too long; they teach how long a piece may be.
      let ended = 0;
      const endless: Fault = (_answer, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => {
            ended += 1;
            reject(init.signal!.reason as Error);
          });
        });
      const speak = [undefined, undefined, undefined, refusal, endless, endless];
      const { result, asked } = run({ speak }, { text: long });
      const error = (await failureOf(result)) as Error & { data: { piece: object } };
      expect(error.message).toMatch(/Piece \d of \d of the text \("A sentence .*…"\) was not spoken: .*inappropriate/);
      expect(error).toMatchObject({ isRetryable: false, data: { piece: { index: expect.any(Number) } } });
      expect(ended).toBeGreaterThan(0);
      expect(asked()).toBe(4 + ended);
    });

    test('speech without sound is an error that names the voice, and is not repeated', async () => {
      const { qwen, asked } = connect(create, {});
      const model = qwen.speech('cosyvoice-v3.5-flash') as never;
      const voice = 'cosyvoice-v3.5-flash-mine-deploying';
      const error = (await failureOf(settled(generate({ model, text: short, voice } as never)))) as Error;
      expect(error.message).toContain(voice);
      expect(asked()).toBe(1);
    });

    test('an abort ends the call with its reason, wherever it comes', async () => {
      for (const [step, text] of [
        ['speak', short],
        ['speak', long],
        ['download', short],
      ] as const) {
        const controller = new AbortController();
        const never: Fault = (_answer, init) => {
          setTimeout(() => controller.abort(new Error('enough')), 10);
          return new Promise((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => reject(init.signal!.reason as Error));
          });
        };
        const { result } = run({ [step]: [never] }, { text, abortSignal: controller.signal });
        const error = (await failureOf(result)) as Error & { cause?: Error };
        expect(error.cause?.message ?? error.message).toBe('enough');
      }
    });
  });
}
