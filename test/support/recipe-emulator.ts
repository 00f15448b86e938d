import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { afterEach, beforeEach, vi } from 'vitest';
import type { LanguageModelMiddleware } from 'ai7';
import type * as Abort from '../../examples/recipes/abort.js';
import type { AnswerStore } from '../../examples/recipes/answer-cache.js';
import type * as Worker from '../../examples/recipes/worker.js';
import { strictEmulator } from './strict-emulator.js';

/** An emulator that the recipes reach over HTTP, as an app reaches the service: by its environment. */
export function serveRecipes(options: EmulatorOptions = {}): { readonly emulator: Emulator; readonly url: string } {
  let emulator: Emulator;
  let url: string;
  beforeEach(async () => {
    vi.resetModules();
    emulator = strictEmulator(options);
    ({ url } = await emulator.listen());
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-recipes');
    vi.stubEnv('DASHSCOPE_COMPATIBLE_BASE_URL', `${url}/compatible-mode/v1`);
    vi.stubEnv('DASHSCOPE_HTTP_BASE_URL', `${url}/api/v1`);
    // What recipes log is for whoever runs them.
    vi.spyOn(console, 'error').mockImplementation(() => {});
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await emulator.close();
  });
  return {
    get emulator() {
      return emulator;
    },
    get url() {
      return url;
    },
  };
}

type Handler = (request: Request) => Promise<Response>;

/** Exports of the recipes for AI SDK 7. Their own types need that AI SDK: test/docs/recipes/tsconfig.json checks them. */
interface Recipes7 {
  'abort-ai7': typeof Abort;
  'cache-middleware-ai7': { cacheAnswers(store: AnswerStore, scope?: unknown): LanguageModelMiddleware };
  'persistence-ai7': { POST: Handler };
  'route-handler-ai7': { POST: Handler };
  'video-route-ai7': { POST: Handler; GET: Handler };
  'worker-ai7': typeof Worker;
}

export async function recipe7<Name extends keyof Recipes7>(name: Name): Promise<Recipes7[Name]> {
  return (await import(`../../examples/recipes/${name}.ts`)) as Recipes7[Name];
}

export function post(body: unknown, init: RequestInit = {}): Request {
  return new Request('https://example.com/api/chat', { ...init, method: 'POST', body: JSON.stringify(body) });
}

/** The parts of one kind in a data stream of AI SDK 4: 0 is text, g reasoning, 3 an error. */
export function dataParts(stream: string, kind: string): string[] {
  return stream
    .split('\n')
    .filter((line) => line.startsWith(`${kind}:`))
    .map((line) => JSON.parse(line.slice(2)) as string);
}

/** The chunks of a UI message stream of AI SDK 5 and later. */
export function chunks(stream: string): { type: string; delta?: string; errorText?: string }[] {
  return stream
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice(6)));
}

/** Reads a response until it has said something; there is more to come. What it gives leaves, as a server does. */
export async function readUntil(response: Response, words: string): Promise<() => Promise<void>> {
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let said = '';
  while (!said.includes(words)) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`The response ended without ${words}: ${said}`);
    said += decoder.decode(value, { stream: true });
  }
  return () => reader.cancel();
}
