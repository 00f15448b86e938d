import type { Exchange, Protocol } from './exchange.js';
import type { Refusal } from './refusal.js';
import { JSON_TYPE, respondText } from './response.js';

/** The native DashScope protocol: no service of it is emulated, which a request to one is told. */
export const native: Protocol = { prefix: '/api/v1', serve, refuse: renderRefusal };

async function serve(exchange: Exchange): Promise<Response> {
  // An OpenAI client on the native base URL: the service answers 404 without a body.
  if (exchange.path === '/chat/completions') return respondText(exchange, 404, 'text/plain', '');
  const message = `The emulator does not serve ${exchange.method} ${native.prefix}${exchange.path}.`;
  return respondError(exchange, 404, 'NotFound', message);
}

function renderRefusal(exchange: Exchange, { failure }: Refusal): Response {
  return respondError(exchange, failure.status, failure.nativeCode ?? failure.code, failure.message);
}

function respondError(exchange: Exchange, status: number, code: string | null, message: string): Response {
  return respondText(exchange, status, JSON_TYPE, JSON.stringify({ code, message, request_id: exchange.id }));
}
