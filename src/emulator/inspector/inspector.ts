import type { Region } from '../catalogue/regions.js';
import { type Access, isLoopback } from '../server/access.js';
import type { ScriptedAnswer } from '../model/script.js';
import { isObject } from '../util/objects.js';
import { toCurl, toVitest } from './copies.js';
import type { ObservedCall } from './exchange.js';
import { Journal } from './journal.js';
import { page } from './page.js';
import type { InspectorEvent, InspectorSetup } from './shape.js';

type Observe = (call: ObservedCall) => void;

/** The parts of an emulator that the inspector needs. */
export interface Inspected {
  handle: (request: Request, access: Access, observe?: Observe) => Promise<Response>;
  /** Queues an answer for the next call; throws a TypeError for one that is not an answer. */
  answerNext: (answer: ScriptedAnswer) => void;
  queued: () => number;
  /** The region whose list prices the calls cost. */
  region: Region;
  failures: readonly InspectorSetup['failures'][number][];
}

/** The inspector of an emulator: answers its own paths, and watches all other calls. */
export interface Inspector {
  handle: (request: Request, access: Access) => Promise<Response>;
  clear: () => void;
}

const folder = '/inspector/';

export function createInspector(emulator: Inspected): Inspector {
  const journal = new Journal(emulator.queued, emulator.region);
  return {
    clear: () => journal.clear(),
    async handle(request, access) {
      const { pathname } = new URL(request.url);
      const wantsPage = pathname === '/' && /\btext\/html\b/.test(request.headers.get('accept') ?? '');
      if (!wantsPage && !pathname.startsWith(folder)) {
        const response = await journal.watch(request, (_, observe) => emulator.handle(request, access, observe));
        // The call may have taken an answer from the queue.
        journal.queueChanged();
        return response;
      }
      const reason = reasonToRefuse(request, wantsPage);
      if (reason !== undefined) return respondJson(403, { message: reason });
      return wantsPage ? respondPage() : serve(request, pathname.slice(folder.length), { journal, emulator });
    },
  };
}

/**
 * The reason to refuse a request for the page or its data: other machines and other pages must not read the calls. A
 * page elsewhere could point its own domain at this machine (DNS rebinding), and a page of this machine on another port
 * is not ours either.
 */
function reasonToRefuse(request: Request, wantsPage: boolean): string | undefined {
  const { headers, method } = request;
  const { hostname, origin: own } = addressOf(request) ?? { hostname: '', origin: '' };
  if (!isLoopback(hostname)) return `The inspector answers under localhost only, not under "${hostname}".`;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const isForeign = (origin !== null && origin !== own) || (site !== null && site !== 'same-origin' && site !== 'none');
  // A link elsewhere may open the page, which has no data in it.
  if (!isForeign || (wantsPage && method === 'GET' && origin === null)) return undefined;
  return `The inspector answers its own page only, not those of "${origin ?? site}".`;
}

/** The address under which the browser asked. The URL may be that of the host for which the emulator stands. */
function addressOf({ url, headers }: Request): URL | undefined {
  const host = headers.get('host');
  try {
    return new URL(host === null ? url : `http://${host}`);
  } catch {
    return undefined;
  }
}

interface Parts {
  journal: Journal;
  emulator: Inspected;
}

async function serve(request: Request, path: string, { journal, emulator }: Parts): Promise<Response> {
  const { method } = request;
  if (method === 'GET' && path === 'events') return respondEvents(journal.events(request.signal), request.signal);
  if (method === 'GET' && path === 'setup') {
    const failures = emulator.failures.map(({ name, status, message }) => ({ name, status, message }));
    return respondJson(200, { failures } satisfies InspectorSetup);
  }
  if (method === 'POST' && path === 'clear') {
    journal.clear();
    return respondJson(200, {});
  }
  if (method === 'POST' && path === 'queue') return queue(request, { journal, emulator });
  const [, id, copy] = /^calls\/(\d+)(?:\/(curl|vitest))?$/.exec(path) ?? [];
  const exchange = id === undefined ? undefined : journal.find(Number(id));
  if (method !== 'GET' || exchange === undefined)
    return respondJson(404, { message: `There is no ${method} ${path}.` });
  const { origin: base } = addressOf(request) ?? new URL(request.url);
  if (copy === undefined) return respondJson(200, exchange.describe());
  return respondText(copy === 'curl' ? toCurl(exchange, base) : toVitest(exchange, base));
}

/** The most answers that one request queues. */
const maxTimes = 100;

async function queue(request: Request, { journal, emulator }: Parts): Promise<Response> {
  // Other types are sent by forms of foreign pages, without a question before.
  if (!request.headers.get('content-type')?.startsWith('application/json')) {
    return respondJson(415, { message: 'The content type must be application/json.' });
  }
  try {
    const body: unknown = await request.json();
    if (!isObject(body)) throw new TypeError('The body must be an object with "answer" or "failure".');
    const { answer = { failure: body.failure }, times = 1 } = body;
    if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > maxTimes) {
      throw new TypeError(`"times" must be a whole number from 1 to ${maxTimes}.`);
    }
    // `answerNext` checks what it is given.
    for (let number = 0; number < times; number += 1) emulator.answerNext(answer as ScriptedAnswer);
  } catch (error) {
    return respondJson(400, { message: error instanceof Error ? error.message : String(error) });
  }
  journal.queueChanged();
  return respondJson(200, { queued: emulator.queued() });
}

const common = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

function respondPage(): Response {
  if (page === undefined)
    return respondText('The page is missing: run "npm run build", and start the built emulator.', 503);
  const headers = {
    ...common,
    'content-type': 'text/html;charset=UTF-8',
    'content-security-policy': page.contentSecurityPolicy,
    'cross-origin-opener-policy': 'same-origin',
    'x-frame-options': 'DENY',
  };
  return new Response(page.html, { headers });
}

function respondJson(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { ...common, 'content-type': 'application/json' } });
}

function respondText(text: string, status = 200): Response {
  return new Response(text, { status, headers: { ...common, 'content-type': 'text/plain;charset=UTF-8' } });
}

/** The messages as server-sent events. */
function respondEvents(events: AsyncGenerator<InspectorEvent>, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await events.next();
        if (next.done) controller.close();
        else controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
      },
      async cancel() {
        await events.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
  signal.throwIfAborted();
  return new Response(body, { headers: { ...common, 'content-type': 'text/event-stream' } });
}
