import { toolsOf, type AnswerState } from '../answer/answer.js';
import type { AnswerEvent, TokenLogprob } from '../answer/event.js';
import { finiteNumber, isObject, nonEmptyString } from '../../util/json.js';
import { addFragment } from '../answer/tool-calls.js';

/**
 * Reads the tool calls of a message or a delta; both protocols write them alike. `grew` is true if the service has
 * counted tokens since the last chunk, `whole` if the calls are not fragments.
 */
export function decodeToolCalls(
  state: AnswerState,
  calls: unknown,
  events: AnswerEvent[],
  { grew = true, whole = false }: { grew?: boolean; whole?: boolean } = {},
): void {
  const list = callList(calls);
  for (const [place, call] of list.entries()) {
    if (!isObject(call)) continue;
    // Some servers put the name and the arguments beside the id.
    const body = isObject(call.function) ? call.function : call;
    // Chat templates put blanks and line ends around the name.
    const name = typeof body.name === 'string' ? nonEmptyString(body.name.trim()) : undefined;
    const fragment = {
      // Each entry of a whole message is one call, numbered or not.
      index: indexOf(call.index) ?? (whole ? place : undefined),
      id: nonEmptyString(typeof call.id === 'number' ? String(call.id) : call.id),
      name: name === undefined ? undefined : (state.toolNames?.get(name) ?? name),
      arguments: body.arguments,
    };
    // New tokens belong to the last call.
    const event = addFragment(toolsOf(state), fragment, grew && place === list.length - 1);
    if (event) events.push(event);
  }
}

/** Calls come as a list, as one call, or as an object whose keys are their indexes. */
function callList(calls: unknown): unknown[] {
  if (Array.isArray(calls)) return calls;
  if (!isObject(calls)) return [];
  return 'function' in calls || 'name' in calls ? [calls] : Object.values(calls);
}

/** Some gateways write numbers as text. */
function indexOf(value: unknown): number | undefined {
  return finiteNumber(typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value);
}

/** Reads the log probabilities of a choice; both protocols write them alike. */
export function decodeLogprobs(state: AnswerState, logprobs: unknown): void {
  if (!isObject(logprobs) || !Array.isArray(logprobs.content)) return;
  for (const entry of logprobs.content) {
    const token = decodeToken(entry);
    if (token === undefined || !isObject(entry)) continue;
    const top = Array.isArray(entry.top_logprobs) ? entry.top_logprobs : [];
    const topLogprobs = top.map(decodeToken).filter((item) => item !== undefined);
    state.logprobs.push({ topLogprobs, ...token });
  }
}

function decodeToken(entry: unknown): Pick<TokenLogprob, 'token' | 'logprob'> | undefined {
  if (!isObject(entry) || typeof entry.token !== 'string') return undefined;
  const logprob = finiteNumber(entry.logprob);
  return logprob === undefined ? undefined : { token: entry.token, logprob };
}
