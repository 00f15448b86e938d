import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAlias } from './readme/imports.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

interface Sent {
  url: string;
  headers?: Record<string, string>;
  body: object;
}

interface Migration {
  /** Every setting and option of the package that is left, by the declarations of its release. */
  options: string;
  /** What the snippet before sends, recorded with that release in November 2026; `after` where ours differs. */
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
          body: { model: 'qwen2.5-coder-32b-instruct', logit_bias: { 50256: -100 }, prompt: fillIn },
        },
        because: 'the service documents a gap in the prompt, and no suffix',
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
  // 3.0.92
  '@ai-sdk/openai-compatible': {
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
          body: { model: 'qwen2.5-coder-32b-instruct', logit_bias: { 50256: -100 }, prompt: fillIn },
        },
        because: 'a completion model has no chat around its text, and the service documents a gap in the prompt',
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

function sectionOf(name: string): { before: string; after: string; table: string } {
  const section = readme.split(`### From ${name}\n`)[1]?.split(/^##/m)[0];
  const [, before, after, table] = /^```js\n([^]*?)^```$[^]*?^```ts\n([^]*?)^```$([^]*)/m.exec(section ?? '') ?? [];
  if (before === undefined) throw new Error(`The README has no before and after of ${name}.`);
  return { before, after: after!, table: table! };
}

describe('what the README says to those who come from another provider', () => {
  let folder: string;
  let sent: Required<Sent>[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ai-sdk-qwen-migration-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  afterAll(() => rm(folder, { recursive: true }));

  beforeEach(() => {
    sent = [];
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-of-mine');
    for (const name of ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL']) vi.stubEnv(name, '');
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const body = JSON.parse(String(init.body)) as { stream?: boolean };
      sent.push({ url, headers: Object.fromEntries(new Headers(init.headers)), body });
      return answerTo(url, body.stream === true);
    });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  describe.each(Object.entries(migrations))('from %s', (name, { options, requests }) => {
    const { before, after, table } = sectionOf(name);

    it('names every option that there was', () => {
      const named = table.split('\n').map((line) => /^\| (.*?) \|/.exec(line)?.[1] ?? '');
      const words = new Set(named.join(' ').match(/(?<=`)[\w]+(?=`)/g));
      expect(options.split(' ').filter((option) => !words.has(option))).toEqual([]);
    });

    it('has a snippet of that package, and one of this', () => {
      expect(before).toContain(`from '${name}'`);
      expect(after).not.toContain(`'${name}'`);
      expect(after).toMatch(/from 'ai-sdk-qwen(\/ai7)?'/);
    });

    it('sends what was meant', async () => {
      const file = join(folder, `${name.replace(/\W/g, '-')}.ts`);
      await writeFile(file, toAlias(after));
      await import(/* @vite-ignore */ file);
      expect(sent).toMatchObject(requests.map((request) => request.after ?? request.before));
      for (const { headers } of sent) expect(headers.authorization).toBe('Bearer sk-of-mine');
      // Nothing that was sent before is left out, unless it is said why.
      const lost = requests.flatMap(({ before: { body }, because }, index) =>
        because === undefined ? Object.keys(body).filter((field) => !(field in sent[index]!.body)) : [],
      );
      expect(lost).toEqual([]);
    });
  });
});

/** An answer in the shape of the path. */
function answerTo(url: string, stream: boolean): Response {
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const row = { embedding: [1], index: 0, text_index: 0 };
  if (url.includes('embedding')) return Response.json({ data: [row], output: { embeddings: [row] }, usage });
  const finish_reason = 'stop';
  if (!stream) {
    const message = { role: 'assistant', content: 'Yes.' };
    return Response.json({ choices: [{ index: 0, message, text: 'Yes.', finish_reason }], usage });
  }
  const chunk = { choices: [{ index: 0, delta: { content: 'Yes.' }, finish_reason }] };
  return new Response(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, {
    headers: { 'content-type': 'text/event-stream' },
  });
}
