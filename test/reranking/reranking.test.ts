import { APICallError, InvalidArgumentError, InvalidResponseDataError } from '@ai-sdk/provider';
import { rerank as rerank6 } from 'ai6';
import { rerank as rerank7 } from 'ai7';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7, type QwenProviderSettings, type QwenRerankingOptions } from 'ai-sdk-qwen/ai7';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../support/recorder.js';
import { strictEmulator } from '../support/strict-emulator.js';

type Item = Record<string, string | number>;

interface Call {
  documents: (string | Item)[];
  topN?: number;
  maxRetries?: number;
  abortSignal?: AbortSignal;
  providerOptions?: { qwen: Record<string, string | number | boolean> };
}

type Settings = QwenProviderSettings & { id?: string; options?: QwenRerankingOptions };

const query = 'When does the ferry leave?';
const documents = ['The museum opens at ten.', 'The ferry leaves at nine.', 'Bicycles can be taken on the ferry.'];

let emulator: Emulator;
let warned: { warnings: unknown[] }[];

beforeEach(() => {
  emulator = strictEmulator();
  warned = [];
  globalThis.AI_SDK_LOG_WARNINGS = (logged: { warnings: unknown[] }) => void warned.push(logged);
});

afterEach(() => {
  globalThis.AI_SDK_LOG_WARNINGS = undefined;
});

const warnings = () => warned.flatMap((logged) => logged.warnings);
const bodies = () => emulator.calls.map(({ body }) => body);

/** The two majors that rank. */
const majors = {
  ai6({ id = 'qwen3-rerank', options, ...settings }: Settings, call: Call) {
    const model = createQwen6({ ...mine(), ...settings }).reranking(id, options);
    return rerank6({ query, maxRetries: 0, ...call, model });
  },
  ai7({ id = 'qwen3-rerank', options, ...settings }: Settings, call: Call) {
    const model = createQwen7({ ...mine(), ...settings }).reranking(id, options);
    return rerank7({ query, maxRetries: 0, ...call, model });
  },
};

const mine = (): QwenProviderSettings => ({ apiKey: 'sk-test', fetch: emulator.fetch });

describe.each(Object.entries(majors))('reranking with %s', (_major, rank) => {
  test('reranking puts the documents in order, the best one first', async () => {
    const result = await rank({}, { documents });
    const { ranking, rerankedDocuments, originalDocuments, response, providerMetadata } = result;
    expect(originalDocuments).toEqual(documents);
    expect(rerankedDocuments).toEqual([documents[1], documents[2], documents[0]]);
    expect(ranking.map(({ originalIndex }) => originalIndex)).toEqual([1, 2, 0]);
    expect(ranking[0]!.score).toBeGreaterThan(ranking[1]!.score);
    expect(ranking[1]!.score).toBeGreaterThan(ranking[2]!.score);
    expect(providerMetadata).toEqual({ qwen: { tokens: 39 } });
    expect(response).toMatchObject({ id: expect.stringMatching(/^[\da-f-]{36}$/), modelId: 'qwen3-rerank' });
    expect(response.headers).toHaveProperty('x-request-id', response.id);
    expect(response.body).toMatchObject({ object: 'list' });
    expect(emulator.calls).toMatchObject([
      { path: '/compatible-api/v1/reranks', body: { model: 'qwen3-rerank', query, documents } },
    ]);
    expect(warnings()).toEqual([]);
  });

  test.each<[string, object]>([
    ['qwen3-rerank', { return_documents: true }],
    ['gte-rerank-v2', { parameters: { return_documents: true } }],
  ])('reranking gives the documents of %s back in their order', async (id, sent) => {
    const providerOptions = { qwen: { returnDocuments: true } };
    const { providerMetadata, response } = await rank({ id }, { documents, topN: 2, providerOptions });
    expect(providerMetadata?.qwen).toMatchObject({ documents: [documents[1], documents[2]] });
    expect(JSON.stringify(response.body)).toContain(documents[1]);
    expect(bodies()).toMatchObject([sent]);
    expect(warnings()).toEqual([]);
  });

  test('reranking gives objects back as they were, and those of a server that gives none back', async () => {
    const rows = documents.map((notice, id) => ({ id, notice }));
    const options = { returnDocuments: true };
    const { providerMetadata } = await rank({ options }, { documents: rows, topN: 1 });
    expect(providerMetadata?.qwen).toMatchObject({ documents: [rows[1]] });

    const results = [{ index: 2, relevance_score: 0.9 }];
    const bodiesSent: unknown[] = [];
    const fetch: typeof globalThis.fetch = async (_input, init) => {
      bodiesSent.push(JSON.parse(String(init?.body)));
      return Response.json({ results });
    };
    const own = await rank({ options, baseURL: 'http://localhost:8000/v1', fetch }, { documents, topN: 1 });
    expect(own.providerMetadata?.qwen).toEqual({ documents: [documents[2]] });
    expect(bodiesSent[0]).not.toHaveProperty('return_documents');
  });

  test('reranking returns only the best documents', async () => {
    const { rerankedDocuments } = await rank({}, { documents, topN: 2 });
    expect(rerankedDocuments).toEqual([documents[1], documents[2]]);
    expect(bodies()).toMatchObject([{ top_n: 2 }]);
  });

  test.each(['gte-rerank-v2', 'qwen3.7-text-rerank'])('reranking asks the native endpoint for %s', async (id) => {
    const { rerankedDocuments } = await rank({ id }, { documents, topN: 1 });
    expect(rerankedDocuments).toEqual([documents[1]]);
    expect(emulator.calls).toMatchObject([
      {
        path: '/api/v1/services/rerank/text-rerank/text-rerank',
        body: { model: id, input: { query, documents }, parameters: { top_n: 1 } },
      },
    ]);
  });

  test('reranking sends objects as JSON to a model of texts, with a warning', async () => {
    const rows = documents.map((notice, id) => ({ id, notice }));
    const { rerankedDocuments } = await rank({}, { documents: rows });
    expect(rerankedDocuments).toEqual([rows[1], rows[2], rows[0]]);
    expect(bodies()).toMatchObject([{ documents: rows.map((row) => JSON.stringify(row)) }]);
    expect(warnings()).toEqual([
      { type: 'other', message: 'qwen3-rerank ranks texts; the documents were sent as JSON.' },
    ]);
  });

  test('reranking sends texts, pictures and films to a model that sees', async () => {
    const items: Item[] = [
      { text: 'Nothing' },
      { image: 'https://a.example/museum.png' },
      { video: 'https://a.example/ferry-leaves.mp4' },
    ];
    const { rerankedDocuments } = await rank(
      { id: 'qwen3-vl-rerank' },
      { documents: items, topN: 1, providerOptions: { qwen: { fps: 0.5 } } },
    );
    expect(rerankedDocuments).toEqual([items[2]]);
    expect(bodies()).toEqual([
      {
        model: 'qwen3-vl-rerank',
        input: { query: { text: query }, documents: items },
        parameters: { top_n: 1, fps: 0.5 },
      },
    ]);
    expect(warnings()).toEqual([]);
  });

  test('reranking sends other objects to a model that sees as JSON, with a warning', async () => {
    const items: Item[] = [{ text: 'a' }, { text: 'The ferry leaves', id: 1 }];
    await rank({ id: 'qwen3-vl-rerank' }, { documents: items });
    expect(bodies()).toMatchObject([
      { input: { documents: [{ text: 'a' }, { text: '{"text":"The ferry leaves","id":1}' }] } },
    ]);
    expect(warnings()).toEqual([
      {
        type: 'other',
        message: 'qwen3-vl-rerank ranks { text }, { image } and { video }; other documents were sent as JSON.',
      },
    ]);
  });

  test('reranking takes options of the model and of the call, which win', async () => {
    const options = { instruct: 'Find timetables', return_documents: true };
    await rank({ options }, { documents });
    await rank({ options }, { documents, providerOptions: { qwen: { instruct: 'Find museums' } } });
    expect(bodies()).toMatchObject([
      { instruct: 'Find timetables', return_documents: true },
      { instruct: 'Find museums', return_documents: true },
    ]);
  });

  test('reranking warns about options that the model has no place for', async () => {
    await rank({ id: 'gte-rerank-v2', options: { instruct: 'Find it', fps: 1 } }, { documents });
    expect(bodies()).toMatchObject([{ parameters: {} }]);
    const [instruct, fps] = warnings();
    expect(instruct).toMatchObject({ details: 'gte-rerank-v2 takes no instruction. Use qwen3-rerank.' });
    expect(fps).toMatchObject({ details: 'gte-rerank-v2 ranks texts. Use qwen3-vl-rerank for videos.' });
    expect(warnings()).toHaveLength(2);
  });

  test('reranking warns about an unknown option of the model', async () => {
    await rank({ options: { instructs: 'Find it' } as never }, { documents });
    expect(warnings()).toMatchObject([
      {
        feature: 'options.instructs',
        details: 'It was not sent: there is no such option. Did you mean instruct?',
      },
    ]);
    expect(bodies()).toHaveLength(1);
  });

  test('reranking refuses invalid options before anything is sent', async () => {
    const error = await failureOf(rank({}, { documents, providerOptions: { qwen: { instruct: 3 } } }));
    expect(InvalidArgumentError.isInstance(error)).toBe(true);
    expect((error as Error).message).toBe('providerOptions.qwen.instruct is 3; expected a string.');
    const far = rank({ id: 'qwen3-vl-rerank', options: { fps: 2 } }, { documents });
    await expect(far).rejects.toThrow('fps is 2; expected a number from 0 to 1');
    expect(emulator.calls).toEqual([]);
  });

  test('reranking fails as the service does, with what to do about it', async () => {
    const error = await failureOf(rank({ apiKey: 'sk-wrong' }, { documents }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 401, isRetryable: false, data: { code: 'InvalidApiKey' } });
    expect((error as Error).message).toMatch(/^Invalid API-key provided\. .*A key belongs to one region/);
    const tooMany = await failureOf(rank({}, { documents: Array(501).fill('a') }));
    expect(tooMany).toMatchObject({ statusCode: 400, isRetryable: false, data: { code: 'InvalidParameter' } });
  });

  test('reranking says when it may help to try again', async () => {
    emulator.failNext('burst-rate', { times: 2 });
    for (const id of ['qwen3-rerank', 'gte-rerank-v2']) {
      expect(await failureOf(rank({ id }, { documents }))).toMatchObject({ statusCode: 429, isRetryable: true });
    }
  });

  test.each([
    ['without results', { object: 'list' }],
    ['with a result outside the documents', { results: [{ index: 3, relevance_score: 0.5 }] }],
    ['with half an index', { results: [{ index: 0.5, relevance_score: 0.5 }] }],
    ['without a score', { results: [{ index: 0 }] }],
  ])('reranking refuses an answer %s', async (_what, body) => {
    emulator.answerNext({ raw: { body: JSON.stringify(body) } });
    expect(await failureOf(rank({}, { documents }))).toSatisfy(InvalidResponseDataError.isInstance);
  });

  test.each([
    ['a duplicate', [0, 1, 1], {}],
    ['a gap', [0, 2], {}],
    ['a gap and an option that leaves nothing out', [0, 2], { return_documents: true }],
  ])('reranking refuses a ranking with %s', async (_what, indexes, options) => {
    const results = indexes.map((index) => ({ index, relevance_score: 0.5 }));
    emulator.answerNext({ raw: { body: JSON.stringify({ results }) } });
    const error = await failureOf(rank({ options }, { documents }));
    expect(InvalidResponseDataError.isInstance(error)).toBe(true);
    expect((error as Error).message).toMatch(/Result 2 of the ranking|ranked 2 of them/);
  });

  test('reranking sorts a ranking out of order, and takes fewer documents where a parameter may leave some out', async () => {
    const results = [
      { index: 0, relevance_score: 0.2 },
      { index: 2, relevance_score: 0.8 },
    ];
    const fetch = async () => Response.json({ results });
    const settings = { fetch, options: { score_threshold: 0.1 } };
    const { rerankedDocuments } = await rank(settings, { documents });
    expect(rerankedDocuments).toEqual([documents[2], documents[0]]);
    const asked = await rank({ fetch, options: { top_n: 1 } }, { documents });
    expect(asked.rerankedDocuments).toEqual([documents[2]]);
  });

  test('reranking is stopped by an abort', async () => {
    const slow = strictEmulator({ firstTokenDelay: 60_000 });
    const stop = new AbortController();
    const failing = failureOf(rank({ fetch: slow.fetch }, { documents, abortSignal: stop.signal }));
    while (slow.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    stop.abort();
    expect(await failing).toMatchObject({ name: 'AbortError' });
    expect(slow.calls).toMatchObject([{ aborted: true }]);
  });

  test('reranking asks a server that is not Model Studio beside its other paths', async () => {
    const urls: string[] = [];
    const fetch = async (url: string | URL | Request) => {
      urls.push(String(url));
      return Response.json({ results: [{ index: 1, relevance_score: 2.5 }] });
    };
    const settings = { id: 'bge-reranker', baseURL: 'http://localhost:8000/v1', fetch };
    const { ranking } = await rank(settings, { documents, topN: 1 });
    expect(ranking).toEqual([{ originalIndex: 1, score: 2.5, document: documents[1] }]);
    expect(urls).toEqual(['http://localhost:8000/v1/rerank']);
  });
});

test('both names of the reranking method make the same model', () => {
  const [six, seven] = [createQwen6(mine()), createQwen7(mine())];
  expect(six.rerankingModel('qwen3-rerank')).toMatchObject({ specificationVersion: 'v3', provider: 'qwen.reranking' });
  expect(seven.rerankingModel('qwen3-rerank')).toMatchObject({ specificationVersion: 'v4', modelId: 'qwen3-rerank' });
});
