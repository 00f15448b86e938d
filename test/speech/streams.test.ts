import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen, type QwenSpeechChunk } from 'ai-sdk-qwen/ai7';
import { experimental_streamSpeech as streamSpeech, streamText } from 'ai7';
import { convertArrayToReadableStream, convertReadableStreamToArray, MockLanguageModelV4 } from 'ai7/test';
import { describe, expect, test, vi } from 'vitest';
import { readWav } from '../../src/emulator/voice/wav.js';
import { textOfFile } from '../support/speech-requests.js';
import { emulate } from '../support/listening-emulator.js';
import { strictEmulator } from '../support/strict-emulator.js';
import { failureOf } from '../support/recorder.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

function connect() {
  const emulator = strictEmulator();
  const settings = { apiKey: 'sk-test', region: 'beijing', fetch: emulator.fetch } as const;
  return { emulator, settings, qwen: createQwen(settings) };
}

const soundOf = (chunks: readonly QwenSpeechChunk[]) => Buffer.concat(chunks.map(({ audio }) => audio));

async function collect(stream: AsyncIterable<QwenSpeechChunk>): Promise<QwenSpeechChunk[]> {
  const chunks: QwenSpeechChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function* parts(text: string, length: number): AsyncGenerator<string> {
  for (let place = 0; place < text.length; place += length) yield text.slice(place, place + length);
}

const text = 'The first sentence. 第二句话在这里。And “the third one!” It costs 3.14.';

describe('qwen.streamSpeech', () => {
  for (const [name, create] of [
    ['4', createQwen4],
    ['5', createQwen5],
    ['6', createQwen6],
    ['7', createQwen],
  ] as const) {
    test(`the provider for AI SDK ${name} speaks a text that comes bit by bit`, async () => {
      const { settings, emulator } = connect();
      const stream = create(settings).streamSpeech(parts(text, 3), { model: 'qwen3-tts-flash', voice: 'Ethan' });
      const chunks = await collect(stream);
      expect(textOfFile(soundOf(chunks))).toBe(text);
      for (const { audio, ...facts } of chunks) {
        expect(audio.length % 2).toBe(0);
        expect(facts).toEqual({ format: 'pcm', mediaType: 'audio/pcm', sampleRate: 24_000, piece: facts.piece });
      }
      expect(stream.warnings).toEqual([]);
      const { pieces, durationInSeconds } = stream.metadata!;
      expect(pieces.length).toBe(emulator.creations.speech);
      expect(pieces.at(-1)!.endIndex).toBe(text.length);
      expect(durationInSeconds).toBeCloseTo(soundOf(chunks).length / 2 / 24_000, 5);
    });
  }

  // Issue 14: somebody who listens to an answer does not wait for its end.
  test('the first sentence of a running streamText is heard before its text has ended', async () => {
    const { qwen } = connect();
    const written = new TransformStream();
    const writer = written.writable.getWriter();
    const write = (delta: string) => writer.write({ type: 'text-delta', id: '1', delta });
    const model = new MockLanguageModelV4({ doStream: async () => ({ stream: written.readable }) });
    const { textStream } = streamText({ model, prompt: 'Speak.' });
    const speech = qwen.streamSpeech(textStream, { model: 'qwen3-tts-flash' })[Symbol.asyncIterator]();
    const first = speech.next();
    await writer.write({ type: 'stream-start', warnings: [] });
    await writer.write({ type: 'text-start', id: '1' });
    await write('The first sentence. And');
    // It settles although nothing more has been written.
    const chunks = [(await first).value as QwenSpeechChunk];
    await write(' the last one.');
    await writer.write({ type: 'text-end', id: '1' });
    const usage = { inputTokens: {}, outputTokens: {} };
    await writer.write({ type: 'finish', finishReason: { unified: 'stop', raw: 'stop' }, usage });
    await writer.close();
    for (let next = await speech.next(); next.done !== true; next = await speech.next()) chunks.push(next.value);
    expect(textOfFile(soundOf(chunks))).toBe('The first sentence. And the last one.');
  });

  test.each([
    ['wav', 'wav'],
    ['pcm_16000', 'pcm'],
    ['mp3', 'mp3'],
  ])('chunks of %s join to one file of %s', async (outputFormat, format) => {
    const { qwen } = connect();
    const stream = qwen.streamSpeech(parts(text.repeat(3), 50), { model: 'qwen3-tts-flash', outputFormat });
    const chunks = await collect(stream);
    expect(new Set(chunks.map((chunk) => chunk.format))).toEqual(new Set([format]));
    expect(new Set(chunks.map(({ piece }) => piece)).size).toBeGreaterThan(1);
    expect(stream.metadata!.format).toBe(format);
    const file = soundOf(chunks);
    if (format === 'wav') expect(readWav(file)?.rate).toBe(24_000);
    if (format !== 'mp3') expect(textOfFile(file, 16_000)).toBe(text.repeat(3));
    else expect(stream.metadata!.durationInSeconds).toBeGreaterThan(1);
  });

  test('a model that refuses a long text is given shorter ones, and remembers it', async () => {
    const { qwen, emulator } = connect();
    const long = 'Words of a sentence that is rather long. '.repeat(40).trim();
    const stream = qwen.streamSpeech(long, { model: 'qwen3-tts-flash' });
    expect(textOfFile(soundOf(await collect(stream)))).toBe(long);
    expect(emulator.creations.speech).toBe(stream.metadata!.pieces.length);
  });

  test('a stream that comes byte by byte speaks the same', async () => {
    const { emulator, settings } = connect();
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const answer = await emulator.fetch(url, init);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      let place = 0;
      const body = new ReadableStream({
        pull(controller) {
          if (place === bytes.length) return controller.close();
          controller.enqueue(bytes.subarray(place, (place += 1)));
        },
      });
      return new Response(body, answer);
    };
    const qwen = createQwen({ ...settings, fetch });
    const chunks = await collect(qwen.streamSpeech('Hi 汉!', { model: 'cosyvoice-v3-flash', voice: 'longanyang' }));
    expect(textOfFile(soundOf(chunks), 22_050)).toBe('Hi 汉!');
  });

  test('over real HTTP the text is spoken, streamed and loaded', async () => {
    const { url } = await emulate();
    const qwen = createQwen({ apiKey: 'sk-test', baseURL: `${url}/api/v1` });
    const stream = qwen.streamSpeech(parts(text, 7), { model: 'qwen3-tts-flash' });
    expect(textOfFile(soundOf(await collect(stream)))).toBe(text);
    const { audio } = await qwen.speech('qwen3-tts-flash').doGenerate({ text });
    expect(textOfFile(audio)).toBe(text);
  });

  test('an error of the text ends the speech, and closes nothing twice', async () => {
    const { qwen } = connect();
    async function* broken() {
      yield 'One. Two';
      throw new Error('the model fell silent');
    }
    const speech = qwen.streamSpeech(broken(), { model: 'qwen3-tts-flash' });
    expect(await failureOf(collect(speech))).toMatchObject({ message: 'the model fell silent' });
  });

  test('who stops listening stops the text as well', async () => {
    const { qwen } = connect();
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield 'Another sentence. ';
      } finally {
        ended = true;
      }
    }
    for await (const chunk of qwen.streamSpeech(endless(), { model: 'qwen3-tts-flash' })) {
      expect(chunk.piece).toBe(0);
      break;
    }
    await vi.waitFor(() => expect(ended).toBe(true));
  });

  test('an abort ends the speech with its reason, also while the text is awaited', async () => {
    const { qwen } = connect();
    const controller = new AbortController();
    async function* silent() {
      yield 'One. Two';
      await new Promise(() => {});
    }
    const stream = qwen.streamSpeech(silent(), { model: 'qwen3-tts-flash', abortSignal: controller.signal });
    const reading = failureOf(
      (async () => {
        for await (const { piece } of stream) if (piece === 0) controller.abort(new Error('enough'));
      })(),
    );
    expect(await reading).toMatchObject({ message: 'enough' });
  });
});

describe('experimental_streamSpeech of AI SDK 7', () => {
  test('the parts carry audio, its format, usage and metadata', async () => {
    const { qwen } = connect();
    const result = streamSpeech({
      model: qwen.speech('qwen3-tts-flash'),
      text: parts(text, 5),
      voice: 'Cherry',
      instructions: 'Whisper.',
    });
    const audio: Uint8Array[] = [];
    for await (const part of result.fullStream) {
      if (part.type !== 'audio') continue;
      expect(part.audioFormat).toEqual({ type: 'audio/pcm', rate: 24_000 });
      audio.push(part.audio as Uint8Array);
    }
    expect(textOfFile(Buffer.concat(audio))).toBe(text);
    expect(await result.warnings).toMatchObject([{ type: 'unsupported', feature: 'instructions' }]);
    const { qwen: metadata } = (await result.providerMetadata) as { qwen: { characters: number } };
    expect((await result.usage).inputCharacters).toBe(metadata.characters);
  });

  test('a refusal ends the stream with its error', async () => {
    const { qwen } = connect();
    const result = await qwen.speech('qwen3-tts-flash').doStream({
      text: convertArrayToReadableStream([{ type: 'text' as const, text: 'Hello.' }]),
      voice: 'Nobody',
    });
    expect(await failureOf(convertReadableStreamToArray(result.stream))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('voice'),
    });
  });

  test('raw packets come between the start and the finish', async () => {
    const { qwen } = connect();
    const { stream } = await qwen.speech('qwen3-tts-flash').doStream({
      text: convertArrayToReadableStream([{ type: 'text' as const, text: 'Hello.' }]),
      includeRawChunks: true,
    });
    const types = (await convertReadableStreamToArray(stream)).map(({ type }) => type);
    expect([types[0], types.at(-1)]).toEqual(['stream-start', 'finish']);
    expect(types.filter((type) => type === 'raw').length).toBeGreaterThan(1);
  });

  test('a part may have another voice', async () => {
    const { qwen, emulator } = connect();
    const { stream } = await qwen.speech('qwen3-tts-flash').doStream({
      text: convertArrayToReadableStream([
        { type: 'text' as const, text: 'He said', voice: 'Ethan' },
        { type: 'text' as const, text: ' and she said.', voice: 'Serena' },
      ]),
    });
    const audio: Uint8Array[] = [];
    for (const part of await convertReadableStreamToArray(stream)) if (part.type === 'audio') audio.push(part.audio);
    expect(textOfFile(Buffer.concat(audio))).toBe('He said and she said.');
    expect(emulator.creations.speech).toBe(2);
  });
});
