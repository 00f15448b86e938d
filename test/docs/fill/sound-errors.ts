import { AISDKError, APICallError } from '@ai-sdk/provider';
import { experimental_generateSpeech as generateSpeech, experimental_transcribe as transcribe } from 'ai';
import {
  createQwen,
  type QwenErrorData,
  type QwenProvider,
  type QwenSpeechOptions,
  type QwenTranscribeOptions,
} from 'ai-sdk-qwen';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { table } from '../../support/markdown-table.js';
import { spoken } from '../../support/recognition-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

interface Row {
  raise: (qwen: QwenProvider, emulator: Emulator) => Promise<unknown>;
  cause: string;
  cure: string;
}

const text = 'One sentence of many. '.repeat(60).trim();

function speak(qwen: QwenProvider, id: string, voice?: string, more: object = {}, options?: QwenSpeechOptions) {
  return generateSpeech({ model: qwen.speech(id, options), text: 'Hello.', voice, maxRetries: 0, ...more });
}

function hear(qwen: QwenProvider, id: string, audio: Uint8Array, options: QwenTranscribeOptions = {}) {
  return transcribe({
    model: qwen.transcription(id, { pollInterval: 1, ...options }),
    audio,
    maxRetries: 0,
  });
}

const rows: readonly Row[] = [
  {
    raise: (qwen) => speak(qwen, 'cosyvoice-v3-flash'),
    cause: 'The call has no voice, and the model no default.',
    cure: 'Pass `voice`; the message names some.',
  },
  {
    raise: (qwen) => speak(qwen, 'qwen3-tts-flash-realtime'),
    cause: 'The model is served over WebSocket only, or in another shape.',
    cure: 'Take the model that the message names.',
  },
  {
    raise: (qwen) => speak(qwen, 'cosyvoice-v3.5-flash', 'cosyvoice-v3.5-flash-mine-deploying'),
    cause: 'A cloned or designed voice is not ready yet, or the text makes no sound.',
    cure: 'Wait until the voice is ready. The call is billed, and is not repeated.',
  },
  {
    raise(qwen, emulator) {
      emulator.failNext('input-inspection', { at: 'creation' });
      return speak(qwen, 'qwen3-tts-flash', 'Cherry', { text });
    },
    cause: 'A piece of a long text failed. `data.piece` has its number and its beginning.',
    cure: 'The message says why. Another call speaks, and bills, all pieces again.',
  },
  {
    raise(qwen, emulator) {
      emulator.breakNext('lost', { at: 'creation' });
      return speak(qwen, 'qwen3-tts-flash');
    },
    cause: 'The connection broke, or the service answered with an error of the server, before the speech had come.',
    cure: 'Call again if paying twice is fine.',
  },
  {
    raise(qwen, emulator) {
      emulator.breakNext('reset', { at: 'download', times: 4 });
      return speak(qwen, 'qwen3-tts-flash');
    },
    cause: 'The file was spoken, and four tries to load it failed.',
    cure: 'Load it from the URL in the message, within 24 hours.',
  },
  {
    raise: (qwen) => hear(qwen, 'qwen3-asr-flash', spoken('').subarray(0, 44)),
    cause: 'The recording has no sound.',
    cure: 'Check where the recording comes from.',
  },
  {
    raise: (qwen) => hear(qwen, 'qwen-audio-3.1-asr-flash', new Uint8Array(64)),
    cause: 'The bytes, or the URL, do not tell the container, and the model must be told.',
    cure: 'Pass `providerOptions.qwen.format`.',
  },
  {
    raise: (qwen) => hear(qwen, 'qwen3-asr-flash', longRecording()),
    cause: 'Models that answer at once take five minutes.',
    cure: "Take the model that the message names, or `longAudio: 'task'`.",
  },
  {
    raise: (qwen) => hear(qwen, 'fun-asr', silence()),
    cause: 'Nobody speaks in the recording. AI SDK 7 returns an empty text with a warning instead.',
    cure: 'Treat it as an empty transcript.',
  },
  {
    raise: (qwen) => hear(qwen, 'fun-asr', new Uint8Array(), { url: 'https://nowhere.invalid/talk.mp3' }),
    cause:
      'The service could not load the URL of the recording. Other models say `FILE_403_FORBIDDEN`, `FILE_404_NOT_FOUND` or `FILE_DOWNLOAD_FAILED`.',
    cure: 'Make the URL public, with encoded blanks and letters, or pass bytes.',
  },
];

function longRecording(): Uint8Array {
  const minute = spoken('Hello.', 8_000).subarray(0, 44);
  return Buffer.concat([minute, Buffer.alloc(8_000 * 2 * 301)]);
}

function silence(): Uint8Array {
  return Buffer.concat([spoken('', 16_000).subarray(0, 44), Buffer.alloc(32_000)]);
}

/** The table of errors of speech and transcription, as calls of the provider on the emulator bring them up. */
export async function soundErrorsTable(): Promise<string> {
  const made = await Promise.all(
    rows.map(async ({ raise, cause, cure }) => {
      const emulator = strictEmulator({ taskDelay: { polls: 0 } });
      const qwen = createQwen({ apiKey: 'sk-docs', region: 'beijing', fetch: emulator.fetch });
      const error = await raise(qwen, emulator).then(
        () => new Error(`There was no error: ${cause}`),
        (reason: unknown) => reason,
      );
      if (!AISDKError.isInstance(error)) throw error;
      const isCall = APICallError.isInstance(error);
      const code = isCall ? (error.data as QwenErrorData | undefined)?.code : undefined;
      const name = code === undefined ? `\`${error.name.replace('AI_', '')}\`` : `\`${code}\``;
      return [`${withoutIds(error.message)} (${name})`, cause, cure, isCall && error.isRetryable ? 'yes' : 'no'];
    }),
  );
  return table(['Message (code or class)', 'Cause', 'Cure', 'Tried again'], made);
}

/** A message without what differs in each call. */
function withoutIds(message: string): string {
  return message
    .replaceAll(/https?:\/\/\S+aliyuncs\.com\S+/g, 'https://…')
    .replaceAll(/ ?\(request id [\w-]+\)/g, '')
    .replaceAll(/(?<=task )[\w-]{30,}/g, '…');
}
