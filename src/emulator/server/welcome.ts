import type { Protocol } from './context.js';

/** The addresses of the emulator, such as `POST /compatible-mode/v1/chat/completions`. */
function addressesOf(protocols: readonly Protocol[]): string[] {
  return protocols.flatMap(({ prefix, endpoints }) => endpoints.map((endpoint) => endpoint.replace(' ', ` ${prefix}`)));
}

/** Answers `/` and `/health`; undefined for other paths. */
export function answerWelcome(method: string, path: string, protocols: readonly Protocol[]): Response | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (path === '/health' || path === '/healthz') return respondJson(method, 200, { status: 'ok' });
  if (path !== '/') return undefined;
  const text = `This is the DashScope emulator of ai-sdk-qwen. It is not a model; any key that starts with sk- will do.

OpenAI-compatible base URL  /compatible-mode/v1
native base URL             /api/v1

It serves:
${addressesOf(protocols).join('\n')}
`;
  return new Response(method === 'HEAD' ? null : text, { headers: { 'content-type': 'text/plain;charset=UTF-8' } });
}

/** Says that a path is not served, which endpoint was probably meant, and which ones there are. */
export function describeUnserved(method: string, path: string, protocols: readonly Protocol[]): string {
  const meant = findMeant(path, addressesOf(protocols));
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  const near = protocols.filter(({ prefix }) => path.startsWith(`${prefix}/`));
  const addresses = addressesOf(near.length > 0 ? near : protocols);
  return `The emulator does not serve ${method} ${path}.${hint} It serves ${addresses.join(', ')}.`;
}

/** The endpoint whose path ends like the requested one: `/v1/models` means `/compatible-mode/v1/models`. */
function findMeant(path: string, addresses: readonly string[]): string | undefined {
  const segments = path.split('/').filter(Boolean).slice(-6);
  for (let start = 0; start < segments.length; start += 1) {
    const tail = `/${segments.slice(start).join('/')}`;
    const found = addresses.find((address) => address.endsWith(tail));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Answers a path outside the protocols, in a form that clients of both can read. */
export function answerUnserved(method: string, path: string, id: string, protocols: readonly Protocol[]): Response {
  const message = describeUnserved(method, path, protocols);
  return respondJson(method, 404, {
    error: { message, type: 'invalid_request_error', param: null, code: 'not_found' },
    code: 'NotFound',
    message,
    request_id: id,
  });
}

function respondJson(method: string, status: number, body: object): Response {
  const text = method === 'HEAD' ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json' } });
}
