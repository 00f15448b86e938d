import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, places, runs } from '../../support/noise.js';
import { read, type Body, type Read, type Way } from './client.js';
import { decode, readEvents, type Said } from './reference.js';
import { script, truthOf, type Script } from './script.js';
import { toBytes, write, type Framing } from './writer.js';

/*
 * Random streams in everything that servers are known to do, read by the client and by a small decoder that shares no
 * code with it. `PROPERTY_RUNS=100 npm run test:system -- random` tries a hundred times as many.
 */

const framing: fc.Arbitrary<Framing> = fc.record({
  ending: fc.constantFrom('\n', '\r\n'),
  comments: fc.boolean(),
  done: fc.nat(2),
  end: fc.constantFrom('nothing', 'blank line', 'line end'),
});
const way = fc.constantFrom<Way>('stream', 'stream', 'folded');

const reasons = new Map([
  ['stop', 'stop'],
  ['length', 'length'],
  ['content_filter', 'content-filter'],
  ['tool_calls', 'tool-calls'],
  ['error', 'error'],
]);

/** The answer that an application should get. Ids that a server has not given may be any. */
function expected(said: Said, ids: Said['calls']) {
  const { text, thoughts, error } = said;
  if (error !== undefined) return { text, thoughts, error };
  return {
    ...said,
    calls: said.calls.map((call, place) => ({ ...call, id: ids[place]?.id })),
    reason: reasons.get(said.reason ?? ''),
    usage: [0, 1, 2, 3, 4].map((place) => said.usage[place]),
    annotations: said.annotations,
    error: undefined,
  };
}

function found(said: Read, ids: Said['calls']) {
  const { text, thoughts, error } = said;
  if (error !== undefined) {
    const { message, statusCode: status, data } = error as { message: string; statusCode?: number; data?: Failed };
    return { text, thoughts, error: { message: data?.message ?? message, status } };
  }
  return {
    ...said,
    error: said.error,
    calls: said.calls.map((call, place) => (ids[place]?.id ? call : { ...call, id: undefined })),
  };
}

function bytesOf(made: Script, frame: Framing): Uint8Array {
  return toBytes(write(made), made.style.wire, frame);
}

type Failed = { message?: string };

const whole = (pieces: Uint8Array[]): Body => ({ pieces, breaks: false });

async function check(made: Script, bytes: Uint8Array, pieces: Uint8Array[], how: Way): Promise<void> {
  const { wire } = made.style;
  const truth = truthOf(made);
  const reference = decode(readEvents(new TextDecoder().decode(bytes)), wire, made.answers);
  // The two agree on what was meant, or one of them is wrong.
  expect(expected(reference, truth.calls)).toEqual(expected(truth, truth.calls));
  const said = await read(whole(pieces), wire, how, made.answers);
  // An answer that is asked for whole fails as a whole.
  const given =
    said.error !== undefined && how === 'folded' ? { ...said, text: truth.text, thoughts: truth.thoughts } : said;
  expect(found(given, truth.calls)).toEqual(expected(reference, truth.calls));
  if (truth.error !== undefined) expect([said.calls, said.reason ?? 'error']).toEqual([[], 'error']);
}

describe('a random stream', () => {
  test('a random stream gives the same to the client and to a decoder that shares no code with it, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(script, framing, places, way, async (made, frame, cuts, how) => {
        const bytes = bytesOf(made, frame);
        await check(made, bytes, cut(bytes, cuts), how);
      }),
      runs(1_000),
    );
  });

  test('a random stream gives the same when its bytes come one by one', async () => {
    await fc.assert(
      fc.asyncProperty(script, framing, async (made, frame) => {
        const bytes = bytesOf(made, frame);
        await check(
          made,
          bytes,
          [...bytes].map((byte) => Uint8Array.of(byte)),
          'stream',
        );
      }),
      runs(40),
    );
  });

  test('a random stream loses nothing when its connection breaks, at whichever byte', async () => {
    await fc.assert(
      fc.asyncProperty(script, framing, fc.double({ min: 0, max: 1, noNaN: true }), async (made, frame, place) => {
        const bytes = bytesOf(made, frame);
        await checkBroken(made, bytes, Math.floor(place * bytes.length));
      }),
      runs(400),
    );
  });

  test('a random stream loses nothing when its connection breaks at any byte of one stream', async () => {
    for (const made of fc.sample(script, { numRuns: 1, seed: runs(1).seed! })) {
      const bytes = bytesOf(made, { ending: '\n', comments: false, done: 1, end: 'nothing' });
      for (let place = 0; place <= bytes.length; place += 1) await checkBroken(made, bytes, place);
    }
  });
});

/** A stream that breaks off: what came before is there, and an error says so, unless the answer had ended. */
async function checkBroken(made: Script, bytes: Uint8Array, place: number): Promise<void> {
  const { wire } = made.style;
  const beginning = bytes.slice(0, place);
  const events = readEvents(new TextDecoder().decode(beginning));
  const said = await read({ pieces: [beginning], breaks: true }, wire, 'stream', made.answers);
  // The event at the break may be whole, and is one only then.
  const last = events.at(-1);
  const cutOff = last !== undefined && !isJSON(last.data) && last.data !== '[DONE]';
  const reference = decode(cutOff ? events.slice(0, -1) : events, wire, made.answers);
  const ended = events.some(({ data }) => data === '[DONE]');
  const failed = reference.error !== undefined;
  expect([said.text, said.thoughts]).toEqual([reference.text, reference.thoughts]);
  if (failed) expect(said.error).toBeDefined();
  else if (ended) expect(said.error).toBeUndefined();
  else {
    expect(said.error).toMatchObject({ isRetryable: true, message: expect.stringContaining('ECONNRESET') });
    // Calls that may lack arguments are not to be made.
    expect(said.calls).toEqual([]);
  }
}

function isJSON(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
