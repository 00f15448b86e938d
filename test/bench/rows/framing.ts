import { expectSame, read, shortCall } from '../contestants.js';
import { absolutes, floor, type Row } from '../findings.js';
import { compatibleText, floorStream } from '../floors.js';
import { longLine } from '../payloads.js';
import { streamFetch } from '../service.js';
import { interleave } from '../statistics.js';

export const framing: Row = {
  id: 'framing',
  async measure({ contestants, quick }) {
    const payload = longLine(1024 * 1024, 1024);
    const fetch = streamFetch(payload.buffers);
    const cases = [
      { name: floor, open: () => floorStream(fetch, compatibleText, shortCall) },
      ...contestants.map(({ name, chat }) => ({ name, open: () => chat(fetch).doStream(shortCall) })),
    ].map(({ name, open }) => ({
      name,
      run: async () => expectSame(name, await read((await open()).stream), payload.content),
    }));
    const samples = await interleave(cases, quick ? 3 : 15);
    const work = 'doStream, one data line of 1 MB in pieces of 1 KB: CPU of all of it';
    return [{ row: this.id, work, unit: 'ms', values: absolutes(samples), goal: 15 }];
  },
};
