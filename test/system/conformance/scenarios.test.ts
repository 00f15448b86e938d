import type { AskedCall, Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { scenarios } from './scenarios.js';
import { present, type CallResult } from '../../support/majors/major.js';
import { pngHead } from '../../support/png.js';
import { connect, requestOf, targets, type Target } from '../../support/targets.js';

/** The expectation as the adapters write it: what is empty is absent. The Responses protocol counts thinking of none. */
function expectedBy({ protocol }: Target, expected: CallResult): CallResult {
  return {
    ...(protocol === 'responses' && { reasoningTokens: 0 }),
    ...expected,
    steps: expected.steps.map((step) => present(step)),
  };
}

describe.each(targets)('$name', (target) => {
  describe.each(scenarios)('$name', ({ ask, answer, expected, kinds, inputs, sent }) => {
    test('the scenario gives its whole answer', async () => {
      const { whole, emulator } = await connect(target, answer);
      expect(await whole(ask)).toEqual(expectedBy(target, expected));
      expect(emulator.calls.map((call) => call.status)).toEqual(expected.steps.map(() => 200));
      if (sent) expect(requestOf(emulator.calls.at(-1)?.body).messages).toEqual(sent(target.protocol));
    });

    test('the scenario gives the same answer streamed', async () => {
      const { stream, emulator } = await connect(target, answer);
      const streamed = await stream(ask);
      expect(streamed.result).toEqual(expectedBy(target, expected));
      expect(streamed.errors).toEqual([]);
      if (kinds) expect(streamed.kinds).toEqual(kinds);
      expect(streamed.inputs).toEqual(inputs ?? {});
      if (sent) expect(requestOf(emulator.calls.at(-1)?.body).messages).toEqual(sent(target.protocol));
    });
  });

  test('settings reach the service under its names', async () => {
    const { whole, emulator } = await connect(target);
    await whole({ prompt: 'Hello', temperature: 0.3, maxTokens: 100, options: { topK: 30, repetitionPenalty: 1.1 } });
    // The Responses protocol ignores parameters of sampling, so they are warnings there.
    expect(requestOf(emulator.calls[0]?.body).parameters).toEqual(
      expect.objectContaining(
        target.protocol === 'responses'
          ? { temperature: 0.3, max_output_tokens: 100 }
          : { temperature: 0.3, max_tokens: 100, top_k: 30, repetition_penalty: 1.1 },
      ),
    );
    expect(emulator.calls[0]?.warnings).toEqual([]);
  });

  describe('makes objects', () => {
    const ada = { name: 'Ada', age: 36 };
    const deltas = ['{"name":', '"Ada",', '"age":36}'];

    test.each([
      ['qwen-plus', { type: 'json_schema', json_schema: { strict: true, schema: { type: 'object' } } }],
      ['qwen-turbo', { type: 'json_object' }],
    ])('objects are made whole and streamed, with %s', async (modelId, format) => {
      const { object, outputObject, streamObject, emulator } = await connect(target, () => ({ deltas }));
      const ask = { modelId, prompt: 'Who wrote the first program?' };
      expect(await object(ask)).toEqual(ada);
      expect(await outputObject(ask)).toEqual(ada);
      const streamed = await streamObject(ask);
      expect(streamed.object).toEqual({ status: 'fulfilled', value: ada });
      expect(streamed.partials.at(-1)).toEqual(ada);
      expect(streamed.errors).toEqual([]);
      expect(emulator.calls).toHaveLength(3);
      for (const { body } of emulator.calls) {
        expect(requestOf(body).parameters).toMatchObject({ response_format: format });
      }
    });

    // From 5 on the SDK writes nothing into the prompt, and the service refuses a json_object without the word.
    test('objects are made from a schema in the prompt where the wire carries none', async () => {
      const { object, outputObject, streamObject, emulator } = await connect(target);
      const ask = { modelId: 'qwen-turbo', prompt: 'A person' };
      await object(ask);
      await outputObject(ask);
      await streamObject(ask);
      for (const { status, body } of emulator.calls) {
        expect(status).toBe(200);
        const [system] = requestOf(body).messages;
        expect(system?.role).toBe('system');
        expect(system?.content).toContain('JSON');
        expect(system?.content).toContain('"age":{"type":"integer"');
      }
    });

    test('objects are made without a schema in the prompt where the wire carries it', async () => {
      const { object, emulator } = await connect(target);
      await object({ modelId: 'qwen-plus', prompt: 'A person, as JSON' });
      expect(requestOf(emulator.calls[0]?.body).messages).toEqual([{ role: 'user', content: 'A person, as JSON' }]);
    });

    // "Unknown format of response_format": the error codes page of Model Studio. Its pages of structured output do not
    // agree on the models (February and September 2026).
    describe('with a model that refuses the schema after all', () => {
      const refusal = {
        status: 400,
        code: 'invalid_parameter_error',
        message:
          "Unknown format of response_format, response_format should be a dict, includes 'type' and an optional key " +
          "'json_schema'.",
      };

      const ask = { modelId: 'qwen-plus', prompt: 'Who wrote the first program?' };
      const formats = ({ calls }: Emulator) =>
        calls.map(({ body }) => (requestOf(body).parameters.response_format as { type: string }).type);

      test.each(['object', 'outputObject'] as const)(
        'objects of a model that refuses the schema are made whole: %s',
        async (operation) => {
          const { emulator, ...calls } = await connect(target, () => ({ deltas }));
          emulator.failNext(refusal);
          expect(await calls[operation](ask)).toEqual(ada);
          expect(await calls[operation](ask)).toEqual(ada);
          expect(emulator.calls.map(({ status }) => status)).toEqual([400, 200, 200]);
          expect(formats(emulator)).toEqual(['json_schema', 'json_object', 'json_object']);
          const [system] = requestOf(emulator.calls[1]?.body).messages;
          expect(system?.content).toContain('"age":{"type":"integer"');
        },
      );

      test.each(['json', 'line', 'frame'] as const)(
        'objects are streamed after a refusal of the schema in the form %s',
        async (form) => {
          const { emulator, streamObject } = await connect(target, () => ({ deltas }));
          emulator.failNext(refusal, { form });
          const streamed = await streamObject(ask);
          expect(streamed.object).toEqual({ status: 'fulfilled', value: ada });
          expect(streamed.errors).toEqual([]);
          await streamObject(ask);
          expect(formats(emulator)).toEqual(['json_schema', 'json_object', 'json_object']);
        },
      );
    });

    test('objects are unwrapped from a Markdown fence, whole and streamed', async () => {
      const fenced = ['``', '`json', '\n{"name":"Ada"', ',"age":36}\n', '```'];
      const { object, streamObject } = await connect(target, () => ({ deltas: fenced }));
      const ask = { modelId: 'qwen-vl-max', prompt: 'Ada' };
      expect(await object(ask)).toEqual(ada);
      expect((await streamObject(ask)).object).toMatchObject({ value: ada });
    });
  });

  test('pictures are sent as bytes within the request, and URLs as they are', async () => {
    const { whole, stream, emulator, url } = await connect(target);
    const remote = new URL('/cat.png', url);
    const ask = { modelId: 'qwen-vl-max', prompt: 'What is this?', pictures: [pngHead(64, 48), remote] };
    const expected =
      'This is the ai-sdk-qwen emulator, not a model. Item 1 is an image: PNG, 64×48 pixels, 33 bytes. ' +
      `Item 2 is an image: ${remote} (not downloaded). You said: What is this?`;
    expect((await whole(ask)).steps).toEqual([{ text: expected, finishReason: 'stop' }]);
    expect((await stream(ask)).result?.steps).toEqual([{ text: expected, finishReason: 'stop' }]);
    expect(emulator.calls.map((call) => call.method)).toEqual(['POST', 'POST']);
  });

  test('many texts are embedded in their order and their tokens counted', async () => {
    const answer = ({ text }: AskedCall) => {
      const rows = text.split('\n');
      return { embeddings: rows.map((row) => [Number(row), 1]), usage: { promptTokens: rows.length * 2 } };
    };
    const { embed, embedMany, emulator } = await connect(target, answer);
    const values = Array.from({ length: 23 }, (_, index) => String(index));
    const many = await embedMany('text-embedding-v4', { dimensions: 64 }, values);
    expect(many).toEqual({ vectors: values.map((value) => [Number(value), 1]), tokens: 46 });
    expect(emulator.calls).toHaveLength(3);
    expect(await embed('text-embedding-v4', {}, '7')).toEqual({ vector: [7, 1], tokens: 2 });
  });
});

describe.each(targets.filter(({ protocol }) => protocol === 'native'))('$name', (target) => {
  test('the pages of a search are named, each one once, whole and streamed', async () => {
    const sources = [
      { title: 'Fjords', url: 'https://example.com/fjords' },
      { title: 'Norway', url: 'https://example.com/norway' },
    ];
    const { whole, stream } = await connect(target, () => ({
      text: 'Norway has fjords.',
      // A page can be found twice.
      sources: [...sources, ...sources],
    }));
    const ask = { prompt: 'Fjords?', options: { enableSearch: true, searchOptions: { enableSource: true } } };
    const expected = sources.map((source, index) => ({ id: String(index + 1), ...source }));
    const answer = await whole(ask);
    expect(answer).toMatchObject({ steps: [{ text: 'Norway has fjords.' }], sources: expected });
    const streamed = await stream(ask);
    expect(streamed.result).toEqual(answer);
    expect(streamed.kinds).toEqual(['source', 'text', 'finish']);
  });
});
