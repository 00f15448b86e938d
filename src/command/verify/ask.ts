import { dropBody, openBody, readBody } from '../../http/body.js';
import { unreachable } from '../../http/network-error.js';
import { createTimeLimits, type TimeLimits } from '../../http/time-limit.js';
import type { ProbeRequest } from './probe.js';
import type { Reply } from './reply.js';

/** Whom the probes ask. */
export interface Service {
  /** The base URL of each protocol. */
  baseURLs: Readonly<Record<ProbeRequest['protocol'], string>>;
  key: string;
  fetch: typeof globalThis.fetch;
  signal: AbortSignal;
}

/** Milliseconds without a byte. */
const patience = 60_000;
const maxAnswerBytes = 4 * 1024 * 1024;

/** Sends the request of a probe once. Rejects if no whole answer comes. */
export async function ask(request: ProbeRequest, service: Service): Promise<Reply> {
  const { method = 'POST' } = request;
  const url = service.baseURLs[request.protocol] + request.path;
  const limits = createTimeLimits({ headers: patience, idle: patience }, service.signal) as TimeLimits;
  const started = Date.now();
  try {
    const init: RequestInit = {
      method,
      headers: headersOf(request, service.key),
      // A redirect would carry the key to another host.
      redirect: 'manual',
      signal: limits.signal,
      ...(method === 'GET' ? {} : { body: textOf(request.body) }),
    };
    const response = await limits.awaitHeaders(service.fetch(url, init));
    const { text, whole } = await readBody(openBody(response), maxAnswerBytes, limits);
    if (!whole) dropBody(response);
    const headers = Object.fromEntries(response.headers);
    return { status: response.status, headers, text, milliseconds: Date.now() - started };
  } catch (error) {
    service.signal.throwIfAborted();
    throw new Error(limits.expired?.message ?? unreachable(error, url).message, { cause: error });
  } finally {
    limits.end();
  }
}

function headersOf({ key, headers }: ProbeRequest, own: string): Record<string, string> {
  const sent = key === undefined ? own : key;
  return {
    ...(sent === null ? {} : { authorization: `Bearer ${sent}` }),
    'content-type': 'application/json',
    ...headers,
  };
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}
