import { shortCall, type ChatModel, type StreamPart } from '../contestants.js';
import { absolutes, floor, type Bench, type Finding, type Row } from '../findings.js';
import { compatibleText, floorStream } from '../floors.js';
import { prose, textStream } from '../payloads.js';
import { streamFetch, type Fetch } from '../fetches.js';
import { interleave, median, own, type Case } from '../statistics.js';

type Open = (fetch: Fetch) => Promise<{ stream: ReadableStream<StreamPart> }>;

const heapUsed = () => process.memoryUsage().heapUsed;

async function drain(open: Open, fetch: Fetch): Promise<void> {
  const reader = (await open(fetch)).stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (value.type === 'error') throw value.error;
  }
}

function openings({ contestants }: Bench): { name: string; open: Open }[] {
  return [
    { name: floor, open: (fetch) => floorStream(fetch, compatibleText, shortCall) },
    ...contestants.map(({ name, chat }) => ({
      name,
      open: (fetch: Fetch) => (chat(fetch) as ChatModel).doStream(shortCall),
    })),
  ];
}

/** The growth of the heap from asking for its size. */
function costOfAsking(): number {
  return median(Array.from({ length: 201 }, () => -heapUsed() + heapUsed()).filter((grown) => grown >= 0));
}

async function garbage(bench: Bench): Promise<Finding> {
  const chunks = bench.quick ? 1_000 : 8_000;
  const { buffers } = textStream(prose(chunks));
  const cases = openings(bench).map(({ name, open }): Case => ({
    name,
    async run() {
      let sum = 0;
      const asking = costOfAsking();
      let before = heapUsed();
      const fetch = streamFetch(buffers, () => {
        const now = heapUsed();
        // Where it shrank the collector was there in between, and the piece says nothing.
        sum += Math.max(0, now - before - asking);
        before = now;
      });
      await drain(open, fetch);
      return sum / chunks / 1024;
    },
  }));
  const samples = await interleave(cases, bench.quick ? 2 : 5, own);
  const work = 'doStream, text, 4 events a buffer: garbage per chunk';
  return { row: memory.id, work, unit: 'KB', values: absolutes(samples), goal: 3 };
}

async function kept(bench: Bench): Promise<Finding> {
  const rounds = bench.quick ? 10 : 100;
  // The same buffers again and again, so that the stream to be read takes no memory itself.
  const { buffers } = textStream(prose(2_000));
  const inner = buffers.slice(1, -1);
  const long: Uint8Array[] = [...Array.from({ length: rounds }, () => inner).flat(), ...buffers.slice(-1)];
  const cases = openings(bench).map(({ name, open }): Case => ({
    name,
    warmUp: async () => {},
    async run() {
      let early = 0;
      let late = 0;
      const fetch = streamFetch(long, (buffer) => {
        if (buffer !== Math.floor(long.length / 10) && buffer !== long.length - 1) return;
        globalThis.gc?.();
        if (early === 0) early = heapUsed();
        else late = heapUsed();
      });
      await drain(open, fetch);
      return Math.max(0, late - early) / 1024;
    },
  }));
  const samples = await interleave(cases, bench.quick ? 1 : 3, own);
  const work = 'doStream, 200,000 chunks: heap kept while they pass';
  // Less than a third of a byte a chunk: compiled code and the like.
  return { row: memory.id, work, unit: 'KB', values: absolutes(samples), goal: 64 };
}

export const memory: Row = {
  id: 'memory',
  measure: async (bench) => [await garbage(bench), await kept(bench)],
};
