import type { APICallError } from '@ai-sdk/provider';
import { embed, generateText, streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { rerank } from 'ai6';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf, recordedQwen } from '../support/recorder.js';

type Fetch = typeof globalThis.fetch;

/** Keys that would reach a prototype if they were merged into an object, as JSON writes them. */
const dangerous = [
  '"__proto__":{"polluted":true}',
  '"\\u005f_proto__":{"polluted":true}',
  '"constructor":{"prototype":{"polluted":true}}',
];

/** They say nothing of a prototype and may be in any JSON. */
const harmless = '"constructor":"Ford","prototype":{"a":1},"toString":"x","hasOwnProperty":1,"valueOf":null';

afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const connect = (body: string, status = 200) => {
  const fetch: Fetch = async () => new Response(body, { status });
  const settings = { apiKey: 'sk-test-key', fetch };
  return { qwen: createQwen(settings), qwen6: createQwen6(settings) };
};

const choice = '"index":0,"finish_reason":"stop"';
const places: Record<string, (key: string) => string> = {
  'at the top': (key) =>
    `{${key},"choices":[{${choice},"message":{"content":"Hello"}}],"output":{"text":"Hello","finish_reason":"stop"}}`,
  'in a message': (key) =>
    `{"choices":[{${choice},"message":{"content":"Hello",${key}}}],"output":{"choices":[{${choice},"message":{"content":"Hello",${key}}}]}}`,
  'in the usage': (key) =>
    `{"choices":[{${choice},"message":{"content":"Hello"}}],"output":{"text":"Hello","finish_reason":"stop"},"usage":{"total_tokens":3,${key}}}`,
};

describe.each(dangerous)('the key %s', (key) => {
  it.each(Object.keys(places))('%s of a whole answer is inert', async (place) => {
    const { qwen } = connect(places[place]!(key));
    for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
      const { text, usage, response } = await generateText({ model, prompt: 'Hi', maxRetries: 0 });
      expect(text).toBe('Hello');
      expect(JSON.stringify([usage, response])).not.toContain('polluted');
    }
  });

  it('in a chunk of a stream is inert, and nothing of the answer is lost', async () => {
    const event = (json: string) => `data: ${json}\n\n`;
    const choices = (said: string, more = '') =>
      `"choices":[{"index":0,"delta":{"content":"${said}"${more}},"message":{"content":"${said}"}}]`;
    const text = (said: string, more = '') =>
      event(`{${choices(said)},"output":{${choices(said, more)}}${more.replace(',', ',"usage":{')}${more && '}'}}`);
    const stop = event('{"choices":[{"finish_reason":"stop"}],"output":{"choices":[{"finish_reason":"stop"}]}}');
    const { qwen } = connect(text('Once ') + event(`{${key}}`) + text('upon ', `,${key}`) + text('a time') + stop);
    for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
      const result = streamText({ model, prompt: 'Hi', maxRetries: 0 });
      await result.consumeStream();
      expect([await result.text, await result.finishReason]).toEqual(['Once upon a time', 'stop']);
    }
  });

  it('in an error is inert: the error is read as without it', async () => {
    for (const body of [
      `{${key},"error":{"message":"No.","code":"invalid_value",${key}}}`,
      `{"code":"X","message":"No.",${key}}`,
    ]) {
      const { qwen } = connect(body, 400);
      for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
        const error = (await failureOf(generateText({ model, prompt: 'Hi', maxRetries: 0 }))) as APICallError;
        expect(error).toMatchObject({ message: 'No.', statusCode: 400 });
        expect(Object.getPrototypeOf(error.data)).toBe(Object.prototype);
        expect((error.data as { polluted?: unknown }).polluted).toBeUndefined();
      }
    }
  });

  it('in vectors and rankings is inert', async () => {
    const rows = `"data":[{"index":0,"embedding":[1],${key}}],"output":{"embeddings":[{"embedding":[1],${key}}]}`;
    const { qwen } = connect(`{${rows}}`);
    const values = { value: 'a', maxRetries: 0 };
    for (const model of [qwen.textEmbeddingModel('text-embedding-v4'), qwen.dashscope.textEmbeddingModel('x')]) {
      expect((await embed({ model, ...values })).embedding).toEqual([1]);
    }
    const results = `"results":[{"index":0,"relevance_score":1,${key}}]`;
    const ranks = connect(`{${results}}`).qwen6.reranking('qwen3-rerank');
    const { ranking } = await rerank({ model: ranks, documents: ['a'], query: 'a' });
    expect(ranking).toMatchObject([{ originalIndex: 0, score: 1 }]);
  });

  it('in the arguments of a tool is text, and left to the SDK, which refuses it', async () => {
    const args = JSON.stringify(`{${key}}`);
    const call = `"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":${args}}}]`;
    const choices = `"choices":[{${choice},"message":{"content":"",${call}}}]`;
    const { qwen } = connect(`{${choices},"output":{${choices}}}`);
    for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
      const { toolCalls } = await model.doGenerate({
        inputFormat: 'prompt',
        mode: { type: 'regular' },
        prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
      });
      expect(toolCalls).toMatchObject([{ toolName: 'f', args: `{${key}}` }]);
    }
  });
});

describe('keys that objects inherit, but that reach no prototype,', () => {
  it.each(Object.keys(places))('%s are taken as any other', async (place) => {
    const { qwen } = connect(places[place]!(harmless));
    for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
      const { text, providerMetadata } = await generateText({ model, prompt: 'Hi' });
      expect(text).toBe('Hello');
      expect(Object.getPrototypeOf(providerMetadata?.qwen)).toBe(Object.prototype);
    }
  });

  it('as names, ids and numbers of tools and choices are names, ids and numbers', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const call = { index: name, id: name, type: 'function', function: { name, arguments: '{}' } };
      const choices = [{ index: name, finish_reason: name, message: { content: 'Hello', tool_calls: [call] } }];
      const { qwen } = connect(JSON.stringify({ id: name, choices, request_id: name, output: { choices } }));
      for (const model of [qwen('qwen-plus'), qwen.dashscope('qwen-plus')]) {
        const answer = await model.doGenerate({
          inputFormat: 'prompt',
          mode: { type: 'regular' },
          prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
        });
        expect(answer).toMatchObject({ text: 'Hello', toolCalls: [{ toolCallId: name, toolName: name, args: '{}' }] });
        expect(typeof answer.finishReason).toBe('string');
      }
      const rows = { data: [{ index: name, embedding: [1, 2] }] };
      const { embedding } = await embed({
        model: connect(JSON.stringify(rows)).qwen.textEmbeddingModel('x'),
        value: 'a',
      });
      expect(embedding).toEqual([1, 2]);
    }
  });
});

describe('options with the key __proto__', () => {
  const options = JSON.parse('{"__proto__":{"polluted":true},"topK":3}') as { topK: number };

  it('are a warning, as any unknown one; it is not sent', async () => {
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
