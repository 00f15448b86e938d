import { describe, expect, test } from 'vitest';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { ask, type Json } from '../../support/emulator-requests.js';
import { dataUrl, spoken } from '../../support/recognition-requests.js';
import { post, multimodalPath, stream } from '../../support/speech-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const TEXT = 'Hello world, 欢迎。 Bye!';

function sentences(url: string, parameters: object = {}, model = 'fun-asr-flash-2026-06-15'): Json {
  const content = [{ type: 'input_audio', input_audio: { data: url } }];
  const input = { messages: [{ role: 'user', content }] };
  return { model, input, parameters: { format: 'wav', sample_rate: '16000', ...parameters } };
}

describe('models that tell the times of words at once', () => {
  // Shape: a sample of the Fun-ASR page; only the current sentence is in `sentence`.
  test('models with word times have the whole text, and the words of the last sentence', async () => {
    const { json } = await post(strictEmulator(), multimodalPath, sentences(dataUrl(spoken(TEXT))));
    const { words } = json.output.sentence;
    expect(json).toEqual({
      output: {
        sentence: {
          begin_time: words[0].begin_time,
          channel_id: 0,
          end_time: words.at(-1).end_time,
          sentence_end: true,
          sentence_id: 2,
          text: 'Bye!',
          words: [
            {
              begin_time: expect.any(Number),
              end_time: expect.any(Number),
              fixed: true,
              text: 'Bye',
              punctuation: '!',
            },
          ],
        },
        text: TEXT,
      },
      usage: { duration: 1 },
      request_id: expect.any(String),
    });
  });

  test('models with word times stream a packet for each sentence, and nothing says that it was the last one', async () => {
    const packets = await stream(strictEmulator(), multimodalPath, sentences(dataUrl(spoken(TEXT))));
    expect(packets.map(({ output }: Json) => [output.sentence.sentence_id, output.sentence.text, output.text])).toEqual(
      [
        [1, 'Hello world, 欢迎。 ', 'Hello world, 欢迎。 '],
        [2, 'Bye!', TEXT],
      ],
    );
    expect(packets.every((packet) => packet.usage.duration === 1)).toBe(true);
    expect(JSON.stringify(packets)).not.toContain('finish_reason');
  });

  test('models with word times stream how a sentence grows if the sound is long', async () => {
    const long = `${'word '.repeat(450)}end. `;
    const packets = await stream(strictEmulator(), multimodalPath, sentences(dataUrl(spoken(`${long}${TEXT}`, 8_000))));
    const [first, second] = packets;
    expect(first.output).toEqual({
      sentence: {
        sentence_id: 1,
        sentence_end: false,
        sentence_begin: true,
        words: [],
        begin_time: 0,
        text: '',
        channel_id: 0,
      },
      text: '',
    });
    expect(second.output.sentence).toMatchObject({ text: 'word ', sentence_end: false, words: [{ fixed: false }] });
    const whole = packets.filter(({ output }: Json) => output.sentence.sentence_end);
    expect(whole.map(({ output }: Json) => output.sentence.text).join('')).toBe(`${long}${TEXT}`);
    expect(packets.filter((packet) => packet.usage)).toEqual(whole);
  });

  test('models with word times tell speakers apart if asked to', async () => {
    const both = Buffer.concat([spoken('I am one. '), spoken('I am two.', 24_000, 'Ethan').subarray(44)]);
    const diarized = { speaker_diarization_enabled: true };
    const body = sentences(dataUrl(both), diarized, 'qwen-audio-3.1-asr-flash');
    const { output, usage } = (await post(strictEmulator(), multimodalPath, body)).json;
    expect(output.sentences.map(({ text, speaker_id }: Json) => [text, speaker_id])).toEqual([
      ['I am one. ', 0],
      ['I am two.', 1],
    ]);
    expect(Object.keys(usage)).toEqual(['duration', 'input_tokens', 'output_tokens', 'total_tokens']);
    const plain = sentences(dataUrl(both), {}, 'qwen-audio-3.0-asr-flash');
    expect((await post(strictEmulator(), multimodalPath, plain)).json.output.sentence.speaker_id).toBeNull();
  });

  test('models with word times take context before the sound, plain samples, and the part of the other models', async () => {
    const emulator = strictEmulator();
    const pcm = `data:audio/pcm;base64,${Buffer.from(spoken(TEXT, 8_000).subarray(44)).toString('base64')}`;
    const body = sentences(pcm, { format: 'pcm', sample_rate: '8000' });
    const context = { role: 'user', content: [{ type: 'input_text', text: 'Names' }] };
    const sound = { role: 'user', content: [{ audio: pcm }] };
    for (const messages of [body.input.messages, [context, sound]]) {
      const { json } = await post(emulator, multimodalPath, { ...body, input: { messages } });
      expect(json.output.text).toBe(TEXT);
    }
  });

  test('models with word times warn of a format that is not that of the sound', async () => {
    const emulator = createEmulator();
    await post(emulator, multimodalPath, sentences(dataUrl(spoken(TEXT)), { format: 'mp3' }));
    expect(emulator.calls[0]!.warnings).toEqual(['parameters.format is mp3, and the sound is wav.']);
  });

  test('models with word times hear nothing in silence', async () => {
    const silence = new Uint8Array([...spoken('').subarray(0, 44), ...new Uint8Array(48_000)]);
    const { output } = (await post(strictEmulator(), multimodalPath, sentences(dataUrl(silence)))).json;
    expect(output).toMatchObject({ text: '', sentence: { text: '', words: [] } });
    const packets = await stream(strictEmulator(), multimodalPath, sentences(dataUrl(silence)));
    expect(packets.map((packet) => packet.output.text)).toEqual(['']);
  });

  test('models with word times refuse a request without a format, on a workspace host without saying why', async () => {
    const body = sentences(dataUrl(spoken(TEXT)), { format: undefined });
    expect(await post(strictEmulator(), multimodalPath, body)).toMatchObject({
      status: 400,
      json: { code: 'InvalidParameter', message: 'UNSUPPORTED_FORMAT format is empty' },
    });
    const base = 'https://llm-abc.cn-beijing.maas.aliyuncs.com/api/v1';
    expect(await post(strictEmulator(), multimodalPath, body, base)).toEqual({ status: 400, json: {} });
  });

  test('models with word times are not served by the OpenAI-compatible protocol', async () => {
    const { status, json } = await ask(strictEmulator(), { model: 'qwen-audio-3.1-asr-flash', messages: [] });
    expect([status, json.error.code, json.error.message]).toEqual([
      404,
      'model_not_supported',
      'Unsupported model qwen-audio-3.1-asr-flash for OpenAI compatibility mode.',
    ]);
  });
});
