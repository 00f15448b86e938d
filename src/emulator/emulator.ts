import { type Access, answerPreflight, loopbackOnly, shareWithPages } from './server/access.js';
import { isObject } from './util/objects.js';
import type { CallLog } from './call-log.js';
import { createPolicy } from './checks/policy.js';
import { batches } from './batch/protocol.js';
import { applications } from './applications/protocol.js';
import { checkScript } from './model/check-script.js';
import { compatible } from './compatible/protocol.js';
import { native } from './dashscope/protocol.js';
import { temporaryFiles } from './dashscope/temporary-files.js';
import { resultFiles } from './tasks/results.js';
import type { RequestContext, Protocol } from './server/context.js';
import { describeForm, readForm } from './server/form.js';
import { regionOf } from './catalogue/regions.js';
import { listen, type Listening } from './server/listen.js';
import { createMemory, forgetAll, type Memory } from './memory.js';
import type { Emulator, EmulatorOptions, RecordedCall } from './options.js';
import { failureOf, failures, ApiError } from './rules/api-error.js';
import type { Inspector } from './inspector/inspector.js';
import { flatReranking } from './reranking/rank.js';
import { conversations, olderConversations } from './responses/conversations.js';
import { olderResponses, responses } from './responses/protocol.js';
import type { ScriptedAnswer } from './model/script.js';
import { answerUnserved, answerWelcome, describeUnserved } from './server/welcome.js';
import { withSignal } from './server/with-signal.js';

// The Responses API and batches are below the prefix of the OpenAI-compatible protocol, and applications below that of
// the native one, so they come first.
const protocols: Protocol[] = [
  batches,
  responses,
  olderResponses,
  conversations,
  olderConversations,
  compatible,
  applications,
  native,
  flatReranking,
  temporaryFiles,
  resultFiles,
];

/**
 * Makes an emulator of DashScope. Nothing leaves the process: give `emulator.fetch` to the provider, or let the
 * emulator listen on a loopback port.
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  checkOptions(options);
  const memory = createMemory(options);
  const { stores } = memory;
  const servers: Listening[] = [];
  const inspectors: Inspector[] = [];
  const handle = (request: Request, access: Access = loopbackOnly, observe?: (call: RecordedCall) => void) =>
    handleRequest(request, options, memory, access, observe);
  const answerNext: Emulator['answerNext'] = (...answers) => {
    answers.forEach(checkScript);
    memory.queue.push(...answers);
  };
  const inspect = async () => {
    const { createInspector } = await import('./inspector/inspector.js');
    const queued = () => memory.queue.length;
    const { forward } = options;
    const region = forward === undefined ? options.region : regionOf(new URL(forward.to).hostname);
    // Clients call Singapore by default.
    const inspector = createInspector({ handle, answerNext, queued, failures, region: region ?? 'singapore' });
    inspectors.push(inspector);
    return inspector.handle;
  };
  return {
    handle: (request) => handle(request),
    async fetch(input, init) {
      const request = new Request(input, init);
      return handle(init?.signal ? withSignal(request, init.signal) : request);
    },
    async listen(where = {}) {
      const server = await listen(where.inspector ? await inspect() : handle, where);
      servers.push(server);
      return { url: server.url, port: server.port };
    },
    calls: memory.log.calls,
    answerNext,
    creations: stores.media.creations,
    batches: stores.batches.counts,
    failNext(failure, { times = 1, form, at } = {}) {
      if (at !== undefined) return stores.media.faults.push(at, { failure, ...(form && { form }) }, times);
      const script: ScriptedAnswer = { failure, ...(form && { failureForm: form }) };
      memory.queue.push(...Array.from({ length: times }, () => script));
    },
    breakNext: (breaks, { at, times = 1 }) => stores.media.faults.push(at, { breaks }, times),
    advance: (milliseconds) => {
      stores.clock.advance(milliseconds);
    },
    reset() {
      forgetAll(memory);
      for (const inspector of inspectors) inspector.clear();
    },
    async close() {
      await Promise.all(servers.splice(0).map((server) => server.close()));
      await memory.recordings.settled();
    },
  };
}

function checkOptions({ chunkSize, unknownParameters, callLimits = {} }: EmulatorOptions): void {
  if (chunkSize !== undefined && !(Number.isInteger(chunkSize) && chunkSize > 0)) {
    throw new TypeError(`chunkSize must be a positive whole number of bytes, given ${chunkSize}`);
  }
  if (unknownParameters !== undefined && unknownParameters !== 'warn' && unknownParameters !== 'refuse') {
    throw new TypeError(`unknownParameters must be 'warn' or 'refuse', given ${String(unknownParameters)}`);
  }
  for (const name of ['max', 'maxBodyBytes'] as const) {
    const { [name]: limit = 1 } = callLimits;
    if (!(limit >= 1)) throw new TypeError(`callLimits.${name} must be a number of at least 1, given ${limit}`);
  }
}

async function handleRequest(
  request: Request,
  options: EmulatorOptions,
  memory: Memory,
  access: Access,
  observe?: (call: RecordedCall) => void,
): Promise<Response> {
  const { signal, method, headers } = request;
  signal.throwIfAborted();
  if (method === 'OPTIONS') return answerPreflight(request, access);
  const { pathname } = new URL(request.url);
  const response = answerWelcome(method, pathname, protocols) ?? (await answerCall(request, options, memory, observe));
  return shareWithPages(response, headers.get('origin'), access);
}

/** Reads a request's body, and records the call for `emulator.calls`. */
async function recordCall(request: Request, path: string, log: CallLog) {
  const { method, headers } = request;
  const bytes = await request.arrayBuffer();
  const form = await readForm(bytes, headers.get('content-type'));
  const text = form === undefined ? new TextDecoder().decode(bytes) : '';
  const call: RecordedCall = {
    method,
    path,
    headers: masked(headers),
    body: form === undefined ? readable(text) : describeForm(form),
    status: 0,
    aborted: false,
    warnings: [],
  };
  return { bytes, form, text, call, index: log.add(call, bytes.byteLength) };
}

async function answerCall(
  request: Request,
  options: EmulatorOptions,
  memory: Memory,
  observe?: (call: RecordedCall) => void,
): Promise<Response> {
  const { signal, method, headers } = request;
  const url = new URL(request.url);
  const { pathname } = url;
  const { bytes, form, text, call, index } = await recordCall(request, pathname, memory.log);
  observe?.(call);
  const protocol = protocols.find(({ prefix }) => `${pathname}/`.startsWith(`${prefix}/`));
  const { stores, newId } = memory;
  const { unknownParameters = 'warn' } = options;
  const context: RequestContext = {
    ...requestOf(options, url),
    ...stores,
    newId,
    method,
    headers,
    url,
    text,
    form,
    signal,
    path: pathname.slice(protocol?.prefix.length ?? 0),
    body: {},
    given: {},
    policy: createPolicy(unknownParameters, call.warnings),
    refusesUnknown: unknownParameters === 'refuse',
    warnings: call.warnings,
    id: newId(),
    now: stores.clock.now(),
    onAbort: () => {
      call.aborted = true;
    },
    describeUnserved: () => describeUnserved(method, pathname, protocols),
    failAsScripted() {
      if (memory.queue[0]?.failure === undefined) return;
      const { failure, failureForm } = memory.queue.shift()!;
      throw new ApiError(failureOf(failure!), failureForm);
    },
    async script(asked) {
      const queued = take(memory.queue, ({ batch }) => batch === undefined);
      if (queued !== undefined) return queued;
      if (options.answer === undefined) return {};
      const { line, ...question } = asked;
      const { body } = line ?? context;
      const path = line === undefined ? pathname : `/compatible-mode${line.url}`;
      const told = { path, model: String(body.model), body, headers, index, ...question };
      return (await options.answer(line === undefined ? told : { ...told, customId: line.customId })) ?? {};
    },
    takeBatchScript: () => take(memory.queue, ({ batch }) => batch !== undefined)?.batch ?? {},
  };
  const { onAbort } = context;
  const recorded = memory.recordings.answer({ method, url, headers, bytes, form, signal, onAbort });
  const answered = recorded.then((response) => response ?? answer(context, protocol));
  const response = await untilAborted(answered, context);
  call.status = response.status;
  return response;
}

/** Takes the first item that fits out of a queue. */
function take<T>(queue: T[], fits: (item: T) => boolean): T | undefined {
  const place = queue.findIndex(fits);
  return place < 0 ? undefined : queue.splice(place, 1)[0];
}

/** The part of a request's context that comes from the options. */
function requestOf(
  options: EmulatorOptions,
  { hostname }: URL,
): Pick<RequestContext, 'region' | 'tempo' | 'speech' | 'responses'> {
  const {
    firstTokenDelay = 0,
    deltaDelay = 0,
    chunkSize,
    region = regionOf(hostname),
    speech = {},
    responses: manner = {},
  } = options;
  const { maxCharacters = 600, firstPiece = 'wav' } = speech;
  const { thoughts = 'reasoning_text' } = manner;
  return {
    region,
    tempo: { firstTokenDelay, deltaDelay, chunkSize },
    speech: { maxCharacters, firstPiece },
    responses: { thoughts },
  };
}

async function answer(context: RequestContext, protocol: Protocol | undefined): Promise<Response> {
  const { method, path, id } = context;
  if (protocol === undefined) return answerUnserved(method, path, id, protocols);
  try {
    return await protocol.serve(context);
  } catch (error) {
    if (error instanceof ApiError) return protocol.refuse(context, error);
    throw error;
  }
}

/** Resolves with the response, or rejects when the client leaves first. */
async function untilAborted(response: Promise<Response>, { signal, onAbort }: RequestContext): Promise<Response> {
  let leave: (() => void) | undefined;
  const gone = new Promise<never>((_, reject) => {
    leave = () => {
      onAbort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
  });
  try {
    return await Promise.race([response, gone]);
  } finally {
    signal.removeEventListener('abort', leave!);
  }
}

/** Headers in which clients send keys. */
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'x-api-key', 'api-key', 'cookie']);

function masked(headers: Headers): Record<string, string> {
  const shown = [...headers].map(([name, value]) => {
    if (!secretHeaders.has(name)) return [name, value];
    return [name, name === 'authorization' ? 'Bearer ***' : '***'];
  });
  return Object.fromEntries(shown) as Record<string, string>;
}

function readable(text: string): unknown {
  if (text === '') return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) || Array.isArray(body) ? body : text;
  } catch {
    return text;
  }
}
