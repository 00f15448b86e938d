import { createQwen, type QwenProvider } from 'ai-sdk-qwen/ai7';
import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { experimental_streamTranscribe as streamTranscribe } from 'ai7';
import { convertArrayToReadableStream } from 'ai7/test';
import { vi } from 'vitest';
import { speak } from '../../src/emulator/voice/speak.js';
import { emulate } from './listening-emulator.js';

export const spokenText = 'Hello world. How are you today?';
export const rate = 16_000;
export const pcm = { type: 'audio/pcm', rate };

/** Bare samples of a text, as a microphone sends them. */
function samplesOf(said: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = speak(said, { rate, voice: 'Cherry' }).samples();
  return new Uint8Array(buffer, byteOffset, byteLength);
}

export const speech = samplesOf(spokenText);

/** Pieces of odd lengths, so that some end within a sample. */
export function cut(bytes: Uint8Array, length = 3_201): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let place = 0; place < bytes.length; place += length) pieces.push(bytes.subarray(place, place + length));
  return pieces;
}

interface StreamCall {
  audio?: ReadableStream<Uint8Array | string>;
  inputAudioFormat?: { type: string; rate?: number };
  abortSignal?: AbortSignal;
  options?: { url?: string; longAudio?: string; resume?: { taskId: string } };
}

interface Streams {
  emulator: Emulator;
  qwen: QwenProvider;
  stream: (modelId: string, call?: StreamCall) => ReturnType<typeof streamTranscribe>;
  /** Bodies of the requests that transcribe. */
  bodies: () => unknown[];
}

/** A listening emulator, and streams of models that talk to it. */
export async function setUpStreams(served?: EmulatorOptions): Promise<Streams> {
  const { emulator, url } = await emulate({ taskDelay: { polls: 2, pending: 1 }, ...served });
  const qwen = createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` });
  const stream = (modelId: string, { options, ...call }: StreamCall = {}) =>
    streamTranscribe({
      model: qwen.transcription(modelId, { pollInterval: 1 }),
      audio: convertArrayToReadableStream<Uint8Array | string>(cut(speech)),
      inputAudioFormat: pcm,
      ...(options && { providerOptions: { qwen: options } }),
      ...call,
    });
  const bodies = () => emulator.calls.filter(({ path }) => /services\/|completions/.test(path)).map(({ body }) => body);
  return { emulator, qwen, stream, bodies };
}

/** A stream of a recording that never ends by itself, and why it was cancelled. */
export function endless(chunk: Uint8Array, count = Infinity) {
  const cancelled = vi.fn();
  let sent = 0;
  const audio = new ReadableStream<Uint8Array | string>({
    pull(controller) {
      sent += 1;
      if (sent <= count) controller.enqueue(chunk);
      return sent > count ? new Promise<void>(() => {}) : undefined;
    },
    cancel: cancelled,
  });
  return { audio, cancelled, sent: () => sent };
}
