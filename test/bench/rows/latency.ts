import { expectSame, read, shortCall, type Contestant, type StreamPart } from '../contestants.js';
import { absolutes, againstBest, floor, namesOf, type Bench, type Row } from '../findings.js';
import { compatibleText, floorStream } from '../floors.js';
import { prose, textStream } from '../payloads.js';
import { createPushedService, streamFetch, type Fetch } from '../fetches.js';
import { interleave, median, own, ratio, type Case } from '../statistics.js';

type Reader = ReadableStreamDefaultReader<StreamPart>;

const macrotask = () => new Promise<void>((resolve) => setImmediate(resolve));

async function nextText(reader: Reader): Promise<string> {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('The stream ended before its text.');
    if (value.type === 'error') throw value.error;
    if (value.type === 'text-delta') return value.textDelta ?? value.delta ?? '';
  }
}

interface Opening {
  name: string;
  open(fetch: Fetch): Promise<{ stream: ReadableStream<StreamPart> }>;
}

function openings(contestants: readonly Contestant[]): Opening[] {
  return [
    { name: floor, open: (fetch) => floorStream(fetch, compatibleText, shortCall) },
    ...contestants.map(({ name, chat }) => ({
      name,
      open: (fetch: Fetch) => chat(fetch).doStream(shortCall),
    })),
  ];
}

const burstLength = 50;
const [opening = new Uint8Array()] = textStream(['Pools'], 2).buffers;
const burst = Buffer.concat(textStream(prose(burstLength), 1).buffers.slice(1, burstLength + 1));

/** Opens a stream, then hands each burst of 50 events to `measure`, which has to read them. */
async function withBursts(
  { open }: Opening,
  bursts: number,
  measure: (bring: () => void, reader: Reader) => Promise<number>,
): Promise<number> {
  const service = createPushedService();
  const opened = open(service.fetch);
  await service.opened;
  await macrotask();
  service.push(opening);
  const reader = (await opened).stream.getReader();
  await nextText(reader);
  const values: number[] = [];
  for (let count = 0; count < bursts; count += 1) {
    await macrotask();
    values.push(await measure(() => service.push(burst), reader));
  }
  await reader.cancel();
  return median(values);
}

async function readBurst(bring: () => void, reader: Reader): Promise<void> {
  const first = reader.read();
  bring();
  await first;
  for (let event = 1; event < burstLength; event += 1) await reader.read();
}

/** Milliseconds until the last delta of a burst has been read. */
async function lastDelta(bring: () => void, reader: Reader): Promise<number> {
  const before = performance.now();
  await readBurst(bring, reader);
  return performance.now() - before;
}

/** The number of times that the microtask queue starts anew for each event of a burst. */
async function passes(bring: () => void, reader: Reader): Promise<number> {
  let count = 0;
  let reading = true;
  const tick = () => {
    count += 1;
    // A reader that waits for a timer would wait for ever.
    if (reading && count < 100_000) queueMicrotask(tick);
  };
  queueMicrotask(tick);
  await readBurst(bring, reader);
  reading = false;
  return count / burstLength;
}

export const bursts: Row = {
  id: 'burst',
  async measure({ contestants, quick }) {
    const count = quick ? 40 : 400;
    const cases = (measure: typeof lastDelta): Case[] =>
      openings(contestants).map((item) => ({ name: item.name, run: () => withBursts(item, count, measure) }));
    const ticks = await interleave(cases(passes), quick ? 1 : 3, own);
    const times = await interleave(cases(lastDelta), quick ? 3 : 7, own);
    const work = 'a burst of 50 events in one buffer';
    return [
      {
        row: this.id,
        work: `${work}: passes of the microtask queue per event`,
        unit: 'passes',
        values: absolutes(ticks),
        goal: 2,
      },
      {
        row: this.id,
        work: `${work}: time to the last delta, against the best V1 peer`,
        unit: '×',
        values: againstBest(times, namesOf(contestants, 'V1')),
        goal: 0.25,
      },
    ];
  },
};

/** Milliseconds from the arrival of the first bytes to the first delta; the median of many calls. */
async function firstDelta({ open }: Opening, calls: number): Promise<number> {
  const values: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    const service = createPushedService();
    const reading = open(service.fetch).then(async ({ stream }) => {
      const reader = stream.getReader();
      await nextText(reader);
      return { reader, time: performance.now() };
    });
    await service.opened;
    await macrotask();
    const before = performance.now();
    service.push(opening);
    const { reader, time } = await reading;
    values.push(time - before);
    await reader.cancel();
  }
  return median(values);
}

export const first: Row = {
  id: 'first',
  async measure(bench: Bench) {
    const calls = bench.quick ? 50 : 500;
    const cases = openings(bench.contestants).map((item): Case => ({
      name: item.name,
      run: () => firstDelta(item, calls),
    }));
    const samples = await interleave(cases, bench.quick ? 3 : 7, own);
    const work = 'time from the first bytes to the first delta, against the best V1 peer';
    const values = againstBest(samples, namesOf(bench.contestants, 'V1'));
    return [{ row: this.id, work, unit: '×', values, goal: 0.6 }];
  },
};

export const request: Row = {
  id: 'request',
  async measure({ contestants, quick }) {
    const requests = quick ? 50 : 1_000;
    const payload = textStream(['Small ', 'pools.'], 1);
    const fetch = streamFetch(payload.buffers);
    const taking = contestants.filter(({ side }) => side !== 'V4');
    const cases = openings(taking).map(({ name, open }): Case => ({
      name,
      async run() {
        for (let count = 0; count < requests; count += 1) {
          expectSame(name, await read((await open(fetch)).stream), payload.content);
        }
      },
    }));
    const samples = await interleave(cases, quick ? 3 : 15);
    const base = namesOf(taking, 'V1').find((name) => name.startsWith('@ai-sdk/openai-compatible')) ?? '';
    return [
      {
        row: this.id,
        work: 'a new provider, its model and a stream of 4 events: CPU, against @ai-sdk/openai-compatible 0.2',
        unit: '×',
        values: Object.fromEntries([...samples.keys()].map((name) => [name, ratio(samples, name, base)])),
        goal: 0.4,
      },
    ];
  },
};
