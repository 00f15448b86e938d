import { expect } from 'vitest';
import { transcriptionMajors } from './majors/transcription.js';
import { createRandom, settles, type Random } from './media-fault-runs.js';
import { spoken } from './recognition-requests.js';
import { strictEmulator } from './strict-emulator.js';
import {
  checkFaultyError,
  creationFaults,
  downloadFaults,
  faultyFetch,
  faultyKey,
  type FaultyWire,
  type WireFault,
} from './wire-faults.js';

const tasks = ['fun-asr', 'qwen3-asr-flash-filetrans', 'qwen-audio-3.1-asr-flash-filetrans'];
const atOnce = ['qwen3-asr-flash', 'qwen3-asr-flash-us', 'qwen-audio-3.1-asr-flash', 'fun-asr-flash-2026-06-15'];
const words = 'A short talk. It ends here.';
const talk = spoken(words, 16_000);
const link = 'https://example.com/talk.mp3';

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)]!;
}

/** Streams of these models have no end to miss: one that stops after a sentence looks whole. */
const endless = /^(?:qwen-audio|fun-asr-flash)/;
const faultsOfEndless = creationFaults.filter((fault) => fault !== 'short');

/** Polls and the steps of an upload cost nothing, and meet each fault. */
function faultsOf(modelId: string, url: string): readonly WireFault[] {
  if (url.endsWith('/cancel')) return [];
  if (url.includes('/results/')) return downloadFaults;
  return endless.test(modelId) ? faultsOfEndless : creationFaults;
}

/** The first call of each kind loads its code, in real time. */
async function loadCode(): Promise<void> {
  const { fetch } = strictEmulator({ taskDelay: { polls: 0 } });
  const ask = ['fun-asr', 'qwen3-asr-flash'].map((modelId) =>
    transcriptionMajors[3]!.connect({ apiKey: faultyKey, fetch })({ modelId, audio: talk }),
  );
  expect(await settles(Promise.all(ask), true)).toBe(true);
}

/** Numbers of calls by their outcome. */
export interface TranscriptionOutcomes {
  made: number;
  failed: number;
  aborted: number;
  /** Errors that have the id of a task. */
  withTask: number;
  /** Creations of tasks whose answer the client did not get. */
  lost: number;
  /** Answers at once that were asked for again. */
  repeated: number;
}

/** Transcribes with faults at every step, on a virtual clock: `vi.useFakeTimers` is the caller's. */
export async function transcribeWithFaults(seed: number, runs: number): Promise<TranscriptionOutcomes> {
  await loadCode();
  const random = createRandom(seed);
  const outcomes: TranscriptionOutcomes = { made: 0, failed: 0, aborted: 0, withTask: 0, lost: 0, repeated: 0 };
  for (let number = 0; number < runs; number += 1) {
    const run = `seed ${seed}, run ${number}`;
    const isTask = random() < 0.6;
    const hasBytes = random() < 0.5;
    const modelId = pick(random, isTask ? tasks : atOnce);
    const milliseconds = Math.floor(random() * 20_000);
    const emulator = strictEmulator({ taskDelay: { milliseconds, pending: Math.floor(random() * milliseconds) } });
    const controller = new AbortController();
    const wire: FaultyWire = {
      random: createRandom(seed + number),
      faultsOf: (url) => faultsOf(modelId, url),
      abort: () => controller.abort(),
      keysAtResults: 0,
    };
    const settings = {
      apiKey: faultyKey,
      fetch: faultyFetch(emulator, wire),
      timeout: { headers: 20_000, idle: 20_000 },
    };
    const call = pick(random, transcriptionMajors)
      .connect(settings)({
        modelId,
        audio: hasBytes ? talk : new Uint8Array(),
        abortSignal: controller.signal,
        options: { deadline: 120_000, ...(!hasBytes && { url: link }) },
      })
      .then(
        ({ text, details }) => {
          outcomes.made += 1;
          expect(text, run).toBe(hasBytes ? words : 'The emulator cannot hear talk.mp3.');
          expect(details.taskId !== undefined, run).toBe(isTask);
        },
        (error: Error & { lastError?: Error }) => {
          const last = checkFaultyError(error, run);
          outcomes[last === 'abort' ? 'aborted' : 'failed'] += 1;
          if (!isTask || emulator.creations.transcription === 0) return;
          const { taskId, data } = (error.lastError ?? error) as { taskId?: string; data?: { taskId?: string } };
          if ((taskId ?? data?.taskId) !== undefined) outcomes.withTask += 1;
          else {
            outcomes.lost += 1;
            expect(String(error), run).toMatch(/tasks\.list/);
          }
        },
      );
    expect(await settles(call), `${run} settles`).toBe(true);
    await call;
    const created = emulator.creations.transcription;
    // A task is created once. An answer at once is asked for again as often as that of a chat.
    expect(created, `${run}: creations`).toBeLessThanOrEqual(isTask ? 1 : 3);
    if (created > 1) outcomes.repeated += 1;
    expect(wire.keysAtResults, run).toBe(0);
  }
  return outcomes;
}
