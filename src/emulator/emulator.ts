import { isFields } from './checks/fields.js';
import { compatible } from './compatible/protocol.js';
import type { Exchange, Protocol } from './exchange.js';
import { regionOf } from './keys.js';
import { listen, type Listening } from './listen.js';
import { native } from './native.js';
import type { Emulator, EmulatorOptions, RecordedCall } from './options.js';
import { PrefixCache } from './prefix-cache.js';
import { Refusal } from './refusal.js';
import type { ScriptedAnswer } from './script.js';
import { uuidFrom } from './words.js';

const protocols: Protocol[] = [compatible, native];

/** What an emulator remembers between requests. */
interface Memory {
  calls: RecordedCall[];
  /** Answers and failures that wait for a request. */
  queue: ScriptedAnswer[];
  cache: PrefixCache;
  newId: () => string;
}

/**
 * Makes a DashScope of your own. Nothing leaves the process: hand `emulator.fetch` to the provider, or let it
 * listen on a loopback port.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { chunkSize } = options;
  if (chunkSize !== undefined && !(Number.isInteger(chunkSize) && chunkSize > 0)) {
    throw new TypeError(`chunkSize must be a positive whole number of bytes, given ${chunkSize}`);
  }
  let ids = 0;
  const newId = () => uuidFrom(`emulator ${(ids += 1)}`);
  const memory: Memory = { calls: [], queue: [], cache: new PrefixCache(), newId };
  const servers: Listening[] = [];
  const handle = (request: Request) => handleRequest(request, options, memory);
  return {
    handle,
    fetch: async (input, init) => handle(new Request(input, init)),
    async listen(where = {}) {
      const server = await listen(handle, where);
      servers.push(server);
      return { url: server.url, port: server.port };
    },
    calls: memory.calls,
    answerNext: (...answers) => {
      memory.queue.push(...answers);
    },
    failNext(failure, { times = 1, form } = {}) {
      const script: ScriptedAnswer = { failure, ...(form && { failureForm: form }) };
      memory.queue.push(...Array.from({ length: times }, () => script));
    },
    reset() {
      memory.calls.length = 0;
      memory.queue.length = 0;
      memory.cache.clear();
    },
    async close() {
      await Promise.all(servers.splice(0).map((server) => server.close()));
    },
  };
}

async function handleRequest(request: Request, options: EmulatorOptions, memory: Memory): Promise<Response> {
  const { signal, method, headers } = request;
  signal.throwIfAborted();
  const { pathname, hostname } = new URL(request.url);
  const text = await request.text();
  const call: RecordedCall = {
    method,
    path: pathname,
    headers: masked(headers),
    body: readable(text),
    status: 0,
    aborted: false,
  };
  const index = memory.calls.push(call) - 1;
  const protocol = protocols.find(({ prefix }) => pathname.startsWith(`${prefix}/`));
  const { firstTokenDelay = 0, deltaDelay = 0, chunkSize, region = regionOf(hostname) } = options;
  const exchange: Exchange = {
    method,
    headers,
    text,
    signal,
    region,
    path: pathname.slice(protocol?.prefix.length ?? 0),
    body: {},
    id: memory.newId(),
    now: Date.now(),
    cache: memory.cache,
    newId: memory.newId,
    tempo: { firstTokenDelay, deltaDelay, chunkSize },
    onAbort: () => {
      call.aborted = true;
    },
    async script(asked) {
      const queued = memory.queue.shift();
      if (queued !== undefined) return queued;
      const { body } = exchange;
      const told = { path: pathname, model: String(body['model']), body, headers, index, ...asked };
      return (await options.answer?.(told)) ?? {};
    },
  };
  const response = await untilAborted(answer(exchange, protocol), exchange);
  call.status = response.status;
  return response;
}

async function answer(exchange: Exchange, protocol: Protocol | undefined): Promise<Response> {
  if (protocol === undefined) return new Response(null, { status: 404 });
  try {
    return await protocol.serve(exchange);
  } catch (error) {
    if (error instanceof Refusal) return protocol.refuse(exchange, error);
    throw error;
  }
}

/** The response, unless the client goes away before there is one. */
async function untilAborted(response: Promise<Response>, { signal, onAbort }: Exchange): Promise<Response> {
  let leave: (() => void) | undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => {
      onAbort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([response, gone]);
  } finally {
    signal.removeEventListener('abort', leave!);
  }
}

function masked(headers: Headers): Record<string, string> {
  const shown = Object.fromEntries(headers);
  if (shown['authorization'] !== undefined) shown['authorization'] = 'Bearer ***';
  return shown;
}

function readable(text: string): unknown {
  if (text === '') return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return isFields(body) || Array.isArray(body) ? body : text;
  } catch {
    return text;
  }
}
