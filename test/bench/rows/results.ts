import type { Contestant, ResultModel, SpeechModel, TranscriptionModel } from '../contestants.js';
import type { Fetch } from '../fetches.js';
import { floor, multiples, type Bench, type Finding, type Row } from '../findings.js';
import { floorImage, floorSpeech, floorTranscription, floorVideo } from '../floors.js';
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

/** A second of speech, with the lengths that the service's files have. */
const sound = wav(24_000);

const speechAnswer = JSON.stringify({
  output: { finish_reason: 'stop', audio: { data: '', url: resultURL, id: 'audio_1', expires_at: 1_764_236_400 } },
  usage: { input_tokens: 0, output_tokens: 0, characters: 50 },
  request_id: requestId,
});

const speechFetch: Fetch = async (_url, init) =>
  init?.method === 'POST' ? new Response(speechAnswer, json) : new Response(sound);

const transcriptionAnswer = JSON.stringify({
  choices: [
    {
      finish_reason: 'stop',
      index: 0,
      message: {
        role: 'assistant',
        content: 'Small pools that the tide left between the stones',
        annotations: [{ type: 'audio_info', language: 'en', emotion: 'neutral' }],
      },
    },
  ],
  usage: { prompt_tokens: 42, completion_tokens: 12, total_tokens: 54, seconds: 1 },
  id: `chatcmpl-${requestId}`,
  model: 'qwen3-asr-flash',
  created: 1_764_236_400,
});

const transcriptionFetch: Fetch = async () => new Response(transcriptionAnswer, json);

function wav(samples: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + samples * 2);
  const view = new DataView(bytes.buffer);
  const write = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at);
  write(0, 'RIFF');
  view.setUint32(4, 0x7fffffff, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, 24_000, true);
  view.setUint32(28, 48_000, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, 'data');
  view.setUint32(40, 0x7fffffff, true);
  for (let at = 44; at < bytes.length; at += 2) view.setInt16(at, ((at * 37) % 4001) - 2000, true);
  return bytes;
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

async function expectSpeech(name: string, model: SpeechModel): Promise<void> {
  const { audio } = await model.doGenerate({ text: call.prompt, voice: 'Cherry', language: 'en' });
  if (audio.length !== sound.length) throw new Error(`${name} spoke ${audio.length} bytes.`);
}

async function expectText(name: string, model: TranscriptionModel): Promise<void> {
  const { text } = await model.doGenerate({ audio: sound, mediaType: 'audio/wav' });
  if (text !== call.prompt) throw new Error(`${name} heard ${text}`);
}

async function making<Model>(
  { contestants, quick }: Bench,
  row: { work: string; goal: number; calls: number },
  least: () => Promise<unknown>,
  modelOf: (contestant: Contestant) => Model | undefined,
  run: (name: string, model: Model) => Promise<void>,
): Promise<Finding> {
  const calls = quick ? 20 : row.calls;
  const repeated = (name: string, once: () => Promise<unknown>): Case => ({
    name,
    async run() {
      for (let count = 0; count < calls; count += 1) await once();
    },
  });
  const cases = contestants.flatMap((contestant) => {
    const model = modelOf(contestant);
    return model === undefined ? [] : [repeated(contestant.name, () => run(contestant.name, model))];
  });
  const samples = await interleave([repeated(floor, least), ...cases], quick ? 3 : 15);
  const values = { ...multiples(samples, floor), [floor]: 1 };
  return { row: results.id, work: row.work, unit: '×', values, goal: row.goal };
}

/**
 * Calls whose result is a file, or the text of one: plan, send, poll, load, check and describe it. This takes a fifth of a millisecond where
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
        expectFile,
      ),
      await making(
        bench,
        { work: 'doGenerate, a video: a task, three polls, its file: CPU, against the floor', goal: 3, calls: 300 },
        () => floorVideo(floorVideoFetch, { model: 'wan2.7-t2v', input: { prompt: call.prompt } }),
        ({ video }) => video?.(videoFetch()),
        expectFile,
      ),
      await making(
        bench,
        { work: 'doGenerate, a second of speech, its file included: CPU, against the floor', goal: 6, calls: 1_000 },
        () => floorSpeech(speechFetch, { model: 'qwen3-tts-flash', input: { text: call.prompt, voice: 'Cherry' } }),
        ({ speech }) => speech?.(speechFetch),
        expectSpeech,
      ),
      await making(
        bench,
        { work: 'doGenerate, a second of speech transcribed: CPU, against the floor', goal: 4, calls: 1_000 },
        () => floorTranscription(transcriptionFetch, sound),
        ({ transcription }) => transcription?.(transcriptionFetch),
        expectText,
      ),
    ];
  },
};
