import { describe, expect, test } from 'vitest';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { ask, type Json } from '../../support/emulator-requests.js';
import { dataUrl, spoken, transcribe } from '../../support/recognition-requests.js';
import { cosy, enginePath, post, qwen, multimodalPath } from '../../support/speech-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const sound = dataUrl(spoken('Hello.'));
const content = [{ type: 'input_audio', input_audio: { data: sound } }];
const sentences = {
  model: 'fun-asr-flash-2026-06-15',
  input: { messages: [{ role: 'user', content }] },
  parameters: { format: 'wav' },
};

const calls: [name: string, kind: 'speech' | 'transcription', call: (emulator: Emulator) => Promise<Json>][] = [
  ['speech', 'speech', (emulator) => post(emulator, multimodalPath, qwen('Hello.'))],
  ['a transcription as a chat', 'transcription', (emulator) => ask(emulator, transcribe(sound))],
  ['a transcription with times', 'transcription', (emulator) => post(emulator, multimodalPath, sentences)],
];

describe('faults of calls that answer at once', () => {
  test.each(calls)('%s is paid for although its answer was lost', async (_, kind, call) => {
    const emulator = strictEmulator();
    emulator.breakNext('lost', { at: 'creation' });
    await expect(call(emulator)).rejects.toThrow('fetch failed');
    expect(emulator.creations[kind]).toBe(1);
  });

  test.each(calls)('%s costs nothing if it fails, or if the connection breaks before', async (_, kind, call) => {
    const emulator = strictEmulator();
    emulator.failNext('internal-error', { at: 'creation' });
    emulator.breakNext('reset', { at: 'creation' });
    expect((await call(emulator)).status).toBe(500);
    await expect(call(emulator)).rejects.toThrow('fetch failed');
    emulator.failNext('rate-limit');
    expect((await call(emulator)).status).toBe(429);
    expect(emulator.creations[kind]).toBe(0);
    expect((await call(emulator)).status).toBe(200);
    expect(emulator.creations[kind]).toBe(1);
  });

  // A test that hangs fails by the time limit of the runner.
  test('a voice of a million dashes is refused in a moment', async () => {
    const { status, json } = await post(strictEmulator(), enginePath, cosy('Hello.', { voice: '-'.repeat(1_000_000) }));
    expect([status, json.message]).toEqual([400, '[cosyvoice:]Engine return error code: 418']);
  });

  test('texts that are hard to cut into words are spoken in a moment', async () => {
    const emulator = strictEmulator();
    for (const text of ['.'.repeat(20_000), '1.'.repeat(10_000), "a'".repeat(10_000), ' '.repeat(19_999) + 'a']) {
      expect((await post(emulator, enginePath, cosy(text, { sample_rate: 8_000 }))).status).toBe(200);
    }
  });
});
