import * as sdk4 from 'ai';
import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import type { QwenChatOptions, QwenMetadata } from 'ai-sdk-qwen/ai6';
import { beforeEach, describe, expect, test } from 'vitest';
import { emulate } from '../support/listening-emulator.js';
import { textOf, textOfFile } from '../support/speech-requests.js';
import { readPcm } from '../../src/emulator/voice/wav.js';
import { chunk, serviceOf } from '../support/scripted-service.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

type SDK = Pick<typeof sdk6, 'generateText' | 'streamText'>;
type Provider = Pick<typeof qwen6, 'createQwen'>;

const majors: [name: string, sdk: SDK, provider: Provider][] = [
  ['4', sdk4 as never, qwen4 as never],
  ['5', sdk5 as never, qwen5 as never],
  ['6', sdk6, qwen6],
  ['7', sdk7 as never, qwen7 as never],
];

/** A file of a result. AI SDK 4 calls its type `mimeType`. */
interface File {
  mediaType?: string;
  mimeType?: string;
  uint8Array: Uint8Array;
}

const typeOf = ({ mediaType, mimeType }: File) => mediaType ?? mimeType;
/** A file part of a stream: in AI SDK 4 the file itself. */
const fileOf = (part: unknown) => ((part as { file?: File }).file ?? part) as File;

const speaks = (audio: object = {}): QwenChatOptions => ({
  modalities: ['text', 'audio'],
  audio: { voice: 'Cherry', ...audio },
});
const prompt = 'Say this: one, two, three, four, five, six.';

// An omni model sends its sound in chunks after the text (Qwen-Omni page, 2026).
describe.each(majors)('spoken answers in AI SDK %s', (_major, sdk, { createQwen }) => {
  let settings: qwen6.QwenProviderSettings;

  beforeEach(async () => {
    const { url } = await emulate();
    settings = { apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` };
  });

  const stream = (options: QwenChatOptions) =>
    sdk.streamText({ model: createQwen(settings)('qwen3-omni-flash', options), prompt });

  async function partsOf(result: ReturnType<typeof stream>) {
    const parts: { type: string }[] = [];
    for await (const part of result.fullStream) parts.push(part);
    return parts;
  }

  test('generateText has one WAV file that says the text', async () => {
    const model = createQwen(settings)('qwen3-omni-flash', speaks({ stream: true }));
    const { text, files, providerMetadata, warnings } = await sdk.generateText({ model, prompt });
    expect(files.map(typeOf)).toEqual(['audio/wav']);
    const file = files[0]!.uint8Array;
    expect(textOfFile(file)).toBe(text);
    const view = new DataView(file.buffer, file.byteOffset, file.length);
    expect([view.getUint32(4, true), view.getUint32(40, true)]).toEqual([file.length - 8, file.length - 44]);
    const { audio } = providerMetadata!.qwen as QwenMetadata;
    expect(audio).toEqual({ id: expect.stringMatching(/^audio_/), expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(warnings ?? []).toEqual([]);
  });

  test('streamText has one WAV file at the end', async () => {
    const result = stream(speaks());
    const parts = await partsOf(result);
    expect(parts.filter(({ type }) => type === 'file')).toHaveLength(1);
    const files = await result.files;
    expect(files.map(typeOf)).toEqual(['audio/wav']);
    expect(textOfFile(files[0]!.uint8Array)).toBe(await result.text);
    expect(((await result.providerMetadata)!.qwen as QwenMetadata).audio?.id).toMatch(/^audio_/);
  });

  test('streamText has the pieces as they come if they are asked for, and then the whole', async () => {
    const result = stream(speaks({ stream: true }));
    const spoken = (await partsOf(result)).filter(({ type }) => type === 'file').map(fileOf);
    const whole = spoken.pop()!;
    expect(typeOf(whole)).toBe('audio/wav');
    expect(spoken.length).toBeGreaterThan(3);
    expect(new Set(spoken.map(typeOf))).toEqual(new Set(['audio/pcm;rate=24000']));
    const samples = Buffer.concat(spoken.map(({ uint8Array }) => uint8Array));
    expect(samples.equals(whole.uint8Array.subarray(44))).toBe(true);
    // Half a second or more each, but for the last one.
    for (const { uint8Array } of spoken.slice(0, -1)) expect(uint8Array.length).toBeGreaterThanOrEqual(24_000);
    expect(textOf(readPcm(samples, 24_000))).toBe(await result.text);
    expect((await result.files).map(typeOf).filter((type) => type === 'audio/wav')).toHaveLength(1);
  });

  test('a piece reaches the caller before the service has spoken the rest', async () => {
    const { fetch, speak, end } = slowSpeaker();
    settings = { apiKey: 'sk-test-key', fetch };
    const result = stream(speaks({ stream: true }));
    const reader = result.fullStream[Symbol.asyncIterator]();
    const nextFile = async () => {
      for (;;) {
        const { value, done } = await reader.next();
        if (done === true) return undefined;
        if ((value as { type: string }).type === 'file') return fileOf(value);
      }
    };
    for (const loudness of [1, 2, 3]) {
      speak(loudness);
      const piece = await nextFile();
      expect([typeOf(piece!), piece!.uint8Array.length, piece!.uint8Array[0]]).toEqual([
        'audio/pcm;rate=24000',
        24_000,
        loudness,
      ]);
    }
    end();
    expect(typeOf((await nextFile())!)).toBe('audio/wav');
  });

  test('an answer that breaks off has the pieces so far, and an error', async () => {
    const half = chunk({ audio: { data: Buffer.alloc(20_000).toString('base64') } });
    settings = serviceOf([chunk({ content: 'Hi' }), half, { error: { message: 'Overloaded', code: 'x' } }]).settings;
    const model = createQwen(settings)('qwen3-omni-flash', speaks({ stream: true }));
    const parts = await partsOf(sdk.streamText({ model, prompt, onError: () => {} }));
    const types = parts.map(({ type }) => type);
    expect(types.indexOf('file')).toBeLessThan(types.indexOf('error'));
    const files = parts.filter(({ type }) => type === 'file').map(fileOf);
    expect(files.map((file) => [typeOf(file), file.uint8Array.length])).toEqual([['audio/pcm;rate=24000', 20_000]]);
  });

  test('transcription hears the file of an answer', async () => {
    const { files, text } = await sdk.generateText({
      model: createQwen(settings)('qwen3-omni-flash', speaks()),
      prompt,
    });
    const model = createQwen(settings).transcription('qwen3-asr-flash');
    const transcribe = (sdk as unknown as typeof sdk6).experimental_transcribe;
    const heard = await transcribe({ model: model as never, audio: files[0]!.uint8Array });
    expect(heard.text).toBe(text);
  });

  test('a spoken answer goes back as text, with one warning about its files', async () => {
    const first = stream(speaks({ stream: true }));
    await partsOf(first);
    const { messages } = await first.response;
    const { warnings } = await sdk.generateText({
      model: createQwen(settings)('qwen3-omni-flash'),
      messages: [{ role: 'user', content: prompt }, ...messages, { role: 'user', content: 'Again.' }],
    });
    const about = (warnings ?? []).map((warning) => JSON.stringify(warning)).filter((text) => text.includes('file'));
    expect(about).toHaveLength(1);
  });
});

// AI SDK 4 has no UI messages on the server.
describe.each(majors.slice(1) as [string, typeof sdk6, Provider][])(
  'UI messages of AI SDK %s',
  (_major, sdk, { createQwen }) => {
    test('a UI message has the pieces and then the whole, and goes back to the model as text', async () => {
      const { url } = await emulate();
      const qwen = createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` });
      const model = qwen('qwen3-omni-flash', speaks({ stream: true }));
      let message: sdk6.UIMessage | undefined;
      const uiStream = sdk.streamText({ model, prompt }).toUIMessageStream();
      for await (message of sdk.readUIMessageStream({ stream: uiStream }));
      const { parts } = message!;
      const files = parts.flatMap((part) => (part.type === 'file' ? [part] : []));
      expect(files.length).toBeGreaterThan(3);
      expect(files.slice(0, -1).every(({ mediaType }) => mediaType === 'audio/pcm;rate=24000')).toBe(true);
      const { mediaType, url: data } = files.at(-1)!;
      expect(mediaType).toBe('audio/wav');
      const file = new Uint8Array(await (await fetch(data)).arrayBuffer());
      const text = parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
      expect(textOfFile(file)).toBe(text);
      const again = await sdk.generateText({
        model: qwen('qwen3-omni-flash'),
        messages: [...(await sdk.convertToModelMessages([message!])), { role: 'user', content: 'Again.' }],
      });
      expect(again.text).toContain('Again.');
    });
  },
);

/** A service that speaks half a second whenever it is told to. */
function slowSpeaker() {
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const send = (value: object | string) => {
    const data = typeof value === 'string' ? value : JSON.stringify(value);
    controller.enqueue(new TextEncoder().encode(`data: ${data}\n\n`));
  };
  const body = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) });
  return {
    fetch: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    speak: (loudness: number) =>
      send(chunk({ audio: { data: Buffer.alloc(24_000, loudness).toString('base64'), id: 'audio_1' } })),
    end() {
      send(chunk({ content: '' }, 'stop'));
      send('[DONE]');
      controller.close();
    },
  };
}

describe('an omni model that thinks', () => {
  // The console says of qwen3-omni-flash that it does not speak in thinking mode (2026).
  test.each([{ enableThinking: true }, { reasoningEffort: 'high' as const }])('%j is warned of', async (thinking) => {
    const { url } = await emulate();
    const qwen = qwen6.createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` });
    const { warnings, files, text } = await sdk6.generateText({
      model: qwen('qwen3-omni-flash', { ...speaks(), ...thinking }),
      prompt,
    });
    expect(JSON.stringify(warnings)).toContain('qwen3-omni-flash does not speak when it thinks');
    expect(files).toEqual([]);
    expect(text).not.toBe('');
  });
});

test('the voice may be any, and `stream` is not sent', async () => {
  const { settings, sent } = serviceOf([chunk({ content: 'Hi' }, 'stop')]);
  const audio = { voice: 'my-cloned-voice', stream: true } satisfies QwenChatOptions['audio'];
  await sdk6.generateText({ model: qwen6.createQwen(settings)('qwen3.5-omni-plus', { ...speaks(), audio }), prompt });
  expect(sent[0]!.audio).toEqual({ voice: 'my-cloned-voice', format: 'wav' });
});
