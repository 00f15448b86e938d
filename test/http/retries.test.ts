import { APICallError } from '@ai-sdk/provider';
import { generateText, streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { majors } from '../support/majors/index.js';
import type { Protocol } from '../support/majors/major.js';
import { failureOf, recordedQwen } from '../support/recorder.js';

type Row = [status: number, native: string, compatible: string | null, message: string, retried: boolean, why: string];

const input = 'the request itself is at fault';
const account = 'somebody has to act first';
const later = 'limits recover within about a minute';
const busy = 'the service, not the request, is at fault';

/** The error table of the documentation's error page, in the codes of both protocols. */
const table: Row[] = [
  [400, 'InvalidParameter', 'invalid_parameter_error', 'Temperature should be in [0.0, 2.0)', false, input],
  [400, 'InvalidParameter', 'invalid_value', 'Range of input length should be [1, 30720]', false, input],
  [400, 'InvalidParameter.NotSupportEnableThinking', null, 'The model does not support thinking.', false, input],
  [
    400,
    'InvalidParameter.DataInspection',
    null,
    'Unable to download the media resource.',
    false,
    'the URL is at fault more often than the moment',
  ],
  [
    400,
    'DataInspectionFailed',
    'data_inspection_failed',
    'Input data may contain inappropriate content.',
    false,
    input,
  ],
  [
    400,
    'BadRequest.EmptyInput',
    'invalid_request_error',
    'Required input parameter missing from request.',
    false,
    input,
  ],
  [
    400,
    'BadRequest.EmptyParameters',
    'invalid_request_error',
    'Required parameter missing from request.',
    false,
    input,
  ],
  [
    400,
    'BadRequest.EmptyModel',
    'invalid_request_error',
    'Required parameter "model" missing from request.',
    false,
    input,
  ],
  [400, 'BadRequest.IllegalInput', 'invalid_request_error', 'The input parameter requires json format.', false, input],
  [400, 'BadRequest.TooLarge', 'invalid_request_error', 'Payload Too Large.', false, input],
  [400, 'BadRequest.ResourceNotExist', 'invalid_request_error', 'The Required resource not exist.', false, input],
  [400, 'Arrearage', 'Arrearage', 'Access denied, please make sure your account is in good standing.', false, account],
  [400, 'InvalidURL', null, 'Invalid URL provided in your request.', false, input],
  [
    400,
    'InvalidURL.Timeout',
    null,
    'Download the media resource timeout, please check network connection.',
    false,
    input,
  ],
  [400, 'InvalidURL.ConnectionRefused', null, 'Connection to the media resource refused.', false, input],
  [400, 'InvalidImage.ImageSize', null, 'The size of image is beyond limit.', false, input],
  [400, 'InvalidFile.Format', null, 'Invalid file format.', false, input],
  [400, 'IPInfringementSuspect', null, 'Input data is suspected of being involved in IP infringement.', false, input],
  [400, 'FaqRuleBlocked', null, 'Input or output data is blocked by faq rule.', false, input],
  [
    400,
    'CustomRoleBlocked',
    null,
    'Input or output data may contain inappropriate content with custom rule.',
    false,
    input,
  ],
  [
    400,
    'ServiceUnavailableError',
    null,
    'Role must be user or assistant.',
    false,
    'its name misleads: the messages are at fault',
  ],
  [401, 'InvalidApiKey', 'invalid_api_key', 'Incorrect API key provided.', false, account],
  [401, 'NOT AUTHORIZED', null, 'Access denied: you are not authorized to access this workspace.', false, account],
  [403, 'AccessDenied', 'access_denied', 'Access denied.', false, account],
  [403, 'AccessDenied.Unpurchased', null, 'Access to model denied.', false, account],
  [403, 'Model.AccessDenied', null, 'Model access denied.', false, account],
  [403, 'App.AccessDenied', null, 'App access denied.', false, account],
  [403, 'Workspace.AccessDenied', null, 'Workspace access denied.', false, account],
  [403, 'AllocationQuota.FreeTierOnly', null, 'The free tier of the model has been exhausted.', false, account],
  [404, 'ModelNotFound', 'model_not_found', 'The model qwen-x does not exist.', false, input],
  [
    404,
    'model_not_supported',
    'model_not_supported',
    'Unsupported model qwen-x for OpenAI compatibility mode.',
    false,
    input,
  ],
  [404, 'NotFound', null, 'Not found!', false, input],
  [404, 'WorkSpaceNotFound', null, 'WorkSpace can not be found.', false, input],
  [409, 'Conflict', null, 'Model instance already exists, please specify a suffix.', false, input],
  [429, 'Throttling', null, 'Requests throttling triggered.', true, later],
  [429, 'Throttling.RateQuota', 'limit_requests', 'You have exceeded your current request limit.', true, later],
  [429, 'LimitRequests', 'limit_requests', 'You exceeded your current requests list.', true, later],
  [429, 'Throttling.BurstRate', 'limit_burst_rate', 'Request rate increased too quickly.', true, later],
  [
    429,
    'Throttling.AllocationQuota',
    'insufficient_quota',
    'Allocated quota exceeded.',
    true,
    'unlike at OpenAI these are tokens a minute',
  ],
  [429, 'Throttling.AllocationQuota', 'insufficient_quota', 'Free allocated quota exceeded.', false, account],
  [429, 'CommodityNotPurchased', null, 'Commodity has not purchased yet.', false, account],
  [429, 'PrepaidBillOverdue', null, 'The prepaid bill is overdue.', false, account],
  [429, 'PostpaidBillOverdue', null, 'The postpaid bill is overdue.', false, account],
  [500, 'InternalError', 'internal_error', 'An internal error has occured.', true, busy],
  [500, 'InternalError.Algo', 'internal_error', 'inference internal error.', true, busy],
  [500, 'InternalError.Algo', 'internal_error', 'Role must be in [user, assistant]', false, input],
  [500, 'InternalError.Algo', 'internal_error', 'list index out of range', false, input],
  [500, 'InternalError.Algo', 'internal_error', 'Missing Content-Length of multimodal url.', false, input],
  [
    500,
    'InternalError.Algo',
    'internal_error',
    "Expecting ',' delimiter: line 1 column 12 (char 11)",
    false,
    'the history has arguments that are no JSON',
  ],
  [500, 'InternalError.Timeout', null, 'An internal timeout error has occured during execution.', true, busy],
  [500, 'SystemError', null, 'An system error has occured.', true, busy],
  [500, 'ModelServiceFailed', null, 'Failed to request model service.', true, busy],
  [500, 'RequestTimeOut', null, 'Request timed out, please try again later.', true, busy],
  [500, 'ResponseTimeout', null, 'Response timeout!', true, busy],
  [500, 'ModelServingError', null, 'Too many requests.', true, busy],
  [503, 'ModelServingError', null, 'Too many requests. Your requests are being throttled.', true, busy],
  [503, 'ModelUnavailable', null, 'Model is unavailable, please try again later.', true, busy],
];

const eventStream = { headers: { 'content-type': 'text/event-stream' } };

/** The places in which the service reports an error, and how. */
function reports([status, native, compatible, message]: Row): Record<string, () => Response> {
  const code = compatible ?? native;
  const nested = { error: { message, type: code, param: null, code }, request_id: 'r-1' };
  const flat = { code: native, message, request_id: 'r-1' };
  const stream = (text: string) => () => new Response(text, eventStream);
  return {
    'a compatible body': () => Response.json(nested, { status }),
    'a native body': () => Response.json(flat, { status }),
    'a native frame, opened with 200': stream(
      `id:1\nevent:error\n:HTTP_STATUS/${status}\ndata:${JSON.stringify(flat)}\n\n`,
    ),
    'a line of a stream, whose status nobody names': stream(`data: ${JSON.stringify(nested)}\n\n`),
    'a flat line of a stream, whose status nobody names': stream(`data: ${JSON.stringify(flat)}\n\n`),
  };
}

describe('isRetryable', () => {
  test.each(table)('isRetryable of %i %s (%s) "%s" is %s: %s', async (...row) => {
    const retried = row[4];
    for (const [place, report] of Object.entries(reports(row))) {
      const qwen = createQwen({ apiKey: 'sk-test-key', fetch: async () => report() });
      const seen: [string, unknown, unknown][] = [];
      for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
        const error = await failureOf(generateText({ model, prompt: 'Hi', maxRetries: 0 }));
        expect(APICallError.isInstance(error)).toBe(true);
        const { fullStream } = streamText({ model, prompt: 'Hi', maxRetries: 0 });
        const errors: APICallError[] = [];
        for await (const part of fullStream) if (part.type === 'error') errors.push(part.error as APICallError);
        seen.push([place, (error as APICallError).isRetryable, errors.map(({ isRetryable }) => isRetryable).join()]);
      }
      expect(seen).toEqual(seen.map(() => [place, retried, String(retried)]));
    }
  });
});

describe('a wait that the service names', () => {
  afterEach(() => void vi.useRealTimers());

  const refused = JSON.stringify({ code: 'Throttling.RateQuota', message: 'Slow down.' });
  const whole = { choices: [{ message: { content: 'Hello' }, finish_reason: 'stop', index: 0 }] };
  const answers: Record<Exclude<Protocol, 'responses' | 'application'>, object> = {
    compatible: whole,
    native: { output: whole, request_id: 'r-1' },
  };
  const refusals: Record<string, () => [string, ResponseInit]> = {
    'with a status': () => [refused, { status: 429 }],
    'within a stream': () => [`id:1\nevent:error\n:HTTP_STATUS/429\ndata:${refused}\n\n`, eventStream],
  };
  const cases = majors.flatMap((major) =>
    (['compatible', 'native'] as const).flatMap((protocol) =>
      Object.keys(refusals).flatMap((place) =>
        (['whole', 'stream'] as const).map((way) => ({ major, protocol, place, way })),
      ),
    ),
  );

  test.each(cases)(
    'the wait that the service names $place is kept by $major.name ($protocol, $way), if it keeps any',
    async ({ major, protocol, place, way }) => {
      const data = JSON.stringify(answers[protocol]);
      const answer = () => (way === 'stream' ? new Response(`data: ${data}\n\n`, eventStream) : new Response(data));
      const call = (fetch: () => Promise<Response>) => {
        const calls = major.connect({ apiKey: 'sk-test-key', fetch: fetch as typeof globalThis.fetch }, protocol);
        return way === 'stream' ? calls.stream({ prompt: 'Hi' }) : calls.whole({ prompt: 'Hi' });
      };
      // The first call loads modules, which takes time that is not faked.
      await call(async () => answer());
      vi.useFakeTimers({ toFake: ['setTimeout'] });
      let asked = 0;
      const fetch = async () => {
        asked += 1;
        if (asked > 1) return answer();
        const [body, init] = refusals[place]!();
        return new Response(body, { ...init, headers: { ...init.headers, 'Retry-After-Ms': '40' } });
      };
      const told = call(fetch);
      await vi.advanceTimersByTimeAsync(1000);
      // AI SDK 4 knows no such header: it waits for its own two seconds.
      expect(asked).toBe(major.name === 'ai 4' ? 1 : 2);
      await vi.advanceTimersByTimeAsync(2000);
      expect(asked).toBe(2);
      await told;
    },
  );

  test.each([
    ['Retry-After', '7'],
    ['retry-after-ms', '7000'],
    ['X-RateLimit-Reset', '9'],
  ])('the wait that the service names stands in the error, in lower case: %s', async (name, value) => {
    const qwen = createQwen({
      apiKey: 'sk-test-key',
      fetch: async () => new Response(refused, { status: 429, headers: { [name]: value } }),
    });
    const error = await failureOf(generateText({ model: qwen('qwen-plus'), prompt: 'Hi', maxRetries: 0 }));
    expect((error as APICallError).responseHeaders).toMatchObject({ [name.toLowerCase()]: value });
  });
});

describe('waitTimeout', () => {
  const ask = async (protocol: Protocol, waitTimeout: number) => {
    const { qwen, calls } = recordedQwen();
    const model = protocol === 'native' ? qwen.dashscope('qwen-plus') : qwen('qwen-plus');
    const asked = generateText({ model, prompt: 'Hi', providerOptions: { qwen: { waitTimeout } }, maxRetries: 0 });
    await asked.catch(() => undefined);
    return { asked, header: calls[0]?.headers['x-dashscope-wait-timeout'] };
  };

  test.each(['compatible', 'native'] as const)(
    'waitTimeout lets the server queue a burst with a header of the %s protocol',
    async (protocol) => {
      for (const seconds of [0, 3, 120]) expect((await ask(protocol, seconds)).header).toBe(String(seconds));
      for (const seconds of [-1, 1, 2.9, 121]) {
        const { asked, header } = await ask(protocol, seconds);
        await expect(asked).rejects.toThrow(`waitTimeout is ${seconds}; expected 0, or a number from 3 to 120.`);
        expect(header).toBeUndefined();
      }
    },
  );
});
