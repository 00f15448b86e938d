import type { AnswerState } from '../answer/answer.js';
import type { AnswerEvent, TokenLogprob } from '../answer/event.js';
import { finiteNumber, isObject, nonEmptyString } from '../../util/json.js';
import { addFragment } from '../answer/tool-calls.js';

/**
 * Reads the tool calls of a message or a delta, which both protocols write alike. `grew` says whether the service has
 * counted tokens since the chunk before, `whole` that the calls are not fragments.
 */
export function decodeToolCalls(
  state: AnswerState,
  calls: unknown,
  events: AnswerEvent[],
  { grew = true, whole = false }: { grew?: boolean; whole?: boolean } = {},
): void {
  if (!Array.isArray(calls)) return;
  for (const [place, call] of calls.entries()) {
    if (!isObject(call)) continue;
    const body = isObject(call.function) ? call.function : {};
    // Templates of models put blanks and line ends around it.
    const name = typeof body.name === 'string' ? nonEmptyString(body.name.trim()) : undefined;
    const fragment = {
      // The calls of a whole message are one entry each, whether or not they are numbered.
      index: finiteNumber(call.index) ?? (whole ? place : undefined),
      id: nonEmptyString(typeof call.id === 'number' ? String(call.id) : call.id),
      name: name === undefined ? undefined : (state.toolNames?.get(name) ?? name),
      arguments: body.arguments,
    };
    // The newest tokens are those of the call that comes last.
    const event = addFragment(state.tools, fragment, grew && place === calls.length - 1);
    if (event) events.push(event);
  }
}

/** Reads the log probabilities of a choice, which both protocols write alike. */
export function decodeLogprobs(state: AnswerState, logprobs: unknown): void {
  if (!isObject(logprobs) || !Array.isArray(logprobs.content)) return;
  for (const entry of logprobs.content) {
    const token = decodeToken(entry);
    if (token === undefined || !isObject(entry)) continue;
    const top = Array.isArray(entry.top_logprobs) ? entry.top_logprobs : [];
    const topLogprobs = top.map(decodeToken).filter((item) => item !== undefined);
    state.logprobs.push({ ...token, topLogprobs });
  }
}

function decodeToken(entry: unknown): Pick<TokenLogprob, 'token' | 'logprob'> | undefined {
  if (!isObject(entry) || typeof entry.token !== 'string') return undefined;
  const logprob = finiteNumber(entry.logprob);
  return logprob === undefined ? undefined : { token: entry.token, logprob };
}
