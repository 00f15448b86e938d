import { generateObject, generateText, jsonSchema, Output, streamObject } from 'ai';
import type { LanguageModelV1CallWarning } from '@ai-sdk/provider';
import type { QwenChatOptions } from 'ai-sdk-qwen';
import { describe, expect, test } from 'vitest';
import { recordedQwen, type RecordedCall } from '../../support/recorder.js';

const schema = jsonSchema<{ ok: boolean }>({
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
});
const sentSchema = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};

async function send(model: string, options: QwenChatOptions = {}, call: object = {}) {
  const { qwen, calls } = recordedQwen();
  const result = await generateObject({
    model: qwen(model, options),
    schema,
    prompt: 'Is it fine?',
    ...call,
  });
  const { body } = calls[0] as (typeof calls)[number];
  return {
    body,
    object: result.object as unknown,
    warnings: (result.warnings ?? []).map(said),
    texts: textsOf(body),
  };
}

function said(warning: LanguageModelV1CallWarning): string {
  return warning.type === 'other' ? warning.message : `${'setting' in warning && warning.setting}: ${warning.details}`;
}

/** The contents of the messages that tell the model what to do. */
function textsOf(body: RecordedCall['body']): string {
  return body.messages.map(({ content }: { content: unknown }) => JSON.stringify(content)).join('\n');
}

const wishes = (texts: string) => texts.match(/JSON schema:/g)?.length ?? 0;

describe('models with json_schema', () => {
  test.each(['qwen-plus', 'qwen3-max', 'qwen-flash', 'qwen3-max-2025-09-23', 'deepseek-v3.2', 'qwen3.7-plus'])(
    '%s gets the schema, strict, and only the word JSON in its prompt',
    async (model) => {
      const { body, object, texts } = await send(
        model,
        {},
        { schemaName: 'An answer!', schemaDescription: 'Fine or not' },
      );
      expect(body.response_format).toEqual({
        type: 'json_schema',
        json_schema: { name: 'An_answer_', description: 'Fine or not', schema: sentSchema, strict: true },
      });
      expect(wishes(texts)).toBe(0);
      expect(texts).toMatch(/json/i);
      expect(object).toEqual({ ok: true });
    },
  );

  test('the word JSON is added once, in front or to the system message that there is', async () => {
    expect((await send('qwen-plus')).body.messages).toEqual([
      { role: 'system', content: 'Answer with JSON.' },
      { role: 'user', content: 'Is it fine?' },
    ]);
    expect((await send('qwen-plus', {}, { system: 'Be short.' })).body.messages[0].content).toBe(
      'Be short.\n\nAnswer with JSON.',
    );
    expect((await send('qwen-plus', {}, { system: 'HttpResponse in json.' })).body.messages[0].content).toBe(
      'HttpResponse in json.',
    );
    expect((await send('qwen-plus', {}, { prompt: 'Give me JSON' })).body.messages).toEqual([
      { role: 'user', content: 'Give me JSON' },
    ]);
  });

  test('a schema for another server leaves its prompt as it is', async () => {
    const { qwen, calls } = recordedQwen({ baseURL: 'http://localhost:8000/v1' });
    await generateObject({ model: qwen('gemma'), schema, prompt: 'Is it fine?' });
    await generateObject({ model: qwen('gemma'), output: 'no-schema', prompt: 'Is it fine?' });
    expect(calls[0]?.body).toMatchObject({
      messages: [{ role: 'user', content: 'Is it fine?' }],
      response_format: { type: 'json_schema', json_schema: { schema: sentSchema } },
    });
    expect(calls[1]?.body).toMatchObject({
      messages: [{ role: 'system' }, { role: 'user', content: 'Is it fine?' }],
      response_format: { type: 'json_object' },
    });
  });

  test('the name of the schema is "response" where there is none, and at most 64 characters', async () => {
    expect((await send('qwen-plus')).body.response_format.json_schema.name).toBe('response');
    const { body } = await send('qwen-plus', {}, { schemaName: 'x'.repeat(70) });
    expect(body.response_format.json_schema.name).toBe('x'.repeat(64));
  });

  test('strictJsonSchema: false asks for a schema that is not strict', async () => {
    const { body } = await send('qwen-plus', { strictJsonSchema: false });
    expect(body.response_format.json_schema.strict).toBe(false);
  });

  test('Output.object of generateText asks for the same schema', async () => {
    const { qwen, calls } = recordedQwen();
    const { experimental_output: output } = await generateText({
      model: qwen('qwen-plus'),
      prompt: 'Is it fine?',
      experimental_output: Output.object({ schema }),
    });
    expect(output).toEqual({ ok: true });
    expect(calls[0]?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { schema: sentSchema },
    });
  });

  test('an object without a schema is json_object', async () => {
    const { body, texts } = await send('qwen-plus', {}, { output: 'no-schema', schema: undefined });
    expect(body.response_format).toEqual({ type: 'json_object' });
    expect(texts).toMatch(/JSON/);
  });

  test('streamObject asks for the same schema', async () => {
    const { qwen, calls } = recordedQwen();
    const { object, partialObjectStream } = streamObject({
      model: qwen('qwen-plus'),
      schema,
      prompt: 'Is it fine?',
    });
    for await (const partial of partialObjectStream) expect(partial).toBeTypeOf('object');
    expect(await object).toEqual({ ok: true });
    expect(calls[0]?.body).toMatchObject({ stream: true, response_format: { type: 'json_schema' } });
  });
});

describe('models with json_object', () => {
  test.each(['qwen-max', 'qwen3.6-plus', 'qwen3-8b', 'qwen3-vl-plus', 'qwen-vl-max', 'qwen3-coder-plus', 'qwen-turbo'])(
    '%s gets json_object, with the schema in the prompt once',
    async (model) => {
      const { body, texts, object } = await send(model);
      expect(body.response_format).toEqual({ type: 'json_object' });
      expect(wishes(texts)).toBe(1);
      expect(texts).toContain('additionalProperties');
      expect(object).toEqual({ ok: true });
    },
  );

  test('a schema that is missing from the prompt is written there', async () => {
    const { qwen, calls } = recordedQwen();
    await qwen('qwen-max').doGenerate({
      inputFormat: 'prompt',
      mode: { type: 'regular' },
      responseFormat: { type: 'json', schema: sentSchema as never },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Is it fine?' }] }],
    });
    expect(calls[0]?.body).toMatchObject({
      response_format: { type: 'json_object' },
      messages: [
        {
          role: 'system',
          content:
            `JSON schema:\n${JSON.stringify(sentSchema)}\n` +
            'Answer with one JSON object that matches this schema, and nothing else.',
        },
        { role: 'user', content: 'Is it fine?' },
      ],
    });
  });

  test('an unknown model gets json_object', async () => {
    expect((await send('brand-new-model')).body.response_format).toEqual({ type: 'json_object' });
  });
});

describe('models without JSON output', () => {
  test.each(['qwq-plus', 'qvq-max', 'qwen-math-plus', 'qwen3.5-omni-plus'])(
    '%s is asked for JSON in words, with a warning',
    async (model) => {
      const { body, texts, warnings } = await send(model);
      expect(body).not.toHaveProperty('response_format');
      expect(wishes(texts)).toBe(1);
      expect(warnings).toEqual([`responseFormat: ${model} has no JSON output; the prompt asks for JSON.`]);
    },
  );

  test.each(['qwq-plus', 'qvq-max'])(
    '%s is asked for JSON in the user message, because it ignores the system message',
    async (model) => {
      const { qwen, calls } = recordedQwen();
      await qwen(model).doGenerate({
        inputFormat: 'prompt',
        mode: { type: 'object-json', schema: sentSchema as never },
        prompt: [{ role: 'user', content: [{ type: 'text', text: 'Is it fine?' }] }],
      });
      expect(calls[0]?.body.messages).toEqual([
        { role: 'user', content: expect.stringMatching(/^Is it fine\?\nJSON schema:\n\{"type":"object"/) },
      ]);
    },
  );

  test('a model without JSON output, with tools and a switch for thinking, gets the schema as a forced tool', async () => {
    const { qwen, calls } = recordedQwen();
    await generateObject({ model: qwen('qwen3-omni-flash'), schema, prompt: 'Is it fine?' }).catch(() => undefined);
    expect(calls[0]?.body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'json', parameters: sentSchema } }],
      tool_choice: { type: 'function', function: { name: 'json' } },
    });
    expect(calls[0]?.body).not.toHaveProperty('response_format');
  });

  test('an object from a model that reads no text is an error', async () => {
    await expect(send('qwen3-omni-30b-a3b-captioner')).rejects.toThrow(
      "qwen3-omni-30b-a3b-captioner takes no instructions, so it can't be asked for JSON.",
    );
  });
});

describe('JSON and thinking', () => {
  const off =
    'Thinking is off for this call: JSON output was asked for, which the service refuses while a model thinks.';
  const choice =
    'Thinking is off for this call: JSON output was asked for. With enableThinking: true the model thinks first.';

  test.each([
    ['qwen3.6-plus', 'json_object', [off]],
    ['qwen3.7-plus', 'json_schema', [choice]],
    ['qwen3.8-flash', 'json_schema', [choice]],
    ['qwen3-8b', 'json_object', [off]],
    ['qwen3-max', 'json_schema', []],
    ['qwen-flash', 'json_schema', []],
    ['qwen-plus', 'json_schema', []],
  ])('%s is told not to think for JSON, with a warning if it would have thought', async (model, type, warnings) => {
    const sent = await send(model);
    expect(sent.body.response_format.type).toBe(type);
    expect(sent.body.enable_thinking ?? false).toBe(false);
    expect(sent.body).not.toHaveProperty('stream');
    expect(sent.warnings).toEqual(warnings);
  });

  test.each([
    ['qwen3.6-plus', { enableThinking: true }],
    ['qwen-plus', { reasoningEffort: 'high' }],
    ['qwen3-max', { enableThinking: true }],
  ])('%s that was told to think with %j thinks, and is asked for JSON in words', async (model, options) => {
    const { body, texts, warnings } = await send(model, options);
    expect(body).not.toHaveProperty('response_format');
    expect(body.enable_thinking).toBe(true);
    expect(wishes(texts)).toBe(1);
    expect(warnings).toContain(
      `responseFormat: ${model} has no JSON output while it thinks; the prompt asks for JSON.`,
    );
  });

  test.each(['qwen3-235b-a22b-thinking-2507', 'qwen3-vl-8b-thinking', 'deepseek-r1'])(
    '%s always thinks and is asked for JSON in words',
    async (model) => {
      const { body, texts, warnings } = await send(model);
      expect(body).not.toHaveProperty('response_format');
      expect(wishes(texts)).toBe(1);
      expect(warnings).toHaveLength(1);
    },
  );

  test('qwen3.8-2.4t-a95b, which always thinks and takes both, gets both', async () => {
    const { body, warnings } = await send('qwen3.8-2.4t-a95b', {});
    expect(body.response_format.type).toBe('json_object');
    expect(body).not.toHaveProperty('enable_thinking');
    expect(warnings).toEqual([]);
  });

  test('qwen3.8-max, which takes both (structured output page, Sep 2026), does not think unless it is asked to', async () => {
    const { body, warnings } = await send('qwen3.8-max', {});
    expect(body.response_format.type).toBe('json_schema');
    expect(body.enable_thinking).toBe(false);
    expect(warnings).toHaveLength(1);
  });

  test.each([{ enableThinking: true }, { reasoningEffort: 'low' }] as QwenChatOptions[])(
    'qwen3.8-max is asked for both when the caller insists: %j',
    async (options) => {
      const { body, warnings } = await send('qwen3.8-max', options);
      expect(body.response_format.type).toBe('json_schema');
      expect(body.enable_thinking).toBe(options.enableThinking);
      expect(body.reasoning_effort).toBe(options.reasoningEffort);
      expect(warnings).toEqual([]);
    },
  );

  test('models that do not think are told nothing about thinking for JSON', async () => {
    expect((await send('qwen-max')).body).not.toHaveProperty('enable_thinking');
    expect((await send('brand-new-model')).body).not.toHaveProperty('enable_thinking');
  });
});

test('free text asks for no format', async () => {
  const { qwen, calls } = recordedQwen();
  await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' });
  expect(calls[0]?.body).not.toHaveProperty('response_format');
  expect(calls[0]?.body.messages).toEqual([{ role: 'user', content: 'Hi' }]);
});
