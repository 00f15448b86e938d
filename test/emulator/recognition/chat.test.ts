import { describe, expect, test } from 'vitest';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { ask, dataLines, type Json, send, stream } from '../../support/emulator-requests.js';
import { dataUrl, spoken, transcribe, transcribeNatively, upload } from '../../support/recognition-requests.js';
import {
  BASE,
  cosy,
  enginePath,
  post,
  qwen,
  multimodalPath,
  stream as nativeStream,
} from '../../support/speech-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const TEXT = 'Hello world, 欢迎使用。 It costs 3.14!';
const MODEL_SERVER = '<400> InternalError.Algo.InvalidParameter: ';

async function textFrom(url: string, emulator: Emulator = strictEmulator()): Promise<string> {
  const { json } = await ask(emulator, transcribe(url));
  return json.choices?.[0]?.message.content ?? json.error.message;
}

describe('qwen3-asr-flash', () => {
  // Shape: a sample of the recognition page, in which nothing but these fields is.
  test('qwen3-asr-flash hears what the voice of the emulator said', async () => {
    const { json } = await ask(strictEmulator(), transcribe(dataUrl(spoken(TEXT))));
    const seconds = json.usage.seconds;
    expect(json).toEqual({
      choices: [
        {
          finish_reason: 'stop',
          index: 0,
          message: {
            annotations: [{ type: 'audio_info', language: 'zh', emotion: 'neutral' }],
            content: TEXT,
            role: 'assistant',
          },
        },
      ],
      created: expect.any(Number),
      id: expect.stringMatching(/^chatcmpl-/),
      model: 'qwen3-asr-flash',
      object: 'chat.completion',
      usage: {
        completion_tokens: expect.any(Number),
        completion_tokens_details: { text_tokens: json.usage.completion_tokens },
        prompt_tokens: seconds * 25,
        prompt_tokens_details: { audio_tokens: seconds * 25, text_tokens: 0 },
        seconds,
        total_tokens: json.usage.completion_tokens + seconds * 25,
      },
    });
    expect(seconds).toBe(Math.ceil((spoken(TEXT).length - 44) / 48_000));
  });

  test('qwen3-asr-flash streams pieces with annotations, and no content at the end', async () => {
    const emulator = strictEmulator();
    const chunks = await stream(emulator, transcribe(dataUrl(spoken(TEXT))));
    const deltas = chunks.slice(0, -2).map((chunk) => chunk.choices[0].delta);
    const annotations = [{ type: 'audio_info', language: 'zh', emotion: 'neutral' }];
    expect(deltas[0]).toEqual({ content: '', role: 'assistant' });
    expect(deltas.at(-1)).toEqual({ role: null });
    const pieces = deltas.slice(1, -1);
    for (const piece of pieces) expect(piece).toEqual({ annotations, content: piece.content, role: null });
    expect(pieces.map(({ content }) => content).join('')).toBe(TEXT);
    expect(chunks.at(-2).usage).toMatchObject({ seconds: expect.any(Number) });
    expect(emulator.creations.transcription).toBe(1);
  });

  test('qwen3-asr-flash answers the same on the native protocol, where packets have the whole text so far', async () => {
    const emulator = strictEmulator();
    const body = transcribeNatively(dataUrl(spoken(TEXT)), { asr_options: { language: 'en', enable_itn: false } });
    const { json } = await post(emulator, multimodalPath, body);
    expect(json).toEqual({
      output: {
        choices: [
          {
            finish_reason: 'stop',
            message: {
              annotations: [{ type: 'audio_info', language: 'en', emotion: 'neutral' }],
              content: [{ text: TEXT }],
              role: 'assistant',
            },
          },
        ],
      },
      usage: {
        input_tokens_details: { text_tokens: 0 },
        output_tokens_details: { text_tokens: expect.any(Number) },
        seconds: expect.any(Number),
      },
      request_id: expect.any(String),
    });
    const packets = await nativeStream(emulator, multimodalPath, body);
    const texts = packets.map(({ output }: Json) => output.choices[0].message.content[0].text);
    expect(texts.every((text, index) => text.startsWith(texts[index - 1] ?? ''))).toBe(true);
    expect([texts.at(-1), packets.at(-1).output.choices[0].finish_reason]).toEqual([TEXT, 'stop']);
  });

  test('qwen3-asr-flash hears the files of the speech models by their links, whatever the scheme', async () => {
    const emulator = strictEmulator();
    for (const [path, body] of [
      [multimodalPath, qwen(TEXT)],
      [enginePath, cosy(TEXT, { sample_rate: 8_000, rate: 2, pitch: 2 })],
    ] as const) {
      const { url } = (await post(emulator, path, body)).json.output.audio;
      expect(await textFrom(url, emulator)).toBe(TEXT);
      expect(await textFrom(url.replace('http:', 'https:'), emulator)).toBe(TEXT);
      expect(await textFrom(url.replace('Signature=', 'Signature=x'), emulator)).toContain('Unable to download');
    }
  });

  test('qwen3-asr-flash hears files of the temporary store', async () => {
    const emulator = strictEmulator();
    const url = await upload(emulator, spoken(TEXT), 'qwen3-asr-flash', BASE);
    const headers = { 'X-DashScope-OssResourceResolve': 'enable' };
    const heard = await ask(emulator, transcribe(url), { headers });
    expect(heard.json.choices[0].message.content).toBe(TEXT);
    expect((await ask(emulator, transcribe(url))).status).toBe(400);
  });

  test('qwen3-asr-flash says by name that it cannot hear sounds of others', async () => {
    expect(await textFrom('https://example.com/files/hello_world.wav?a=b')).toBe(
      'The emulator cannot hear hello_world.wav.',
    );
    const mp3 = Buffer.concat([Buffer.from('ID3'), Buffer.alloc(20_000, 'noise')]);
    expect(await textFrom(dataUrl(mp3, 'audio/mpeg'))).toMatch(/^The emulator cannot hear sound [0-9a-f]+\.$/);
    const noise = new Uint8Array(48_044);
    noise.set(spoken('').subarray(0, 44));
    for (let place = 44; place < noise.length; place += 1) noise[place] = (place * 7_919) % 251;
    expect(await textFrom(dataUrl(noise))).toContain('cannot hear');
  });

  test('qwen3-asr-flash hears nothing in silence', async () => {
    const silence = dataUrl(new Uint8Array([...spoken('').subarray(0, 44), ...new Uint8Array(48_000)]));
    expect(await textFrom(silence)).toBe('');
    const { json } = await post(strictEmulator(), multimodalPath, transcribeNatively(silence));
    expect(json.output.choices[0].message.content).toEqual([]);
  });

  test('qwen3-asr-flash puts a blank back between sentences that were joined, and marks clicks', async () => {
    const [one, two] = [spoken('One sentence.'), spoken('Another longword.extension'.repeat(2))];
    const joined = Buffer.concat([one, two.subarray(44)]);
    const text = 'Another longword.extension'.repeat(2);
    expect(await textFrom(dataUrl(joined))).toBe(`One sentence. ${text}`);
    expect(await textFrom(dataUrl(Buffer.concat([one, two])))).toContain('[noise]');
  });

  test('qwen3-asr-flash says what a scenario says', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ text: 'Bonjour.' }, { deltas: ['Bon', 'soir'] });
    expect([await textFrom(dataUrl(spoken(TEXT)), emulator), await textFrom(dataUrl(spoken(TEXT)), emulator)]).toEqual([
      'Bonjour.',
      'Bonsoir',
    ]);
  });

  test('qwen3-asr-flash hears the spoken answer of an omni model', async () => {
    const emulator = strictEmulator();
    const response = await send(emulator, {
      model: 'qwen3-omni-flash',
      messages: [{ role: 'user', content: 'Say something' }],
      modalities: ['text', 'audio'],
      audio: { voice: 'Cherry', format: 'wav' },
      stream: true,
    });
    const chunks = dataLines(await response.text()).filter((chunk) => chunk !== '[DONE]');
    const deltas = chunks.map((chunk: Json) => chunk.choices[0].delta);
    const pcm = Buffer.concat(deltas.flatMap(({ audio }: Json) => (audio ? [Buffer.from(audio.data, 'base64')] : [])));
    const wav = Buffer.concat([spoken('').subarray(0, 44), pcm]);
    expect(await textFrom(dataUrl(wav), emulator)).toBe(deltas.map(({ content }: Json) => content ?? '').join(''));
  });
});

describe('qwen3-asr-flash refuses', () => {
  const sound = dataUrl(spoken('Hello.'));
  const user = (...content: object[]) => ({ ...transcribe(sound), messages: [{ role: 'user', content }] });
  const part = { type: 'input_audio', input_audio: { data: sound } };
  const UNSUPPORTED = "The dedicated task 'asr' corresponding to the current service does not support this input.";

  test.each([
    ['a text beside the sound', user({ type: 'text', text: 'Write it down' }, part), UNSUPPORTED],
    ['two sounds', user(part, part), UNSUPPORTED],
    ['no sound', { ...transcribe(sound), messages: [{ role: 'user', content: 'Hello' }] }, UNSUPPORTED],
    [
      'bytes that are not what the type says',
      transcribe(dataUrl(spoken('Hello.'), 'audio/mpeg')),
      `${MODEL_SERVER}The audio format is illegal and cannot be opened`,
    ],
    [
      'MP4, which it does not read',
      transcribe(dataUrl(Buffer.from('\0\0\0\x20ftypM4A padding'), 'audio/mp4')),
      `${MODEL_SERVER}The audio format is illegal and cannot be opened`,
    ],
    ['next to nothing', transcribe(dataUrl(spoken('Hello.').subarray(0, 1_000))), 'The audio is empty'],
    [
      'more than five minutes',
      transcribe(dataUrl(new Uint8Array([...spoken('', 8_000).subarray(0, 44), ...new Uint8Array(4_816_000)]))),
      'The input audio is longer than 300s.',
    ],
    [
      'data above its limit',
      transcribe(`data:audio/wav;base64,${'A'.repeat(10_485_760)}`),
      'Exceeded limit on max bytes per data-uri item : 10485760',
    ],
  ])('qwen3-asr-flash refuses %s', async (_, body, message) => {
    const emulator = strictEmulator();
    const { status, json } = await ask(emulator, body);
    expect([status, json.error.message]).toEqual([400, message]);
    expect(emulator.creations.transcription).toBe(0);
  });

  test('qwen3-asr-flash refuses a part of the compatible form on the native protocol', async () => {
    const body = { model: 'qwen3-asr-flash', input: { messages: [{ role: 'user', content: [part] }] } };
    const { status, json } = await post(strictEmulator(), multimodalPath, body);
    expect([status, json.message]).toEqual([
      400,
      `${MODEL_SERVER}Input should be a valid string: input.messages.0.content.str`,
    ]);
  });

  test('qwen3-asr-flash takes texts of the system as context', async () => {
    const messages = [{ role: 'system', content: 'Names: Ada, Grace' }, ...(transcribe(sound).messages as object[])];
    const { json } = await ask(strictEmulator(), { ...transcribe(sound), messages });
    expect(json.choices[0].message.content).toBe('Hello.');
    expect(json.usage.prompt_tokens_details.text_tokens).toBeGreaterThan(3);
  });
});
