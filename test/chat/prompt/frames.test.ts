import { expect, test } from 'vitest';
import { groupFrames } from '../../../src/chat/prompt/frames.js';
import type { MediaPart } from '../../../src/chat/prompt/prompt.js';

const frame = (url: string, options: MediaPart['options']): MediaPart => ({
  type: 'image',
  source: { kind: 'url', url },
  options: { frame: true, ...options },
});

test('frames in a row are one video with the options of all; the prompt itself stays as it is', () => {
  const parts = [
    frame('https://example.com/1.png', { maxPixels: 100 }),
    frame('https://example.com/2.png', { maxPixels: 200 }),
  ];
  const before = structuredClone(parts);
  expect(groupFrames(parts)).toEqual([{ type: 'frames', images: parts, options: { frame: true, maxPixels: 200 } }]);
  expect(parts).toEqual(before);
});
