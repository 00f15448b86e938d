import type { QwenUsage } from '../../catalogue/usage.js';
import { multimodalPath, sampleRecording, transcriptionPath, videoPath } from './native-bodies.js';
import type { Probe, ProbeRequest } from './probe.js';
import {
  batchEnded,
  createBatch,
  createTask,
  deletes,
  get,
  lookAtTask,
  native,
  post,
  regionsOfBatches,
  rehearsal,
  taskEnded,
  upload,
} from './requests.js';
import type { Shape } from './shape.js';

const cancel: ProbeRequest = { protocol: 'dashscope', path: '/tasks/{task}/cancel' };

type Story = Pick<Probe, 'request' | 'before' | 'until' | 'after' | 'paid' | 'open'> & { name: string; shape: Shape };

const line = {
  custom_id: 'verify',
  method: 'POST',
  url: rehearsal.endpoint,
  body: { model: rehearsal.model, messages: [{ role: 'user', content: 'Hello there' }] },
};

const stories: Story[] = [
  {
    name: 'file',
    before: [
      upload('file-extract', 'verify.txt', 'The ferry leaves at nine.'),
      { name: 'read', request: get('/files/{file}'), until: { path: 'status', values: ['processed', 'error'] } },
    ],
    request: post('/chat/completions', {
      model: 'qwen-long',
      messages: [
        { role: 'system', content: 'fileid://{file}' },
        { role: 'user', content: 'When?' },
      ],
      max_tokens: 1,
    }),
    shape: { 'choices.0.message.content': 'string', 'usage.total_tokens': 'number' },
    after: [deletes('file')],
  },
  {
    // The service's free model for rehearsals.
    name: 'batch',
    before: [
      upload('batch', 'verify.jsonl', `${JSON.stringify(line)}\n`),
      createBatch(line.url),
      {
        name: 'end',
        request: get('/batches/{batch}'),
        until: batchEnded,
        shape: { status: { is: 'completed' }, 'request_counts.completed': { is: 1 } },
      },
      { name: 'output', request: get('/batches/{batch}'), makes: { name: 'output', path: 'output_file_id' } },
    ],
    request: { ...get('/files/{output}/content'), region: regionsOfBatches },
    shape: {
      custom_id: { is: 'verify' },
      'response.status_code': { is: 200 },
      'response.body.choices.0.message.content': 'text',
    },
    after: [deletes('output'), deletes('file')],
  },
  {
    name: 'transcription',
    before: [createTask(transcriptionPath, { model: 'fun-asr', input: { file_urls: [sampleRecording] } })],
    request: lookAtTask,
    until: taskEnded,
    shape: {
      'output.task_status': { is: 'SUCCEEDED' },
      'output.results.0.subtask_status': { is: 'SUCCEEDED' },
      'output.results.0.transcription_url': 'text',
    },
    paid: { model: 'fun-asr', usage: { seconds: 10 } },
  },
];

/** Units that are billed for a video of the cheapest kind, and for a picture. */
const video = { model: 'wan2.2-t2v-plus', usage: { seconds: 5, resolution: '480P' } satisfies QwenUsage };
const picture = (of: string) => ({ model: of, usage: { images: 1 } satisfies QwenUsage });
const prompt = 'A white wall';

const createVideo = createTask(videoPath, {
  model: video.model,
  input: { prompt },
  parameters: { size: '832*480', duration: 5, prompt_extend: false },
});

const media: Story[] = [
  {
    name: 'image',
    request: native(multimodalPath, {
      model: 'qwen-image-2.1-turbo',
      input: { messages: [{ role: 'user', content: [{ text: prompt }] }] },
      parameters: { n: 1, prompt_extend: false },
    }),
    shape: { 'output.choices.0.message.content.0.image': 'text', request_id: 'text' },
    paid: picture('qwen-image-2.1-turbo'),
  },
  {
    name: 'image-task',
    before: [
      createTask('/services/aigc/text2image/image-synthesis', {
        model: 'wan2.2-t2i-flash',
        input: { prompt },
        parameters: { n: 1, size: '512*512', prompt_extend: false },
      }),
    ],
    request: lookAtTask,
    until: taskEnded,
    shape: {
      'output.task_status': { is: 'SUCCEEDED' },
      'output.results.0.url': 'text',
      'usage.image_count': { is: 1 },
      'output.submit_time': 'text',
      'output.end_time': 'text',
    },
    paid: picture('wan2.2-t2i-flash'),
  },
  {
    name: 'video-task',
    before: [createVideo],
    request: lookAtTask,
    until: taskEnded,
    shape: { 'output.task_status': { is: 'SUCCEEDED' }, 'output.video_url': 'text', request_id: 'text' },
    paid: video,
  },
  {
    name: 'video-cancel',
    before: [createVideo, { name: 'read', request: lookAtTask, shape: { 'output.task_status': 'text' } }],
    request: cancel,
    shape: { request_id: 'text' },
    open: 'a task that has begun to run cannot be cancelled, and nobody says how soon one begins',
    after: [{ removes: 'task', request: cancel }],
    paid: video,
  },
];

const source = "the fields that this package's codecs read";

function probeOf(group: 'stories' | 'media', { name, shape, ...rest }: Story): Probe {
  return {
    ...rest,
    id: `${group}/${name}`,
    group,
    expected: { kind: 'answer', shape },
    certainty: 'documented',
    source,
  };
}

/** Probes of calls that belong together, which cost next to nothing. */
export function storyProbes(): Probe[] {
  return stories.map((story) => probeOf('stories', story));
}

/** Probes that make pictures and videos. */
export function mediaProbes(): Probe[] {
  return media.map((story) => probeOf('media', story));
}
