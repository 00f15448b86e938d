import { describe, expect, test } from 'vitest';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { hearMp3 } from '../../../src/emulator/voice/mp3.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import type { Json } from '../../support/emulator-requests.js';
import {
  cosy,
  download,
  enginePath,
  joined,
  post,
  qwen,
  multimodalPath,
  stream,
  textOfFile,
} from '../../support/speech-requests.js';

const TEXT = '你好 world. Second sentence!';

describe('Qwen-TTS', () => {
  test('Qwen-TTS answers with the link to a file that says the text', async () => {
    const emulator = strictEmulator();
    const { status, json } = await post(emulator, multimodalPath, qwen(TEXT, { language_type: 'Chinese' }));
    expect(status).toBe(200);
    const { url, expires_at } = json.output.audio;
    expect(json).toEqual({
      output: {
        finish_reason: 'stop',
        audio: { data: '', url, id: `audio_${json.request_id}`, expires_at },
      },
      usage: { input_tokens: 0, output_tokens: 0, characters: 2 * 2 + 24 },
      request_id: expect.any(String),
    });
    // Links of the service are http.
    expect(url).toMatch(new RegExp(`^http://dashscope.aliyuncs.com/results/.*\\.wav\\?Expires=${expires_at}&`));
    expect(expires_at * 1000 - Date.now()).toBeGreaterThan(86_000_000);
    expect(textOfFile(await download(emulator, url))).toBe(TEXT);
    expect(emulator.creations.speech).toBe(1);
  });

  test('Qwen-TTS of the first generation counts tokens, 50 for a second of sound', async () => {
    const { json } = await post(strictEmulator(), multimodalPath, qwen(TEXT, {}, { model: 'qwen-tts' }));
    const { input_tokens: input, output_tokens: output } = json.usage;
    expect(json.usage).toEqual({
      input_tokens: input,
      output_tokens: output,
      characters: 0,
      input_tokens_details: { text_tokens: input },
      output_tokens_details: { audio_tokens: output, text_tokens: 0 },
      total_tokens: input + output,
    });
    expect(output).toBeGreaterThanOrEqual(50);
  });

  // Shapes: the documentation's stream of Jul 2025, and the header that streams have since Aug 2026.
  test('Qwen-TTS streams pieces that join to the file, then its link', async () => {
    const emulator = strictEmulator();
    const packets = await stream(emulator, multimodalPath, qwen(TEXT, {}, { model: 'qwen-tts' }));
    const last = packets.pop();
    expect(packets.length).toBeGreaterThan(2);
    for (const packet of packets) {
      expect(packet.output.finish_reason).toBe('null');
      expect(Object.keys(packet.output.audio)).toEqual(['data', 'expires_at', 'id']);
    }
    const spent = packets.map((packet) => packet.usage.output_tokens);
    expect(spent).toEqual([...spent].sort((one, other) => one - other));
    expect(last.usage.output_tokens).toBeGreaterThanOrEqual(spent.at(-1));
    expect(last.output).toMatchObject({ finish_reason: 'stop', audio: { data: '', url: expect.any(String) } });
    const whole = joined(packets);
    expect(Buffer.compare(whole, await download(emulator, last.output.audio.url))).toBe(0);
    expect(textOfFile(whole)).toBe(TEXT);
  });

  test('Qwen-TTS streams samples without a header if asked to', async () => {
    const packets = await stream(strictEmulator({ speech: { firstPiece: 'pcm' } }), multimodalPath, qwen(TEXT));
    expect(joined(packets).subarray(0, 4)).toEqual(Buffer.alloc(4));
    expect(textOfFile(joined(packets))).toBe(TEXT);
  });

  // Measured in Aug 2026: undocumented, and under the names of the realtime service.
  test('Qwen-TTS takes rate, speed and format as undocumented parameters, and only under these names', async () => {
    const emulator = createEmulator();
    const body = (parameters: object) => qwen(TEXT, {}, { parameters });
    const fileOf = async (parameters: object) => {
      const { json } = await post(emulator, multimodalPath, body(parameters));
      return download(emulator, json.output.audio.url);
    };
    const normal = await fileOf({});
    expect(new DataView((await fileOf({ sample_rate: 48_000 })).buffer).getUint32(24, true)).toBe(48_000);
    expect((await fileOf({ speech_rate: 2 })).length).toBeLessThan(normal.length * 0.7);
    expect((await fileOf({ response_format: 'pcm' })).length).toBe(normal.length - 44);
    expect(Buffer.compare(await fileOf({ format: 'pcm', rate: 2, sample_rate: 44_100 }), normal)).toBe(0);
    expect(emulator.calls.find(({ warnings }) => warnings.length > 0)!.warnings).toEqual([
      "Unknown parameter 'parameters.format' is ignored.",
      "Unknown parameter 'parameters.rate' is ignored.",
      "Unknown parameter 'parameters.sample_rate 44100' is ignored.",
    ]);
  });

  test('Qwen-TTS says what a scenario says, and fails as a scenario does', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ text: 'Something else.' });
    const { json } = await post(emulator, multimodalPath, qwen(TEXT));
    expect(textOfFile(await download(emulator, json.output.audio.url))).toBe('Something else.');
    emulator.failNext('rate-limit');
    expect((await post(emulator, multimodalPath, qwen(TEXT))).status).toBe(429);
    emulator.failNext('internal-error', { at: 'creation' });
    expect((await post(emulator, multimodalPath, qwen(TEXT))).status).toBe(500);
    emulator.failNext('internal-error', { at: 'download' });
    expect((await emulator.fetch(json.output.audio.url)).status).toBe(500);
    expect(emulator.creations.speech).toBe(1);
  });

  test('Qwen-TTS breaks off a stream as a scenario does', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ failAfter: { deltas: 2, failure: 'internal-error', form: 'data' } });
    const packets = await stream(emulator, multimodalPath, qwen(TEXT));
    expect(packets).toHaveLength(3);
    expect(packets[2]).toMatchObject({ code: 'InternalError' });
  });
});

describe('CosyVoice and Qwen-Audio', () => {
  test('CosyVoice and Qwen-Audio answer with the link to a file in the format that was asked for', async () => {
    const emulator = strictEmulator();
    const { json } = await post(emulator, enginePath, cosy(TEXT, { sample_rate: 8_000, rate: 0.5, volume: 90 }));
    expect(json.usage).toEqual({ characters: 28 });
    const bytes = await download(emulator, json.output.audio.url);
    expect(new DataView(bytes.buffer).getUint32(24, true)).toBe(8_000);
    expect(textOfFile(bytes)).toBe(TEXT);
  });

  test('CosyVoice and Qwen-Audio speak MP3 unless told otherwise, in pieces of which the first has the header', async () => {
    const emulator = strictEmulator();
    const { text, voice } = cosy(TEXT).input;
    const body = { model: 'cosyvoice-v3-flash', input: { text, voice } };
    const packets = await stream(emulator, enginePath, body);
    const last = packets.pop();
    const whole = joined(packets);
    expect(Buffer.from(whole.subarray(0, 3)).toString()).toBe('ID3');
    expect(Buffer.from(whole).indexOf('ID3', 3)).toBe(-1);
    expect(Buffer.compare(whole, await download(emulator, last.output.audio.url))).toBe(0);
    expect(
      hearMp3(whole)!
        .words.map((word) => word.text)
        .join(''),
    ).toBe(TEXT);
    expect(emulator.calls[0]!.warnings).toEqual([
      'The emulator has no encoder for mp3: the file is silent, and only the emulator hears the words in it.',
    ]);
    const response = await emulator.fetch(last.output.audio.url);
    expect(response.headers.get('content-type')).toBe('audio/mpeg');
  });

  test('CosyVoice and Qwen-Audio have WAV for opus, and say so', async () => {
    const emulator = strictEmulator();
    const { json } = await post(emulator, enginePath, cosy(TEXT, { format: 'opus' }));
    expect(textOfFile(await download(emulator, json.output.audio.url))).toBe(TEXT);
    expect(emulator.calls[0]!.warnings).toEqual(['The emulator has no encoder for opus: the file is WAV.']);
  });

  // Shape: the streamed samples of the page (Mar 2026).
  test('CosyVoice and Qwen-Audio stream a beginning, pieces and an end of each sentence', async () => {
    const emulator = strictEmulator();
    const packets = await stream(emulator, enginePath, cosy(TEXT, { word_timestamp_enabled: true }));
    const last = packets.pop();
    const types = packets.map(({ output }: Json) => `${output.sentence.index} ${output.type}`);
    expect([...new Set(types)]).toEqual(
      [0, 1].flatMap((index) => ['begin', 'synthesis', 'end'].map((type) => `${index} sentence-${type}`)),
    );
    const [first] = packets;
    expect(first).toEqual({
      output: {
        finish_reason: 'null',
        type: 'sentence-begin',
        original_text: '你好 world. ',
        sentence: { index: 0, words: [] },
        audio: { data: '', id: `audio_${first.request_id}`, expires_at: expect.any(Number) },
      },
      usage: { characters: 28 },
      request_id: expect.any(String),
    });
    const end = packets.find(({ output }: Json) => output.type === 'sentence-end');
    expect(end.output.sentence.words).toEqual([
      { text: '你', begin_index: 0, end_index: 1, begin_time: 100, end_time: 120 },
      { text: '好 ', begin_index: 1, end_index: 3, begin_time: 170, end_time: 200 },
      { text: 'world. ', begin_index: 3, end_index: 10, begin_time: 260, end_time: 340 },
    ]);
    expect(last.output).toMatchObject({ finish_reason: 'stop', audio: { url: expect.any(String) } });
    expect(last.output).not.toHaveProperty('type');
    expect(Buffer.compare(joined(packets), await download(emulator, last.output.audio.url))).toBe(0);
  });

  test('CosyVoice and Qwen-Audio of version 3.1 report tokens instead of characters', async () => {
    const body = cosy(TEXT, { voice: 'Ava_v3.1' }, 'qwen-audio-3.1-tts-flash');
    const { json } = await post(strictEmulator(), enginePath, body);
    expect(Object.keys(json.usage)).toEqual(['input_tokens', 'output_tokens', 'total_tokens']);
  });

  test('CosyVoice and Qwen-Audio do not read tags aloud', async () => {
    const emulator = strictEmulator();
    const said = async (body: Json) => {
      const { json } = await post(emulator, enginePath, body);
      return textOfFile(await download(emulator, json.output.audio.url));
    };
    const audio = cosy('[sad]Oh [1] no.', { voice: 'Ava_v3.1' }, 'qwen-audio-3.1-tts-flash');
    expect(await said(audio)).toBe('Oh [1] no.');
    expect(await said(cosy('<speak>Hello<break time="1s"/></speak>', { enable_ssml: true }))).toBe('Hello');
  });

  // Measured in Aug 2026: finish_reason stop, full billing, and no sound at the end.
  test('CosyVoice and Qwen-Audio stop in silence after too long a sentence, where the service does', async () => {
    const emulator = strictEmulator();
    const spoken = async (text: string, model?: string, voice = 'longanyang') => {
      const { json } = await post(emulator, enginePath, cosy(text, { voice }, model));
      expect(json.output.finish_reason).toBe('stop');
      return textOfFile(await download(emulator, json.output.audio.url));
    };
    const [short, long] = ['Word '.repeat(29) + 'end. ', 'Word '.repeat(40) + 'end.'];
    expect(await spoken(short + long)).toBe(short + long.slice(0, 150));
    expect(emulator.calls.at(-2)!.warnings).toEqual([expect.stringContaining('stops in silence')]);
    expect(await spoken(long, 'cosyvoice-v3.5-flash', 'cosyvoice-v3.5-flash-mine-1')).toBe('');
    expect(await spoken(long, 'qwen-audio-3.0-tts-flash', 'longanxiaoxin')).toBe(long);
  });

  // Measured in Sep 2026.
  test('CosyVoice and Qwen-Audio answer for a cloned voice that is not ready with an empty file', async () => {
    const emulator = strictEmulator();
    const body = cosy(TEXT, { voice: 'cosyvoice-v3.5-plus-mine-deploying' }, 'cosyvoice-v3.5-plus');
    const { json } = await post(emulator, enginePath, body);
    expect((await download(emulator, json.output.audio.url)).length).toBe(44);
    expect(await stream(emulator, enginePath, body)).toHaveLength(1);
  });
});
