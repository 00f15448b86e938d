import { expect, test } from 'vitest';
import { type Json, send } from '../../support/emulator-requests.js';
import { dataUrl, spoken, transcribe, transcribeNatively, upload } from '../../support/recognition-requests.js';
import { describeRecorded, readRecording } from '../../support/recordings.js';
import { BASE, cosy, enginePath, post, qwen, multimodalPath, stream } from '../../support/speech-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const FILES = '/services/audio/asr/transcription';
const TEXT = '欢迎使用阿里云。';

const read = (file: string): Json => JSON.parse(readRecording(file));
const events = (file: string): Json[] =>
  readRecording(file)
    .split('\n')
    .filter((line) => line.startsWith('data:') && !line.includes('[DONE]'))
    .map((line) => JSON.parse(line.slice(5)));

/** Names and types of everything in a value; of a list those of its first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [shapeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]));
}

/** The page prints answers as the Python SDK has them, with empty fields of its own. */
function bare({ status_code: _status, code: _code, message: _message, ...body }: Json): Json {
  const { text: _text, choices: _choices, ...output } = body.output;
  return { ...body, output };
}

const sound = () => dataUrl(spoken(TEXT));

/** Polls a task until it is over, and keeps each answer. */
async function states(body: Json, bytes = spoken(TEXT)): Promise<{ answers: Json[]; file: Json }> {
  const emulator = strictEmulator();
  const url = await upload(emulator, bytes, body.model, BASE);
  const input = body.model.startsWith('qwen3') ? { file_url: url } : { file_urls: [url] };
  const headers = { 'X-DashScope-Async': 'enable', 'X-DashScope-OssResourceResolve': 'enable' };
  const created = await (await send(emulator, { ...body, input }, { base: BASE, path: FILES, headers })).json();
  const answers: Json[] = [created];
  for (let count = 0; count < 2; count += 1) {
    const path = `/tasks/${created.output.task_id}`;
    answers.push(await (await send(emulator, undefined, { base: BASE, path, method: 'GET' })).json());
  }
  const { output } = answers.at(-1);
  const link = output.result?.transcription_url ?? output.results?.[0].transcription_url;
  return { answers, file: link && (await (await emulator.fetch(link)).json()) };
}

describeRecorded('documented speech and transcriptions', () => {
  test.each([
    ['qwen3-tts-flash', 'doc-samples/qwen-tts-api.01'],
    ['qwen-tts', 'doc-samples/qwen-tts-api.02'],
  ])('%s answers in the shape of the page', async (model, file) => {
    const { json } = await post(strictEmulator(), multimodalPath, qwen(TEXT, {}, { model }));
    expect(shapeOf(json)).toEqual(shapeOf(bare(read(`${file}.json`))));
  });

  test('qwen-tts streams in the shape of the page', async () => {
    const packets = await stream(strictEmulator(), multimodalPath, qwen(TEXT, {}, { model: 'qwen-tts' }));
    const known = events('doc-copies/qwen-tts-native.sse.txt');
    // The page leaves out the count of characters, which whole answers have.
    for (const packet of packets) delete packet.usage.characters;
    expect([shapeOf(packets[0]), shapeOf(packets.at(-1))]).toEqual([shapeOf(known[0]), shapeOf(known.at(-1))]);
  });

  test('CosyVoice answers and streams in the shape of the page', async () => {
    const name = 'media-speech/doc/cosyvoice-tts-http-api';
    const { json } = await post(strictEmulator(), enginePath, cosy(TEXT));
    expect(shapeOf(json)).toEqual(shapeOf(read(`${name}.01.json`)));
    const packets = await stream(strictEmulator(), enginePath, cosy(TEXT));
    expect([shapeOf(packets[0]), shapeOf(packets.at(-1))]).toEqual([
      shapeOf(read(`${name}.02.json`)),
      shapeOf(read(`${name}.03.json`)),
    ]);
  });

  test('qwen3-asr-flash answers and streams in the shape of the page', async () => {
    const name = 'doc-samples/qwen-asr-api-reference';
    const path = '/chat/completions';
    const base = 'https://dashscope.aliyuncs.com/compatible-mode/v1';
    const whole = await send(strictEmulator(), transcribe(sound()), { base, path });
    expect(shapeOf(await whole.json())).toEqual(shapeOf(read(`${name}.01.json`)));
    const native = await post(strictEmulator(), multimodalPath, transcribeNatively(sound()));
    expect(shapeOf(native.json)).toEqual(shapeOf(read(`${name}.03.json`)));
    const response = await send(strictEmulator(), transcribe(sound(), { stream: true }), { base, path });
    const chunks = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
    const shapes = chunks.map((line) => shapeOf(JSON.parse(line.slice(6))));
    const known = events(`${name}.02.sse.txt`).map(shapeOf);
    expect([shapes[0], shapes[1], shapes.at(-1)]).toEqual([known[0], known[1], known.at(-1)]);
  });

  test('Fun-ASR answers at once in the shape of the page, and streams so', async () => {
    const name = 'media-speech/doc/fun-asr-recorded-speech-recognition-http-api';
    const content = [{ type: 'input_audio', input_audio: { data: sound() } }];
    const input = { messages: [{ role: 'user', content }] };
    const body = { model: 'fun-asr-realtime', input, parameters: { format: 'wav' } };
    const { json } = await post(strictEmulator(), multimodalPath, body);
    expect(shapeOf(json)).toEqual(shapeOf(read(`${name}.06.json`)));
    const packets = await stream(strictEmulator(), multimodalPath, body);
    const known = [...events(`${name}.07.sse.txt`), ...events(`${name}.08.sse.txt`)];
    expect([packets[0], packets[1], packets.at(-1)].map(shapeOf)).toEqual(
      [known[0], known[1], known.at(-1)].map(shapeOf),
    );
  });

  test.each(['fun-asr', 'paraformer-v2'])('%s transcribes files in the shape of the page', async (model) => {
    const folder = 'media-speech/doc/';
    const name = model === 'fun-asr' ? 'fun-asr-recorded-speech-recognition-http-api' : undefined;
    const page = folder + (name ?? 'paraformer-recorded-speech-recognition-restful-api');
    const diarized = { model, parameters: { diarization_enabled: true } };
    const { answers, file } = await states(diarized);
    expect(shapeOf(answers[0])).toEqual(shapeOf(read(`${page}.02.json`)));
    expect(shapeOf(answers[2])).toEqual(shapeOf(read(`${page}.03.json`)));
    expect(shapeOf(file)).toEqual(shapeOf(read(`${page}.05.json`)));
  });

  test('qwen3-asr-flash-filetrans transcribes a file in the shape of the page', async () => {
    const name = 'doc-samples/qwen-asr-api-reference';
    const body = { model: 'qwen3-asr-flash-filetrans', parameters: { enable_words: true } };
    const { answers, file } = await states(body);
    expect(answers.map(shapeOf)).toEqual(['04', '05', '06'].map((part) => shapeOf(read(`${name}.${part}.json`))));
    expect(shapeOf(file)).toEqual(shapeOf(read(`${name}.08.json`)));
    const silence = new Uint8Array([...spoken('').subarray(0, 44), ...new Uint8Array(48_000)]);
    const failed = await states(body, silence);
    expect(shapeOf(failed.answers[2])).toEqual(shapeOf(read(`${name}.07.json`)));
  });
});
