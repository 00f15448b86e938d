import { createQwen, type QwenTranscribeOptions } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';
import { describeRecorded, readRecording } from '../../support/recordings.js';

const asr = 'doc-samples/qwen-asr-api-reference';
const fun = 'media-speech/doc/fun-asr-recorded-speech-recognition-http-api';
const paraformer = 'media-speech/doc/paraformer-recorded-speech-recognition-restful-api';
const read = (path: string) => JSON.parse(readRecording(path));
const url = 'https://example.com/hello.wav';

/** A transcription that is answered with recordings, one after the other; a host of results answers with the last. */
async function transcribe(modelId: string, answers: (object | string)[], options: QwenTranscribeOptions = {}) {
  const requests: { url: string; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push({ url: String(input), body: init?.body ? JSON.parse(init.body as string) : undefined });
    const answer = answers.shift()!;
    if (typeof answer === 'string') return new Response(answer, { headers: { 'content-type': 'text/event-stream' } });
    return Response.json(answer);
  };
  const model = createQwen({ apiKey: 'sk-test', fetch, region: 'beijing' }).transcription(modelId, { url, ...options });
  const call = { audio: new Uint8Array(), mediaType: 'audio/wav', providerOptions: { qwen: { pollInterval: 1 } } };
  return { result: await model.doGenerate(call), requests };
}

describeRecorded('recorded transcriptions', () => {
  test('an answer of qwen3-asr-flash is read from both protocols', async () => {
    for (const [modelId, step] of [
      ['qwen3-asr-flash', '01'],
      ['qwen3-asr-flash-us', '03'],
    ] as const) {
      const { result } = await transcribe(modelId, [read(`${asr}.${step}.json`)]);
      expect(result).toMatchObject({
        text: '欢迎使用阿里云。',
        segments: [],
        language: 'zh',
        durationInSeconds: 1,
        providerMetadata: { qwen: { emotion: 'neutral', usage: { seconds: 1 } } },
      });
    }
  });

  test('a task of qwen3-asr-flash-filetrans is polled, and its file is read', async () => {
    const { result, requests } = await transcribe(
      'qwen3-asr-flash-filetrans',
      ['04', '05', '06', '08'].map((step) => read(`${asr}.${step}.json`)),
    );
    expect(result).toMatchObject({
      text: '欢迎使用阿里云。',
      segments: [{ text: '欢迎使用阿里云。', startSecond: 0, endSecond: 1.44 }],
      words: expect.arrayContaining([{ text: '云。', startSecond: expect.any(Number), endSecond: expect.any(Number) }]),
      language: 'zh',
      durationInSeconds: 3,
      providerMetadata: { qwen: { taskId: expect.any(String), emotion: 'neutral', expiresAt: expect.any(String) } },
    });
    expect(requests[0]!.body).toEqual({ model: 'qwen3-asr-flash-filetrans', input: { file_url: url } });
    expect(requests.at(-1)!.url).toContain('dashscope-result-bj');
  });

  test('a task that failed is an error with its code', async () => {
    const failed = transcribe('qwen3-asr-flash-filetrans', [read(`${asr}.04.json`), read(`${asr}.07.json`)]);
    await expect(failed).rejects.toMatchObject({ isRetryable: false, data: { code: 'FILE_403_FORBIDDEN' } });
  });

  test.each([
    ['fun-asr', fun],
    ['paraformer-v2', paraformer],
  ])('a task of %s is read from its list of results', async (modelId, page) => {
    const steps = ['02', '03', '05'].map((step) => read(`${page}.${step}.json`));
    const { result, requests } = await transcribe(modelId, steps);
    expect(result).toMatchObject({
      text: 'Hello world, 这里是阿里巴巴语音实验室。',
      segments: [{ startSecond: 0.1, endSecond: 3.82 }],
      durationInSeconds: 3.834,
      providerMetadata: { qwen: { sentences: [{ speaker: 0 }] } },
    });
    expect(result.words?.[0]).toEqual({ text: 'Hello', startSecond: 0.1, endSecond: 0.596 });
    expect(requests[0]!.body).toEqual({ model: modelId, input: { file_urls: [url] } });
  });

  test('an answer of fun-asr-flash is read whole and as a stream', async () => {
    // The page shows the intermediate packets of a stream, and its last one.
    const beginning = readRecording(`${fun}.07.sse.txt`);
    const stream = `${beginning}\n\n${readRecording(`${fun}.08.sse.txt`)}`;
    await expect(transcribe('fun-asr-flash-2026-06-15', [beginning])).rejects.toThrow('without a whole transcript');
    for (const answer of [read(`${fun}.06.json`), stream]) {
      const { result } = await transcribe('fun-asr-flash-2026-06-15', [answer]);
      expect(result.text.trim()).not.toBe('');
      expect(result.segments.map(({ text }) => text).join('')).toBe(result.text);
      expect(result.segments.every(({ startSecond, endSecond }) => startSecond < endSecond)).toBe(true);
      expect(result.words!.length).toBeGreaterThan(2);
    }
  });

  test('the filter of words is sent as the page writes it', async () => {
    const filter = read(`${fun}.01.json`);
    const { requests } = await transcribe(
      'fun-asr',
      ['02', '03', '05'].map((step) => read(`${fun}.${step}.json`)),
      { specialWordFilter: filter },
    );
    const { parameters } = requests[0]!.body as { parameters: { special_word_filter: string } };
    expect(JSON.parse(parameters.special_word_filter)).toEqual(filter);
  });
});
