import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen/ai7';
import { imageCall, videoCall } from './media-calls.js';

interface Context {
  abortSignal?: AbortSignal;
}

/** Makes a call with the settings of a provider. Rejects with the error of a stream. */
type Ask = (settings: QwenProviderSettings, context: Context) => PromiseLike<unknown>;

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }];
const media = { providerOptions: { qwen: { deadline: 400, pollInterval: 1 } } };
const talk = { url: 'https://example.com/talk.mp3', deadline: 400, pollInterval: 1 };
const recording = { audio: new Uint8Array(), mediaType: 'audio/mp3' };
const text = 'Hi there.';

async function collect(values: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const value of values) found.push(value);
  return found;
}

async function read(streaming: PromiseLike<{ stream: ReadableStream<unknown> }>): Promise<unknown[]> {
  const { stream, ...rest } = await streaming;
  const parts = await collect(stream as unknown as AsyncIterable<unknown>);
  const failed = (parts as { type: string; error?: unknown }[]).find(({ type }) => type === 'error');
  if (failed !== undefined) throw failed.error;
  return [rest, ...parts];
}

/** A call of each kind that is newer than chats, vectors, rankings and files, against the answers of the emulator. */
export const newerCalls: Record<string, Ask> = {
  image: (settings, context) =>
    createQwen(settings)
      .image('qwen-image-2.0')
      .doGenerate({ ...imageCall, ...media, ...context }),
  'image as a task': (settings, context) =>
    createQwen(settings)
      .image('wan2.2-t2i-flash')
      .doGenerate({ ...imageCall, ...media, ...context }),
  async video(settings, context) {
    const model = createQwen(settings).video('wan2.7-t2v');
    const started = await model.doStart({ ...videoCall, ...media, ...context });
    return [started, await model.doStatus({ operation: started.operation, ...context })];
  },
  speech: (settings, context) =>
    createQwen(settings)
      .speech('qwen3-tts-flash')
      .doGenerate({ text, ...context }),
  'speech of CosyVoice': (settings, context) =>
    createQwen({ ...settings, region: 'beijing' })
      .speech('cosyvoice-v3-flash')
      .doGenerate({ text, voice: 'longanyang', ...context }),
  'streamed speech': (settings, context) =>
    collect(createQwen(settings).streamSpeech(text, { model: 'qwen3-tts-flash', ...context })),
  transcription: (settings, context) =>
    createQwen(settings)
      .transcription('qwen3-asr-flash', talk)
      .doGenerate({ ...recording, ...context }),
  'transcription as a task': (settings, context) =>
    createQwen(settings)
      .transcription('fun-asr', talk)
      .doGenerate({ ...recording, ...context }),
  'vectors of contents': (settings, context) =>
    createQwen(settings).embedContents({ model: 'qwen3-vl-embedding', contents: [{ text }], ...context }),
  responses: (settings, context) =>
    createQwen(settings)
      .responses('qwen3.7-plus')
      .doGenerate({ prompt, ...context }),
  'streamed responses': (settings, context) =>
    read(
      createQwen(settings)
        .responses('qwen3.7-plus')
        .doStream({ prompt, includeRawChunks: true, ...context }),
    ),
  application: (settings, context) =>
    createQwen(settings)
      .application('app-1')
      .doGenerate({ prompt, ...context }),
  'streamed application': (settings, context) =>
    read(
      createQwen(settings)
        .application('app-1')
        .doStream({ prompt, ...context }),
    ),
  tasks: (settings, context) => createQwen(settings).tasks.list(context),
  conversation: (settings, context) => createQwen(settings).conversations.create(context),
  batch: (settings, context) =>
    collect(
      createQwen(settings).batch('job', {
        model: 'qwen-plus',
        prompts: ['a', 'b'],
        pollInterval: 1,
        maxAttempts: 1,
        ...context,
      }),
    ),
};
