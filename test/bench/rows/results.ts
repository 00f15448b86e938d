import type { Contestant, ResultModel } from '../contestants.js';
import type { Fetch } from '../fetches.js';
import { floor, multiples, type Bench, type Finding, type Row } from '../findings.js';
import { floorImage, floorVideo } from '../floors.js';
import { interleave, type Case } from '../statistics.js';

const resultURL = 'https://dashscope-result.oss-ap-southeast-1.aliyuncs.com/made/1?Expires=1764236400&Signature=bench';
const requestId = '7d0c1b52-3a60-9e44-8c1f-5b1f2a9d6e07';

/** The file that is made: large enough to be bytes, small enough that copying it costs nothing. */
const file = new Uint8Array(4096);
file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const imageAnswer = JSON.stringify({
  output: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: [{ image: resultURL }] } }] },
  usage: { width: 1328, height: 1328, image_count: 1 },
  request_id: requestId,
});

const taskAnswer = (status: string, more: object = {}) =>
  JSON.stringify({ output: { task_id: requestId, task_status: status, ...more }, request_id: requestId });

const polls = [
  taskAnswer('RUNNING'),
  taskAnswer('RUNNING'),
  taskAnswer('SUCCEEDED', { submit_time: '2026-11-28 10:00:00.000', video_url: resultURL }),
];

const json = { headers: { 'content-type': 'application/json' } };

const imageFetch: Fetch = async (_url, init) =>
  init?.method === 'POST' ? new Response(imageAnswer, json) : new Response(file);

/** Answers the creation of a task, then three polls of it, then the download. */
function videoFetch(): Fetch {
  let poll = 0;
  return async (url, init) => {
    if (init?.method === 'POST') return new Response(taskAnswer('PENDING'), json);
    if (url === resultURL) return new Response(file);
    poll += 1;
    return new Response(polls[(poll - 1) % polls.length], json);
  };
}

const call = {
  prompt: 'Small pools that the tide left between the stones',
  n: 1,
  // The interval costs no CPU, and the floor waits as long.
  providerOptions: { qwen: { pollInterval: 1 } },
};

async function expectFile(name: string, model: ResultModel): Promise<void> {
  const { images, videos } = await model.doGenerate(call);
  const length = images?.[0]?.length ?? videos?.[0]?.data.length;
  if (length !== file.length) throw new Error(`${name} gave ${length} bytes.`);
}

async function making(
  { contestants, quick }: Bench,
  row: { work: string; goal: number; calls: number },
  least: () => Promise<Uint8Array>,
  modelOf: (contestant: Contestant) => ResultModel | undefined,
): Promise<Finding> {
  const calls = quick ? 20 : row.calls;
  const repeated = (name: string, run: () => Promise<unknown>): Case => ({
    name,
    async run() {
      for (let count = 0; count < calls; count += 1) await run();
    },
  });
  const cases = contestants.flatMap((contestant) => {
    const model = modelOf(contestant);
    return model === undefined ? [] : [repeated(contestant.name, () => expectFile(contestant.name, model))];
  });
  const samples = await interleave([repeated(floor, least), ...cases], quick ? 3 : 9);
  const values = { ...multiples(samples, floor), [floor]: 1 };
  return { row: results.id, work: row.work, unit: '×', values, goal: row.goal };
}

/**
 * Calls whose result is a file: plan, send, poll, load, check and describe it. This takes a fifth of a millisecond where
 * the service takes seconds, so the goals only keep it from growing.
 */
export const results: Row = {
  id: 'results',
  async measure(bench) {
    const body = {
      model: 'qwen-image-plus',
      input: { messages: [{ role: 'user', content: [{ text: call.prompt }] }] },
    };
    const floorVideoFetch = videoFetch();
    return [
      await making(
        bench,
        { work: 'doGenerate, one image, its file of 4 KB included: CPU, against the floor', goal: 4, calls: 1_000 },
        () => floorImage(imageFetch, body),
        ({ image }) => image?.(imageFetch),
      ),
      await making(
        bench,
        { work: 'doGenerate, a video: a task, three polls, its file: CPU, against the floor', goal: 3, calls: 300 },
        () => floorVideo(floorVideoFetch, { model: 'wan2.7-t2v', input: { prompt: call.prompt } }),
        ({ video }) => video?.(videoFetch()),
      ),
    ];
  },
};
