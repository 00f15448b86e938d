import { describe, expect, test } from 'vitest';
import { failures, type Emulator } from 'ai-sdk-qwen/emulator';
import { type Json, send } from '../../support/emulator-requests.js';
import { dataUrl, spoken, upload } from '../../support/recognition-requests.js';
import { BASE, post as plain, qwen, multimodalPath } from '../../support/speech-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const FILES = '/services/audio/asr/transcription';
const ASYNC = { 'X-DashScope-Async': 'enable', 'X-DashScope-OssResourceResolve': 'enable' };
const TEXT = 'Hello world, 欢迎。 Bye!';

const list = (url: string, parameters: object = {}, model = 'fun-asr'): Json => ({
  model,
  input: { file_urls: [url] },
  parameters,
});
const single = (url: string, parameters: object = {}): Json => ({
  model: 'qwen3-asr-flash-filetrans',
  input: { file_url: url },
  parameters,
});

async function post(emulator: Emulator, body: Json, headers: Record<string, string> = ASYNC) {
  const response = await send(emulator, body, { base: BASE, path: FILES, headers });
  return { status: response.status, json: (await response.json()) as Json };
}

async function poll(emulator: Emulator, id: string): Promise<Json> {
  const response = await send(emulator, undefined, { base: BASE, path: `/tasks/${id}`, method: 'GET' });
  return response.json();
}

async function finish(emulator: Emulator, body: Json): Promise<Json> {
  const { json } = await post(emulator, body);
  for (;;) {
    const state = await poll(emulator, json.output.task_id);
    if (!['PENDING', 'RUNNING'].includes(state.output.task_status)) return state;
  }
}

/** The link to a file in which a model says a text. */
async function speak(emulator: Emulator, text: string): Promise<string> {
  return (await plain(emulator, multimodalPath, qwen(text))).json.output.audio.url;
}

async function transcript(emulator: Emulator, body: Json): Promise<Json> {
  const { output } = await finish(emulator, body);
  const link = output.result?.transcription_url ?? output.results[0].transcription_url;
  return (await emulator.fetch(link)).json();
}

const time = expect.any(Number);

describe('the transcription of files', () => {
  // Shapes: samples of the Fun-ASR page.
  test('the transcription of files is a task with a result for each file, and a file with the times of words', async () => {
    const emulator = strictEmulator();
    const url = await speak(emulator, TEXT);
    const created = await post(emulator, list(url));
    expect(created).toEqual({
      status: 200,
      json: { request_id: expect.any(String), output: { task_status: 'PENDING', task_id: expect.any(String) } },
    });
    const id = created.json.output.task_id;
    expect((await poll(emulator, id)).output).toMatchObject({
      task_status: 'RUNNING',
      task_metrics: { TOTAL: 1, SUCCEEDED: 0, FAILED: 0 },
    });
    const { output, usage } = await poll(emulator, id);
    const { transcription_url } = output.results[0];
    expect(output).toMatchObject({
      task_status: 'SUCCEEDED',
      results: [{ file_url: url, transcription_url, subtask_status: 'SUCCEEDED' }],
      task_metrics: { TOTAL: 1, SUCCEEDED: 1, FAILED: 0 },
    });
    expect(usage).toEqual({ duration: 1 });
    expect(transcription_url).toContain('&response-content-disposition=attachment%3Bfilename%3D');
    expect(await (await emulator.fetch(transcription_url)).json()).toEqual({
      file_url: url,
      properties: {
        audio_format: 'pcm_s16le',
        channels: [0],
        original_sampling_rate: 24_000,
        original_duration_in_milliseconds: time,
      },
      transcripts: [
        {
          channel_id: 0,
          content_duration_in_milliseconds: time,
          text: TEXT,
          sentences: [
            {
              begin_time: 100,
              end_time: time,
              text: 'Hello world, 欢迎。 ',
              sentence_id: 1,
              words: [
                { begin_time: 100, end_time: 170, text: 'Hello ', punctuation: '' },
                { begin_time: time, end_time: time, text: 'world', punctuation: ', ' },
                { begin_time: time, end_time: time, text: '欢', punctuation: '' },
                { begin_time: time, end_time: time, text: '迎', punctuation: '。 ' },
              ],
            },
            {
              begin_time: time,
              end_time: time,
              text: 'Bye!',
              sentence_id: 2,
              words: [{ begin_time: time, end_time: time, text: 'Bye', punctuation: '!' }],
            },
          ],
        },
      ],
    });
    expect(emulator.creations).toEqual({ image: 0, video: 0, speech: 1, transcription: 1 });
  });

  // Shapes: samples of the qwen3-asr-flash-filetrans page.
  test('a transcription by qwen3-asr-flash-filetrans has one result, and words only if asked for', async () => {
    const emulator = strictEmulator();
    const url = await speak(emulator, TEXT);
    const state = await finish(emulator, single(url));
    expect(Object.keys(state.output.result)).toEqual(['transcription_url']);
    expect(state.usage).toEqual({ seconds: 1 });
    const { transcripts, ...facts } = await transcript(emulator, single(url));
    expect(facts).toEqual({ file_url: url, audio_info: { format: 'pcm_s16le', sample_rate: 24_000 } });
    expect(transcripts).toEqual([
      {
        channel_id: 0,
        text: TEXT,
        sentences: [
          { sentence_id: 0, begin_time: 100, end_time: time, language: 'zh', emotion: 'neutral', text: TEXT },
        ],
      },
    ]);
    const worded = await transcript(emulator, single(url, { enable_words: true, language: 'en' }));
    expect(worded.transcripts[0].sentences.map(({ text, language }: Json) => [text, language])).toEqual([
      ['Hello world, 欢迎。 ', 'en'],
      ['Bye!', 'en'],
    ]);
    expect(worded.transcripts[0].sentences[1].words).toEqual([
      { begin_time: time, end_time: time, text: 'Bye', punctuation: '!' },
    ]);
  });

  test('a transcription by sensevoice has tags in its text', async () => {
    const emulator = strictEmulator();
    const { transcripts } = await transcript(emulator, list(await speak(emulator, 'Hello.'), {}, 'sensevoice-v1'));
    expect(transcripts[0].text).toBe('<|en|><|NEUTRAL|><|Speech|>Hello.<|/Speech|>');
  });

  test('the transcription of files tells speakers apart if asked to, in a file that was joined', async () => {
    const emulator = strictEmulator();
    const both = Buffer.concat([spoken('I am one.'), spoken('I am two.', 24_000, 'Ethan').subarray(44)]);
    const diarized = { diarization_enabled: true, speaker_count: 2 };
    const url = await upload(emulator, both, 'paraformer-v2', BASE);
    const { transcripts } = await transcript(emulator, list(url, diarized, 'paraformer-v2'));
    expect(transcripts[0].sentences.map(({ text, speaker_id }: Json) => [text, speaker_id])).toEqual([
      ['I am one. ', 0],
      ['I am two.', 1],
    ]);
  });

  test('the transcription of files says by name that a sound of others cannot be heard', async () => {
    const url = 'https://example.com/meeting.mp3';
    expect((await transcript(strictEmulator(), list(url))).transcripts[0].text).toBe(
      'The emulator cannot hear meeting.mp3.',
    );
    const emulator = strictEmulator();
    emulator.answerNext({ text: 'As scripted.' });
    expect((await transcript(emulator, list(url))).transcripts[0].text).toBe('As scripted.');
  });

  test('the transcription of files can be canceled, listed, and made to fail at each step, as any task', async () => {
    const emulator = strictEmulator({ taskDelay: { polls: 3, pending: 2 } });
    const { json } = await post(emulator, list('https://example.com/a.wav'));
    const path = `/tasks/${json.output.task_id}/cancel`;
    expect((await send(emulator, '', { base: BASE, path })).status).toBe(200);
    const listed = await send(emulator, undefined, { base: BASE, path: '/tasks/', method: 'GET' });
    expect((await listed.json()).data).toMatchObject([
      { model_name: 'fun-asr', status: 'CANCELED', user_api_unique_key: 'apikey:v1:audio:asr:transcription:fun-asr' },
    ]);
    for (const at of ['creation', 'poll'] as const) {
      emulator.failNext('internal-error', { at });
      const failed = at === 'creation' ? await post(emulator, list('https://example.com/a.wav')) : undefined;
      expect(failed?.json.code ?? (await poll(emulator, json.output.task_id)).code).toBe('InternalError');
    }
    expect(emulator.creations.transcription).toBe(1);
  });
});

describe('a task that cannot hear its file', () => {
  const silence = new Uint8Array([...spoken('').subarray(0, 44), ...new Uint8Array(48_000)]);
  const NO_DOWNLOAD = ['InvalidFile.DownloadFailed', 'The audio file cannot be downloaded.'];

  test.each([
    ['a host that does not exist', 'https://nowhere.invalid/a.wav', ...NO_DOWNLOAD],
    ['a Chinese character in the link', 'https://example.com/你好.wav', ...NO_DOWNLOAD],
    ['a temporary file that is not there', 'oss://bucket/a.wav', ...NO_DOWNLOAD],
    ['data, although it is a sound', dataUrl(spoken(TEXT)), ...NO_DOWNLOAD],
  ])('a task that cannot hear its file fails with its subtask: %s', async (_, url, code, message) => {
    const { output } = await finish(strictEmulator(), list(url));
    expect(output).toMatchObject({
      task_status: 'FAILED',
      code,
      message,
      results: [{ file_url: url, code, message, subtask_status: 'FAILED' }],
      task_metrics: { TOTAL: 1, SUCCEEDED: 0, FAILED: 1 },
    });
  });

  // Shape: a sample of the qwen3-asr-flash-filetrans page.
  test.each([
    ['FILE_DOWNLOAD_FAILED', 'https://nowhere.invalid/a.wav'],
    ['FILE_404_NOT_FOUND', `${BASE.slice(0, -7)}/results/none.wav`],
  ])('a task of one file that cannot hear it says the word twice: %s', async (word, url) => {
    const { output } = await finish(strictEmulator(), single(url));
    expect(output).toMatchObject({ task_status: 'FAILED', code: word, message: word });
    expect(output).not.toHaveProperty('results');
  });

  test('a task that cannot hear its file says that there was nothing to hear in silence', async () => {
    const emulator = strictEmulator();
    const word = 'SUCCESS_WITH_NO_VALID_FRAGMENT';
    const failure = { code: word, message: word };
    const url = await upload(emulator, silence, 'fun-asr', BASE);
    const many = await finish(emulator, list(url));
    const results = [{ file_url: url, ...failure, subtask_status: 'FAILED' }];
    expect(many.output).toMatchObject({ task_status: 'FAILED', ...failure, results });
    const own = await upload(emulator, silence, 'qwen3-asr-flash-filetrans', BASE);
    expect((await finish(emulator, single(own))).output).toMatchObject({ task_status: 'FAILED', ...failure });
  });

  test('a task that cannot hear its file is not given a temporary file without the header that asks for it', async () => {
    const emulator = strictEmulator();
    const url = await upload(emulator, spoken(TEXT), 'fun-asr', BASE);
    const { json } = await post(emulator, list(url), { 'X-DashScope-Async': 'enable' });
    await poll(emulator, json.output.task_id);
    expect((await poll(emulator, json.output.task_id)).output.code).toBe('InvalidFile.DownloadFailed');
    expect((await finish(emulator, list(url))).output.task_status).toBe('SUCCEEDED');
  });

  test('a task that cannot hear its file is forbidden a link that has expired', async () => {
    const emulator = strictEmulator();
    const url = await speak(emulator, TEXT);
    emulator.advance(25 * 3_600_000);
    expect((await finish(emulator, single(url))).output.code).toBe('FILE_403_FORBIDDEN');
  });
});

describe('the transcription of files refuses', () => {
  const url = 'https://example.com/a.wav';
  const wrong = { ...list(url), input: { file_url: url } };
  const MALFORMED = 'InvalidParameter.MalformedURL';

  test.each([
    ['a request for an answer at once', list(url), {}, 403, 'AccessDenied', /does not support synchronous calls/],
    ['file_url of a model of lists', wrong, ASYNC, 400, 'InvalidParameter', /^input must contain file_urls$/],
    [
      'file_url of a Qwen-Audio model',
      { ...wrong, model: 'qwen-audio-3.1-asr-flash-filetrans' },
      ASYNC,
      400,
      'InvalidParameter.ParseError',
      /./,
    ],
    ['file_urls of a model of one', { ...single(url), input: { file_urls: [url] } }, ASYNC, 400, MALFORMED, /./],
    ['two files', { ...list(url), input: { file_urls: [url, url] } }, ASYNC, 400, 'InvalidParameter', /exactly one/],
    [
      'a model that answers at once',
      { ...list(url), model: 'qwen3-asr-flash' },
      ASYNC,
      400,
      'InvalidParameter',
      /url error/,
    ],
    ['a model of sentences', list(url, {}, 'qwen-audio-3.1-asr-flash'), ASYNC, 400, 'InvalidParameter', /url error/],
    ['a model that does not exist', list(url, {}, 'fun-asr-9'), ASYNC, 404, 'ModelNotFound', /fun-asr-9/],
    [
      'a parameter of other models',
      single(url, { diarization_enabled: true }),
      ASYNC,
      400,
      'InvalidParameter',
      /diarization/,
    ],
  ])('the transcription of files refuses %s', async (_, body, headers, status, code, message) => {
    const emulator = strictEmulator();
    const refused = await post(emulator, body, headers as Record<string, string>);
    expect(refused).toMatchObject({ status, json: { code, message: expect.stringMatching(message) } });
    expect(emulator.creations.transcription).toBe(0);
  });

  test('the transcription of files refuses models of other regions, and the other endpoint', async () => {
    const emulator = strictEmulator();
    const base = 'https://dashscope-intl.aliyuncs.com/api/v1';
    const response = await send(emulator, list(url, {}, 'paraformer-v2'), { base, path: FILES, headers: ASYNC });
    expect(response.status).toBe(404);
    expect((await plain(emulator, multimodalPath, list(url))).json.message).toBe('url error, please check url！');
  });

  test('the transcription of files refuses by rules that say where they are known from', () => {
    const rules = failures.filter(({ name }) => name.startsWith('asr-'));
    expect(rules.length).toBeGreaterThan(12);
    expect(rules.filter(({ certainty }) => certainty === 'assumed').map(({ name }) => name)).toEqual([
      'asr-too-long',
      'asr-file-url',
      'asr-malformed-url',
      'asr-one-file',
    ]);
  });
});
