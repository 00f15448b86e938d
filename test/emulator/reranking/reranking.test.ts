import type { Emulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { rerankRules } from '../../../src/emulator/rules/reranking.js';
import { type Asked, type Json, send } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const HOST = 'https://dashscope.aliyuncs.com';
const FLAT = { base: `${HOST}/compatible-api/v1`, path: '/reranks' };
const NATIVE = { base: `${HOST}/api/v1`, path: '/services/rerank/text-rerank/text-rerank' };

const query = 'When does the ferry leave?';
const documents = ['The museum opens at ten.', 'The ferry leaves at nine.', 'Bicycles can be taken on the ferry.'];
const flat = (more: object = {}) => ({ model: 'qwen3-rerank', query, documents, ...more });
const native = (parameters: object = {}, model = 'gte-rerank-v2', input: object = {}) => ({
  model,
  input: { query, documents, ...input },
  parameters,
});

interface Answered {
  status: number;
  json: Json;
}

async function ask(body: Json, asked: Asked = FLAT, emulator = strictEmulator()): Promise<Answered> {
  const response = await send(emulator, body, asked);
  return { status: response.status, json: await response.json() };
}

const orderOf = (results: Json[]) => results.map(({ index }) => index);

describe('the flat reranking endpoint', () => {
  test('the flat reranking endpoint has the best document first, each with its index and score, and the tokens', async () => {
    const { status, json } = await ask(flat());
    expect(status).toBe(200);
    expect(json).toEqual({
      object: 'list',
      results: [1, 2, 0].map((index) => ({ index, relevance_score: expect.any(Number) })),
      model: 'qwen3-rerank',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      // 6 of the query for each of three documents, and 6, 6 and 9 of theirs.
      usage: { total_tokens: 39 },
    });
    const scores = json.results.map((result: Json) => result.relevance_score);
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    for (const score of scores) expect(score > 0 && score < 1).toBe(true);
    expect(scores[0] - scores[2]).toBeGreaterThan(0.5);
  });

  test('the flat reranking endpoint scores the same texts alike every time', async () => {
    expect((await ask(flat())).json.results).toEqual((await ask(flat())).json.results);
  });

  test('the flat reranking endpoint scores slightly differently under an instruction', async () => {
    const plain = (await ask(flat())).json.results;
    const instructed = (await ask(flat({ instruct: 'Find timetables' }))).json.results;
    expect(orderOf(instructed)).toEqual(orderOf(plain));
    expect(instructed[0].relevance_score).not.toBe(plain[0].relevance_score);
    expect(instructed[0].relevance_score).toBeCloseTo(plain[0].relevance_score, 1);
  });

  test('the flat reranking endpoint returns as many documents as are asked for, and no more than there are', async () => {
    expect(orderOf((await ask(flat({ top_n: 1 }))).json.results)).toEqual([1]);
    expect(orderOf((await ask(flat({ top_n: 9 }))).json.results)).toEqual([1, 2, 0]);
  });

  test('the flat reranking endpoint returns the documents where that is asked for', async () => {
    const { results } = (await ask(flat({ return_documents: true, top_n: 1 }))).json;
    expect(results).toMatchObject([{ document: { text: 'The ferry leaves at nine.' } }]);
  });

  test('the flat reranking endpoint cuts texts off at 4,000 tokens', async () => {
    const long = Array(5_000).fill('x').join(' ');
    expect((await ask(flat({ query: 'x', documents: [long] }))).json.usage).toEqual({ total_tokens: 4_001 });
  });

  test('the flat reranking endpoint answers with the scores of a script', async () => {
    const emulator = strictEmulator();
    emulator.answerNext({ scores: [0.2, 0.1, 0.9] });
    const { json } = await ask(flat(), FLAT, emulator);
    expect(json.results.map((result: Json) => [result.index, result.relevance_score])).toEqual([
      [2, 0.9],
      [0, 0.2],
      [1, 0.1],
    ]);
  });

  test('the flat reranking endpoint tells a scenario what is looked for', async () => {
    const asked: string[] = [];
    const emulator = strictEmulator({ answer: ({ text, path }) => void asked.push(`${path} ${text}`) });
    await ask(flat(), FLAT, emulator);
    expect(asked).toEqual([`/compatible-api/v1/reranks ${query}`]);
  });
});

describe('the native reranking endpoint', () => {
  test('the native reranking endpoint has results under output', async () => {
    const { status, json } = await ask(native({ top_n: 2, return_documents: true }), NATIVE);
    expect(status).toBe(200);
    expect(json).toEqual({
      output: {
        results: [
          { document: { text: 'The ferry leaves at nine.' }, index: 1, relevance_score: expect.any(Number) },
          { document: { text: 'Bicycles can be taken on the ferry.' }, index: 2, relevance_score: expect.any(Number) },
        ],
      },
      usage: { total_tokens: 39 },
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  const models = ['qwen3-rerank', 'qwen3.7-text-rerank', 'gte-rerank-v2', 'qwen3-vl-rerank'];
  test.each(models)('the native reranking endpoint serves %s', async (model) => {
    const { json } = await ask(native({}, model), NATIVE);
    expect(orderOf(json.output.results)).toEqual([1, 2, 0]);
  });

  test('the native reranking endpoint ranks texts, pictures and films of qwen3-vl-rerank, by what their names say', async () => {
    const mixed = [
      { text: 'Nothing to see' },
      { image: 'https://a.example/museum.png' },
      { video: 'https://a.example/films/ferry-leaves.mp4?size=2' },
      'The ferry leaves',
    ];
    const input = { query: { text: query }, documents: mixed };
    const body = native({ fps: 0.5, return_documents: true }, 'qwen3-vl-rerank', input);
    const { json } = await ask(body, NATIVE);
    expect(orderOf(json.output.results).slice(0, 2).sort()).toEqual([2, 3]);
    expect(json.output.results.map((result: Json) => result.document)).toEqual(
      expect.arrayContaining([mixed[2], { text: 'The ferry leaves' }]),
    );
    // 6 of the query for each, 256 for each of the media, and 4 and 3 of the texts.
    expect(json.usage).toEqual({ total_tokens: 4 * 6 + 2 * 256 + 4 + 3 });
  });

  test('the native reranking endpoint takes a picture as a query', async () => {
    const input = { query: { image: 'https://a.example/ferry.png' } };
    const { status, json } = await ask(native({ top_n: 1 }, 'qwen3-vl-rerank', input), NATIVE);
    expect([status, json.output.results.length]).toEqual([200, 1]);
  });
});

describe('what reranking refuses', () => {
  const many = (count: number, item: unknown = 'a') => Array(count).fill(item);
  const film = { video: 'https://a.example/a.mp4' };
  const picture = { image: 'https://a.example/a.png' };
  const see = (input: object, parameters = {}) => native(parameters, 'qwen3-vl-rerank', input);
  const long = Array(4_000).fill('x').join(' ');
  const invalid = 'InvalidParameter';

  const cases: [what: string, body: unknown, asked: Asked, status: number, code: string, message: string | RegExp][] = [
    ['no key', flat(), { ...FLAT, key: null }, 401, 'InvalidApiKey', 'No API-key provided.'],
    ['a wrong key', native(), { ...NATIVE, key: 'sk-wrong' }, 401, 'InvalidApiKey', 'Invalid API-key provided.'],
    ['GET', flat(), { ...FLAT, method: 'GET' }, 400, invalid, "Request method 'GET' is not supported."],
    ['no JSON', '{', FLAT, 400, invalid, 'Required body invalid, please check the request body format.'],
    [
      'another path',
      flat(),
      { ...FLAT, path: '/rerank' },
      404,
      'NotFound',
      'The emulator does not serve POST /compatible-api/v1/rerank. It serves POST /compatible-api/v1/reranks.',
    ],
    [
      'no model',
      flat({ model: undefined }),
      FLAT,
      400,
      'BadRequest.EmptyModel',
      'Required parameter "model" missing from request.',
    ],
    [
      'an unknown model',
      flat({ model: 'qwen9-rerank' }),
      FLAT,
      404,
      'ModelNotFound',
      /^The model qwen9-rerank does not exist/,
    ],
    [
      'a model of only the native endpoint',
      flat({ model: 'gte-rerank-v2' }),
      FLAT,
      400,
      invalid,
      /^url error, please check url！/,
    ],
    ['a chat model', native({}, 'qwen-plus'), NATIVE, 400, invalid, /^url error, please check url！/],
    [
      'the flat body',
      { ...flat(), model: 'gte-rerank-v2' },
      NATIVE,
      400,
      'BadRequest.EmptyInput',
      'Required input parameter missing from request.',
    ],
    ['the native body', native({}, 'qwen3-rerank'), FLAT, 400, invalid, /^Unknown parameter: 'input'/],
    ['a field beside input', { ...native(), top_n: 1 }, NATIVE, 400, invalid, /^Unknown parameter: 'top_n'/],
    ['an unknown parameter', flat({ topN: 1 }), FLAT, 400, invalid, /^Unknown parameter: 'topN'/],
    [
      'parameters of a wrong type',
      { ...native(), parameters: [] },
      NATIVE,
      400,
      invalid,
      "'parameters' must be Object",
    ],
    [
      'no query',
      flat({ query: undefined }),
      FLAT,
      400,
      'BadRequest.EmptyInput',
      'Required input parameter missing from request.',
    ],
    ['an empty query', flat({ query: '' }), FLAT, 400, invalid, "'query' must not be empty"],
    ['a query of another kind', flat({ query: { text: 'a' } }), FLAT, 400, invalid, "'query' must be String"],
    [
      'a film as a query',
      see({ query: film }),
      NATIVE,
      400,
      invalid,
      "'query' must be String or one of {text: String}, {image: String}",
    ],
    [
      'no documents',
      flat({ documents: undefined }),
      FLAT,
      400,
      'BadRequest.EmptyInput',
      'Required input parameter missing from request.',
    ],
    ['a bare document', flat({ documents: 'a' }), FLAT, 400, invalid, "'documents' must be Array"],
    ['an empty list', flat({ documents: [] }), FLAT, 400, invalid, "'documents' must not be empty"],
    ['an empty document', flat({ documents: ['a', ''] }), FLAT, 400, invalid, "'documents.[1]' must not be empty"],
    [
      'objects for a model of texts',
      native({}, 'gte-rerank-v2', { documents: [{ text: 'a' }] }),
      NATIVE,
      400,
      invalid,
      "'documents.[0]' must be String",
    ],
    [
      'an object of two kinds',
      see({ documents: [{ text: 'a', ...picture }] }),
      NATIVE,
      400,
      invalid,
      /^'documents\.\[0\]' must be String or one of/,
    ],
    [
      '501 documents',
      flat({ documents: many(501) }),
      FLAT,
      400,
      invalid,
      'Range of the number of documents should be [1, 500]',
    ],
    [
      '101 texts beside media',
      see({ documents: many(101) }),
      NATIVE,
      400,
      invalid,
      'Range of the number of documents should be [1, 100]',
    ],
    [
      '41 pictures',
      see({ documents: many(41, picture) }),
      NATIVE,
      400,
      invalid,
      'Range of the number of documents with image should be [1, 40]',
    ],
    [
      '5 films',
      see({ documents: many(5, film) }),
      NATIVE,
      400,
      invalid,
      'Range of the number of documents with video should be [1, 4]',
    ],
    [
      'too many tokens',
      native({}, 'gte-rerank-v2', { query: 'a', documents: many(8, long) }),
      NATIVE,
      400,
      invalid,
      /^Range of input length should be \[1, 30000\]/,
    ],
    ['no document to return', flat({ top_n: 0 }), FLAT, 400, invalid, /^Range of top_n should be \[1, /],
    ['a number as text', flat({ top_n: '1' }), FLAT, 400, invalid, "'top_n' must be Integer"],
    [
      'an instruction to gte-rerank-v2',
      native({ instruct: 'x' }),
      NATIVE,
      400,
      invalid,
      'The model gte-rerank-v2 does not support instruct.',
    ],
    [
      'frames for a model of texts',
      flat({ fps: 1 }),
      FLAT,
      400,
      invalid,
      'The model qwen3-rerank does not support fps.',
    ],
    ['more frames than there are', see({}, { fps: 2 }), NATIVE, 400, invalid, 'Range of fps should be [0, 1]'],
  ];

  test.each(cases)('reranking refuses %s', async (_what, body, asked, status, code, message) => {
    const { status: answered, json } = await ask(body as Json, asked);
    expect({ status: answered, code: json.code }).toEqual({ status, code });
    if (typeof message === 'string') expect(json.message).toBe(message);
    else expect(json.message).toMatch(message);
    expect(Object.keys(json)).toEqual(['code', 'message', 'request_id']);
  });

  test('every rule of reranking has a case', () => {
    const said = cases.map(([, , , , , message]) => String(message).replaceAll('\\', ''));
    for (const { message } of Object.values(rerankRules)) {
      // The words before, between or behind what is filled in.
      const [longest] = message.split(/\{\w+\}/).sort((one, other) => other.length - one.length);
      expect(
        said.some((one) => one.includes(longest!)),
        longest,
      ).toBe(true);
    }
  });

  test('reranking fails once for a queued failure', async () => {
    const emulator: Emulator = strictEmulator();
    emulator.failNext('rate-limit');
    expect((await ask(flat(), FLAT, emulator)).json).toMatchObject({ code: 'Throttling.RateQuota' });
    emulator.failNext('rate-limit');
    expect((await ask(native(), NATIVE, emulator)).status).toBe(429);
    expect((await ask(native(), NATIVE, emulator)).status).toBe(200);
  });
});
