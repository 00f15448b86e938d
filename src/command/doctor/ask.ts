import { faultOfJSON, parseJSON } from '../../http/parse-json.js';
import { isObject } from '../../util/json.js';
import { send, type ShortAnswer } from '../send.js';
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

const patience = 10_000;

/** Asks for the list of models, which costs nothing. */
export async function askForModels(server: Server, key: string, surroundings: Surroundings): Promise<Reply> {
  const { fetch, now, signal } = surroundings;
  const headers = { authorization: `Bearer ${key}` };
  const started = now();
  try {
    const answer = await send(`${server.baseURL}/models`, { headers }, { fetch, signal, patience });
    return { server, milliseconds: now() - started, ...timeOf(answer), ...judge(answer) };
  } catch (error) {
    return { server, milliseconds: now() - started, outcome: 'unclear', reason: (error as Error).message };
  }
}

function timeOf({ headers }: ShortAnswer): Pick<Reply, 'serverTime'> {
  const serverTime = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(serverTime) ? {} : { serverTime };
}

function judge({ status, text }: ShortAnswer): Pick<Reply, 'outcome' | 'status' | 'models' | 'reason'> {
  if (status === 401) return { outcome: 'refused', status };
  if (status !== 200) return { outcome: 'unclear', status, reason: `HTTP ${status}` };
  const list = faultOfJSON(text) === undefined ? parseJSON(text) : undefined;
  if (isObject(list) && Array.isArray(list.data)) return { outcome: 'accepted', status, models: list.data.length };
  return { outcome: 'unclear', status, reason: 'HTTP 200 without a list of models' };
}
