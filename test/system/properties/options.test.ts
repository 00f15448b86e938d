import { AISDKError, type LanguageModelV1CallOptions } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen';
import * as six from 'ai-sdk-qwen/ai6';
import * as seven from 'ai-sdk-qwen/ai7';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chatTable, completionTable, messageTable, partTable } from '../../../src/chat/option-table.js';
import { embeddingTable } from '../../../src/embedding/option-table.js';
import { rerankingTable } from '../../../src/reranking/option-table.js';
import { toSnakeCase } from '../../../src/util/json.js';
import { nativeQwen } from '../../support/native-service.js';
import { createRecorder, recordedQwen, type RecordedCall } from '../../support/recorder.js';
import { modelOf, plainCall, versions, type Way } from '../../support/stream-parts.js';
import { runs } from '../../support/noise.js';

type Options = Record<string, unknown>;

const circular: Options = { a: [] };
circular['a'] = [circular];

/** Values of every kind that JavaScript has. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      true,
      false,
      0,
      1,
      3,
      5,
      'auto',
      'low',
      'text',
      ['text'],
      [1],
      { type: 'ephemeral' },
      { a_b: 1 },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      -0,
      5n,
      Symbol('s'),
      () => 1,
      new Date(0),
      new Map([[1, 2]]),
      new Uint8Array(2),
      circular,
      [undefined],
      [5n],
      { a: () => 1 },
      { a: undefined },
      Object.create(null),
    ),
  },
);

/** Options under names that are known, that are the service's, and that are nobody's. */
const optionsOf = (checks: object): fc.Arbitrary<Options> =>
  fc
    .array(
      fc.tuple(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...Object.keys(checks)) },
          {
            weight: 2,
            arbitrary: fc.constantFrom('newer_parameter', 'x_', '_y', 'top_k_p', '__proto__', '__defineGetter__'),
          },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              'constructor',
              'toString',
              'enablethinking',
              'temperature',
              '',
              'model',
              'messages',
            ),
          },
        ),
        anyValue,
      ),
      { maxLength: 4 },
    )
    .map((entries) => {
      const options: Options = {};
      // `__proto__` is a name like any other here.
      for (const [name, value] of entries)
        Object.defineProperty(options, name, { value, enumerable: true, configurable: true });
      return options;
    });

/** Documented as not sent, or as sent under another name or in a header. */
const elsewhere = new Map([
  ['upload', ['']],
  ['incrementalOutput', ['']],
  ['strictJsonSchema', ['']],
  ['concurrency', ['']],
  ['timeout', ['']],
  // It is written into the prompt.
  ['suffix', ['prompt']],
  ['stopTokenIds', ['stop']],
  ['waitTimeout', ['x-dashscope-wait-timeout']],
  ['dataInspection', ['x-dashscope-datainspection']],
  ['dimensions', ['dimension']],
  ['frame', ['video']],
]);

const given = (options: Options) => Object.entries(options).filter(([, value]) => value !== undefined);

/** Options that ask for what happens anyway. */
const isDefault = (name: string, value: unknown) =>
  (/^(partial|dataInspection)$/.test(name) && value === false) ||
  (name === 'suffix' && value === '') ||
  (name === 'modalities' && Array.isArray(value) && value.join() === 'text');

interface Outcome {
  error?: unknown;
  call?: RecordedCall;
  warnings?: readonly unknown[];
}

/** Every option that was given is in the request, in a warning, or named by the error. */
function checkHonoured(options: Options, { error, call, warnings = [] }: Outcome): void {
  const names = Object.entries(options).flatMap(([name, value]) =>
    value === undefined || isDefault(name, value) ? [] : [name],
  );
  if (error !== undefined) {
    expect(AISDKError.isInstance(error) ? '' : error).toBe('');
    const { message } = error as Error;
    expect(names.some((name) => message.includes(name)) ? '' : `${message} names none of ${names}`).toBe('');
    return;
  }
  const sent = JSON.stringify([call?.body, call?.headers]).toLowerCase();
  const said = JSON.stringify(warnings);
  const lost = names.filter((name) => {
    if (said.includes(name === '' ? 'providerOptions.qwen.' : name)) return false;
    const places = [name.toLowerCase(), toSnakeCase(name), ...(elsewhere.get(name) ?? [])];
    // The name by itself, or as the key of a field.
    return !places.some((place) => place === '' || sent.includes(`"${place}":`));
  });
  expect(lost).toEqual([]);
}

const protocols = fc.constantFrom<'compatible' | 'native'>('compatible', 'native');
const ids = fc.constantFrom('qwen3-max', 'qwen-plus', 'qwen3-vl-plus', 'qwen3-omni-flash', 'some-new-model');

/** Chat models of a protocol whose requests are kept. */
function connect(protocol: 'compatible' | 'native') {
  const { qwen, calls } = protocol === 'native' ? nativeQwen() : recordedQwen();
  return { models: protocol === 'native' ? qwen.dashscope : qwen, calls };
}

async function outcomeOf(
  calls: RecordedCall[],
  work: () => PromiseLike<{ warnings?: readonly unknown[] }>,
): Promise<Outcome> {
  try {
    const { warnings } = await work();
    return { call: calls.at(-1), warnings };
  } catch (error) {
    return { error };
  }
}

const tool = { type: 'function', name: 'f', parameters: { type: 'object', properties: {} } } as const;

/** The same for the specifications V2 to V4. */
const { parameters: inputSchema, ...named } = tool;
const toolV2 = { ...named, inputSchema };

const later = versions.filter((version) => version !== 'v1');

/** A `fetch` whose answer is one to a call of any kind. */
function answeringAll(): Pick<ReturnType<typeof createRecorder>, 'fetch' | 'calls'> {
  const calls: RecordedCall[] = [];
  const choices = [{ message: { content: 'Hello' }, text: 'Hello', finish_reason: 'stop' }];
  const results = [{ index: 0, relevance_score: 1 }];
  const answer = {
    choices,
    results,
    data: [{ embedding: [1] }],
    output: { choices, results, embeddings: [{ embedding: [1] }] },
  };
  return {
    calls,
    async fetch(input, init) {
      const headers = Object.fromEntries(new Headers(init?.headers));
      calls.push({ url: String(input), headers, body: JSON.parse(String(init?.body)) });
      return Response.json(answer);
    },
  };
}

const callWith = (more: Partial<LanguageModelV1CallOptions>, withTool = false): LanguageModelV1CallOptions => ({
  inputFormat: 'prompt',
  mode: { type: 'regular', ...(withTool && { tools: [tool] }) },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  ...more,
});

/** As the AI SDK types them; what users of plain JavaScript pass is anything. */
const asMetadata = (options: Options) => ({ qwen: options }) as never;

describe('any options', () => {
  test('any options of a chat call are sent, warned of, or refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(optionsOf(chatTable), protocols, ids, async (options, protocol, id) => {
        const { models, calls } = connect(protocol);
        const withTool = 'parallelToolCalls' in options || 'toolStream' in options;
        const call = callWith({ providerMetadata: asMetadata(options) }, withTool);
        checkHonoured(options, await outcomeOf(calls, () => models(id).doGenerate(call)));
      }),
      runs(800),
    );
  });

  test('any options of a chat model are sent, warned of, or refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(optionsOf(chatTable), protocols, async (options, protocol) => {
        const { models, calls } = connect(protocol);
        const withTool = 'parallelToolCalls' in options || 'toolStream' in options;
        const outcome = await outcomeOf(calls, async () =>
          models('qwen3-max', options as never).doGenerate(callWith({}, withTool)),
        );
        checkHonoured(options, outcome);
      }),
      runs(300),
    );
  });

  test('any options of a message and of a part are sent, warned of, or refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(optionsOf(messageTable), optionsOf(partTable), protocols, async (message, part, protocol) => {
        const { models, calls } = connect(protocol);
        const image = {
          type: 'image',
          image: new URL('https://example.com/a.png'),
          providerMetadata: asMetadata(part),
        } as const;
        const text = { type: 'text', text: 'Hi' } as const;
        const call = callWith({
          prompt: [{ role: 'user', content: [text, image], providerMetadata: asMetadata(message) }],
        });
        const outcome = await outcomeOf(calls, () => models('qwen3-vl-plus').doGenerate(call));
        checkHonoured(Object.fromEntries([...given(message), ...given(part)]), outcome);
      }),
      runs(500),
    );
  });

  test('any options of a completion or an embedding model are sent, warned of, or refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(optionsOf(completionTable), optionsOf(embeddingTable), async (completion, embedding) => {
        const { qwen, calls } = recordedQwen();
        // Some options move an embedding to the other protocol.
        const both = nativeQwen(({ url }) =>
          url.endsWith('/embeddings') ? Response.json({ data: [{ embedding: [1] }] }) : undefined,
        );
        const completed = () =>
          qwen.completion('qwen2.5-coder-7b-instruct', completion as never).doGenerate(callWith({}));
        checkHonoured(completion, await outcomeOf(calls, async () => completed()));
        const embedded = async () => {
          await both.qwen.textEmbeddingModel('text-embedding-v4', embedding as never).doEmbed({ values: ['a'] });
          return {};
        };
        checkHonoured(embedding, await outcomeOf(both.calls, embedded));
      }),
      runs(300),
    );
  });

  test('any options of a call of the later specifications are sent, warned of, or refused by name', async () => {
    const ways = fc.constantFrom<Way>('compatible', 'native', 'completion');
    await fc.assert(
      fc.asyncProperty(optionsOf(chatTable), later, ways, async (options, version, way) => {
        const { fetch, calls } = answeringAll();
        const model = modelOf(version, way, { fetch });
        const withTool = way !== 'completion' && ('parallelToolCalls' in options || 'toolStream' in options);
        const asked = { ...plainCall, providerOptions: { qwen: options }, ...(withTool && { tools: [toolV2] }) };
        checkHonoured(options, await outcomeOf(calls, () => model.doGenerate(asked)));
      }),
      runs(500),
    );
  });

  test("any numbers of the AI SDK's own settings are sent as they are, warned of, or refused by name", async () => {
    const names = ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty'] as const;
    const fields = ['temperature', 'top_p', 'top_k', 'presence_penalty', 'frequency_penalty'];
    const ways = fc.constantFrom<Way>('compatible', 'native', 'completion');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.double(), versions, ways, async (name, value, version, way) => {
        const { fetch, calls } = answeringAll();
        const model = modelOf(version, way, { fetch });
        const { error, call, warnings } = await outcomeOf(calls, () =>
          model.doGenerate({ ...plainCall, [name]: value }),
        );
        if (!Number.isFinite(value)) {
          expect(error).toMatchObject({ message: `${name} is ${value}; expected a finite number.` });
          expect(calls).toEqual([]);
          return;
        }
        const { parameters = call?.body } = (call?.body ?? {}) as { parameters?: Options };
        const sent = parameters?.[fields[names.indexOf(name)]!];
        if (!JSON.stringify(warnings).includes(name)) expect(sent).toBe(value === 0 ? 0 : value);
      }),
      runs(300),
    );
  });

  test('any options of a ranking, or of a call for vectors or a ranking, are sent, warned of, or refused by name', async () => {
    const models = fc.constantFrom('qwen3-rerank', 'gte-rerank-v2', 'qwen3-vl-rerank');
    await fc.assert(
      fc.asyncProperty(
        optionsOf(rerankingTable),
        optionsOf(embeddingTable),
        models,
        fc.boolean(),
        fc.boolean(),
        async (ranking, vectors, id, newest, ofCall) => {
          const { fetch, calls } = answeringAll();
          const settings = { apiKey: 'sk-test', fetch };
          const qwen = newest ? seven.createQwen(settings) : six.createQwen(settings);
          const optionsOfModel = (options: Options) => (ofCall ? {} : options) as never;
          const optionsOfCall = (options: Options) => (ofCall ? { providerOptions: { qwen: options as never } } : {});
          const documents = { type: 'text' as const, values: ['a'] };
          const ranked = async () =>
            qwen.reranking(id, optionsOfModel(ranking)).doRerank({ documents, query: 'q', ...optionsOfCall(ranking) });
          checkHonoured(ranking, await outcomeOf(calls, ranked));
          const embedded = async () =>
            qwen
              .embedding('text-embedding-v4', optionsOfModel(vectors))
              .doEmbed({ values: ['a'], ...optionsOfCall(vectors) });
          checkHonoured(vectors, await outcomeOf(calls, embedded));
        },
      ),
      runs(400),
    );
  });

  test('any settings of a provider are taken, or refused by the name of the setting', async () => {
    const settings = fc.record(
      {
        apiKey: anyValue,
        region: anyValue,
        baseURL: anyValue,
        headers: anyValue,
        workspaceId: anyValue,
        timeout: fc.oneof(anyValue, fc.record({ headers: anyValue, idle: anyValue }, { requiredKeys: [] })),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(settings, async (some) => {
        const { fetch, calls } = createRecorder();
        const work = async () =>
          createQwen({ apiKey: 'sk-test', ...some, fetch } as never)('qwen-plus').doGenerate(callWith({}));
        const { error } = await outcomeOf(calls, work);
        if (error === undefined) return;
        expect(AISDKError.isInstance(error) ? '' : error).toBe('');
        const spoken = {
          apiKey: 'API key',
          workspaceId: 'workspace',
          region: 'region',
          baseURL: 'baseURL',
          headers: 'header',
          timeout: 'timeout',
        };
        const names = Object.keys(some).map((name) => spoken[name as keyof typeof spoken]);
        expect(names.some((name) => (error as Error).message.includes(name)) ? '' : error).toBe('');
      }),
      runs(400),
    );
  });
});
