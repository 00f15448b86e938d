import { dropBody, openBody, readBody } from '../../http/body.js';
import { unreachable } from '../../http/network-error.js';
import { faultOfJSON, parseJSON } from '../../http/parse-json.js';
import { createTimeLimits, type TimeLimits } from '../../http/time-limit.js';
import { isObject } from '../../util/json.js';
import type { Server } from './servers.js';
import type { Surroundings } from './surroundings.js';

/** A server's answer to the question for its models. */
export interface Reply {
  server: Server;
  /** `refused`: the key is not of this server. `unclear`: it answered something else, or nothing. */
  outcome: 'accepted' | 'refused' | 'unclear';
  /** HTTP status; undefined without an answer. */
  status?: number | undefined;
  /** Number of models in the list. */
  models?: number | undefined;
  /** Why it is unclear. */
  reason?: string | undefined;
  milliseconds: number;
  /** The server's clock: milliseconds since 1970. */
  serverTime?: number;
}

/** Milliseconds to wait for a server. */
const patience = 10_000;
const maxListBytes = 4 * 1024 * 1024;

/** Asks for the list of models, which costs nothing. */
export async function askForModels(server: Server, key: string, surroundings: Surroundings): Promise<Reply> {
  const { fetch, now } = surroundings;
  const url = `${server.baseURL}/models`;
  const limits = createTimeLimits({ headers: patience, idle: patience }, surroundings.signal) as TimeLimits;
  const started = now();
  try {
    // A redirect would carry the key to another host.
    const init: RequestInit = {
      headers: { authorization: `Bearer ${key}` },
      redirect: 'manual',
      signal: limits.signal,
    };
    const response = await limits.awaitHeaders(fetch(url, init));
    const milliseconds = now() - started;
    return { server, milliseconds, ...timeOf(response), ...(await read(response, limits)) };
  } catch (error) {
    const reason = limits.expired === undefined ? unreachable(error, url).message : noAnswer;
    return { server, milliseconds: now() - started, outcome: 'unclear', reason };
  } finally {
    limits.end();
  }
}

const noAnswer = `no answer in ${patience / 1000} seconds`;

function timeOf({ headers }: Response): Pick<Reply, 'serverTime'> {
  const serverTime = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(serverTime) ? {} : { serverTime };
}

type Outcome = Pick<Reply, 'outcome' | 'status' | 'models' | 'reason'>;

async function read(response: Response, limits: TimeLimits): Promise<Outcome> {
  const { status } = response;
  if (status !== 200) {
    dropBody(response);
    return status === 401 ? { outcome: 'refused', status } : { outcome: 'unclear', status, reason: `HTTP ${status}` };
  }
  const { text } = await readBody(openBody(response), maxListBytes, limits);
  const list = faultOfJSON(text) === undefined ? parseJSON(text) : undefined;
  if (isObject(list) && Array.isArray(list.data)) return { outcome: 'accepted', status, models: list.data.length };
  return { outcome: 'unclear', status, reason: 'HTTP 200 without a list of models' };
}
