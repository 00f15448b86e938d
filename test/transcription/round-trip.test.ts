import { createQwen } from 'ai-sdk-qwen/ai7';
import { generateSpeech, experimental_transcribe as transcribe } from 'ai7';
import { expect, test } from 'vitest';
import { longText, spokenTexts } from '../support/spoken-texts.js';
import { strictEmulator } from '../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

// Issue 14: what was spoken is written down again.
test.each([...spokenTexts, ['30,000 characters', longText] as const])(
  'a text (%s) is spoken and written down again, as a task if it is long',
  async (_name, text) => {
    const emulator = strictEmulator({ taskDelay: { polls: 0 } });
    const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch });
    const speech = qwen.speech('qwen3-tts-flash', { sampleRate: 16_000 });
    const { audio } = await generateSpeech({ model: speech, text });
    for (const id of ['qwen3-asr-flash', 'qwen-audio-3.1-asr-flash', 'fun-asr']) {
      const told = await transcribe({
        model: qwen.transcription(id, { longAudio: 'task', pollInterval: 1 }),
        audio: audio.uint8Array,
      });
      expect(told.text, id).toBe(text);
      if (id === 'fun-asr') {
        const without = (one: string) => one.replace(/\s/g, '');
        expect(without(told.segments.map((segment) => segment.text).join(''))).toBe(without(text));
        const ends = told.segments.map(({ endSecond }) => endSecond);
        expect(ends).toEqual([...ends].sort((one, other) => one - other));
        expect(ends.at(-1)!).toBeLessThanOrEqual(told.durationInSeconds! + 0.1);
      }
    }
    // Half an hour of sound on a busy machine.
  },
  120_000,
);
