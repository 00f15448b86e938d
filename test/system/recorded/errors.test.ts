import { APICallError } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { call, createTestChat } from '../../support/test-chat.js';
import { cutEverywhere, eventsOf, inEveryLineEnding, run, testCuts } from '../../support/stream-cuts.js';
import { describeRecorded, listRecordings, readRecording } from '../../support/recordings.js';

/** The error that a recording must become: the HTTP status, the code, and whether the SDK tries again. */
type Expectation = [status: number | undefined, code: string | undefined, retryable: boolean];

const bodies: Record<string, Expectation> = {
  'errors/400-compat-data-inspection-input.json': [400, 'data_inspection_failed', false],
  'errors/400-compat-embeddings-batch-too-big-20.json': [400, 'InvalidParameter', false],
  'errors/400-compat-embeddings-batch-too-big.json': [400, 'InvalidParameter', false],
  'errors/400-compat-json-word-missing.json': [400, 'invalid_parameter_error', false],
  'errors/400-compat-max_tokens-range.json': [400, 'invalid_parameter_error', false],
  'errors/400-compat-tool-name-search.json': [400, 'invalid_parameter_error', false],
  'errors/400-compat-tool-without-tool_calls.json': [400, 'invalid_parameter_error', false],
  'errors/400-compat-tool_choice-required-thinking.json': [400, 'invalid_parameter_error', false],
  'errors/400-native-url-error.json': [400, 'InvalidParameter', false],
  'errors/429-compat-limit_burst_rate.json': [429, 'limit_burst_rate', true],
  'errors/429-compat-limit_requests.json': [429, 'limit_requests', true],
  'doc-samples/compatibility-of-openai-with-dashscope.08.json': [401, 'invalid_api_key', false],
  'doc-samples/qwen-vl-compatible-with-openai.05.json': [401, 'invalid_api_key', false],
};

/** Error streams; the status is what the stream itself says. */
const streams: Record<string, Expectation> = {
  'errors/400-compat-stream-effort-and-budget.sse.txt': [400, 'invalid_parameter_error', false],
  'errors/400-compat-stream-max_tokens-range.sse.txt': [400, 'invalid_parameter_error', false],
  'errors/400-native-sse-preprocessor.sse.txt': [400, 'InvalidParameter', false],
  'errors/400-native-sse-role.sse.txt': [400, 'InvalidParameter', false],
  'errors/429-compat-stream-allocation-quota.sse.txt': [429, 'Throttling.AllocationQuota', true],
  'errors/compat-stream-error_finish.sse.txt': [429, 'Throttling', true],
  'errors/responses-stream-error-429.sse.txt': [429, undefined, true],
  'errors/responses-stream-error-backend-overflow.sse.txt': [500, undefined, true],
};

/** The message and the request id of an error, by a plain reading. */
function read(json: string): { message: string; requestId?: string } {
  const body = JSON.parse(json);
  const content = body.choices?.[0].delta.content;
  const { message } = body.error ?? body;
  return { message: (content ?? message).trim(), requestId: body.request_id ?? body.id?.replace('chatcmpl-', '') };
}

const dataOf = (stream: string) => /^data: ?(.*)$/m.exec(stream)?.[1] ?? expect.unreachable('no data line');

describeRecorded('recorded errors', () => {
  test('all recorded errors are here', () => {
    const answers = ['errors/compat-qwen3-coder-plus-tool-call.json'];
    const listed = [...Object.keys(bodies), ...Object.keys(streams), ...answers];
    const found = listRecordings('errors').map((name) => `errors/${name}`);
    expect(listed.filter((name) => name.startsWith('errors/')).sort()).toEqual(found.sort());
  });

  for (const [name, [status, code, retryable]] of Object.entries(bodies)) {
    test(`${name}, with its status, rejects the call in the words of the service`, async () => {
      const text = readRecording(name);
      const { message, requestId } = read(text);
      const chat = () => createTestChat(new Response(text, { status }));
      for (const asked of [chat().answer(call, {}), chat().stream(call, {})]) {
        const error = await asked.catch((thrown: unknown) => thrown);
        expect(APICallError.isInstance(error)).toBe(true);
        expect(error).toMatchObject({ statusCode: status, isRetryable: retryable, data: { code, message } });
        expect((error as APICallError).data).toMatchObject(requestId === undefined ? {} : { requestId });
        expect((error as Error).message).toContain(message.trim());
      }
    });

    test(`${name}, with a good status, is the same error, cut at every byte`, async () => {
      const text = readRecording(name);
      const expected = await run([text]);
      expect('rejected' in expected).toBe(retryable);
      const error = 'rejected' in expected ? expected.rejected : eventsOf(expected)[0];
      expect(error).toMatchObject({ data: { code, message: read(text).message } });
      for (const bytes of inEveryLineEnding(text)) await cutEverywhere(bytes, expected);
    });
  }

  for (const [name, [status, code, retryable]] of Object.entries(streams)) {
    describe(name, () => {
      const stream = readRecording(name);
      const { message, requestId } = read(dataOf(stream));

      testCuts({
        text: stream,
        check(outcome) {
          const error =
            'rejected' in outcome ? outcome.rejected : eventsOf(outcome).find(({ type }) => type === 'error');
          expect('rejected' in outcome).toBe(retryable);
          expect(error).toMatchObject({ statusCode: status, isRetryable: retryable, data: { message } });
          expect((error as { data: unknown }).data).toMatchObject({
            ...(code && { code }),
            ...(requestId && { requestId }),
          });
        },
      });

      test('a recorded error with a bad status rejects the call', async () => {
        // A chunk that broke off can only come in a stream.
        if (name.includes('error_finish')) return;
        const response = new Response(stream, {
          status: status ?? 400,
          headers: { 'content-type': 'application/json' },
        });
        const error = await createTestChat(response)
          .stream(call, {})
          .catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ statusCode: status ?? 400, isRetryable: retryable, data: { message } });
      });
    });
  }
});
