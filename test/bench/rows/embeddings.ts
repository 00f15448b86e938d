import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { EmbeddingModel } from '../contestants.js';
import { floor, multiples, type Row } from '../findings.js';
import { floorAnswer } from '../floors.js';
import { embeddingAnswer } from '../payloads.js';
import { jsonFetch } from '../fetches.js';
import { interleave, own, type Case } from '../statistics.js';

const answers = new Map<number, string>();

/** An answer to this number of texts; made once. */
function answerFor(texts: number): string {
  const answer = answers.get(texts) ?? embeddingAnswer(texts);
  answers.set(texts, answer);
  return answer;
}

const fetch = jsonFetch((body) => answerFor(body.split('Stone ').length - 1));
const parse = 'JSON.parse';

/** Embeds all texts, in as many calls as the model wants. */
async function embedAll(name: string, model: EmbeddingModel, texts: readonly string[]): Promise<void> {
  let rows = 0;
  for (let start = 0; start < texts.length; start += model.maxEmbeddingsPerCall) {
    const values = texts.slice(start, start + model.maxEmbeddingsPerCall);
    const { embeddings } = await model.doEmbed({ values });
    rows += embeddings.filter((row) => row.length === 1024).length;
  }
  if (rows !== texts.length) throw new Error(`${name} gave ${rows} vectors for ${texts.length} texts.`);
}

export const embed: Row = {
  id: 'embed',
  async measure({ contestants, quick }) {
    const texts = Array.from({ length: 64 }, (_, index) => `Stone ${index}`);
    const times = quick ? 2 : 20;
    const repeated = (name: string, run: () => unknown): Case => ({
      name,
      async run() {
        for (let time = 0; time < times; time += 1) await run();
      },
    });
    const samples = await interleave(
      [
        repeated(parse, () => JSON.parse(answerFor(64))),
        repeated(floor, () => floorAnswer(fetch, { model: 'text-embedding-v4', input: texts })),
        // @ai-sdk/alibaba embeds over the native protocol, whose answers are others.
        ...contestants
          .filter(({ specifier }) => specifier !== '@ai-sdk/alibaba')
          .map(({ name, embedding }) => {
            const model = embedding(fetch);
            return repeated(name, () => embedAll(name, model, texts));
          }),
      ],
      quick ? 3 : 7,
    );
    const work = 'doEmbed, 64 texts × 1,024 numbers: CPU, against JSON.parse';
    return [{ row: this.id, work, unit: '×', values: multiples(samples, parse), goal: 1.65 }];
  },
};

type EmbedMany = (options: { model: unknown; values: string[] }) => Promise<{ embeddings: number[][] }>;

/** Asks for the vectors of all texts with nothing but `fetch`: eight requests of ten texts side by side, then the next. */
async function floorEmbedMany(asking: typeof globalThis.fetch, values: readonly string[]): Promise<number[][]> {
  const send = async (input: readonly string[]) => {
    const init = { method: 'POST', body: JSON.stringify({ model: 'text-embedding-v4', input }) };
    const answer = await (await asking('https://floor.invalid/embeddings', init)).json();
    return (answer as { data: { embedding: number[] }[] }).data.map(({ embedding }) => embedding);
  };
  const embeddings: number[][] = [];
  for (let start = 0; start < values.length; start += 80) {
    const batches = Array.from({ length: 8 }, (_, batch) => start + batch * 10).filter((at) => at < values.length);
    const rows = await Promise.all(batches.map((at) => send(values.slice(at, at + 10))));
    embeddings.push(...rows.flat());
  }
  return embeddings;
}

/** A service in another process that takes 50 ms for an answer. */
async function startSlowServer(folder: string): Promise<{ url: string; process: ChildProcess }> {
  const server = spawn(process.execPath, [join(folder, 'slow-server.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [url] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
  return { url: url.trim(), process: server };
}

export const embedMany: Row = {
  id: 'embed-many',
  async measure({ contestants, folder, quick }) {
    const name = 'ai';
    const { embedMany: run } = (await import(name)) as { embedMany: EmbedMany };
    const values = Array.from({ length: quick ? 200 : 1_000 }, (_, index) => `Stone ${index}`);
    const server = await startSlowServer(folder);
    try {
      const asking: typeof globalThis.fetch = (url, init) =>
        globalThis.fetch(`${server.url}${new URL(String(url)).pathname}`, init);
      const timed = (caseName: string, embedAllOf: () => Promise<{ embeddings: number[][] }>): Case => ({
        name: caseName,
        async run() {
          const before = performance.now();
          const { embeddings } = await embedAllOf();
          if (embeddings.length !== values.length) throw new Error(`${caseName} gave ${embeddings.length} vectors.`);
          embeddings.forEach((row, index) => {
            if (row[0] !== index) throw new Error(`${caseName} gave vector ${row[0]} for text ${index}.`);
          });
          return performance.now() - before;
        },
      });
      const providers = contestants
        // Of the peers that `ai` 4 takes, only this one can be told how many texts a request may have.
        .filter(
          ({ specifier, side }) => specifier === '@ai-sdk/openai' || (side === 'ours' && !specifier.includes('/')),
        )
        .map((contestant): Case => {
          const settings = contestant.side === 'ours' ? undefined : { maxEmbeddingsPerCall: 10 };
          const model = contestant.embedding(asking, settings);
          return timed(contestant.name, () => run({ model, values }));
        });
      const raw = timed(floor, async () => ({ embeddings: await floorEmbedMany(asking, values) }));
      const samples = await interleave([raw, ...providers], quick ? 1 : 5, own);
      const base = providers.find(({ name: peer }) => peer.startsWith('@'))?.name ?? '';
      const work = `embedMany of ai 4, ${values.length.toLocaleString('en')} texts, 10 a request, 50 ms each: time, against one request after the other`;
      return [{ row: this.id, work, unit: '×', values: { ...multiples(samples, base), [base]: 1 }, goal: 1 / 7 }];
    } finally {
      server.process.kill();
    }
  },
};
