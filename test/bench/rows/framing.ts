import { expectSame, read, shortCall } from '../contestants.js';
import { absolutes, floor, type Row } from '../findings.js';
import { compatibleText, floorStream } from '../floors.js';
import { longLine } from '../payloads.js';
import { streamFetch } from '../fetches.js';
import { interleave } from '../statistics.js';

export const framing: Row = {
  id: 'framing',
  async measure({ contestants, quick }) {
    const payload = longLine(1024 * 1024, 1024);
    // Many in a row, so that the code is as warm as it is in a server.
    const answers = quick ? 2 : 10;
    const fetch = streamFetch(payload.buffers);
    const cases = [
      { name: floor, open: () => floorStream(fetch, compatibleText, shortCall) },
      ...contestants.map(({ name, chat }) => ({ name, open: () => chat(fetch).doStream(shortCall) })),
    ].map(({ name, open }) => ({
      name,
      async run() {
        for (let answer = 0; answer < answers; answer += 1) {
          expectSame(name, await read((await open()).stream), payload.content);
        }
      },
    }));
    const samples = await interleave(cases, quick ? 3 : 9);
    const work = 'doStream, one data line of 1 MB in pieces of 1 KB: CPU of all of it';
    return [{ row: this.id, work, unit: 'ms', values: absolutes(samples, 1 / answers), goal: 15 }];
  },
};
