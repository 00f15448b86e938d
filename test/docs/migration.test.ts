import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strictEmulator } from '../support/strict-emulator.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { toAlias } from './imports.js';
import { read, root } from '../support/pages.js';

interface Sent {
  url: string;
  headers?: Record<string, string>;
  body: object;
}

interface Migration {
  page: string;
  /** Every setting and option of the package that is left, by the declarations of its release. */
  options: string;
  /** Requests of the old snippet, recorded with that release in November 2026; `after` where ours differs. */
  requests: { before: Sent; after?: Sent; because?: string }[];
}

const question = [{ role: 'user', content: 'Why is the sky blue?' }];
const singapore = 'https://dashscope-intl.aliyuncs.com';
const beijing = 'https://dashscope.aliyuncs.com';
const embeddings = '/api/v1/services/embeddings/text-embedding/text-embedding';
const fillIn = '<|fim_prefix|>function add(a, b) {<|fim_suffix|>\n}<|fim_middle|>';

const migrations: Record<string, Migration> = {
  // 0.1.1
  'qwen-ai-provider': {
    page: 'qwen-ai-provider',
    options:
      'baseURL apiKey headers queryParams fetch user simulateStreaming echo logitBias suffix dimensions ' +
      'text_type output_type',
    requests: [
      {
        before: {
          url: `${beijing}/compatible-mode/v1/chat/completions?trace=on`,
          headers: { 'x-team': 'search' },
          body: { model: 'qwen-plus', user: 'user-7', enable_search: true, messages: question },
        },
      },
      {
        before: {
          url: `${beijing}/compatible-mode/v1/completions?trace=on`,
          body: {
            model: 'qwen2.5-coder-32b-instruct',
            logit_bias: { 50256: -100 },
            suffix: '\n}',
            prompt: 'function add(a, b) {',
          },
        },
        after: {
          url: `${beijing}/compatible-mode/v1/completions?trace=on`,
          body: { model: 'qwen2.5-coder-32b-instruct', prompt: fillIn },
        },
        because: 'the service documents a gap in the prompt, but neither suffix nor logit_bias',
      },
      {
        before: {
          url: `${beijing}/compatible-mode/v1/embeddings?trace=on`,
          body: { model: 'text-embedding-v3', input: ['sky'], encoding_format: 'float', dimensions: 512 },
        },
        after: {
          url: `${beijing}${embeddings}?trace=on`,
          body: {
            model: 'text-embedding-v3',
            input: { texts: ['sky'] },
            parameters: { dimension: 512, text_type: 'query', output_type: 'dense' },
          },
        },
        because: 'text_type and output_type were left out there; the native protocol has them',
      },
    ],
  },
  // 2.1.3
  'qwen-ai-provider-v5': {
    page: 'qwen-ai-provider-v5',
    options:
      'baseURL apiKey headers queryParams fetch user simulateStreaming echo logitBias suffix dimensions ' +
      'text_type output_type instruct returnDocuments',
    requests: [
      {
        before: {
          url: `${beijing}/compatible-mode/v1/chat/completions`,
          headers: { 'x-team': 'search' },
          body: { model: 'qwen-plus', user: 'user-7', enable_search: true, messages: question },
        },
      },
      {
        before: {
          url: `${beijing}/compatible-mode/v1/completions`,
          body: { model: 'qwen2.5-coder-32b-instruct', suffix: '\n}', prompt: 'function add(a, b) {' },
        },
        after: {
          url: `${beijing}/compatible-mode/v1/completions`,
          body: { model: 'qwen2.5-coder-32b-instruct', prompt: fillIn },
        },
        because: 'the service documents a gap in the prompt, and no suffix',
      },
      {
        before: {
          url: `${beijing}/compatible-mode/v1/embeddings`,
          body: { model: 'text-embedding-v4', input: ['sky'], encoding_format: 'float', dimensions: 512 },
        },
        after: {
          url: `${beijing}${embeddings}`,
          body: {
            model: 'text-embedding-v4',
            input: { texts: ['sky'] },
            parameters: { dimension: 512, text_type: 'query' },
          },
        },
        because: 'text_type was left out there; the native protocol has it',
      },
      {
        before: {
          url: `${beijing}/compatible-api/v1/reranks`,
          body: {
            model: 'qwen3-rerank',
            query: 'When does the ferry leave?',
            documents: ['The ferry leaves at nine.', 'The museum opens at ten.'],
            top_n: 1,
            instruct: 'Retrieve passages that answer the question.',
          },
        },
      },
    ],
  },
  // 3.0.92
  '@ai-sdk/openai-compatible': {
    page: 'openai-compatible',
    options:
      'name baseURL apiKey headers queryParams fetch includeUsage supportsStructuredOutputs ' +
      'supportsMultiPartToolContent transformRequestBody metadataExtractor supportedUrls convertUsage user ' +
      'reasoningEffort textVerbosity ' +
      'strictJsonSchema echo logitBias suffix dimensions imageModel',
    requests: [
      {
        before: {
          url: `${singapore}/compatible-mode/v1/chat/completions`,
          body: {
            model: 'qwen-plus',
            user: 'user-7',
            enable_thinking: true,
            thinking_budget: 2000,
            enable_search: true,
            messages: question,
          },
        },
        after: {
          url: `${singapore}/compatible-mode/v1/chat/completions`,
          body: {
            model: 'qwen-plus',
            user: 'user-7',
            enable_thinking: true,
            thinking_budget: 2000,
            enable_search: true,
            messages: question,
            stream: true,
          },
        },
        because: 'the service refuses thinking of this model without a stream',
      },
      {
        before: {
          url: `${singapore}/compatible-mode/v1/chat/completions`,
          body: { model: 'qwen3.8-max', reasoning_effort: 'low', enable_search: true, messages: question },
        },
      },
      {
        before: {
          url: `${singapore}/compatible-mode/v1/completions`,
          body: {
            model: 'qwen2.5-coder-32b-instruct',
            logit_bias: { 50256: -100 },
            suffix: '\n}',
            prompt: 'user:\nfunction add(a, b) {\n\nassistant:\n',
          },
        },
        after: {
          url: `${singapore}/compatible-mode/v1/completions`,
          body: { model: 'qwen2.5-coder-32b-instruct', prompt: fillIn },
        },
        because:
          'a completion model has no chat around its text, and the service documents a gap in the prompt, no logit_bias',
      },
      {
        before: {
          url: `${singapore}/compatible-mode/v1/embeddings`,
          body: { model: 'text-embedding-v4', input: ['sky'], encoding_format: 'float', dimensions: 512 },
        },
      },
    ],
  },
  // 2.0.58
  '@ai-sdk/alibaba': {
    page: 'alibaba',
    options:
      'apiKey baseURL videoBaseURL embeddingBaseURL headers fetch includeUsage enableThinking thinkingBudget ' +
      'preserveThinking parallelToolCalls cacheControl textType dimension outputType video videoModel',
    requests: [
      {
        before: {
          url: `${beijing}/compatible-mode/v1/chat/completions`,
          body: {
            model: 'qwen3.7-max',
            enable_thinking: true,
            thinking_budget: 2048,
            preserve_thinking: true,
            messages: [
              {
                role: 'system',
                content: [{ type: 'text', text: 'You know this handbook: …', cache_control: { type: 'ephemeral' } }],
              },
              { role: 'user', content: 'When do guests have to leave?' },
            ],
          },
        },
      },
      {
        before: {
          url: `${beijing}${embeddings}`,
          body: {
            model: 'text-embedding-v4',
            input: { texts: ['sky'] },
            parameters: { text_type: 'query', dimension: 512, output_type: 'dense&sparse' },
          },
        },
      },
    ],
  },
};

function readPage(name: string): { before: string; after: string; table: string } {
  const [, before, after, table] = /^```js\n([^]*?)^```$[^]*?^```ts\n([^]*?)^```$([^]*)/m.exec(read(name)) ?? [];
  if (before === undefined) throw new Error(`The page ${name} has no before and after.`);
  return { before, after: after!, table: table! };
}

describe('the pages for users of another provider', () => {
  let folder: string;
  let sent: Required<Sent>[];
  let statuses: number[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ai-sdk-qwen-migration-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  afterAll(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    sent = [];
    statuses = [];
    const emulator = strictEmulator();
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-mine');
    for (const name of ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL']) vi.stubEnv(name, '');
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const body = JSON.parse(String(init.body)) as object;
      sent.push({ url, headers: Object.fromEntries(new Headers(init.headers)), body });
      const response = await emulator.fetch(url, init);
      statuses.push(response.status);
      return response;
    });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  describe.each(Object.entries(migrations))('from %s', (name, { page, options, requests }) => {
    const { before, after, table } = readPage(`docs/migrating/${page}.md`);

    test('the migration page names every option of the other provider', () => {
      const named = table.split('\n').map((line) => /^\| (.*?) \|/.exec(line)?.[1] ?? '');
      const words = new Set(named.join(' ').match(/(?<=`)[\w]+(?=`)/g));
      expect(options.split(' ').filter((option) => !words.has(option))).toEqual([]);
    });

    test('the migration page has a snippet of that package, and one of this', () => {
      expect(before).toContain(`from '${name}'`);
      expect(after).not.toContain(`'${name}'`);
      expect(after).toMatch(/from 'ai-sdk-qwen(\/ai[67])?'/);
    });

    test('the new snippet of the migration page sends the same, or says why not', async () => {
      const file = join(folder, `${name.replace(/\W/g, '-')}.ts`);
      await writeFile(file, toAlias(after));
      await import(/* @vite-ignore */ file);
      expect(sent).toMatchObject(requests.map((request) => request.after ?? request.before));
      for (const { headers } of sent) expect(headers.authorization).toBe('Bearer sk-of-mine');
      expect(statuses).toEqual(requests.map(() => 200));
      // Nothing that was sent before is left out, unless it is said why.
      const lost = requests.flatMap(({ before: { body }, because }, index) =>
        because === undefined ? Object.keys(body).filter((field) => !(field in sent[index]!.body)) : [],
      );
      expect(lost).toEqual([]);
    });
  });
});

test('the types that the migration pages name are exported by the imports', () => {
  const exported = read('src/provider/public-types.ts') + read('src/ai7.ts');
  for (const { page } of Object.values(migrations)) {
    const rows = read(`docs/migrating/${page}.md`).split('| Type there | Type here |')[1]!;
    const named = rows.split('\n').flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/\bQwen\w+/g)]);
    expect(named.length).toBeGreaterThan(1);
    for (const [name] of named) expect(exported).toMatch(new RegExp(`\\b${name}\\b`));
  }
});
