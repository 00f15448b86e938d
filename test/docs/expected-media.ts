import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Expected, Ran } from './expected.js';

const inputs = ({ sent }: Ran) => sent.map(({ body }) => (body as { input?: object } | '') || {});

/** The requests that must be sent, those without a body left out. */
const asks = (...bodies: object[]): Expected['check'] => {
  return ({ sent }) => expect(sent.map(({ body }) => body).filter((body) => body !== '')).toMatchObject(bodies);
};

const width = async ({ folder }: Ran, file: string) => (await readFile(join(folder, file))).readUInt32BE(16);

const lighthouse: Expected = {
  prints: /^768 512 \d{4}-\d\d-\d\dT.+Z \[\]\n$/,
  check: async (ran) => expect(await width(ran, 'lighthouse-1.png')).toBe(768),
};

const beijing = /^https:\/\/dashscope\.aliyuncs\.com\//;

/** Points of the pages about images, videos and multimodal embeddings. */
export const expectedMedia: Record<string, Expected> = {
  'docs/guides/images.md: Images (ai 7)': lighthouse,
  'docs/guides/images.md: Images (ai 6)': lighthouse,
  'docs/guides/images.md: Images (ai 4)': {
    prints: /^\[\]\n$/,
    check: async (ran) => {
      expect(await width(ran, 'lighthouse.png')).toBe(768);
      expect(inputs(ran)[0]).toMatchObject({ parameters: { watermark: false, negative_prompt: 'people' } });
    },
  },
  'docs/guides/images.md: Several images (ai 7)': {
    prints: /^4\n$/,
    check: asks({ parameters: { enable_sequential: true, n: 4 } }),
  },
  'docs/guides/images.md: Several images (ai 7) 2': { prints: /^\d \[ 'The emulator draws: How to fold/ },
  'docs/guides/images.md: Edit images (ai 7)': {
    check: asks({ input: { messages: [{ content: [{ image: expect.stringMatching(/^data:image\/png/) }, {}] }] } }),
  },
  'docs/guides/images.md: Edit images (ai 4)': {
    check: asks({ input: { messages: [{ content: [{ image: 'https://example.com/boat.png' }, {}] }] } }),
  },
  'docs/guides/images.md: Edit images (ai 7) 2': {
    prints: /^2\n$/,
    check: asks({ parameters: { bbox_list: [[[100, 200, 300, 400]], []], n: 2 } }),
  },
  'docs/guides/images.md: A mask (ai 7)': {
    check: ({ sent }) => {
      expect(sent[0]!.url).toMatch(beijing);
      expect(sent[0]!.body).toMatchObject({ input: { function: 'description_edit_with_mask' } });
    },
  },
  'docs/guides/images.md: A mask (ai 7) 2': {
    check: asks({ input: { function: 'expand' }, parameters: { left_scale: 1.5, right_scale: 1.5 } }),
  },
  'docs/guides/images.md: Translate the text in an image (ai 7)': {
    check: ({ sent }) => {
      expect(sent[0]!.url).toMatch(beijing);
      expect(sent[0]!.body).toMatchObject({
        input: { source_lang: 'zh', ext: { terminologies: [{ src: '千问', tgt: 'Qwen' }] } },
      });
    },
  },
  'docs/guides/images.md: Tasks, and a crash in the middle (ai 7) 2': {
    prints: /^[\da-f-]{36} SUCCEEDED \d{4}-.+Z\nSUCCEEDED\n\{/,
  },
  'docs/guides/videos.md: Videos (ai 7)': { prints: /^video\/mp4 [\da-f-]{36} \d{4}-.+Z \{\n {2}duration: 5,/ },
  'docs/guides/videos.md: Videos (ai 6)': { prints: /^video\/mp4 [\da-f-]{36} \d{4}-.+Z \{\n {2}duration: 5,/ },
  'docs/guides/videos.md: From an image (ai 7)': {
    check: asks({ input: { media: [{ type: 'first_frame', url: expect.stringMatching(/^data:image\/png/) }] } }),
  },
  'docs/guides/videos.md: From an image (ai 7) 2': {
    check: asks({
      input: { first_frame_url: 'https://example.com/bud.png', last_frame_url: 'https://example.com/flower.png' },
    }),
  },
  'docs/guides/videos.md: From references, or another video (ai 7)': {
    check: asks(
      {
        input: { media: [{ type: 'video', url: 'https://example.com/harbour.mp4' }] },
        parameters: { audio_setting: 'origin' },
      },
      { input: { media: [{ type: 'first_frame' }, { type: 'driving_audio' }] } },
    ),
  },
  'docs/guides/videos.md: From references, or another video (ai 7) 2': {
    check: asks({
      input: { image_url: 'https://example.com/portrait.png', video_url: 'https://example.com/dance.mp4' },
    }),
  },
  'docs/guides/videos.md: From references, or another video (ai 7) 3': {
    check: asks({ input: { function: 'image_reference', ref_images_url: ['https://example.com/cat.png'] } }),
  },
  'docs/guides/videos.md: Progress, and a crash in the middle (ai 7)': {
    prints: /^SUCCEEDED .+\n\d+\n$/,
    check: ({ sent }) => expect(sent.filter(({ url }) => url.endsWith('/video-synthesis'))).toHaveLength(1),
  },
  'docs/guides/transcription.md: Transcription (ai 7)': {
    prints: /^The tide comes in at noon\. 1 undefined [\d.]+ \[\]\n\{ text: 'The', startSecond: 0[^]+[\da-f-]{36} \{/,
    check: asks({ parameters: { format: 'wav', language_hints: ['en'] } }),
  },
  'docs/guides/transcription.md: Transcription (ai 4)': { prints: /^The tide comes in at noon\. 1\n$/ },
  'docs/guides/transcription.md: Bytes and URLs (ai 7)': {
    prints: /^The emulator cannot hear meeting\.mp3\.\n$/,
    check: asks({ input: { file_urls: ['https://example.com/meeting.mp3'] } }),
  },
  'docs/guides/transcription.md: Bytes and URLs (ai 4)': {
    prints: /^The emulator cannot hear meeting\.mp3\.\n$/,
    check: asks({ input: { file_urls: ['https://example.com/meeting.mp3'] } }),
  },
  'docs/guides/transcription.md: Long recordings (ai 7)': { prints: /^qwen3-asr-flash The tide comes in at noon\.\n$/ },
  'docs/guides/transcription.md: Recordings that come bit by bit (ai 7)': {
    prints: /^0\.1 [\d.]+ The tide comes in at noon\.\nThe tide comes in at noon\.\n$/,
  },
  'docs/guides/transcription.md: Tasks, and a crash in the middle (ai 7)': {
    prints: /^The emulator cannot hear meeting\.mp3\.\n$/,
    check: ({ sent }) => expect(sent.filter(({ url }) => url.endsWith('/transcription'))).toHaveLength(1),
  },
  'docs/guides/transcription.md: Speakers, channels, words (ai 7)': {
    prints: /^\{ text: 'The', [^}]+\}\n0 0\.1 The emulator cannot hear interview\.\n/,
    check: asks({ parameters: { diarization_enabled: true, speaker_count: 2 } }),
  },
  'docs/guides/transcription.md: Subtitles (ai 7)': {
    check: async ({ folder }) =>
      expect(await readFile(join(folder, 'talk.vtt'), 'utf8')).toMatch(
        /^WEBVTT\n\n00:00:00\.\d{3} --> 00:00:0\d\.\d{3}\nThe tide comes in at noon\.\n$/,
      ),
  },
  'docs/reference/metadata.md: Of images and videos (ai 7)': { prints: /^(http.+\.png\?.+Z 2048 2048\n){2}\{/ },
  'docs/guides/multimodal-search.md: Search pictures and videos (ai 7)': { prints: /dog_and_girl\.jpeg \d+\n$/ },
  'docs/guides/multimodal-search.md: Search pictures and videos (ai 4)': { prints: /dog_and_girl\.jpeg \d+\n$/ },
  'docs/guides/multimodal-search.md: Search pictures and videos (ai 7) 2': { prints: /^512\n$/ },
  'docs/guides/multimodal-search.md: Contents (ai 7)': {
    prints: /^1 2560\n$/,
    check: asks({ parameters: { enable_fusion: true } }),
  },
};
