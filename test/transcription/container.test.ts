import { describe, expect, test } from 'vitest';
import {
  bytesOfDataURL,
  containerNamed,
  containerOf,
  containerOfURL,
  secondsOf,
} from '../../src/transcription/container.js';
import { wavFile, wavHeader } from '../../src/emulator/voice/wav.js';

const latin1 = (text: string) => Uint8Array.from(text.padEnd(64, '\0'), (character) => character.charCodeAt(0));

// The AI SDK calls bytes that it does not know audio/wav, and the service believes it: THU-MAIC/OpenMAIC#99.
describe('the container of a recording', () => {
  test.each([
    ['wav', 'audio/wav', 'RIFF\x24\0\0\0WAVEfmt '],
    ['avi', 'video/x-msvideo', 'RIFF\x24\0\0\0AVI LIST'],
    ['mp3', 'audio/mpeg', 'ID3\x04'],
    ['mp3', 'audio/mpeg', '\xff\xfb\x90\x00'],
    ['mp3', 'audio/mpeg', '\xff\xf3\x90\x00'],
    ['aac', 'audio/aac', '\xff\xf1\x50\x80'],
    ['aac', 'audio/aac', '\xff\xf9\x50\x80'],
    ['ogg', 'audio/ogg', 'OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x1e\x01vorbis'],
    ['opus', 'audio/ogg', 'OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead'],
    ['flac', 'audio/flac', 'fLaC'],
    ['aiff', 'audio/aiff', 'FORM\0\0\0\x24AIFF'],
    ['aiff', 'audio/aiff', 'FORM\0\0\0\x24AIFC'],
    ['amr', 'audio/amr', '#!AMR\n'],
    ['m4a', 'audio/mp4', '\0\0\0\x20ftypM4A '],
    ['mp4', 'video/mp4', '\0\0\0\x20ftypisom'],
    ['mov', 'video/quicktime', '\0\0\0\x14ftypqt  '],
    ['webm', 'audio/webm', '\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm'],
    [
      'mkv',
      'video/x-matroska',
      '\x1aE\xdf\xa3\xa3B\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x88matroska',
    ],
    ['flv', 'video/x-flv', 'FLV\x01\x05'],
    ['wma', 'audio/x-ms-wma', '\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9'],
    ['mpeg', 'video/mpeg', '\0\0\x01\xba'],
  ])('%s (%s) is known by its first bytes', (format, mediaType, head) => {
    expect(containerOf(latin1(head))).toEqual({ format, mediaType });
  });

  test('bytes that tell no container have none', () => {
    expect(containerOf(new Uint8Array(100))).toBeUndefined();
    expect(containerOf(new Uint8Array())).toBeUndefined();
    expect(containerOf(latin1('Hello'))).toBeUndefined();
  });

  test('a name and the extension of a URL tell it as well', () => {
    expect(containerNamed('.MP3')).toEqual({ format: 'mp3', mediaType: 'audio/mpeg' });
    expect(containerNamed('spx')).toEqual({ format: 'spx', mediaType: 'audio/spx' });
    expect(containerOfURL('https://example.com/a.b/talk.M4A?x=.wav')).toEqual({
      format: 'm4a',
      mediaType: 'audio/mp4',
    });
    expect(containerOfURL('https://example.com/talk.php')).toBeUndefined();
    expect(containerOfURL('https://example.com/')).toBeUndefined();
  });

  test('a data URL is its bytes', () => {
    expect(bytesOfDataURL('data:audio/wav;base64,aGk=')).toEqual({
      bytes: expect.objectContaining({ length: 2 }),
      mediaType: 'audio/wav',
    });
    expect(bytesOfDataURL('https://example.com/talk.mp3')).toBeUndefined();
  });
});

describe('the seconds of a recording', () => {
  test('a WAV tells them, also one that was streamed and has placeholders for its lengths', () => {
    const samples = new Int16Array(24_000);
    expect(secondsOf(wavFile(samples, 16_000))).toBe(1.5);
    for (const length of [0, 0x7fff_ffff, 0xffff_ffff]) {
      const streamed = new Uint8Array([...wavHeader(16_000, length), ...new Uint8Array(16_000)]);
      expect(secondsOf(streamed)).toBe(0.5);
    }
  });

  test('a WAV with a chunk of odd length before its samples tells them', () => {
    const header = wavHeader(8_000, 16_000);
    const extra = Uint8Array.from([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0]);
    const bytes = new Uint8Array([
      ...header.subarray(0, 36),
      ...extra,
      ...header.subarray(36),
      ...new Uint8Array(16_000),
    ]);
    expect(secondsOf(bytes)).toBe(1);
  });

  // The samples of ADPCM have four bits.
  test('a WAV whose sound is compressed tells them by its bytes a second', () => {
    const bytes = new Uint8Array([...wavHeader(8_000, 8_000), ...new Uint8Array(8_000)]);
    const view = new DataView(bytes.buffer);
    view.setUint16(20, 0x11, true);
    view.setUint32(28, 4_000, true);
    expect(secondsOf(bytes)).toBe(2);
  });

  test('a FLAC tells them', () => {
    const bytes = new Uint8Array(42);
    bytes.set(latin1('fLaC').subarray(0, 4));
    const view = new DataView(bytes.buffer);
    view.setUint32(18, (44_100 << 12) >>> 0);
    view.setUint32(22, 44_100 * 400);
    expect(secondsOf(bytes)).toBe(400);
  });

  test('other files, and files that break off, tell none', () => {
    expect(secondsOf(latin1('ID3'))).toBeUndefined();
    expect(secondsOf(wavFile(new Int16Array(10), 16_000).subarray(0, 30))).toBeUndefined();
    expect(secondsOf(latin1('fLaC').subarray(0, 10))).toBeUndefined();
    expect(secondsOf(new Uint8Array())).toBeUndefined();
  });
});
