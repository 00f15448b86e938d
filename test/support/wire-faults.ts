import type { Emulator } from 'ai-sdk-qwen/emulator';
import { APICallError } from '@ai-sdk/provider';
import { expect } from 'vitest';
import { expectNoSecret } from './canary.js';
import type { Random } from './media-fault-runs.js';

/** The key of the calls with faults. */
export const faultyKey = 'sk-test-0123456789';

/** Faults before the service has done anything, and faults of an answer that is billed. */
const before = ['refused', 'reset', 'stall', 'rate-limit', 'internal-error', 'nothing'] as const;
const after = ['lost', 'page', 'empty', 'cut', 'short', 'late', 'noise', 'abort'] as const;
export type WireFault = (typeof before)[number] | (typeof after)[number];

/** Each of the faults of a creation. A refusal is met more often: it is tried again, and shows that the second try pays once. */
export const creationFaults: readonly WireFault[] = [
  ...before,
  ...after,
  ...(['rate-limit', 'rate-limit', 'rate-limit', 'refused', 'lost', 'abort', 'abort'] as const),
];

/** Faults of a download, which is not billed. */
export const downloadFaults: readonly WireFault[] = [
  'reset',
  'cut',
  'stall',
  'internal-error',
  'page',
  'empty',
  'abort',
];

function refusal(status: number, code: string, message: string, id: string): Response {
  return Response.json({ code, message, request_id: id }, { status });
}

function broken(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code }) });
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** An answer of which half comes; then the connection breaks, or ends as if that were all. */
function half(bytes: Uint8Array, breaks: boolean, { headers }: Response): Response {
  const pieces = [bytes.subarray(0, bytes.length / 2)];
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.pop();
      if (piece !== undefined) return controller.enqueue(piece);
      if (breaks) controller.error(broken('UND_ERR_SOCKET'));
      else controller.close();
    },
  });
  return new Response(body, { headers });
}

/** After the first packet, a refusal that would be tried again, or cut finer, if nothing had been done. */
function refuseLate(text: string): Response {
  const isBusy = text.length % 2 === 0;
  const message = 'Range of input length should be [0, 60]';
  const body = { code: isBusy ? 'Throttling' : 'InvalidParameter', message, request_id: 'late-1' };
  const [first] = text.split('\n\n');
  const status = isBusy ? 429 : 400;
  return new Response(`${first}\n\nevent:error\n:HTTP_STATUS/${status}\ndata:${JSON.stringify(body)}\n\n`);
}

/** The answer to a request that was carried out, as it arrives. */
async function spoil(fault: WireFault, answer: Response, abort: () => void): Promise<Response> {
  switch (fault) {
    case 'lost':
      throw broken('ECONNRESET');
    case 'page':
      return new Response('<html>Bad gateway</html>', { status: 502 });
    case 'empty':
      return new Response('', { status: 200 });
    case 'cut':
    case 'short':
      return half(new Uint8Array(await answer.arrayBuffer()), fault === 'cut', answer);
    case 'noise':
      return new Response((await answer.text()).replace(/"data":"\w{4}/, '"data":"%%%%'), answer);
    case 'late': {
      const text = await answer.text();
      // Only streams have a time after the first packet.
      return text.includes('\n\n') ? refuseLate(text) : new Response(text, answer);
    }
    default:
      abort();
      return answer;
  }
}

/** The faults of a run, and the things seen on its wire. */
export interface FaultyWire {
  random: Random;
  /** Faults that a request may meet. */
  faultsOf: (url: string) => readonly WireFault[];
  abort: () => void;
  /** Called with the answers of the service, before they are spoiled. */
  onAnswer?: (url: string, requestBody: unknown, answer: Response) => Promise<void>;
  /** Requests for results that hold a key. */
  keysAtResults: number;
}

/** `fetch` of an emulator, with a fault of some requests. */
export function faultyFetch(emulator: Emulator, wire: FaultyWire): typeof globalThis.fetch {
  const { random } = wire;
  const rate = random() * 0.7;
  let count = 0;
  return async (input, init) => {
    const url = String(input);
    if (url.includes('/results/') && new Headers(init?.headers).has('authorization')) wire.keysAtResults += 1;
    const faults = wire.faultsOf(url);
    const fault = random() < rate ? faults[Math.floor(random() * faults.length)] : undefined;
    const id = `id-${(count += 1)}`;
    if (fault === 'refused') throw broken('ECONNREFUSED');
    if (fault === 'reset') throw broken('ECONNRESET');
    if (fault === 'stall') return untilAborted(init?.signal);
    // Hosts of workspaces answer a wrong request so.
    if (fault === 'nothing') return new Response('{}', { status: 400, headers: { 'x-request-id': id } });
    if (fault === 'rate-limit') return refusal(429, 'Throttling.RateQuota', 'Requests rate limit exceeded.', id);
    if (fault === 'internal-error') return refusal(500, 'InternalError', 'An internal error has occured.', id);
    const answer = await emulator.fetch(input as string, init);
    await wire.onAnswer?.(url, init?.body, answer.clone());
    return fault === undefined ? answer : spoil(fault, answer, wire.abort);
  };
}

/**
 * Checks the error of a call: it is an abort or the AI SDK's own, it shows no key, and it has the id that the service gave
 * to the request. Gives the innermost one.
 */
export function checkFaultyError(error: Error, run: string): APICallError | 'abort' {
  expectNoSecret(error, faultyKey);
  const { lastError: last = error } = error as Error & { lastError?: Error };
  if (!APICallError.isInstance(last)) {
    expect(last.name, `${run}: ${String(last.stack)}`).toMatch(/Abort/);
    return 'abort';
  }
  const inBody = /"request_id":"([^"]+)/.exec(last.responseBody ?? '')?.[1];
  const { requestId } = last.data as { requestId?: string };
  expect(requestId, `${run}: ${last.message}`).toBe(last.responseHeaders?.['x-request-id'] ?? inBody);
  return last;
}
