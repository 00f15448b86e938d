import { InvalidPromptError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { dataUrlLength, maxDataUrlLength, mediaBytes, mediaUrl } from '../../../src/chat/prompt/media.js';
import type { MediaPart } from '../../../src/chat/prompt/prompt.js';

const bytesOf = (...bytes: number[]) => ({ kind: 'bytes', bytes: Uint8Array.from(bytes) }) as const;
const url = (part: Partial<MediaPart> & Pick<MediaPart, 'source'>) => mediaUrl({ type: 'image', ...part });

describe('the URL of a media part', () => {
  test('the URL of a media part is kept, whatever its scheme', () => {
    for (const own of ['https://example.com/a.png', 'oss://bucket/a.png', 'data:image/png;base64,AAAA']) {
      expect(url({ source: { kind: 'url', url: own } })).toBe(own);
    }
  });

  test('bytes or base64 of a media part become a data URL with the given media type', () => {
    expect(url({ source: bytesOf(1, 2, 3), mediaType: 'image/tiff' })).toBe('data:image/tiff;base64,AQID');
    expect(url({ type: 'video', source: { kind: 'base64', base64: 'AQID' }, mediaType: 'video/webm' })).toBe(
      'data:video/webm;base64,AQID',
    );
  });

  test.each([
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
    ['image/gif', [0x47, 0x49, 0x46, 0x38, 0x39, 0x61]],
    ['image/webp', [0x52, 0x49, 0x46, 0x46, 0x10, 0x00]],
    ['image/bmp', [0x42, 0x4d, 0x10, 0x00]],
    ['image/jpeg', [1, 2, 3]],
  ])('an image of unknown type gets its media type from its first bytes: %s', (type, bytes) => {
    expect(url({ source: bytesOf(...bytes) })).toMatch(`data:${type};base64,`);
    expect(url({ source: bytesOf(...bytes), mediaType: 'image/*' })).toMatch(`data:${type};base64,`);
  });

  test.each([
    ['video', 'video/mp4'],
    ['audio', 'audio/wav'],
    ['document', 'application/octet-stream'],
  ] as const)('media of unknown type (%s) are taken for %s', (type, mediaType) => {
    expect(url({ type, source: bytesOf(1, 2, 3) })).toBe(`data:${mediaType};base64,AQID`);
    // They begin as a bitmap does.
    expect(url({ type, source: bytesOf(0x42, 0x4d, 0x10) })).toBe(`data:${mediaType};base64,Qk0Q`);
  });
});

test('the length of a data URL is known without making it', () => {
  for (const length of [0, 1, 2, 3, 4]) {
    const part: MediaPart = {
      type: 'image',
      source: bytesOf(...Array<number>(length).fill(1)),
      mediaType: 'image/png',
    };
    expect(dataUrlLength(part)).toBe(mediaUrl(part).length);
  }
});

test('a data URL without a comma has no bytes', () => {
  const source = { kind: 'url', url: 'data:image/png;base64' } as const;
  expect(() => mediaBytes({ type: 'image', source })).toThrow(InvalidPromptError);
});

describe('a data URL beyond what the service takes', () => {
  const head = 'data:image/png;base64,';
  const longest = 'A'.repeat(maxDataUrlLength - head.length);

  test('a data URL above the limit is refused with its size, its type and what to do; the longest one is not', () => {
    expect(url({ source: { kind: 'base64', base64: longest }, mediaType: 'image/png' })).toHaveLength(10_485_760);
    const send = () => url({ source: { kind: 'base64', base64: `${longest}A` }, mediaType: 'image/png' });
    expect(send).toThrow(InvalidPromptError);
    expect(send).toThrow(
      'A file of type image/png is too large for the request: its data URL has 10485761 bytes and ' +
        "the service accepts 10485760 (a file of about 7 MB). Set providerOptions.qwen.upload: 'auto', which uploads it to " +
        'the temporary store of the service, or pass an http(s) or oss:// URL.',
    );
  });

  test('a data URL above the limit is refused when it was given as a URL, and the error does not carry the file', () => {
    let error: unknown;
    try {
      url({ source: { kind: 'url', url: `${head}${longest}A` } });
    } catch (thrown) {
      error = thrown;
    }
    expect(InvalidPromptError.isInstance(error)).toBe(true);
    expect(JSON.stringify(error).length).toBeLessThan(1000);
  });
});
