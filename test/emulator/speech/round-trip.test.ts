import decodeWav from '@audio/decode-wav';
import { describe, expect, test } from 'vitest';
import { wavHeader } from '../../../src/emulator/voice/wav.js';
import { ask, type Json, send } from '../../support/emulator-requests.js';
import { transcribe, upload } from '../../support/recognition-requests.js';
import {
  BASE,
  cosy,
  download,
  enginePath,
  joined,
  post,
  qwen,
  multimodalPath,
  stream,
} from '../../support/speech-requests.js';
import { spokenTexts } from '../../support/spoken-texts.js';
import { strictEmulator } from '../../support/strict-emulator.js';

/** The emulator keeps blanks as well. */
const texts = [...spokenTexts, ['blanks', '  two  blanks  everywhere  '] as const];

const long = Array.from({ length: 1_000 }, (_, index) => `Sentence ${index} tells a little story. `)
  .join('')
  .slice(0, 30_000);

/** Transcribes the file of a link. */
async function heard(emulator: ReturnType<typeof strictEmulator>, url: string): Promise<string> {
  const { json } = await ask(emulator, transcribe(url));
  return json.choices?.[0].message.content ?? json.error.message;
}

/** Checks with a decoder of others that a file is as long as it should be. */
function checkWav(bytes: Uint8Array, rate: number): number {
  const { channelData, sampleRate } = decodeWav(bytes);
  expect(sampleRate).toBe(rate);
  expect(channelData).toHaveLength(1);
  expect(channelData[0]!.some((sample) => Math.abs(sample) > 0.05)).toBe(true);
  return channelData[0]!.length;
}

describe('text to speech to text', () => {
  test.each(texts)('speech and transcription give the text back, from every service: %s', async (_, text) => {
    const emulator = strictEmulator();
    const whole = (await post(emulator, multimodalPath, qwen(text))).json.output.audio.url;
    const streamed = await stream(emulator, multimodalPath, qwen(text));
    const links = [whole, streamed.at(-1).output.audio.url];
    for (const [format, sample_rate] of [
      ['wav', 8_000],
      ['wav', 44_100],
      ['mp3', 22_050],
    ]) {
      links.push((await post(emulator, enginePath, cosy(text, { format, sample_rate }))).json.output.audio.url);
    }
    for (const url of links) expect(await heard(emulator, url)).toBe(text);
    const file = await download(emulator, whole);
    expect(Buffer.compare(joined(streamed), file)).toBe(0);
    expect(checkWav(file, 24_000)).toBe((file.length - 44) / 2);
  });

  test('speech and transcription give 30,000 characters back, that were spoken in pieces and joined', async () => {
    const emulator = strictEmulator();
    const pieces = long.match(/[^]{1,600}(?:(?<=\. )|$)|[^]{1,600}/g)!;
    const parts: Uint8Array[] = [];
    for (const piece of pieces) {
      const { json } = await post(emulator, multimodalPath, qwen(piece, {}, { parameters: { sample_rate: 16_000 } }));
      parts.push((await download(emulator, json.output.audio.url)).subarray(44));
    }
    const sound = Buffer.concat(parts);
    const file = Buffer.concat([wavHeader(16_000, sound.length), sound]);
    expect(checkWav(file, 16_000)).toBe(sound.length / 2);
    const model = 'qwen3-asr-flash-filetrans';
    const url = await upload(emulator, file, model, BASE);
    const headers = { 'X-DashScope-Async': 'enable', 'X-DashScope-OssResourceResolve': 'enable' };
    const path = '/services/audio/asr/transcription';
    const created = await send(emulator, { model, input: { file_url: url } }, { base: BASE, path, headers });
    const { task_id: id } = ((await created.json()) as Json).output;
    const poll = async () => (await ask(emulator, undefined, { base: BASE, path: `/tasks/${id}`, method: 'GET' })).json;
    await poll();
    const { output, usage } = await poll();
    const transcript: Json = await (await emulator.fetch(output.result.transcription_url)).json();
    expect(transcript.transcripts[0].text).toBe(long);
    expect(usage.seconds).toBe(Math.ceil(sound.length / 32_000));
    expect(emulator.creations).toMatchObject({ speech: pieces.length, transcription: 1 });
  });
});
