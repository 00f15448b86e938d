import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { textOfFile } from '../support/speech-requests.js';
import { captureOutput } from './output.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-sdk-qwen-test-'));
  vi.resetModules();
  // The examples write into the folder for temporary files; TEMP is that of Windows.
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder);
  for (const name of ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY']) vi.stubEnv(name, '');
  vi.stubGlobal('fetch', () => {
    throw new Error('An example called the network.');
  });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true });
});

/** The file that a line of output ends with, which must be in the folder for temporary files. */
async function fileOf(line: string | undefined): Promise<Buffer> {
  const path = line!.slice(line!.lastIndexOf(': ') + 2);
  expect(path.startsWith(folder)).toBe(true);
  return readFile(path);
}

async function sizeOf(line: string | undefined): Promise<[number, number]> {
  const png = await fileOf(line);
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

describe('the examples of images and videos, without a key', () => {
  test('the image example writes two different images of the requested size, and says where', async () => {
    const output = await captureOutput(() => import('../../examples/image.js'));
    const lines = output.trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/^image\/png, 1024×768 pixels: .+lighthouse-\d\.png$/);
      expect(await sizeOf(line)).toEqual([1024, 768]);
    }
    const [one, other] = await Promise.all(lines.map(fileOf));
    expect(one!.equals(other!)).toBe(false);
  });

  test('the image-edit example writes the image before and after, without a warning', async () => {
    const output = await captureOutput(() => import('../../examples/image-edit.js'));
    const [before, after, ...others] = output.trimEnd().split('\n');
    expect(await sizeOf(before)).toEqual([768, 512]);
    expect(await sizeOf(after)).toEqual([768, 512]);
    expect((await fileOf(before)).equals(await fileOf(after))).toBe(false);
    expect(others).toEqual([]);
  });

  test('the video example shows the progress of a task that it knows from a file, and writes the video', async () => {
    const output = await captureOutput(() => import('../../examples/video.js'));
    const [started, ...lines] = output.trimEnd().split('\n');
    expect(JSON.parse(String(await fileOf(started)))).toEqual({
      taskId: expect.stringMatching(/^[\da-f-]{36}$/),
      modelId: 'wan2.7-t2v',
    });
    const video = lines.pop();
    expect(lines.map((line) => line.replace(/\d+ s$/, ''))).toEqual([
      'PENDING after ',
      'RUNNING after ',
      'SUCCEEDED after ',
    ]);
    expect(video).toMatch(/^video\/mp4: .+lighthouse\.mp4$/);
    expect((await fileOf(video)).subarray(4, 8).toString('latin1')).toBe('ftyp');
  });

  test('the speak example writes a sentence, and a story that was spoken while it was written', async () => {
    const output = await captureOutput(() => import('../../examples/speak.js'));
    const [sentence, story, ...others] = output.trimEnd().split('\n');
    expect(sentence).toMatch(/^[\d.]+ s, 26 characters, audio\/wav: .+tide\.wav$/);
    expect(story).toMatch(/^\d pieces, audio\/wav: .+story\.wav$/);
    expect(textOfFile(await fileOf(sentence))).toBe('The tide comes in at noon.');
    expect(textOfFile(await fileOf(story))).toMatch(/lighthouse/);
    expect(others).toEqual([]);
  });

  test('the speak-long example tells each piece, and writes one file', async () => {
    const output = await captureOutput(() => import('../../examples/speak-long.js'));
    const pieces = output.trimEnd().split('\n');
    const whole = pieces.pop();
    expect(pieces.length).toBeGreaterThan(5);
    expect(whole).toMatch(/^[\d.]+ s, audio\/mpeg: .+watch\.mp3$/);
    const sum = pieces.reduce((seconds, line) => seconds + Number.parseFloat(line), 0);
    expect(Math.abs(sum - Number.parseFloat(whole!))).toBeLessThan(1);
    expect((await fileOf(whole)).subarray(0, 3).toString('latin1')).toBe('ID3');
  });

  test('the multimodal-search example finds the picture that shows what the question is about', async () => {
    const output = await captureOutput(() => import('../../examples/multimodal-search.js'));
    const [head, ...rows] = output.trimEnd().split('\n');
    expect(head).toMatch(/^A girl plays with her dog \(5 contents, [1-9]\d* tokens\)$/);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatch(/^ 0\.\d{3} {2}https:.+dog_and_girl\.jpeg$/);
    const scores = rows.map((row) => Number.parseFloat(row));
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores[0]! - scores[1]!).toBeGreaterThan(0.3);
  });

  test('the transcribe example tells sentences and words with their times', async () => {
    const output = await captureOutput(() => import('../../examples/transcribe.js'));
    const [text, first, second, words] = output.trimEnd().split('\n');
    expect(text).toMatch(/^The ferry leaves at nine\. Please have your tickets ready! \([\d.]+ s\)$/);
    expect(first).toMatch(/^\d\.\d\d–\d\.\d\d s: The ferry leaves at nine\.$/);
    expect(second).toMatch(/^\d\.\d\d–\d\.\d\d s: Please have your tickets ready!$/);
    expect(words).toBe('Words: The | ferry | leaves | at | nine. | Please | have | your | tickets | ready!');
  });

  test('the subtitles example writes SRT and WebVTT with the same times', async () => {
    const output = await captureOutput(() => import('../../examples/subtitles.js'));
    const [srt, vtt] = await Promise.all(output.trimEnd().split('\n').slice(-2).map(fileOf));
    expect(srt!.toString()).toMatch(/^1\n00:00:0\d,\d{3} --> 00:00:0\d,\d{3}\nWelcome aboard\.\n\n2\n/);
    expect(vtt!.toString()).toMatch(/^WEBVTT\n\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\nWelcome aboard\.\n\n/);
    expect(
      srt!
        .toString()
        .replace(/^\d+\n/gm, '')
        .replaceAll(',', '.'),
    ).toBe(vtt!.toString().slice(8).replaceAll(',', '.'));
    expect(srt!.toString()).toContain('祝您旅途愉快！');
  });
});
