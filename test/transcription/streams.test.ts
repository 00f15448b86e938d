import type { QwenTranscriptionMetadata } from 'ai-sdk-qwen/ai7';
import { convertArrayToReadableStream, convertReadableStreamToArray } from 'ai7/test';
import { describe, expect, test } from 'vitest';
import { spoken } from '../support/recognition-requests.js';
import { failureOf } from '../support/recorder.js';
import {
  cut,
  endless,
  pcm,
  rate,
  setUpStreams as setUp,
  speech,
  spokenText as text,
} from '../support/transcript-streams.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

// Of TranscriptionModelV4StreamPart (@ai-sdk/provider 4.0.38) and streamTranscribe (ai 7.0.173).

describe('experimental_streamTranscribe of AI SDK 7', () => {
  test('the text of qwen3-asr-flash comes as it is written, and the samples went out as a WAV file', async () => {
    const { stream, bodies } = await setUp();
    const result = stream('qwen3-asr-flash');
    const deltas: string[] = [];
    for await (const part of result.fullStream) {
      expect(part.type).toBe('transcript-delta');
      if (part.type === 'transcript-delta') deltas.push(part.delta);
    }
    expect(deltas.length).toBeGreaterThan(1);
    expect(deltas.join('')).toBe(text);
    expect(await result.text).toBe(text);
    expect(await result.language).toBe('en');
    expect(await result.durationInSeconds).toBe(Math.ceil(speech.length / 2 / rate));
    expect(await result.warnings).toEqual([]);
    expect(await result.responses).toMatchObject([{ modelId: 'qwen3-asr-flash', headers: expect.any(Object) }]);
    const { qwen: metadata } = (await result.providerMetadata) as { qwen: QwenTranscriptionMetadata };
    expect(metadata).toMatchObject({ emotion: 'neutral', requestId: expect.any(String), usage: { seconds: 2 } });
    const [body] = bodies() as [{ messages: [{ content: [{ input_audio: { data: string } }] }] }];
    expect(body).toMatchObject({ stream: true, stream_options: { include_usage: true } });
    const [label, base64] = body.messages[0].content[0].input_audio.data.split(',') as [string, string];
    const file = Buffer.from(base64, 'base64');
    expect(label).toBe('data:audio/wav;base64');
    expect([file.readUInt32LE(4), file.readUInt32LE(24), file.readUInt32LE(40)]).toEqual([
      speech.length + 36,
      rate,
      speech.length,
    ]);
    expect(file.subarray(44).equals(speech)).toBe(true);
  });

  test('a sentence-shaped model tells each sentence with its seconds', async () => {
    const { stream } = await setUp();
    const result = stream('qwen-audio-3.1-asr-flash');
    const parts = await convertReadableStreamToArray(result.fullStream);
    expect(parts).toMatchObject([
      { type: 'transcript-final', id: '1', text: expect.stringMatching(/^Hello world\. ?$/) },
      { type: 'transcript-final', id: '2', text: expect.stringMatching(/^How are you today\?$/) },
    ]);
    const segments = await result.segments;
    expect(parts.map((part) => 'endSecond' in part && [part.startSecond, part.endSecond])).toEqual(
      segments.map(({ startSecond, endSecond }) => [startSecond, endSecond]),
    );
    expect(segments[1]!.startSecond).toBeGreaterThan(0);
    expect(parts[0]).toMatchObject({ providerMetadata: { qwen: { words: [{ text: 'Hello' }, { text: 'world.' }] } } });
    expect(await result.text).toBe(text);
  });

  test('a sentence that grows is partial until it is final under the same id', async () => {
    const { stream } = await setUp();
    const minute = new Uint8Array(60 * rate * 2);
    const audio = convertArrayToReadableStream<Uint8Array | string>([speech, minute]);
    const result = stream('fun-asr-flash-2026-06-15', { audio });
    const parts = await convertReadableStreamToArray(result.fullStream);
    const told = parts.map((part) => [part.type, 'id' in part && part.id, 'text' in part && part.text.trim()]);
    expect(told.slice(0, 2)).toEqual([
      ['transcript-partial', '1', 'Hello'],
      ['transcript-final', '1', 'Hello world.'],
    ]);
    expect(told.at(-1)).toEqual(['transcript-final', '2', 'How are you today?']);
    expect(told.filter(([type]) => type === 'transcript-final')).toHaveLength(2);
  });

  test.each(['fun-asr', 'qwen3-asr-flash-filetrans'])(
    '%s tells its segments when the task is done, and creates one task',
    async (id) => {
      const { stream, emulator } = await setUp();
      const result = stream(id);
      const parts = await convertReadableStreamToArray(result.fullStream);
      const segments = await result.segments;
      expect(segments.length).toBeGreaterThan(0);
      expect(parts.map((part) => part.type === 'transcript-final' && part.text)).toEqual(
        segments.map((segment) => segment.text),
      );
      expect(await result.text).toBe(text);
      expect(await result.providerMetadata).toMatchObject({ qwen: { taskId: expect.any(String) } });
      expect(emulator.creations.transcription).toBe(1);
    },
  );

  test('base64 and containers are recordings as well', async () => {
    const { stream } = await setUp();
    const base64 = cut(speech).map((piece) => Buffer.from(piece).toString('base64'));
    expect(await stream('qwen3-asr-flash', { audio: convertArrayToReadableStream(base64) }).text).toBe(text);
    const wav = cut(spoken(text, rate));
    const inputAudioFormat = { type: 'audio/wav' };
    const audio = convertArrayToReadableStream<Uint8Array | string>(wav);
    expect(await stream('qwen-audio-3.1-asr-flash', { audio, inputAudioFormat }).text).toBe(text);
  });

  test('the parts begin with the warnings, and finish comes once, at the end', async () => {
    const { qwen } = await setUp();
    for (const id of ['qwen3-asr-flash', 'qwen-audio-3.0-asr-flash', 'fun-asr-mtl']) {
      const { stream } = await qwen.transcription(id, { pollInterval: 1, keepDialect: true }).doStream({
        audio: convertArrayToReadableStream<Uint8Array | string>(cut(speech)),
        inputAudioFormat: pcm,
        includeRawChunks: true,
      });
      const parts = await convertReadableStreamToArray(stream);
      expect(parts[0]).toMatchObject({ type: 'stream-start', warnings: [{ feature: 'keepDialect' }] });
      expect(parts.slice(-2)).toMatchObject([
        { type: 'response-metadata', modelId: id },
        { type: 'finish', text },
      ]);
      for (const once of ['stream-start', 'finish']) {
        expect(parts.filter(({ type }) => type === once)).toHaveLength(1);
      }
      expect(parts.some(({ type }) => type === 'raw')).toBe(id !== 'fun-asr-mtl');
    }
  });

  test('silence is an error that says so, because the AI SDK refuses an empty text', async () => {
    const { stream } = await setUp();
    for (const id of ['qwen3-asr-flash', 'fun-asr-flash-2026-06-15', 'fun-asr']) {
      const audio = convertArrayToReadableStream<Uint8Array | string>([new Uint8Array(2 * rate)]);
      expect(await failureOf(stream(id, { audio }).text)).toMatchObject({
        message: expect.stringMatching(/heard no speech.*request id/),
        isRetryable: false,
        data: { code: 'NoSpeech', requestId: expect.any(String) },
      });
    }
  });
});

describe('a recording that is elsewhere', () => {
  test('a URL and a task of the options count, and the stream is not read', async () => {
    const { stream, emulator } = await setUp();
    const { taskId } = (await stream('fun-asr').providerMetadata).qwen as { taskId: string };
    for (const options of [{ url: 'https://example.com/talk.mp3' }, { resume: { taskId } }]) {
      const { audio, cancelled } = endless(new Uint8Array(100));
      const result = stream('fun-asr', { audio, options });
      expect(await result.text).toMatch('url' in options ? /cannot hear talk\.mp3/ : /^Hello world/);
      expect(await result.warnings).toMatchObject([
        { message: expect.stringContaining(`the option ${Object.keys(options)[0]} counts; the audio`) },
      ]);
      expect(cancelled).toHaveBeenCalledOnce();
    }
    expect(emulator.creations.transcription).toBe(2);
  });
});

// With diarization a packet has the list of all sentences, beside the last one (Fun-ASR-Flash HTTP API page, 2026).
describe('packets that repeat sentences', () => {
  test('each sentence is final once, with its speaker', async () => {
    const { emulator, stream } = await setUp();
    const sentence = (id: number, said: string, sentence_end = true) => ({
      sentence_id: id,
      sentence_end,
      text: said,
      begin_time: id * 1000,
      end_time: id * 1000 + 500,
      speaker_id: id,
    });
    const [one, two] = [sentence(1, 'One.'), sentence(2, 'Two.')];
    const outputs = [
      { text: 'One.', sentence: one },
      { text: 'One.Tw', sentence: sentence(2, 'Tw', false) },
      { text: 'One.Two.', sentence: two, sentences: [one, two] },
    ];
    const body = outputs.map((output) => `data:${JSON.stringify({ output, request_id: 'r-1' })}\n\n`).join('');
    emulator.answerNext({ raw: { status: 200, headers: { 'content-type': 'text/event-stream' }, body } });
    const result = stream('qwen-audio-3.1-asr-flash');
    const parts = await convertReadableStreamToArray(result.fullStream);
    expect(parts).toMatchObject([
      { type: 'transcript-final', id: '1', text: 'One.', startSecond: 1, endSecond: 1.5 },
      { type: 'transcript-partial', id: '2', text: 'Tw', startSecond: 2 },
      { type: 'transcript-final', id: '2', text: 'Two.', providerMetadata: { qwen: { speaker: 2 } } },
    ]);
    expect((await result.segments).map((segment) => segment.text)).toEqual(['One.', 'Two.']);
  });
});

describe('a server that knows no streams', () => {
  test('a whole answer is one delta', async () => {
    const { emulator, stream } = await setUp();
    const message = { role: 'assistant', content: 'Hi.', annotations: [{ type: 'audio_info', language: 'en' }] };
    const body = JSON.stringify({ choices: [{ message, finish_reason: 'stop' }], usage: { seconds: 3 } });
    emulator.answerNext({ raw: { status: 200, headers: { 'content-type': 'application/json' }, body } });
    const result = stream('qwen3-asr-flash');
    const parts = await convertReadableStreamToArray(result.fullStream);
    expect(parts).toEqual([{ type: 'transcript-delta', delta: 'Hi.' }]);
    expect([await result.text, await result.language, await result.durationInSeconds]).toEqual(['Hi.', 'en', 3]);
  });
});
