import { createQwen, type QwenSpeechCallOptions, type QwenSpeechOptions } from 'ai-sdk-qwen/ai7';
import { describe, expect, test } from 'vitest';
import { describeRecorded, readRecording } from '../../support/recordings.js';

interface Sent {
  url: string;
  body: { model: string; input: Record<string, unknown>; parameters?: object };
  headers: Headers;
}

/** The request of a call. It is refused: what comes back is of no interest here. */
async function requestOf(id: string, call: Partial<QwenSpeechCallOptions>, options: QwenSpeechOptions): Promise<Sent> {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init) => {
    sent.push({ url: String(url), body: JSON.parse(String(init!.body)), headers: new Headers(init!.headers) });
    return Response.json({ code: 'InvalidParameter', message: 'enough', request_id: 'r' }, { status: 400 });
  };
  const qwen = createQwen({ apiKey: 'sk-test', region: 'beijing', fetch });
  await expect(qwen.speech(id, options).doGenerate({ text: '你好。', ...call })).rejects.toThrow('enough');
  return sent[0]!;
}

const generation = '/api/v1/services/aigc/multimodal-generation/generation';
const synthesizer = '/api/v1/services/audio/tts/SpeechSynthesizer';

interface Documented {
  name: string;
  path: string;
  body: { model: string; input: object; parameters?: object };
  call: Partial<QwenSpeechCallOptions>;
  options?: QwenSpeechOptions;
  /** Fields of the page that are not sent, and those that are sent besides. */
  differences?: { without?: string[]; with?: object };
}

// Model Studio docs, pages qwen-tts-api, cosyvoice-tts-http-api and qwen-audio-tts-http-api (May to Nov 2026).
const documented: readonly Documented[] = [
  {
    name: 'Qwen-TTS with a language',
    path: generation,
    body: { model: 'qwen3-tts-flash', input: { text: '你好。', voice: 'Cherry', language_type: 'Chinese' } },
    call: { voice: 'Cherry', language: 'zh' },
  },
  {
    name: 'Qwen-TTS without a language, which is Auto',
    path: generation,
    body: { model: 'qwen3-tts-flash', input: { text: '你好。', voice: 'Cherry', language_type: 'Auto' } },
    call: { voice: 'Cherry' },
    // The default of the service.
    differences: { without: ['language_type'] },
  },
  {
    name: 'Qwen-TTS with instructions, in the plural',
    path: generation,
    body: {
      model: 'qwen3-tts-instruct-flash',
      input: { text: '你好。', voice: 'Cherry', instructions: 'Speak fast.', optimize_instructions: true },
    },
    call: { voice: 'Cherry', instructions: 'Speak fast.' },
    options: { optimizeInstructions: true },
  },
  {
    name: 'CosyVoice',
    path: synthesizer,
    body: {
      model: 'cosyvoice-v3-flash',
      input: { text: '你好。', voice: 'longanyang', format: 'wav', sample_rate: 24_000 },
    },
    call: { voice: 'longanyang', outputFormat: 'wav_24000' },
  },
  {
    name: 'CosyVoice without a format, which is mp3',
    path: synthesizer,
    body: { model: 'cosyvoice-v3-flash', input: { text: '你好。', voice: 'longanyang' } },
    call: { voice: 'longanyang' },
    // WAV can be joined without loss, and its header tells the rate of the samples.
    differences: { with: { format: 'wav' } },
  },
  {
    name: 'Qwen-Audio with an instruction, in the singular',
    path: synthesizer,
    body: {
      model: 'qwen-audio-3.1-tts-flash',
      input: {
        text: '你好。',
        voice: 'Ava_v3.1',
        format: 'mp3',
        sample_rate: 24_000,
        volume: 50,
        rate: 1,
        pitch: 1,
        seed: 7,
        language_hints: ['zh'],
        instruction: 'Speak fast.',
        hot_fix: { pronunciation: [{ 你好: 'ni3 hao3' }], replace: [{ AI: 'artificial intelligence' }] },
      },
    },
    call: { voice: 'Ava_v3.1', outputFormat: 'mp3_24000', speed: 1, language: 'zh', instructions: 'Speak fast.' },
    options: {
      volume: 50,
      pitch: 1,
      seed: 7,
      hotFix: { pronunciation: [{ 你好: 'ni3 hao3' }], replace: [{ AI: 'artificial intelligence' }] },
    },
  },
];

function adjusted(input: object, { without = [], with: more = {} }: NonNullable<Documented['differences']>): object {
  return { ...Object.fromEntries(Object.entries(input).filter(([name]) => !without.includes(name))), ...more };
}

describe('documented requests for speech', () => {
  test.each(documented.map((one) => [one.name, one] as const))('%s is asked for as on the page', async (_name, one) => {
    const { path, body, call, options = {}, differences = {} } = one;
    const sent = await requestOf(body.model, call, options);
    expect(new URL(sent.url).pathname).toBe(path);
    expect(sent.body).toEqual({ ...body, input: adjusted(body.input, differences) });
    expect(sent.headers.get('authorization')).toBe('Bearer sk-test');
    // A whole answer is asked for without the headers of streams and tasks.
    expect(sent.headers.get('x-dashscope-sse')).toBe(null);
    expect(sent.headers.get('x-dashscope-async')).toBe(null);
  });
});

describeRecorded('recorded requests for speech', () => {
  // No request over HTTP is recorded. A task over WebSocket has the same fields, in its parameters.
  test.each([
    ['media-speech/doc/cosyvoice-client-events.jsonl', 'cosyvoice-v3-flash'],
    ['media-speech/socket-speech-synthesizer.run-task.json', 'cosyvoice-v2'],
  ])('the fields of %s are those of the input', async (file, id) => {
    const [first] = readRecording(file)
      .replace(/^\uFEFF/, '')
      .split(/\n(?=\{)/);
    const { payload } = JSON.parse(first!) as { payload: { parameters: Record<string, unknown> } };
    const { voice, format, sample_rate: rate, rate: speed, volume, pitch, enable_ssml } = payload.parameters;
    const outputFormat = rate === 0 ? String(format) : `${String(format)}_${String(rate)}`;
    const sent = await requestOf(
      id,
      { voice: voice as string, outputFormat, speed: speed as number },
      { volume: volume as number, pitch: pitch as number, enableSsml: enable_ssml as boolean },
    );
    // HTTP has no text_type, and a rate of 0 is none.
    const without = rate === 0 ? ['text_type', 'sample_rate'] : ['text_type'];
    expect(sent.body.input).toEqual(adjusted(payload.parameters, { without, with: { text: '你好。' } }));
    expect(sent.body.parameters).toBeUndefined();
  });
});
