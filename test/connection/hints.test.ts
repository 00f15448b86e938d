import { APICallError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { hintFor } from '../../src/connection/hints.js';
import { failureOf } from '../support/recorder.js';

const bill = 'The account has a bill to pay before it can go on.';
const freeQuota = 'The free quota of this model is used up: switch on paid use in the console or take another model.';
const spelling =
  'Check the spelling (ids are case-sensitive) and whether the model is offered in this region and workspace.';
const permissions = 'The key may not use this model, app or workspace: check its permissions in the console.';
const inspection = 'The content inspection stopped it: change the prompt, or the material that it quotes.';
const tooLong =
  'The prompt is empty, or too long for the context window of this model: shorten it or take a model with a larger one.';
const download =
  'The service could not fetch a media URL: it must be public, quick, and send its content type and length.';
const thinking =
  'Write enableThinking and not enable_thinking: a call that thinks is then streamed inside. Or set it to false, or ' +
  'use streamText.';
const tokensPerMinute = 'Too many tokens a minute for this model; it recovers within about a minute.';
const requestsPerMinute = 'Too many requests a minute for this model: wait a little, or ask for a higher quota.';
const key =
  "Keys belong to one region, and plan keys to the plan's own host: check that the key fits `region` or `baseURL`.";

describe('what to do about a failure', () => {
  // The messages are the service's own (Model Studio docs, error codes page).
  test.each([
    ['invalid_api_key', 'Incorrect API key provided.', key],
    ['InvalidApiKey', 'Invalid API-key provided.', key],
    ['AllocationQuota.FreeTierOnly', 'The free tier of the model has been exhausted.', freeQuota],
    ['Throttling.AllocationQuota', 'Free allocated quota exceeded.', freeQuota],
    ['insufficient_quota', 'Free allocated quota exceeded.', freeQuota],
    ['Arrearage', 'Access denied, please make sure your account is in good standing.', bill],
    ['PostpaidBillOverdue', 'The postpaid bill is overdue.', bill],
    ['PrepaidBillOverdue', 'The prepaid bill is overdue.', bill],
    [
      'CommodityNotPurchased',
      'Commodity has not purchased yet.',
      'Activate Model Studio for this account in the console first.',
    ],
    ['model_not_found', 'The model `qwen-plsu` does not exist or you do not have access to it.', spelling],
    ['ModelNotFound', 'Model can not be found.', spelling],
    ['InvalidParameter', 'Model not exist.', spelling],
    [
      'model_not_supported',
      'Unsupported model x for OpenAI compatibility mode.',
      'Embedding and reranking models have methods of their own (qwen.textEmbeddingModel, qwen.reranking); some chat ' +
        'models are served by the native DashScope protocol alone (qwen.dashscope).',
    ],
    [
      'AccessDenied.Unpurchased',
      'Access to model denied. Please make sure you are eligible for using the model.',
      'Activate Model Studio for this account in the console, and check that its plan and region include the model.',
    ],
    ['Model.AccessDenied', 'Model access denied.', permissions],
    ['access_denied', 'Access denied.', permissions],
    ['NOT AUTHORIZED', 'Access denied: Either you are not authorized to access this workspace.', permissions],
    ['DataInspectionFailed', 'Input data may contain inappropriate content.', inspection],
    ['data_inspection_failed', 'Output data may contain inappropriate content.', inspection],
    [undefined, 'Output data may contain inappropriate content.', inspection],
    ['InvalidParameter', 'Range of input length should be [1, 129024]', tooLong],
    ['InvalidParameter', 'Total message token length exceed model limit (10000000 tokens).', tooLong],
    [
      'invalid_parameter_error',
      'Range of max_tokens should be [1, 8192]',
      'maxTokens (maxOutputTokens since AI SDK 5) is above what this model can write; leave it out to use the whole ' +
        'range.',
    ],
    [
      'InvalidParameter.DataInspection',
      'Unable to download the media resource during the data inspection process.',
      download,
    ],
    ['invalid_parameter_error', 'Failed to download multimodal content', download],
    ['invalid_parameter_error', 'parameter.enable_thinking must be set to false for non-streaming calls', thinking],
    ['invalid_parameter_error', 'parameter.enable_thinking only support stream call', thinking],
    [
      'invalid_parameter_error',
      'This model only support stream mode, please enable the stream parameter to access the model. ',
      'This model answers in streams only: use streamText.',
    ],
    [
      'invalid_parameter_error',
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'Put the word JSON into the system message or the prompt.',
    ],
    [
      'InvalidParameter',
      '<400> InternalError.Algo.InvalidParameter: Value error, batch size is invalid, it should not be larger than 10.: input.contents',
      'Too many texts in one request; embedMany splits them by itself.',
    ],
    [
      'InvalidParameter',
      'Role must be user or assistant and Content length must be greater than 0',
      'A message is empty: leave it out, or give it a text.',
    ],
    [
      'InternalError.Algo',
      'list index out of range',
      'The last message must be one of the user or of a tool, or a prefix to continue (partial).',
    ],
    [
      'InvalidParameter',
      'url error, please check url！',
      'This model is served by another native service: text and multimodal models have one each.',
    ],
    [
      'invalid_parameter_error',
      'The provided messages input is invalid. The error info is [Unexpected item type in content.]',
      'This model reads text only: take a vision model for images and video.',
    ],
    [
      'invalid_parameter_error',
      'messages with role "tool" must be a response to a preceeding message with "tool_calls".',
      'Every tool call in the messages needs its result right behind it, and every result its call before it.',
    ],
    [
      'limit_burst_rate',
      'Request rate increased too quickly.',
      'Requests came too fast after each other: ramp up more slowly, or set waitTimeout to let the server queue them.',
    ],
    ['Throttling.RateQuota', 'Requests rate limit exceeded, please try again later.', requestsPerMinute],
    ['limit_requests', 'You exceeded your current requests list.', requestsPerMinute],
    [
      'insufficient_quota',
      'You exceeded your current quota, please check your plan and billing details.',
      tokensPerMinute,
    ],
    ['Throttling.AllocationQuota', 'Allocated quota exceeded, please increase your quota limit.', tokensPerMinute],
  ])('%s: %s', (code, message, hint) => {
    expect(hintFor({ status: 400, code, message })).toBe(hint);
  });

  test.each([
    'tool_choice is one of the strings that should be ["none", "auto"]',
    'The tool_choice parameter does not support being set to required or object in thinking mode',
  ])('a refused tool choice (%s) names the three ways out', (message) => {
    expect(hintFor({ status: 400, code: 'invalid_parameter_error', message })).toMatch(
      /use 'auto', force one tool, or set enableThinking: false\.$/,
    );
  });

  test('without a row, 401 points to the key and 404 to the base URL', () => {
    expect(hintFor({ status: 401, message: 'No.' })).toBe(
      'Check the API key and that it belongs to the region that is called.',
    );
    expect(hintFor({ status: 404, message: 'Not Found' })).toMatch(/\/compatible-mode\/v1.*\{ compatible: url \}/);
  });

  test.each([
    // vLLM and Ollama.
    { status: 404, code: '404', type: 'NotFoundError', message: 'The model `qwen3` does not exist.' },
    { status: 404, type: 'not_found_error', message: 'model "qwen3" not found, try pulling it first' },
  ])('a model that another server does not have is no matter of the base URL: $message', (failure) => {
    expect(hintFor(failure)).toBe(spelling);
  });

  test('of what else a service says is missing, the base URL is not to blame', () => {
    const message = 'No such File object: file-fe-1';
    expect(hintFor({ status: 404, type: 'invalid_request_error', message })).toBeUndefined();
  });

  test('a failure that nothing is known of has no hint', () => {
    expect(hintFor({ status: 500, code: 'InternalError', message: 'An internal error has occured.' })).toBeUndefined();
    expect(hintFor({ message: 'It broke.' })).toBeUndefined();
    expect(hintFor({ code: 'InvalidParameter.DataInspection', message: 'Timed out.' })).toBeUndefined();
  });
});

test('the hint stands behind the words of the service, before the request id', async () => {
  const body = {
    error: { code: 'invalid_api_key', message: 'Incorrect API key provided.' },
    request_id: 'r-1',
  };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body, { status: 401 }) });
  const error = await failureOf(
    qwen('qwen-plus').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    }),
  );
  expect(APICallError.isInstance(error)).toBe(true);
  expect((error as Error).message).toBe(`Incorrect API key provided. ${key} (request id r-1)`);
});

test.each([
  ['Range of max_tokens should be [1, 8192]', 'Range of max_tokens should be [1, 8192]. maxTokens (maxOutputTokens'],
  ['url error, please check url！', 'url error, please check url！ This model is served'],
  ['Model not exist. ', 'Model not exist. Check the spelling'],
])('a hint follows a full sentence: %s', async (message, expected) => {
  const body = { error: { code: 'invalid_parameter_error', message } };
  const qwen = createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body, { status: 400 }) });
  const error = await failureOf(qwen.textEmbeddingModel('text-embedding-v4').doEmbed({ values: ['a'] }));
  expect((error as Error).message).toContain(expected);
});
