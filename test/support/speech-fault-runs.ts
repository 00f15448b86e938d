import { experimental_generateSpeech as generate4 } from 'ai';
import { experimental_generateSpeech as generate5 } from 'ai5';
import { experimental_generateSpeech as generate6 } from 'ai6';
import { generateSpeech as generate7 } from 'ai7';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { expect } from 'vitest';
import { createRandom, settles, type Random } from './media-fault-runs.js';
import { textOfFile } from './speech-requests.js';
import { strictEmulator } from './strict-emulator.js';
import {
  checkFaultyError,
  creationFaults,
  downloadFaults,
  faultyFetch,
  faultyKey,
  type FaultyWire,
} from './wire-faults.js';

/** Each sentence is there once, so that each piece has one place in the text. */
function textOf(random: Random): string {
  const count = random() < 0.5 ? 1 : 10 + Math.floor(random() * 25);
  return Array.from({ length: count }, (_none, number) => `Sentence ${number} of a story is short.`).join(' ');
}

type Make = typeof createQwen6;
const creators = [
  createQwen4 as never as Make,
  createQwen5 as never as Make,
  createQwen6,
  createQwen7 as never as Make,
];
const generators = [generate4 as never, generate5 as never, generate6, generate7 as never] as (typeof generate6)[];

/** Speaks a text in one of the majors, whole or as a stream. Gives the text that can be heard; undefined if it stopped. */
async function speak(
  random: Random,
  text: string,
  fetch: typeof globalThis.fetch,
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  const major = Math.floor(random() * 4);
  const qwen = creators[major]!({ apiKey: faultyKey, fetch, timeout: { headers: 20_000, idle: 20_000 } });
  if (random() < 0.5) {
    const { audio } = await generators[major]!({ model: qwen.speech('qwen3-tts-flash'), text, abortSignal });
    return textOfFile(audio.uint8Array);
  }
  const stopsAt = random() < 0.2 ? Math.floor(random() * 20) : Infinity;
  const chunks: Uint8Array[] = [];
  for await (const { audio } of qwen.streamSpeech(text, { model: 'qwen3-tts-flash', abortSignal })) {
    if (chunks.push(audio) > stopsAt) return undefined;
  }
  return textOfFile(Buffer.concat(chunks));
}

/** Numbers of calls by their outcome. */
export interface SpeechOutcomes {
  made: number;
  /** Calls whose listener left. */
  left: number;
  failed: number;
  aborted: number;
  /** Failed calls of several pieces, which name the piece. */
  named: number;
}

/** Expects that no part of a text was spoken, and so paid for, twice. */
function checkPaid(text: string, paid: readonly string[], run: string): void {
  const places = paid
    .map((piece) => ({ start: text.indexOf(piece), length: piece.length }))
    .sort((one, other) => one.start - other.start);
  let end = 0;
  for (const { start, length } of places) {
    expect(start, `${run}: a piece was spoken twice: ${JSON.stringify(paid)}`).toBeGreaterThanOrEqual(end);
    end = start + length;
  }
}

/** Speaks texts with faults at every step, on a virtual clock: `vi.useFakeTimers` is the caller's. */
export async function speakWithFaults(seed: number, runs: number): Promise<SpeechOutcomes> {
  const random = createRandom(seed);
  const outcomes: SpeechOutcomes = { made: 0, left: 0, failed: 0, aborted: 0, named: 0 };
  for (let number = 0; number < runs; number += 1) {
    const run = `seed ${seed}, run ${number}`;
    const controller = new AbortController();
    const paid: string[] = [];
    const wire: FaultyWire = {
      random: createRandom(seed + number),
      faultsOf: (url) => (url.includes('/results/') ? downloadFaults : creationFaults),
      abort: () => controller.abort(),
      // Also the refusal of a stream has status 200.
      async onAnswer(_url, body, answer) {
        if (!(await answer.text()).includes('"finish_reason":"stop"')) return;
        paid.push((JSON.parse(String(body)) as { input: { text: string } }).input.text);
      },
      keysAtResults: 0,
    };
    const text = textOf(random);
    const call = speak(random, text, faultyFetch(strictEmulator(), wire), controller.signal).then(
      (heard) => {
        outcomes[heard === undefined ? 'left' : 'made'] += 1;
        if (heard !== undefined) expect(heard, run).toBe(text);
      },
      (error: Error) => {
        const last = checkFaultyError(error, run);
        outcomes[last === 'abort' ? 'aborted' : 'failed'] += 1;
        if (last === 'abort') return;
        if ((last.data as { piece?: object }).piece !== undefined) outcomes.named += 1;
        // The AI SDK repeats only what surely was not spoken.
        if (last.isRetryable) expect(last.statusCode ?? 429, `${run}: ${last.message}`).toBe(429);
      },
    );
    expect(await settles(call, number === 0), `${run} settles`).toBe(true);
    await call;
    checkPaid(text, paid, run);
    expect(wire.keysAtResults, run).toBe(0);
  }
  return outcomes;
}
