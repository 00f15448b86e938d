import { expectSame, read, shortCall, type ChatModel, type Contestant, type StreamPart } from '../contestants.js';
import { againstBest, floor, multiples, namesOf, type Bench, type Row } from '../findings.js';
import {
  compatibleArguments,
  compatibleText,
  floorStream,
  nativeText,
  responsesText,
  type DeltaReader,
} from '../floors.js';
import {
  argumentPieces,
  nativeStream,
  prose,
  responsesStream,
  textStream,
  toolStream,
  type Payload,
} from '../payloads.js';
import { streamFetch } from '../fetches.js';
import { interleave, ratio, type Case, type Samples } from '../statistics.js';

const parse = 'JSON.parse';

type Open = () => Promise<{ stream: ReadableStream<StreamPart> }>;

function parseCase({ data }: Payload, times = 1): Case {
  return {
    name: parse,
    async run() {
      for (let time = 0; time < times; time += 1) for (const text of data) JSON.parse(text);
    },
  };
}

/** Reads as many streams side by side as there are to be, each of which has to give the expected content. */
function streamCase(name: string, open: Open, { content }: Payload, streams = 1): Case {
  const one = async () => expectSame(name, await read((await open()).stream), content);
  return {
    name,
    async run() {
      await Promise.all(Array.from({ length: streams }, one));
    },
  };
}

function openFloor(payload: Payload, readDelta: DeltaReader, total?: 'tool'): Open {
  const fetch = streamFetch(payload.buffers);
  return () => floorStream(fetch, readDelta, shortCall, total);
}

const openModel =
  (model: ChatModel): Open =>
  () =>
    model.doStream(shortCall);

function textCases({ contestants }: Bench, payload: Payload, streams = 1): Case[] {
  return [
    parseCase(payload, streams),
    streamCase(floor, openFloor(payload, compatibleText), payload, streams),
    ...contestants.map(({ name, chat }) =>
      streamCase(name, openModel(chat(streamFetch(payload.buffers))), payload, streams),
    ),
  ];
}

export const stream: Row = {
  id: 'stream',
  async measure(bench) {
    const payload = textStream(prose(bench.quick ? 2_000 : 20_000));
    const samples = await interleave(textCases(bench, payload), bench.quick ? 3 : 7);
    const work = 'doStream, text, 4 events a buffer';
    const peers = namesOf(bench.contestants, 'V1', 'V4');
    return [
      {
        row: this.id,
        work: `${work}: CPU per chunk, against JSON.parse`,
        unit: '×',
        values: multiples(samples, parse),
        goal: 4,
      },
      {
        row: this.id,
        work: `${work}: CPU, against the best peer`,
        unit: '×',
        values: againstBest(samples, peers),
        goal: 0.3,
      },
      {
        row: this.id,
        work: `${work}: CPU, against the floor`,
        unit: '×',
        values: multiples(samples, floor),
        goal: 1.2,
      },
    ];
  },
};

export const concurrent: Row = {
  id: 'concurrent',
  async measure(bench) {
    const samples = await interleave(
      textCases(bench, textStream(prose(500)), bench.quick ? 4 : 40),
      bench.quick ? 3 : 7,
    );
    const work = '40 streams of 500 chunks at once: CPU, against JSON.parse';
    return [{ row: this.id, work, unit: '×', values: multiples(samples, parse), goal: 4.5 }];
  },
};

export const native: Row = {
  id: 'native',
  async measure({ contestants, quick }) {
    const payload = nativeStream(prose(quick ? 2_000 : 20_000));
    const cases = contestants.flatMap(({ name, native: chat }) =>
      chat === undefined ? [] : [streamCase(name, openModel(chat(streamFetch(payload.buffers))), payload)],
    );
    const samples = await interleave(
      [parseCase(payload), streamCase(floor, openFloor(payload, nativeText), payload), ...cases],
      quick ? 3 : 7,
    );
    const work = 'native protocol, doStream, text: CPU, against JSON.parse';
    return [{ row: this.id, work, unit: '×', values: multiples(samples, parse), goal: 4 }];
  },
};

export const responses: Row = {
  id: 'responses',
  async measure({ contestants, quick }) {
    const payload = responsesStream(prose(quick ? 2_000 : 20_000));
    const cases = contestants.flatMap(({ name, responses: chat }) =>
      chat === undefined ? [] : [streamCase(name, openModel(chat(streamFetch(payload.buffers))), payload)],
    );
    const samples = await interleave(
      [streamCase(floor, openFloor(payload, responsesText), payload), ...cases],
      quick ? 3 : 7,
    );
    const work = 'Responses protocol, doStream, text: CPU, against the floor';
    return [{ row: this.id, work, unit: '×', values: multiples(samples, floor), goal: 1.5 }];
  },
};

/** Calls with arguments of a length. */
function toolCases({ contestants }: Bench, length: number): Case[] {
  const payload = toolStream(argumentPieces(length));
  return [
    parseCase(payload),
    streamCase(floor, openFloor(payload, compatibleArguments, 'tool'), payload),
    ...contestants.map(({ name, chat }) => streamCase(name, openModel(chat(streamFetch(payload.buffers))), payload)),
  ];
}

const quarter = ' (quarters)';

/** The same amount of arguments in one long call, and in four of a quarter. */
function growingCases(bench: Bench, length: number): Case[] {
  const long = toolCases(bench, length);
  return toolCases(bench, length / 4).flatMap(({ name, run }, place) => [
    // Long calls take peers seconds, and a short one warms as well.
    { name, run: async () => long[place]?.run(), warmUp: run },
    {
      name: name + quarter,
      warmUp: run,
      async run() {
        for (let call = 0; call < 4; call += 1) await run();
      },
    },
  ]);
}

export const tools: Row = {
  id: 'tools',
  async measure(bench) {
    const length = bench.quick ? 16_000 : 100_000;
    const some = (...sides: Contestant['side'][]): Bench => ({
      ...bench,
      contestants: bench.contestants.filter(({ side }) => sides.includes(side)),
    });
    const linear = await interleave(growingCases(some('ours', 'V4'), length), bench.quick ? 2 : 9);
    // They take half a minute a round, and their figures are far from any goal.
    const quadratic = await interleave(growingCases(some('V1'), length), bench.quick ? 1 : 2);
    const work = 'a tool argument of 100 KB in deltas of 4 bytes';
    return [
      {
        row: this.id,
        work: `${work}: CPU, against JSON.parse`,
        unit: '×',
        values: { ...multiples(whole(quadratic), parse), ...multiples(whole(linear), parse) },
        goal: 5,
      },
      {
        row: this.id,
        work: `${work}: growth from 25 KB to 100 KB`,
        unit: 'exponent',
        values: { ...exponents(quadratic), ...exponents(linear) },
        goal: 1.05,
      },
    ];
  },
};

function whole(samples: Samples): Samples {
  return new Map([...samples].filter(([name]) => !name.endsWith(quarter)));
}

/** The exponent of the work over the length: 1 is linear, 2 quadratic. Parsing, which is linear, differs a little as well. */
function exponents(samples: Samples): Record<string, number> {
  const growth = (name: string) => ratio(samples, name, name + quarter);
  const names = [...whole(samples).keys()].filter((name) => name !== parse);
  return Object.fromEntries(names.map((name) => [name, 1 + Math.log(growth(name) / growth(parse)) / Math.log(4)]));
}
