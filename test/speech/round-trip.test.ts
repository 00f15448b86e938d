import decodeMp3 from '@audio/decode-mp3';
import decodeWav from '@audio/decode-wav';
import { createQwen, type QwenSpeechMetadata } from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { generateSpeech } from 'ai7';
import { describe, expect, test } from 'vitest';
import { ask } from '../support/emulator-requests.js';
import { dataUrl, transcribe } from '../support/recognition-requests.js';
import { textOfFile } from '../support/speech-requests.js';
import { spokenTexts } from '../support/spoken-texts.js';
import { strictEmulator } from '../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const connect = (speech?: EmulatorOptions['speech']) => {
  const emulator = strictEmulator({ speech });
  return { emulator, qwen: createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch }) };
};

type Result = Awaited<ReturnType<typeof generateSpeech>>;
const metadataOf = ({ providerMetadata }: Result) => providerMetadata.qwen as unknown as QwenSpeechMetadata;

// Issue 14: what is spoken is heard again, word for word.
describe('text to speech to text', () => {
  test.each(spokenTexts)('%s is heard as it was written', async (_name, text) => {
    const { emulator, qwen } = connect();
    for (const [id, voice, outputFormat] of [
      ['qwen3-tts-flash', undefined, undefined],
      ['qwen3-tts-flash', 'Dylan', 'mp3'],
      ['cosyvoice-v3-flash', 'longanyang', 'wav_16000'],
    ] as const) {
      const { audio } = await generateSpeech({ model: qwen.speech(id), text, voice, outputFormat });
      expect(audio.mediaType).toBe(outputFormat === 'mp3' ? 'audio/mpeg' : 'audio/wav');
      const { json } = await ask(emulator, transcribe(dataUrl(audio.uint8Array, audio.mediaType)));
      expect(json.choices[0].message.content).toBe(text);
    }
  });

  test('30,000 characters are one valid file, as long as its pieces', async () => {
    const { qwen, emulator } = connect();
    const sentence = (number: number) => `Sentence ${number} of the story is short. 第${number}句。`;
    const text = Array.from({ length: 1_000 }, (_, number) => sentence(number))
      .join('')
      .slice(0, 30_000);
    const result = await generateSpeech({ model: qwen.speech('qwen3-tts-flash', { sampleRate: 16_000 }), text });
    const file = result.audio.uint8Array;
    const { sampleRate, channelData } = decodeWav(file);
    const { pieces, durationInSeconds, characters } = metadataOf(result);
    expect(sampleRate).toBe(16_000);
    expect(pieces.length).toBe(emulator.creations.speech);
    const sum = pieces.reduce((seconds, piece) => seconds + piece.durationInSeconds!, 0);
    expect(Math.abs(channelData[0]!.length - sum * sampleRate)).toBeLessThan(1);
    expect(durationInSeconds).toBeCloseTo(sum, 4);
    expect(characters).toBeGreaterThan(30_000);
    expect(textOfFile(file)).toBe(text);
  });

  test('a text of mostly blanks is spoken', async () => {
    const { qwen } = connect();
    const text = `${' '.repeat(6_000)}Hello${'\n'.repeat(6_000)}World${' '.repeat(6_000)}`;
    const result = await generateSpeech({ model: qwen.speech('qwen3-tts-flash'), text });
    expect(textOfFile(result.audio.uint8Array)).toBe('HelloWorld');
    const { pieces } = metadataOf(result);
    expect(pieces.map(({ startIndex, endIndex }) => text.slice(startIndex, endIndex).trim())).toEqual([
      'Hello',
      'World',
    ]);
    const chunks: Uint8Array[] = [];
    for await (const { audio } of qwen.streamSpeech(text, { model: 'qwen3-tts-flash' })) chunks.push(audio);
    expect(textOfFile(Buffer.concat(chunks))).toBe('HelloWorld');
  });

  test('joined MP3 files are one file that plays to its end', async () => {
    const { qwen } = connect();
    const text = 'One sentence follows the other, and another one follows that. '.repeat(20).trim();
    const model = qwen.speech('qwen3-tts-flash');
    const result = await generateSpeech({ model, text, outputFormat: 'mp3' });
    const { pieces, durationInSeconds, format } = metadataOf(result);
    expect(format).toBe('mp3');
    expect(pieces.length).toBeGreaterThan(1);
    const { channelData, sampleRate } = await decodeMp3(result.audio.uint8Array);
    // A decoder may leave out the frames of its own delay.
    expect(channelData[0]!.length / sampleRate).toBeCloseTo(durationInSeconds!, 0);
    expect(result.warnings).toEqual([]);
  });

  // Both were seen: the documentation says bare samples and 600 units, a live service of Aug 2026 a header and 5,000.
  test.each([{ maxCharacters: 5_000 }, { firstPiece: 'pcm' as const }, { firstPiece: 'wav' as const }])(
    'either manner of the service gives one valid file: %j',
    async (speech) => {
      const { qwen, emulator } = connect(speech);
      const text = 'One sentence follows the other, 一句接着一句。'.repeat(50);
      for (const [outputFormat, mediaType] of [
        ['wav', 'audio/wav'],
        ['pcm', 'audio/pcm'],
      ] as const) {
        const { audio } = await generateSpeech({ model: qwen.speech('qwen3-tts-flash'), text, outputFormat });
        expect(audio.mediaType).toBe(mediaType);
        expect(textOfFile(audio.uint8Array)).toBe(text);
      }
      if (speech.maxCharacters !== undefined) expect(emulator.creations.speech).toBe(2);
    },
  );

  test('times of words are those of the whole file', async () => {
    const { qwen } = connect();
    const text = 'A sentence of some words follows here. '.repeat(10).trim();
    const model = qwen.speech('cosyvoice-v3-flash', { voice: 'longanyang', wordTimestamps: true });
    const { pieces, durationInSeconds } = metadataOf(await generateSpeech({ model, text }));
    expect(pieces.length).toBeGreaterThan(1);
    const words = pieces.flatMap((piece) => piece.words!);
    expect(words.map((word) => word.text).join('')).toBe(text);
    const times = words.flatMap(({ startSecond, endSecond }) => [startSecond, endSecond]);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(times.at(-1)).toBeLessThan(durationInSeconds!);
    expect(times.at(-1)).toBeGreaterThan(durationInSeconds! - 1);
  });

  test('opus that comes as something else is told', async () => {
    const { qwen } = connect();
    const model = qwen.speech('qwen-audio-3.1-tts-flash', { voice: 'Ava_v3.1' });
    const { audio, warnings } = await generateSpeech({ model, text: 'Hello.', outputFormat: 'opus' });
    expect(audio.mediaType).toBe('audio/wav');
    expect(JSON.stringify(warnings)).toContain('opus was asked for');
  });
});
