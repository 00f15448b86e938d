import { redactError } from '../../http/redact-error.js';
import { createRedact } from '../../http/redact.js';
import { send } from '../send.js';
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

const patience = 60_000;

/** Sends the request of a probe once. Rejects if no whole answer comes. The key is in neither the answer nor the error. */
export async function ask(request: ProbeRequest, { baseURLs, key, fetch, signal }: Service): Promise<Reply> {
  const { method = 'POST', protocol, path } = request;
  const started = Date.now();
  const init = { method, headers: headersOf(request, key), ...(method === 'GET' ? {} : { body: bodyOf(request) }) };
  // Redact before a message is cut: half a key would not be found.
  const redact = createRedact([key]);
  try {
    const { status, headers, text } = await send(baseURLs[protocol] + path, init, { fetch, signal, patience });
    return { status, headers: Object.fromEntries(headers), text: redact(text), milliseconds: Date.now() - started };
  } catch (error) {
    throw redactError(error, redact);
  }
}

function headersOf({ key, headers, form }: ProbeRequest, own: string): Record<string, string> {
  const sent = key === undefined ? own : key;
  return {
    ...(sent === null ? {} : { authorization: `Bearer ${sent}` }),
    // `fetch` writes the type of a form, with its boundary.
    ...(form === undefined && { 'content-type': 'application/json' }),
    ...headers,
  };
}

function bodyOf({ body, form }: ProbeRequest): string | FormData {
  if (form === undefined) return typeof body === 'string' ? body : JSON.stringify(body);
  const data = new FormData();
  for (const [name, value] of Object.entries(form)) {
    if (typeof value === 'string') data.append(name, value);
    else data.append(name, new Blob([value.text]), value.name);
  }
  return data;
}
