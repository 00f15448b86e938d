import { createQwen, type QwenProvider } from 'ai-sdk-qwen';
import { expectNoSecret } from './canary.js';

/** One request as it left the provider. */
export interface RecordedCall {
  url: string;
  headers: Record<string, string>;
  body: Record<string, any>; // oxlint-disable-line typescript/no-explicit-any
}

export interface Recorder {
  fetch: typeof globalThis.fetch;
  calls: RecordedCall[];
}

const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };

function wholeAnswer(choice: object): object {
  return { choices: [{ index: 0, ...choice, finish_reason: 'stop' }], usage };
}

function streamedAnswer(choice: object): string {
  const chunks = [
    { choices: [{ index: 0, ...choice, finish_reason: null }] },
    { choices: [{ index: 0, finish_reason: 'stop' }] },
    { choices: [], usage },
  ];
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}

function embeddings(body: Record<string, unknown>): object {
  const data = (body.input as string[]).map((_text, index) => ({ index, embedding: [index, 1] }));
  return { data, model: body.model, usage: { prompt_tokens: 1, total_tokens: 1 } };
}

/** Answers every request in the fitting shape, and keeps what was asked. */
export function createRecorder(): Recorder {
  const calls: RecordedCall[] = [];
  return {
    calls,
    async fetch(input, init) {
      const body = JSON.parse(String(init?.body));
      calls.push({ url: String(input), headers: Object.fromEntries(new Headers(init?.headers)), body });
      if (String(input).endsWith('/embeddings')) return Response.json(embeddings(body));
      const content = '{"ok":true}';
      const choice = String(input).endsWith('/chat/completions')
        ? { [body.stream === true ? 'delta' : 'message']: { role: 'assistant', content } }
        : { text: 'and so on' };
      if (body.stream !== true) return Response.json(wholeAnswer(choice));
      return new Response(streamedAnswer(choice), { headers: { 'content-type': 'text/event-stream' } });
    },
  };
}

/** A provider whose requests are recorded, and the bodies that it sent. */
export function recordedQwen(settings?: Parameters<typeof createQwen>[0]): Recorder & { qwen: QwenProvider } {
  const recorder = createRecorder();
  return { ...recorder, qwen: createQwen({ apiKey: 'sk-test', fetch: recorder.fetch, ...settings }) };
}

/** The rejection of a promise. It must show no key of the tests, whatever it is. */
export async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return expectNoSecret(error);
  }
  throw new Error('the promise was not rejected');
}
