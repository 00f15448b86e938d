import { expect, test } from 'vitest';
import { readResultLine } from '../../src/batch/decode.js';

// https://help.aliyun.com/zh/model-studio/batch-interfaces-compatible-with-openai

const line = (fields: object) => readResultLine(JSON.stringify({ id: 'x', custom_id: '7.2.my id', ...fields }));

test('a line has the index, the try and the id of its prompt, and the body of the answer', () => {
  const body = { id: 'chatcmpl-1', object: 'chat.completion', choices: [{ index: 0, message: { content: 'Hi' } }] };
  expect(line({ response: { status_code: 200, request_id: 'r', body }, error: null })).toEqual({
    index: 7,
    attempt: 2,
    id: 'my id',
    body,
  });
});

// Seen on the output file of a batch whose counts said that nothing had failed: QwenLM/qwen-code#11874.
test('a line of the output file with a bad status has failed', () => {
  const body = { error: { code: 'data_inspection_failed', message: 'Output data may contain inappropriate content.' } };
  expect(line({ response: { status_code: 400, request_id: 'r-1', body }, error: null })).toMatchObject({
    failure: { status: 400, code: 'data_inspection_failed', message: body.error.message, requestId: 'r-1' },
  });
});

test.each([
  ['code and message', { code: 'batch_expired', message: 'Too late.' }],
  ['error_code and error_message', { error_code: 'batch_expired', error_message: 'Too late.' }],
])('an error is read by its %s: the documentation has both', (_names, error) => {
  expect(line({ response: null, error })).toMatchObject({ failure: { code: 'batch_expired', message: 'Too late.' } });
});

test('a line without an answer and without an error has failed', () => {
  expect(line({ response: { status_code: 200, body: null }, error: null })).toMatchObject({
    failure: { message: 'The line has no answer.' },
  });
});

test.each(['', '{"custom_id":', '[]', '{"custom_id":"x-1"}', '{"custom_id":3}'])(
  '%j is the line of no prompt',
  (text) => {
    expect(readResultLine(text)).toBeUndefined();
  },
);
