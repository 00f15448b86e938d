import { request } from 'node:http';
import { createEmulator, type Emulator, type EmulatorOptions, type ListenOptions } from 'ai-sdk-qwen/emulator';
import { createParser } from 'eventsource-parser';
import { afterEach } from 'vitest';
import type { CallDetail, CallSummary, InspectorEvent } from '../../src/emulator/inspector/shape.js';
import { chat } from './emulator-requests.js';

/** An emulator that listens with its inspector, until the test has ended. */
export interface InspectedEmulator {
  emulator: Emulator;
  url: string;
  port: number;
  /** Asks a chat model, and returns the whole response. */
  ask: (body?: object, asked?: { path?: string; key?: string; headers?: Record<string, string> }) => Promise<Response>;
  /** The calls in the inspector, the oldest first. */
  calls: () => Promise<CallSummary[]>;
  detail: (id: number) => Promise<CallDetail>;
  copy: (id: number, form: 'curl' | 'vitest') => Promise<string>;
  queue: (body: unknown) => Promise<Response>;
  /** A connection to the stream of events, as a page has one. */
  follow: () => Promise<Follower>;
}

export interface Follower {
  /** Resolves with the first message that is wanted, and forgets those before it. */
  next: (isWanted: (event: InspectorEvent) => boolean) => Promise<InspectorEvent>;
}

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

export async function inspect(options?: EmulatorOptions, where?: ListenOptions): Promise<InspectedEmulator> {
  const emulator = createEmulator(options);
  const { url, port } = await emulator.listen({ inspector: true, ...where });
  open.push(() => emulator.close());
  const follow = () => followEvents(`${url}/inspector/events`);
  return {
    emulator,
    url,
    port,
    async ask(body = chat(), { path = '/compatible-mode/v1/chat/completions', key = 'sk-test', headers } = {}) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
      return new Response(await response.arrayBuffer(), response);
    },
    calls: async () => (await (await follow()).next(() => true)).calls,
    detail: async (id) => (await fetch(`${url}/inspector/calls/${id}`)).json() as Promise<CallDetail>,
    copy: async (id, form) => (await fetch(`${url}/inspector/calls/${id}/${form}`)).text(),
    queue: (body) =>
      fetch(`${url}/inspector/queue`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    follow,
  };
}

async function followEvents(url: string): Promise<Follower> {
  const leave = new AbortController();
  open.push(() => leave.abort());
  const response = await fetch(url, { signal: leave.signal });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  const events: InspectorEvent[] = [];
  const parser = createParser({ onEvent: ({ data }) => events.push(JSON.parse(data)) });
  return {
    async next(isWanted) {
      for (;;) {
        for (let event = events.shift(); event !== undefined; event = events.shift()) {
          if (isWanted(event)) return event;
        }
        const { done, value } = await reader.read();
        if (done) throw new Error('The stream of events has ended.');
        parser.feed(decoder.decode(value, { stream: true }));
      }
    },
  };
}

/** Sends a request with any headers, also those that `fetch` does not let its callers choose. */
export function sendWith(
  port: number,
  path: string,
  headers: Record<string, string>,
  { method = 'GET', body }: { method?: string; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', method, path, headers }, (response) => {
      let text = '';
      const end = () => resolve({ status: response.statusCode!, headers: response.headers, text });
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        // The stream of events does not end.
        if (String(response.headers['content-type']).startsWith('text/event-stream')) {
          end();
          call.destroy();
        }
      });
      response.on('end', end);
    });
    call.on('error', reject).end(body);
  });
}
