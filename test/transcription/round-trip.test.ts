import { createQwen } from 'ai-sdk-qwen/ai7';
import { generateSpeech, experimental_transcribe as transcribe } from 'ai7';
import { expect, test } from 'vitest';
import { strictEmulator } from '../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const keeper = 'The lighthouse keeper counted the waves. ';

// Issue 14: what was spoken is written down again. The last one is half an hour.
const texts: [name: string, text: string][] = [
  ['English', 'The lighthouse keeper counted the waves. Nobody believed him!'],
  ['Chinese', '灯塔的看守人在数海浪。没有人相信他！'],
  ['both', '欢迎使用 Model Studio。It speaks 中文 and English.'],
  ['numbers', 'On 2026-11-28 at 09:05 it cost $1,234.56, i.e. 7 % more than 3.14.'],
  ['emoji', 'A family 👨‍👩‍👧‍👦, a wave 👋🏽, a flag 🇳🇱.'],
  ['Japanese', '灯台守は波を数えた。カモメが鳴いている。'],
  ['Korean', '등대지기는 파도를 세었다. 아무도 믿지 않았다.'],
  ['Russian', 'Смотритель маяка считал волны. Никто не верил!'],
  ['German', 'Der Leuchtturmwärter zählte die Wellen – niemand glaubte ihm.'],
  ['French', '« Où est la mer ? » demanda-t-il à l’hôte.'],
  ['Spanish', '¿Dónde está el faro? ¡Allí, señora!'],
  ['Portuguese', 'O faroleiro contou as ondas. Ninguém acreditou.'],
  ['Italian', "Il guardiano del faro contò le onde. Com'è bello!"],
  ['Arabic', 'عدّ حارس المنارة الأمواج.'],
  ['Thai', 'ผู้ดูแลประภาคารนับคลื่น'],
  ['quotations', '“Stop!” she cried. ‘Why?’ … (nobody knew) [2].'],
  ['an abbreviation', 'Dr. Wu met Mr. Li at 5 p.m. near St. Paul’s.'],
  ['one word', 'Hello'],
  ['one character', '海'],
  [
    '30,000 characters',
    keeper
      .repeat(Math.ceil(30_000 / keeper.length))
      .slice(0, 30_000)
      .trim(),
  ],
];

test.each(texts)(
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
