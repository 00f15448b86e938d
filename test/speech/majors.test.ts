import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import type { QwenSpeechMetadata } from 'ai-sdk-qwen/ai7';
import { experimental_generateSpeech as generate4 } from 'ai';
import { experimental_generateSpeech as generate5 } from 'ai5';
import { experimental_generateSpeech as generate6 } from 'ai6';
import { generateSpeech as generate7 } from 'ai7';
import { describe, expect, test } from 'vitest';
import { readWav } from '../../src/emulator/voice/wav.js';
import { textOfFile } from '../support/speech-requests.js';
import { strictEmulator } from '../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

type Call = Parameters<typeof generate6>[0] & { model: never };
type Result = Awaited<ReturnType<typeof generate6>>;

const majors: [name: string, createQwen: typeof createQwen6, generate: (call: Call) => Promise<Result>][] = [
  ['4', createQwen4 as never, generate4 as never],
  ['5', createQwen5 as never, generate5 as never],
  ['6', createQwen6, generate6],
  ['7', createQwen7 as never, generate7 as never],
];

const connect = () => {
  const emulator = strictEmulator();
  const bodies: unknown[] = [];
  const fetch: typeof globalThis.fetch = (url, init) => {
    if (init?.body) bodies.push(JSON.parse(String(init.body)));
    return emulator.fetch(url, init);
  };
  return { emulator, bodies, settings: { apiKey: 'sk-test', region: 'beijing', fetch } as const };
};

const metadataOf = ({ providerMetadata }: Result) => providerMetadata.qwen as unknown as QwenSpeechMetadata;

for (const [name, createQwen, generate] of majors) {
  describe(`AI SDK ${name}`, () => {
    for (const [id, voice] of [
      ['qwen3-tts-flash', undefined],
      ['qwen-tts', 'Chelsie'],
      ['cosyvoice-v3-flash', 'longanyang'],
      ['qwen-audio-3.0-tts-flash', 'longanfengyue'],
    ] as const) {
      test(`${id} speaks a text into a WAV file that can be played`, async () => {
        const { emulator, settings } = connect();
        const model = createQwen(settings).speech(id) as never;
        const result = await generate({ model, text: 'Hello 世界. It is 3.14!', voice });
        // AI SDK 4 has another name for it.
        const { mediaType, mimeType } = result.audio as { mediaType?: string; mimeType?: string };
        expect(mediaType ?? mimeType).toBe('audio/wav');
        expect(result.warnings).toEqual([]);
        const file = result.audio.uint8Array;
        expect(textOfFile(file)).toBe('Hello 世界. It is 3.14!');
        // The lengths in the header are those of the file; the service's own are not.
        expect(new DataView(file.buffer, file.byteOffset).getUint32(4, true)).toBe(file.length - 8);
        const { pieces, durationInSeconds, sampleRate } = metadataOf(result);
        expect(pieces).toHaveLength(1);
        expect(pieces[0]).toMatchObject({ startIndex: 0, endIndex: 21, url: expect.stringMatching(/^https:/) });
        const samples = readWav(file)!.channels[0]!.length;
        expect(durationInSeconds).toBeCloseTo(samples / sampleRate!, 5);
        expect(emulator.creations.speech).toBe(1);
      });
    }

    test('a long text is spoken in pieces, and is one file', async () => {
      const { emulator, settings } = connect();
      const text = 'One sentence follows the other. 一句接着一句。'.repeat(40);
      const model = createQwen(settings).speech('qwen3-tts-flash') as never;
      const result = await generate({ model, text });
      expect(textOfFile(result.audio.uint8Array)).toBe(text);
      const { pieces, characters, durationInSeconds } = metadataOf(result);
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.length).toBe(emulator.creations.speech);
      expect(characters).toBe(pieces.reduce((sum, piece) => sum + piece.characters!, 0));
      expect(durationInSeconds).toBeCloseTo((result.audio.uint8Array.length - 44) / 2 / 24_000, 5);
      expect(pieces.map(({ startIndex }) => startIndex).slice(1)).toEqual(
        pieces.map(({ endIndex }) => endIndex).slice(0, -1),
      );
    });

    test('what a model has not is a warning, and nothing else is lost', async () => {
      const { bodies, settings } = connect();
      const model = createQwen(settings).speech('qwen3-tts-flash', { seed: 7 }) as never;
      const result = await generate({
        model,
        text: 'Hello.',
        outputFormat: 'aac',
        instructions: 'Whisper.',
        speed: 3,
        providerOptions: { qwen: { languageType: 'English' } },
      });
      const words = JSON.stringify(result.warnings);
      for (const word of ['aac', 'instructions', '0.5 to 2', 'seed']) expect(words).toContain(word);
      expect(bodies).toEqual([
        {
          model: 'qwen3-tts-flash',
          input: { text: 'Hello.', voice: 'Cherry', language_type: 'English' },
          parameters: { speech_rate: 2 },
        },
      ]);
    });
  });
}
