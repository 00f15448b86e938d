import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';

/**
 * Makes every call with every wrong thing in it, in a process of its own, which ends at the first rejection that nobody
 * hears. Prints how each call ended, a line of JSON each.
 */
export interface Outcome {
  call: string;
  /** The error's name and message; absent for a call that succeeded. */
  name?: string;
  message?: string;
}

type Fetch = typeof globalThis.fetch;
type Options = Record<string, unknown>;
type Method = (options: Options) => PromiseLike<unknown>;
type Provider = Record<string, (id: string, options?: Options) => Record<string, Method>> &
  ((id: string, options?: Options) => Record<string, Method>);

const majors: Record<string, (settings: Options) => unknown> = {
  ai4: createQwen4,
  ai5: createQwen5,
  ai6: createQwen6,
  ai7: createQwen7,
};

const user = (content: unknown[]) => ({
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content }],
});
const chat = user([{ type: 'text', text: 'Hi' }]);
const document = user([{ type: 'file', data: 'YQ==', mimeType: 'application/pdf', mediaType: 'application/pdf' }]);

async function drain(streaming: PromiseLike<unknown>): Promise<void> {
  const { stream } = (await streaming) as { stream: AsyncIterable<{ type: string; error?: unknown }> };
  for await (const part of stream) if (part.type === 'error') throw part.error;
}

/** Every kind of call that a provider makes. */
const calls: Record<string, (qwen: Provider, more: Options) => PromiseLike<unknown>> = {
  doGenerate: (qwen, more) => qwen('qwen-plus').doGenerate!({ ...chat, ...more }),
  'doGenerate with options': (qwen, more) => qwen('qwen-plus', { topK: 3 }).doGenerate!({ ...chat, ...more }),
  'doGenerate, folded': (qwen, more) => qwen('qwq-plus').doGenerate!({ ...chat, ...more }),
  doStream: (qwen, more) => drain(qwen('qwen-plus').doStream!({ ...chat, ...more })),
  'doStream over the DashScope protocol': (qwen, more) =>
    drain((qwen.dashscope as unknown as Provider)('qwen-plus').doStream!({ ...chat, ...more })),
  'doGenerate with a document': (qwen, more) => qwen('qwen-long').doGenerate!({ ...document, ...more }),
  completion: (qwen, more) => qwen.completion!('qwen-coder-turbo').doGenerate!({ ...chat, ...more }),
  doEmbed: (qwen, more) => qwen.embedding!('text-embedding-v4').doEmbed!({ values: ['a'], ...more }),
  doRerank: (qwen, more) =>
    qwen.reranking === undefined
      ? Promise.reject(new Error('This major ranks nothing.'))
      : qwen.reranking('qwen3-rerank').doRerank!({
          documents: { type: 'text', values: ['a'] },
          query: 'a',
          ...more,
        }),
  'files.upload': (qwen, more) => filesOf(qwen).upload!(new Uint8Array(3), { filename: 'a.txt', ...more }),
  'files.get': (qwen, more) => filesOf(qwen).get!('file-fe-1', more),
  'files.list': (qwen, more) => filesOf(qwen).list!(more),
  'files.delete': (qwen, more) => filesOf(qwen).delete!('file-fe-1', more),
};

function filesOf(qwen: Provider): Record<string, (...args: unknown[]) => PromiseLike<unknown>> {
  const { files } = qwen as unknown as { files: unknown };
  return files as Record<string, (...args: unknown[]) => PromiseLike<unknown>>;
}

const answering =
  (body: BodyInit | null = '{}', init?: ResponseInit): Fetch =>
  async () =>
    new Response(body, init);
const returning = (value: unknown): Fetch => (async () => value) as unknown as Fetch;
const rejecting =
  (value: unknown): Fetch =>
  () =>
    Promise.reject(value);
const throwing =
  (value: unknown): Fetch =>
  () => {
    throw value;
  };
const failingBody =
  (value: unknown): Fetch =>
  async () =>
    new Response(new ReadableStream({ pull: () => Promise.reject(value), cancel: () => Promise.reject(value) }));
/** A reader whose pieces are no bytes. */
const readOnce = (value: unknown) => {
  const pieces = [{ value }, { done: true }];
  return async () => pieces.shift();
};
const broken = {
  ok: true,
  status: 200,
  headers: new Headers(),
  text: () => Promise.reject(new Error('no text')),
};

/** Things that have no text of their own. */
const untold = [
  undefined,
  null,
  'reason',
  7,
  Symbol('reason'),
  {},
  Object.create(null),
  { toString: null },
  { message: 'an object' },
  Object.assign(new Error('no net'), { cause: Symbol('cause') }),
];

const right = { apiKey: 'sk-test-0123456789', fetch: answering() };
const wrongSettings: Options[] = [
  { apiKey: '' },
  { apiKey: 5 },
  { apiKey: 'a\nb' },
  { apiKey: undefined },
  { baseURL: 'nowhere' },
  { baseURL: 'https://example.com/v1/chat/completions' },
  { baseURL: 5 },
  { baseURL: {} },
  { region: 'moon' },
  { workspaceId: '!' },
  { headers: 'a: b' },
  { headers: { a: 5 } },
  { headers: { 'a b': 'c' } },
  { timeout: 'soon' },
  { timeout: { headers: -1 } },
  { fetch: 5 },
  { appKey: 'misspelt' },
];
const wrongFetches: Fetch[] = [
  ...untold.flatMap((value) => [returning(value), rejecting(value), throwing(value), failingBody(value)]),
  returning({ status: 200 }),
  returning(broken),
  returning({ ...broken, body: {} }),
  returning({ ...broken, body: { getReader: throwing('locked') } }),
  returning({
    ...broken,
    body: { getReader: () => ({ read: readOnce('text'), cancel: throwing('no') }) },
  }),
  returning(Response.error()),
  answering(null),
  answering('', { status: 500 }),
  answering('nonsense'),
  answering('data: {', { headers: { 'content-type': 'text/event-stream' } }),
];
const noSignals: Record<string, unknown> = {
  'an object': {},
  'a list': [],
  'a text': 'signal',
  'a number': 1,
  true: true,
  'a function': () => {},
  'a symbol': Symbol('signal'),
  'a controller': new AbortController(),
  'half a signal': { aborted: false },
  'a signal of wrong methods': { aborted: false, addEventListener: 5 },
  'an object without a prototype': Object.create(null),
};
const signals: Record<string, unknown> = {
  null: null,
  undefined,
  aborted: AbortSignal.abort(new Error('The user has left.')),
  open: new AbortController().signal,
  ...Object.fromEntries(Object.entries(noSignals).map(([name, value]) => [`none: ${name}`, value])),
};
const callbacks: unknown[] = [
  ...untold.flatMap((value) => [() => Promise.reject(value), throwing(value)]),
  5,
  async () => 'fine',
];

async function outcome(call: string, make: () => PromiseLike<unknown>): Promise<void> {
  const ended: Outcome = { call };
  try {
    await make();
  } catch (error) {
    const thrown = error instanceof Error ? error : undefined;
    ended.name = thrown === undefined ? `no error: ${typeof error}` : thrown.name;
    ended.message = thrown?.message ?? '';
  }
  process.stdout.write(`${JSON.stringify(ended)}\n`);
}

async function main(): Promise<void> {
  for (const [major, create] of Object.entries(majors)) {
    for (const [name, call] of Object.entries(calls)) {
      for (const wrong of wrongSettings) {
        for (const [signal, abortSignal] of Object.entries(signals)) {
          await outcome(`${major} ${name}, settings ${JSON.stringify(wrong)}, signal ${signal}`, async () =>
            call(create({ ...right, ...wrong }) as Provider, { abortSignal }),
          );
        }
      }
      for (const [signal, abortSignal] of Object.entries(signals)) {
        await outcome(`${major} ${name}, signal ${signal}`, async () =>
          call(create(right) as Provider, { abortSignal }),
        );
      }
      for (const [index, fetch] of wrongFetches.entries()) {
        for (const signal of ['undefined', 'open']) {
          await outcome(`${major} ${name}, fetch ${index}, signal ${signal}`, async () =>
            call(create({ ...right, fetch }) as Provider, { abortSignal: signals[signal] }),
          );
        }
      }
    }
    const file = '{"id":"file-fe-1","status":"processed"}';
    for (const [index, onProgress] of callbacks.entries()) {
      await outcome(`${major} files.upload, onProgress ${index}`, () =>
        calls['files.upload']!(create({ ...right, fetch: answering(file) }) as Provider, { onProgress }),
      );
    }
  }
  // What comes late is heard of as well.
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.stdout.write('end\n');
}

if (process.argv[2] === 'call') await main();
