import type { APICallError, LanguageModelV1CallOptions } from '@ai-sdk/provider';
import { generateText } from 'ai';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { afterEach, describe, expect, test } from 'vitest';
import { collect } from '../support/collect.js';
import { failureOf, recordedQwen } from '../support/recorder.js';

type Fetch = typeof globalThis.fetch;

/**
 * Keys that objects inherit, or that would reach a prototype if they were merged into an object, as JSON writes them.
 * Gateways pass the fields of others on, and some of them are schemas.
 *
 * @see https://github.com/fastify/secure-json-parse#introduction
 */
const keys = [
  '__proto__',
  '\\u005f_proto__',
  'constructor',
  'c\\u006fnstructor',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
  'then',
  'hasOwnProperty',
  '__defineGetter__',
  'length',
];
const values = [
  'null',
  '"Ford"',
  '1',
  'true',
  '[]',
  '{}',
  '{"polluted":true}',
  '{"prototype":{"polluted":true}}',
  '{"prototype":null}',
  '{"constructor":{"prototype":{"polluted":true}},"__proto__":{"polluted":true}}',
];
const fields = keys.flatMap((key) => values.map((value) => `"${key}":${value}`));

/** JSON of a value, with a field in each of its objects, or in the one object at `only`. */
function withField(value: unknown, field: string, only?: number): string {
  let place = 0;
  const write = (inner: unknown): string => {
    if (Array.isArray(inner)) return `[${inner.map(write).join(',')}]`;
    if (typeof inner !== 'object' || inner === null) return JSON.stringify(inner);
    const mark = only === undefined || only === place ? [field] : [];
    place += 1;
    const own = Object.entries(inner).map(([name, one]) => `${JSON.stringify(name)}:${write(one)}`);
    return `{${[...own.slice(0, 1), ...mark, ...own.slice(1)].join(',')}}`;
  };
  return write(value);
}

afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const connect = (body: string, status = 200) => {
  const fetch: Fetch = async () => new Response(body, { status });
  const settings = { apiKey: 'sk-test-key', fetch };
  return { qwen: createQwen(settings), qwen6: createQwen6(settings), qwen7: createQwen7(settings) };
};

const call: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};

const toolCalls = [{ index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"b":1}' } }];
const usage = { total_tokens: 3, prompt_tokens_details: { cached_tokens: 1 } };
const compatibleUsage = { ...usage, prompt_tokens: 2, completion_tokens: 1 };
const nativeUsage = { ...usage, input_tokens: 2, output_tokens: 1 };
const message = { role: 'assistant', content: 'Hello', reasoning_content: 'Hm', tool_calls: toolCalls };
const choices = [{ index: 0, finish_reason: 'tool_calls', message, logprobs: { content: [] } }];

const wholes = {
  compatible: { id: 'chatcmpl-1', model: 'm', created: 1, choices, usage: compatibleUsage },
  dashscope: { request_id: '1', output: { choices }, usage: nativeUsage },
};

const chunks = {
  compatible: [
    { id: 'chatcmpl-1', model: 'm', created: 1, choices: [{ index: 0, delta: { role: 'assistant', content: 'Hel' } }] },
    { id: 'chatcmpl-1', choices: [{ index: 0, delta: { content: 'lo', reasoning_content: null } }] },
    { id: 'chatcmpl-1', choices: [{ index: 0, delta: { tool_calls: toolCalls } }] },
    { id: 'chatcmpl-1', choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
    { id: 'chatcmpl-1', choices: [], usage: compatibleUsage },
  ],
  dashscope: [
    {
      request_id: '1',
      output: { choices: [{ message: { role: 'assistant', content: 'Hel' }, finish_reason: 'null' }] },
    },
    {
      request_id: '1',
      output: { choices: [{ message: { content: 'lo', tool_calls: toolCalls } }] },
      usage: nativeUsage,
    },
    { request_id: '1', output: { choices: [{ message: { content: '' }, finish_reason: 'tool_calls' }] } },
  ],
};

const models = (qwen: QwenProvider) => ({ compatible: qwen('qwen-plus'), dashscope: qwen.dashscope('qwen-plus') });
type Name = keyof ReturnType<typeof models>;

async function whole(name: Name, body: string) {
  const {
    text,
    reasoning,
    toolCalls: calls,
    finishReason,
    usage: tokens,
    response,
  } = await models(connect(body).qwen)[name].doGenerate(call);
  return { text, reasoning, calls, finishReason, tokens, response };
}

async function streamed(name: Name, bodies: string[]) {
  const { stream } = await models(connect(bodies.map((body) => `data: ${body}\n\n`).join('')).qwen)[name].doStream(
    call,
  );
  return collect(stream as ReadableStream<unknown>);
}

describe.each(['compatible', 'dashscope'] as const)('reserved keys, over the %s protocol,', (name) => {
  test('reserved keys change nothing of a whole answer, wherever they stand', async () => {
    const plain = await whole(name, JSON.stringify(wholes[name]));
    expect(plain).toMatchObject({ text: 'Hello', reasoning: 'Hm', finishReason: 'tool-calls' });
    for (const field of fields) {
      expect([field, await whole(name, withField(wholes[name], field))]).toEqual([field, plain]);
    }
    for (let place = 0; place < 9; place += 1) {
      expect(await whole(name, withField(wholes[name], '"constructor":null', place))).toEqual(plain);
    }
  });

  test('reserved keys change nothing of a stream, wherever they stand', async () => {
    const plain = await streamed(
      name,
      chunks[name].map((chunk) => JSON.stringify(chunk)),
    );
    expect(plain).toContainEqual(expect.objectContaining({ type: 'tool-call', args: '{"b":1}' }));
    for (const field of fields) {
      const bodies = chunks[name].map((chunk) => withField(chunk, field));
      expect([field, await streamed(name, bodies)]).toEqual([field, plain]);
    }
  });

  test('reserved keys change nothing of an error', async () => {
    const errors = [
      { error: { message: 'No.', code: 'invalid_value', type: 'a' }, request_id: '1' },
      { code: 'InvalidParameter', message: 'No.', request_id: '1' },
    ];
    for (const error of errors) {
      for (const field of fields) {
        const body = withField(error, field);
        const { qwen } = connect(body, 400);
        const failed = (await failureOf(Promise.resolve(models(qwen)[name].doGenerate(call)))) as APICallError;
        expect([field, failed]).toMatchObject([field, { message: 'No. (request id 1)', statusCode: 400 }]);
        expect((failed.data as { polluted?: unknown }).polluted).toBeUndefined();
        const parts = await streamed(name, [body]).catch((thrown: unknown) => [{ error: thrown }]);
        expect([field, parts]).toMatchObject([
          field,
          [{ error: { message: 'No. (request id 1)' } }, ...parts.slice(1)],
        ]);
      }
    }
  });
});

describe('reserved keys', () => {
  test('reserved keys change nothing of vectors, rankings and files', async () => {
    const embeddings = [{ index: 0, text_index: 0, embedding: [1, 2] }];
    const file = { id: 'file-fe-1', filename: 'a.txt', bytes: 3, status: 'processed', created_at: 1, deleted: true };
    const results = [{ index: 0, relevance_score: 0.5, document: { text: 'a' } }];
    const answer = { ...file, object: 'list', data: embeddings, output: { embeddings, results }, usage, results };
    const list = { object: 'list', data: [file], has_more: false };
    const read = async (write: (value: unknown) => string) => {
      const { qwen, qwen6 } = connect(write(answer));
      const embed = { values: ['a'] };
      const ranking = { documents: { type: 'text' as const, values: ['a'] }, query: 'a' };
      return [
        (await qwen.textEmbeddingModel('text-embedding-v4').doEmbed(embed)).embeddings,
        (await qwen.dashscope.textEmbeddingModel('text-embedding-v4').doEmbed(embed)).embeddings,
        (await qwen6.reranking('qwen3-rerank').doRerank(ranking)).ranking,
        (await qwen6.reranking('gte-rerank-v2').doRerank(ranking)).ranking,
        await qwen.files.get('file-fe-1'),
        await qwen.files.upload(new Uint8Array(1), { filename: 'a.txt' }),
        await connect(write(list)).qwen.files.list(),
      ];
    };
    const plain = await read(JSON.stringify);
    for (const field of fields) expect([field, await read((value) => withField(value, field))]).toEqual([field, plain]);
  });

  test('reserved keys that reach a prototype are in no body and no raw chunk that applications get', async () => {
    for (const field of fields) {
      const body = withField(wholes.compatible, field);
      const { rawResponse } = await connect(body).qwen('qwen-plus').doGenerate(call);
      const { stream } = await connect(`data: ${withField(chunks.compatible[0], field)}\n\n`)
        .qwen7('qwen-plus')
        .doStream({ prompt: [], includeRawChunks: true });
      const given: unknown[] = [(rawResponse as { body: unknown }).body];
      for await (const part of stream as unknown as AsyncIterable<{ type: string; rawValue?: unknown }>) {
        if (part.type === 'raw') given.push(part.rawValue);
      }
      expect(given).toHaveLength(2);
      // What a merge that knows nothing of prototypes does.
      for (const value of given) merge({}, value as Record<string, unknown>);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }
  });

  test('reserved keys in the arguments of a tool stay text, and the SDK refuses them', async () => {
    const args = '{"__proto__":{"polluted":true}}';
    const body = {
      choices: [{ index: 0, message: { tool_calls: [{ id: 'a', function: { name: 'f', arguments: args } }] } }],
    };
    const { toolCalls: calls } = await connect(JSON.stringify(body)).qwen('qwen-plus').doGenerate(call);
    expect(calls).toMatchObject([{ toolName: 'f', args }]);
  });

  test('an answer nested deeper than the stack gives the same error', async () => {
    const deep = `${'{"a":'.repeat(50_000)}{"__proto__":{"b":1}}${'}'.repeat(50_000)}`;
    const body = JSON.stringify(wholes.compatible).replace('"model":"m"', `"x":${deep}`);
    expect((await connect(body).qwen('qwen-plus').doGenerate(call)).text).toBe('Hello');
  });
});

function merge(target: Record<string, unknown>, source: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(source)) {
    const own = target[key];
    if (typeof value === 'object' && value !== null && (typeof own === 'object' || typeof own === 'function')) {
      merge(own as Record<string, unknown>, value as Record<string, unknown>);
    } else target[key] = value;
  }
}

describe('keys that objects inherit', () => {
  test('inherited keys are ordinary names, ids and numbers of tools and choices', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const made = { index: name, id: name, type: 'function', function: { name, arguments: '{}' } };
      const answers = [{ index: name, finish_reason: name, message: { content: 'Hello', tool_calls: [made] } }];
      const { qwen } = connect(
        JSON.stringify({ id: name, choices: answers, request_id: name, output: { choices: answers } }),
      );
      for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
        const answer = await model.doGenerate({
          inputFormat: 'prompt',
          mode: { type: 'regular' },
          prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
        });
        expect(answer).toMatchObject({ text: 'Hello', toolCalls: [{ toolCallId: name, toolName: name, args: '{}' }] });
        expect(typeof answer.finishReason).toBe('string');
      }
    }
  });
});

describe('options with the key __proto__', () => {
  const options = JSON.parse('{"__proto__":{"polluted":true},"topK":3}') as { topK: number };

  test('options with the key __proto__ are a warning, as any unknown one, and are not sent', async () => {
    const { qwen, calls } = recordedQwen();
    const { warnings } = await generateText({
      model: qwen('qwen-plus'),
      prompt: 'Hi',
      providerOptions: { qwen: options },
    });
    expect(warnings).toMatchObject([{ setting: 'providerOptions.qwen.__proto__' }]);
    expect(calls[0]?.body.top_k).toBe(3);
    expect(JSON.stringify(calls[0]?.body)).not.toContain('polluted');
  });
});
