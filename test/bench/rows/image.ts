import { callOf, type Contestant } from '../contestants.js';
import { floor, multiples, type Bench, type Finding, type Row } from '../findings.js';
import { floorBase64 } from '../floors.js';
import { wholeAnswer } from '../payloads.js';
import { jsonFetch } from '../fetches.js';
import { runProbe } from '../probe.js';
import { interleave, median, shuffle, type Case } from '../statistics.js';

// The service takes data URLs of 10,485,760 characters.
const imageLength = 7_860_000;
const urlLength = Math.ceil(imageLength / 3) * 4;

const { Buffer: kept } = globalThis;

/** Sends the image in one way. */
export type Send = () => Promise<void>;

/** The ways in which the floor and the contestants send a large image that they are given as bytes. */
export function imageSenders(contestants: readonly Contestant[]): Map<string, Send> {
  const image = new Uint8Array(imageLength).map((_, index) => (index * 31) % 251);
  image.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const fetch = jsonFetch((body) => {
    // Node's own Response needs it, and the work that counts is done.
    globalThis.Buffer = kept;
    // As fetch does: it joins the pieces that JSON.stringify leaves (5 ms), for whoever has not searched the text before.
    new TextEncoder().encode(body);
    if (body.length < urlLength) throw new Error(`Only ${body.length} characters were sent.`);
    return wholeAnswer('A tide pool.');
  });
  // V1 says `image`, V4 says `file` and takes its bytes under `data`.
  const oldCall = call({ type: 'image', image, mimeType: 'image/png' });
  const newCall = call({ type: 'file', data: { type: 'data', data: image }, mediaType: 'image/png' });
  const senders = new Map<string, Send>([
    [
      floor,
      async () => {
        const url = `data:image/png;base64,${floorBase64(image)}`;
        const content = [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url } },
        ];
        const body = JSON.stringify({ model: 'qwen-vl-max', messages: [{ role: 'user', content }] });
        JSON.parse(await (await fetch('https://floor.invalid', { method: 'POST', body })).text());
      },
    ],
  ]);
  for (const { name, specifier, side, chat } of contestants) {
    const model = chat(fetch, 'qwen-vl-max');
    const old = side === 'V1' || (side === 'ours' && !specifier.endsWith('/ai7'));
    senders.set(name, async () => void (await model.doGenerate(old ? oldCall : newCall)));
  }
  return senders;
}

function call(image: object): object {
  return callOf([{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] }]);
}

/** Runs something that finds no `Buffer`, as on the edge, until it calls `fetch`. */
export async function withoutBuffer(run: Send): Promise<void> {
  Object.assign(globalThis, { Buffer: undefined });
  try {
    await run();
  } finally {
    globalThis.Buffer = kept;
  }
}

async function timing(cases: Case[], quick: boolean): Promise<Record<string, number>> {
  const samples = await interleave(cases, quick ? 2 : 7);
  return { ...multiples(samples, floor), [floor]: 1 };
}

/** The largest growth of the process, each time in a new one: memory that was freed in between counts as well. */
async function growth(bench: Bench, names: readonly string[], where: string): Promise<Record<string, number>> {
  const found = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < (bench.quick ? 1 : 5); round += 1) {
    for (const name of shuffle(names)) {
      found.get(name)?.push(await runProbe(bench.folder, ['image', name, where], ['--expose-gc']));
    }
  }
  const base = median(found.get(floor) ?? []);
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? []) / base]));
}

export const image: Row = {
  id: 'image',
  async measure(bench) {
    const senders = [...imageSenders(bench.contestants)];
    // A second or more for each call of a peer that has no Buffer says no more than one that has.
    const single = senders.filter(
      ([name]) => name === floor || !bench.contestants.some((peer) => peer.name === name && peer.side !== 'ours'),
    );
    const finding = (what: string, values: Record<string, number>): Finding => {
      const work = `doGenerate, an image of 7.9 MB from bytes (a data URL of 10 MB, the most that is taken)${what}`;
      return { row: this.id, work, unit: '×', values, goal: 1.3 };
    };
    return [
      finding(
        ': CPU, against the floor',
        await timing(
          senders.map(([name, run]) => ({ name, run })),
          bench.quick,
        ),
      ),
      finding(
        ': memory at most, against the floor',
        await growth(
          bench,
          senders.map(([name]) => name),
          'node',
        ),
      ),
      finding(
        ', no Buffer: CPU, against the floor',
        await timing(
          single.map(([name, run]) => ({ name, run: () => withoutBuffer(run) })),
          bench.quick,
        ),
      ),
      finding(
        ', no Buffer: memory at most, against the floor',
        await growth(
          bench,
          single.map(([name]) => name),
          'edge',
        ),
      ),
    ];
  },
};
