import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { responsesCases } from '../../../src/command/verify/refusals/responses.js';
import { responsesRules } from '../../../src/emulator/rules/responses.js';
import { dataLines } from '../../support/emulator-requests.js';
import {
  askResponses,
  responsesBody,
  sendResponses,
  streamResponses,
  WORKSPACE,
} from '../../support/responses-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('refusals of the Responses API', () => {
  for (const { rule, body, status = 400, code = 'InvalidParameter', message, ...asked } of responsesCases) {
    test(`the rule ${rule} says ${message.slice(0, 80)}`, async () => {
      const answer = await askResponses(responsesBody(body), strictEmulator(), asked);
      const { request_id: _, ...told } = answer.json;
      expect({ status: answer.status, ...told }).toEqual({ status, code, message });
    });
  }

  test('every rule of the Responses API has a case', () => {
    // The others have tests below, and among those of stored answers.
    const elsewhere = [
      'responses-failed',
      'responses-lost',
      'responses-items-lost',
      'conversation-lost',
      'conversation-item-lost',
    ];
    const covered = new Set<string>([...responsesCases.map(({ rule }) => rule), ...elsewhere]);
    expect(Object.keys(responsesRules).filter((rule) => !covered.has(rule))).toEqual([]);
  });

  test('the shared host refuses with a flat body, the host of a workspace with a nested one', async () => {
    const body = responsesBody({ temperature: 5 });
    const message = responsesRules['responses-temperature'].message.replaceAll('{given}', '5');
    expect((await askResponses(body)).json).toEqual({
      code: 'InvalidParameter',
      message,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect((await askResponses(body, strictEmulator(), { base: WORKSPACE })).json).toEqual({
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      error: { code: 'InvalidParameter', type: 'invalid_request_error', message },
    });
  });

  test('a missing and a wrong key are refused with a flat body, also before a stream', async () => {
    const body = responsesBody({ stream: true });
    expect(await askResponses(body, strictEmulator(), { key: null })).toMatchObject({
      status: 401,
      json: { code: 'InvalidApiKey', message: 'No API-key provided.' },
    });
    expect(await askResponses(body, strictEmulator(), { key: 'sk-wrong', base: WORKSPACE })).toMatchObject({
      status: 401,
      json: { code: 'InvalidApiKey', message: 'Invalid API-key provided.' },
    });
  });

  test('a refused stream is HTTP 200 with a single response.failed', async () => {
    const { response, text } = await streamResponses(responsesBody({ top_p: 9 }));
    expect(response.status).toBe(200);
    expect(text).toMatch(/^id:1\nevent:response\.failed\n:HTTP_STATUS\/200\ndata:/);
    expect(dataLines(text)).toEqual([
      {
        type: 'response.failed',
        sequence_number: 0,
        response: expect.objectContaining({
          status: 'failed',
          output: [],
          error: { code: 'InvalidParameter', message: expect.stringContaining("Invalid 'top_p': 9") },
        }),
      },
    ]);
  });

  test('a picture with a bad URL fails the stream', async () => {
    const content = [{ type: 'input_image', image_url: 'cat.png' }];
    const { events } = await streamResponses(responsesBody({ input: [{ role: 'user', content }] }));
    expect(events[0].response.error.message).toContain('The provided URL does not appear to be valid');
  });

  test('a failure can come under HTTP 200 in the body of an answer', async () => {
    const emulator = strictEmulator();
    emulator.failNext('responses-failed');
    const { status, json } = await askResponses(responsesBody(), emulator);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: 'failed',
      model: '',
      output: [],
      error: {
        code: 'server_error',
        message: 'Operation model request rate limit exceeded, please try again later.',
      },
    });
  });

  test('other failures have their HTTP status, and come under 200 where the test asks for it', async () => {
    const emulator = strictEmulator();
    emulator.failNext('rate-limit');
    emulator.failNext('rate-limit', { form: 'line' });
    expect((await askResponses(responsesBody(), emulator)).status).toBe(429);
    const { status, json } = await askResponses(responsesBody(), emulator);
    expect([status, json.status, json.error.code]).toEqual([200, 'failed', 'server_error']);
  });

  test('a stream breaks off in the forms in which the service has done it', async () => {
    const emulator = createEmulator();
    const breakOff = async (form: 'frame' | 'data' | 'error_finish' | 'end' | 'malformed') => {
      emulator.answerNext({ deltas: ['one', 'two'], failAfter: { deltas: 1, failure: 'rate-limit', form } });
      const response = await sendResponses(responsesBody({ stream: true }), emulator);
      const blocks = (await response.text()).trimEnd().split('\n\n');
      return blocks.at(-1)!;
    };
    expect(await breakOff('frame')).toMatch(
      /^event: error\ndata: \{"type":"error","error":\{"type":"server_error","message":"<429> InternalError\.Algo: /,
    );
    expect(await breakOff('data')).toMatch(/\ndata:\{"code":"[^"]+","message":"[^"]+","request_id":"[^"]+"\}$/);
    expect(await breakOff('error_finish')).toContain('"status":"failed","error":{"code":"server_error"');
    expect(await breakOff('end')).toContain('event:response.output_text.delta');
    expect(await breakOff('malformed')).toMatch(/data:\{"delta":"$/);
  });
});
