import { describe, expect, test } from 'vitest';
import {
  decodeChat,
  decodeFile,
  decodeResult,
  decodeSentences,
  isSilent,
  joinChunks,
} from '../../src/transcription/decode.js';

// Shapes of the pages on Qwen-ASR, Fun-ASR and Paraformer of Model Studio, 2026.

const packet = (text: string, sentence: object, usage?: object) => ({
  output: { text, sentence },
  ...(usage && { usage }),
});
const sentence = (id: number, text: string, begin: number, end: number, more: object = {}) => ({
  sentence_id: id,
  sentence_end: true,
  begin_time: begin,
  end_time: end,
  text,
  words: [],
  ...more,
});

describe('an answer in the shape of a chat', () => {
  test('an answer that broke off at the most text of the model says so, whole and as a stream', () => {
    const message = { content: 'The beginning' };
    expect(decodeChat({ choices: [{ message, finish_reason: 'length' }] })).toMatchObject({ isTruncated: true });
    expect(decodeChat({ choices: [{ message, finish_reason: 'stop' }] })).not.toHaveProperty('isTruncated');
    const chunks = [{ choices: [{ delta: message }] }, { choices: [{ delta: {}, finish_reason: 'length' }] }];
    expect(decodeChat(joinChunks(chunks))).toMatchObject({ text: 'The beginning', isTruncated: true });
  });

  test('text, language, emotion and seconds are read from either protocol', () => {
    const annotations = [{ type: 'audio_info', language: 'zh', emotion: 'happy' }];
    const expected = { text: '你好。', language: 'zh', emotion: 'happy', seconds: 2, sentences: [] };
    const usage = { seconds: 2 };
    expect(decodeChat({ choices: [{ message: { annotations, content: '你好。' } }], usage })).toMatchObject(expected);
    const content = [{ text: '你好。' }];
    expect(decodeChat({ output: { choices: [{ message: { annotations, content } }] }, usage })).toMatchObject(expected);
  });

  test('an answer without content is silence, and one without a message is undefined', () => {
    expect(decodeChat({ output: { choices: [{ message: { content: [] } }] } })).toMatchObject({ text: '' });
    expect(decodeChat({ output: {} })).toBeUndefined();
    expect(decodeChat('nothing')).toBeUndefined();
  });
});

describe('a sentence-shaped answer', () => {
  test('each sentence that has ended is a segment, whatever was guessed before', () => {
    const told = decodeSentences([
      packet('', { sentence_id: 1, sentence_end: false, sentence_begin: true, text: '', begin_time: 0 }),
      packet('Hullo', { ...sentence(1, 'Hullo', 100, 400), sentence_end: false }),
      packet('Hello.', sentence(1, 'Hello.', 100, 600), { duration: 1 }),
      packet('Hello. Bye.', sentence(2, 'Bye.', 900, 1400, { speaker_id: 1 }), { duration: 2 }),
    ]);
    expect(told).toMatchObject({
      text: 'Hello. Bye.',
      seconds: 2,
      sentences: [
        { text: 'Hello.', startSecond: 0.1, endSecond: 0.6 },
        { text: 'Bye.', startSecond: 0.9, endSecond: 1.4, speaker: 1 },
      ],
    });
  });

  test('a guess that became a part of another sentence is not a segment', () => {
    const told = decodeSentences([
      packet('Hello', { ...sentence(2, 'Hello', 100, 400), sentence_end: false }),
      packet('Hello you.', sentence(1, 'Hello you.', 100, 900)),
    ]);
    expect(told?.sentences).toEqual([{ text: 'Hello you.', startSecond: 0.1, endSecond: 0.9 }]);
  });

  test('the text before the last sentence is a segment where a whole answer tells the last one only', () => {
    const told = decodeSentences([packet('One. Two. One.', sentence(3, 'One.', 5000, 6000))]);
    expect(told?.sentences).toEqual([
      { text: 'One. Two.', startSecond: 0, endSecond: 5 },
      { text: 'One.', startSecond: 5, endSecond: 6 },
    ]);
  });

  test('a stream that breaks off within a sentence is undefined', () => {
    expect(decodeSentences([packet('Hel', { ...sentence(1, 'Hel', 0, 1), sentence_end: false })])).toBeUndefined();
    expect(decodeSentences([])).toBeUndefined();
    expect(decodeSentences([{ output: {} }])).toBeUndefined();
  });

  test('words have their punctuation, and no blanks', () => {
    const words = [
      { begin_time: 0, end_time: 500, text: 'Hello ', punctuation: ', ', fixed: true, speaker_id: null },
      { begin_time: 500, end_time: 900, text: 'you', punctuation: '.', fixed: true, speaker_id: 0 },
    ];
    const told = decodeSentences([packet('Hello, you.', sentence(1, 'Hello, you.', 0, 900, { words }))]);
    expect(told?.sentences[0]?.words).toEqual([
      { text: 'Hello,', startSecond: 0, endSecond: 0.5 },
      { text: 'you.', startSecond: 0.5, endSecond: 0.9, speaker: 0 },
    ]);
  });
});

describe('the file of a task', () => {
  test('sentences of several channels come in the order of time', () => {
    const told = decodeFile({
      properties: { original_duration_in_milliseconds: 3834 },
      transcripts: [
        { channel_id: 0, text: 'A. C.', sentences: [sentence(1, 'A.', 0, 900), sentence(2, 'C.', 2000, 2500)] },
        { channel_id: 1, text: 'B.', sentences: [sentence(1, 'B.', 1000, 1900, { language: 'en', emotion: 'sad' })] },
      ],
    });
    expect(told).toMatchObject({
      text: 'A. C.\nB.',
      seconds: 3.834,
      language: 'en',
      emotion: 'sad',
      channels: [
        { channel: 0, text: 'A. C.' },
        { channel: 1, text: 'B.' },
      ],
    });
    expect(told?.sentences.map(({ text, channel }) => [text, channel])).toEqual([
      ['A.', 0],
      ['B.', 1],
      ['C.', 0],
    ]);
  });

  test("SenseVoice's tags are taken out of the text, and are its language and emotion", () => {
    const text = '<|en|><|HAPPY|><|Speech|>Hello.<|/Speech|><|en|><|NEUTRAL|><|Speech|>Bye. <|/Speech|>';
    const told = decodeFile({
      transcripts: [
        { channel_id: 0, text, sentences: [sentence(1, '<|en|><|HAPPY|><|Speech|>Hello.<|/Speech|>', 0, 9)] },
      ],
    });
    expect(told).toMatchObject({ text: 'Hello. Bye.', language: 'en', emotion: 'happy' });
    expect(told?.sentences).toEqual([
      { text: 'Hello.', startSecond: 0, endSecond: 0.009, language: 'en', emotion: 'happy' },
    ]);
  });

  test('anything else is undefined', () => {
    for (const file of [undefined, 'text', {}, { transcripts: 'text' }]) expect(decodeFile(file)).toBeUndefined();
  });
});

describe('the result of a task', () => {
  test('the URL is found in a list and in an object', () => {
    expect(decodeResult({ results: [{ transcription_url: 'https://a/b' }] })).toEqual({ url: 'https://a/b' });
    expect(decodeResult({ result: { transcription_url: 'https://a/b' } })).toEqual({ url: 'https://a/b' });
    // The links of the service are http, and its files come by https as well.
    const host = 'dashscope-result-bj.oss-cn-beijing.aliyuncs.com';
    expect(decodeResult({ result: { transcription_url: `http://${host}/b.json` } })).toEqual({
      url: `https://${host}/b.json`,
    });
    expect(decodeResult({ result: { transcription_url: 'http://localhost/b' } })).toEqual({
      url: 'http://localhost/b',
    });
  });

  test('a subtask that failed tells why, and silence is told apart from other reasons', () => {
    const output = { results: [{ code: 'InvalidFile.DownloadFailed', message: 'It cannot be downloaded.' }] };
    expect(decodeResult(output)).toEqual({ code: 'InvalidFile.DownloadFailed', message: 'It cannot be downloaded.' });
    expect(isSilent(output)).toBe(false);
    expect(isSilent({ results: [{ code: 'SUCCESS_WITH_NO_VALID_FRAGMENT' }] })).toBe(true);
    expect(isSilent({ code: 'ASR_RESPONSE_HAVE_NO_WORDS', message: 'ASR_RESPONSE_HAVE_NO_WORDS' })).toBe(true);
    expect(isSilent({ result: { transcription_url: 'https://a/b' } })).toBe(false);
  });
});
