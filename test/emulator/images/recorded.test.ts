import { expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { describeRecorded, readRecording } from '../../support/recordings.js';
import { type Json, png } from '../../support/emulator-requests.js';
import { ASYNC, BACKGROUND, IMAGE2IMAGE, poll, post, SYNC, TEXT2IMAGE } from '../../support/image-emulator-requests.js';

const VIDEO = '/services/aigc/video-generation/video-synthesis';

/** Name, path, the recorded answer to the creation, and that of the last poll. */
const recordings: [name: string, path: string, answer: string, last?: string][] = [
  ['media-image-video/qwen-image-2.0-pro-sync', SYNC, 'media-image-video/qwen-image-2.0-pro-sync'],
  ['dashscope-native/multimodal-generation-image-nosse', SYNC, 'dashscope-native/multimodal-generation-image-nosse'],
  [
    'media-image-video/wan2.7-image-pro-async.1-create',
    ASYNC,
    'media-image-video/wan2.7-image-pro-async.1-create',
    'media-image-video/wan2.7-image-pro-async.3-poll-succeeded',
  ],
  [
    'media-image-video/wan2.7-i2v-async.1-create',
    VIDEO,
    'media-image-video/wan2.7-i2v-async.1-create',
    'media-image-video/wan2.7-i2v-async.3-poll-succeeded',
  ],
  [
    'dashscope-native/image-synthesis-nosse',
    TEXT2IMAGE,
    'dashscope-native/image-synthesis-nosse',
    'media-image-video/get-task-image-synthesis-success-nosse',
  ],
  [
    'media-image-video/image2image-synthesis-translation-nosse',
    IMAGE2IMAGE,
    'media-image-video/image2image-synthesis-translation-nosse',
  ],
  [
    'media-image-video/background-generation-nosse',
    BACKGROUND,
    'media-image-video/background-generation-nosse',
    'media-image-video/get-task-background-generation-success-nosse',
  ],
  [
    'dashscope-native/image-generation-nosse',
    ASYNC,
    'dashscope-native/image-generation-nosse',
    'dashscope-native/get-task-image-generation-success-nosse',
  ],
];

const read = (file: string): Json => JSON.parse(readRecording(file).replace(/^\uFEFF/, ''));

/** Names and types of everything in a value; of a list those of its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  // Where the layers of a title lie is the design of each picture.
  const entries = Object.entries(value).filter(([name]) => name !== 'layers');
  return Object.fromEntries(entries.map(([name, item]) => [name, shapeOf(item)]));
}

describeRecorded('recorded images and videos', () => {
  test.each(recordings)(
    'the recorded request %s is accepted and answered in the recorded shape',
    async (name, path, answer, last) => {
      const emulator = strictEmulator({ taskDelay: { polls: 0 } });
      const body = read(`${name}.request.body.json`);
      // The picture was taken out of the recording.
      if (body.input.media) body.input.media[0].url = png(512, 512);
      const { status, json } = await post(emulator, path, body);
      expect([status, shapeOf(json)]).toEqual([200, shapeOf(read(`${answer}.response.body.txt`))]);
      if (last === undefined) return;
      expect(shapeOf(await poll(emulator, json.output.task_id))).toEqual(shapeOf(read(`${last}.response.body.txt`)));
    },
  );
});
