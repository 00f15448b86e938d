import { generateObject, jsonSchema, streamObject } from 'ai';
import { createQwen, type QwenProviderSettings } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { createRecorder, failureOf, type RecordedCall } from '../../support/recorder.js';

const schemaOf = (name: string) => jsonSchema<object>({ type: 'object', properties: { [name]: { type: 'boolean' } } });
const unsupported = 'The model qwen-plus does not support response_format of type json_schema.';

interface Refusal {
  message: string;
  status?: number;
  param?: string;
}

/** A provider whose server refuses what `refuse` names, and the format of each request. */
function connect(refuse: (body: RecordedCall['body']) => Refusal | undefined, settings: QwenProviderSettings = {}) {
  const { fetch, calls } = createRecorder();
  const qwen = createQwen({
    apiKey: 'sk-test',
    ...settings,
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      const refusal = refuse(calls.at(-1)!.body);
      if (refusal === undefined) return answer;
      const { message, status = 400, param } = refusal;
      return Response.json({ error: { message, code: 'invalid_parameter_error', param } }, { status });
    },
  });
  const ask = async (model = 'qwen-plus', name = 'ok') => {
    const { warnings } = await generateObject({
      model: qwen(model),
      prompt: 'Hi',
      schema: schemaOf(name),
      maxRetries: 0,
    });
    return (warnings ?? []).map((warning) => ('details' in warning ? warning.details : undefined));
  };
  const formats = () => calls.map(({ body }) => body.response_format?.type as string | undefined);
  return { qwen, ask, calls, formats };
}

const bySchema = (message: string) => (body: RecordedCall['body']) =>
  body.response_format?.type === 'json_schema' ? { message } : undefined;

test('a model that refuses the schema is asked once more without it, with a warning', async () => {
  const { ask, calls, formats } = connect(bySchema(unsupported));
  const warning =
    'qwen-plus got no JSON schema, because the service refused it: ' +
    `"${unsupported}". The prompt has the schema instead, and the service does not check the answer.`;
  expect(await ask()).toEqual([warning]);
  expect(formats()).toEqual(['json_schema', 'json_object']);
  expect(JSON.stringify(calls[1]?.body.messages)).toContain('Answer with one JSON object that matches this schema');

  expect(await ask('qwen-plus', 'another')).toEqual([warning]);
  expect(formats().slice(2)).toEqual(['json_object']);
});

test('a schema refusal is remembered for one model and one provider', async () => {
  const first = connect(bySchema(unsupported));
  await first.ask();
  await first.ask('qwen-flash');
  expect(first.formats()).toEqual(['json_schema', 'json_object', 'json_schema', 'json_object']);
  const second = connect(() => undefined);
  await second.ask();
  expect(second.formats()).toEqual(['json_schema']);
});

test('parallel calls with a refused schema are each asked again', async () => {
  const { ask, formats } = connect(bySchema(unsupported));
  await Promise.all([ask(), ask()]);
  expect(formats()).toEqual(['json_schema', 'json_schema', 'json_object', 'json_object']);
});

// As each is reported: the error codes page of Model Studio, BerriAI/litellm#31466 (DeepSeek), agno-agi/agno#2553,
// AgnostiqHQ/multi-agent-llm#2.
test.each([
  "Unknown format of response_format, response_format should be a dict, includes 'type' and an optional key 'json_schema'.",
  'This response_format type is unavailable now',
  'The parameter `response_format.type` specified in the request are not valid: invalid value: `json_schema`, supported values are: `json_object` and `text`.',
  "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.",
  'Structured outputs are not available for this model.',
])('a schema is dropped after the refusal %s', async (message) => {
  const { ask, formats } = connect(bySchema(message));
  await ask();
  await ask('qwen-plus', 'another');
  expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
});

test('a schema refusal may only name the parameter, with another status', async () => {
  const { ask, formats } = connect(({ response_format: format }) =>
    format?.type === 'json_schema' ? { message: 'Invalid value.', param: 'response_format', status: 422 } : undefined,
  );
  await ask();
  expect(formats()).toEqual(['json_schema', 'json_object']);
});

test('a refusal of one schema does not drop another', async () => {
  const message = "Invalid schema for response_format 'response': 'additionalProperties' is required.";
  const { ask, formats } = connect(({ response_format: format }) =>
    JSON.stringify(format).includes('odd') ? { message } : undefined,
  );
  await ask('qwen-plus', 'odd');
  await ask('qwen-plus', 'fine');
  await ask('qwen-plus', 'odd');
  expect(formats()).toEqual(['json_schema', 'json_object', 'json_schema', 'json_object']);
});

// llama.cpp makes a grammar of the schema (ggml-org/llama.cpp#19349, #23775).
test('a grammar that a server cannot make of one schema says nothing of another', async () => {
  const { ask, formats } = connect(bySchema('Failed to initialize samplers: failed to parse grammar'));
  await ask('qwen-plus', 'odd');
  await ask('qwen-plus', 'odd');
  await ask('qwen-plus', 'another');
  expect(formats()).toEqual(['json_schema', 'json_object', 'json_object', 'json_schema', 'json_object']);
});

test('a refusal of a schema whose properties have the names of other things is one as well', async () => {
  const message =
    "Invalid schema for response_format 'response': In context=('properties', 'tools'), 'additionalProperties' is required.";
  const { ask, formats } = connect(bySchema(message));
  await ask('qwen-plus', 'tools');
  expect(formats()).toEqual(['json_schema', 'json_object']);
});

describe('the error stays', () => {
  test.each<[string, number]>([
    ['Json mode response is not supported when enable_thinking is true', 400],
    ['tools.0.function.parameters: invalid JSON schema', 400],
    ['Range of input length should be [1, 30720]', 400],
    ['No response_format for this key', 401],
  ])('an error of another kind does not drop the schema: %s', async (message, status) => {
    const { ask, formats } = connect(() => ({ message, status }));
    expect(await failureOf(ask())).toMatchObject({ statusCode: status });
    expect(formats()).toEqual(['json_schema']);
  });

  test('the error of a model that also refuses objects stays', async () => {
    const { ask, formats } = connect(() => ({ message: unsupported }));
    expect(await failureOf(ask())).toMatchObject({ statusCode: 400, message: expect.stringContaining(unsupported) });
    expect(formats()).toEqual(['json_schema', 'json_object']);
  });

  test('the error of a model that was asked for no schema stays', async () => {
    const { qwen, formats } = connect(() => ({ message: unsupported }));
    const call = generateObject({ model: qwen('qwen-plus'), prompt: 'JSON', output: 'no-schema', maxRetries: 0 });
    expect(await failureOf(call)).toMatchObject({ statusCode: 400 });
    expect(formats()).toEqual(['json_object']);
  });
});

describe('other servers', () => {
  test('other servers that refuse a schema are asked without it', async () => {
    const { ask, formats } = connect(bySchema('response_format.type `json_schema` is unavailable now'), {
      baseURL: 'http://localhost:8000/v1',
    });
    await ask();
    expect(formats()).toEqual(['json_schema', 'json_object']);
  });

  // LM Studio: "'response_format.type' must be 'json_schema' or 'text'" for any other.
  test('other servers that only know schemas are asked in words', async () => {
    const message = "Invalid schema for response_format: 'pattern' is an unsupported keyword";
    const { ask, calls, formats } = connect(bySchema(message), {
      baseURL: 'http://localhost:1234/v1',
      server: 'lm-studio',
    });
    await ask();
    expect(formats()).toEqual(['json_schema', undefined]);
    expect(JSON.stringify(calls[1]?.body.messages)).toContain('Answer with one JSON object that matches this schema');
  });
});

test('a stream that the service refuses is asked for again before it begins', async () => {
  const { qwen, formats } = connect(bySchema(unsupported));
  const result = streamObject({ model: qwen('qwen-plus'), prompt: 'Hi', schema: schemaOf('ok'), maxRetries: 0 });
  const partials: unknown[] = [];
  for await (const partial of result.partialObjectStream) partials.push(partial);
  expect(partials.at(-1)).toEqual({ ok: true });
  expect(formats()).toEqual(['json_schema', 'json_object']);
});
