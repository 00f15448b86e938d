import { checkKey } from '../checks/key.js';
import { decide } from '../model/decide.js';
import { deltasOf } from '../model/limit.js';
import { lastUserText } from '../model/question.js';
import type { ScriptedAnswer } from '../model/script.js';
import { knowledgeBase, searchDocuments } from '../responses/world.js';
import { ApiError, failureOf, refuse } from '../rules/api-error.js';
import { takeAnswerScript, type PreparedAnswer } from '../server/answer-script.js';
import type { Endings } from '../server/breakage.js';
import type { Protocol, RequestContext } from '../server/context.js';
import { endingsOf, renderChunk, respondError } from '../server/native-errors.js';
import { send } from '../server/send.js';
import { renderAnswer, renderStream, type ApplicationAnswer, type Reference } from './answer.js';
import { isStreamed, readRequest, type ApplicationRequest } from './request.js';

/**
 * Agents and workflows. Every id is one: ids that begin with `workflow` are workflows, and the key may not call those
 * that begin with `denied`.
 */
export const applications: Protocol = {
  prefix: '/api/v1/apps',
  endpoints: ['POST /{id}/completion'],
  serve,
  refuse: (context, error) => respondError(context, error, isStreamed(context.headers)),
};

async function serve(context: RequestContext): Promise<Response> {
  const { method, path, headers, region, url } = context;
  const appId = /^\/([\w-]+)\/completion$/.exec(path)?.[1] ?? refuse('url-mismatch');
  if (method !== 'POST') refuse('method-wrong', { method });
  checkKey(headers.get('authorization'), region, url.hostname);
  if (region !== undefined && region !== 'beijing' && region !== 'singapore') refuse('application-region', { region });
  if (appId.startsWith('denied')) throw new ApiError(failureOf('app-access-denied'));
  return send(context, await answer(context, readRequest(context, appId)), endings(context));
}

/** An answer that fails at its end says so in the fields of this endpoint. */
function endings(context: RequestContext): Endings {
  const finished = (text: string) => ({
    output: { text, finish_reason: 'error_finish' },
    usage: {},
    request_id: context.id,
  });
  return {
    ...endingsOf(context),
    finish: (message, number) => [renderChunk(number, finished(message))],
    finished,
    malformed: (number) => `id:${number}\nevent:result\n:HTTP_STATUS/200\ndata:{"output":{"text":"\n\n`,
  };
}

async function answer(context: RequestContext, request: ApplicationRequest): Promise<PreparedAnswer> {
  const { question } = request;
  const text = lastUserText(question);
  const script = await takeAnswerScript(context, text);
  if (script.raw !== undefined) return { script };
  const decided = decide(question, script, context);
  const found = referencesOf(request, text, script);
  const prepared: ApplicationAnswer = {
    choice: withFindings(decided.choices[0]!, request, found, script),
    usage: decided.usage,
    references: found,
    requestId: context.id,
  };
  keep(context, request, prepared);
  if (question.stream) return { script, events: renderStream(request, prepared) };
  return { script, body: renderAnswer(request, prepared) };
}

function keep(
  { sessions, now }: RequestContext,
  { question, sessionId }: ApplicationRequest,
  { choice }: ApplicationAnswer,
) {
  const said = { kind: 'text' as const, text: choice.text.join('') };
  const turn = { role: 'assistant' as const, parts: [said], toolCalls: [], partial: false };
  sessions.keep(sessionId, [...question.messages, turn], now);
}

/** The passages that a search finds, or those of a script. */
function referencesOf({ knowledge }: ApplicationRequest, text: string, script: ScriptedAnswer): Reference[] {
  const scripted = script.sources?.map(({ title, url }, place) => ({
    title,
    url,
    id: `file_${place + 1}`,
    name: title,
    text: '',
  }));
  if (scripted !== undefined) return scripted;
  if (!knowledge.includes(knowledgeBase)) return [];
  return searchDocuments(text).map(({ file_id: id, filename, text: passage }) => ({
    title: filename,
    id,
    name: filename,
    url: null,
    text: passage,
  }));
}

/** Adds what was found and given to the emulator's own words. */
function withFindings(
  choice: ApplicationAnswer['choice'],
  { variables }: ApplicationRequest,
  found: Reference[],
  script: ScriptedAnswer,
): ApplicationAnswer['choice'] {
  if (script.text !== undefined || script.deltas !== undefined) return choice;
  const given = variables === undefined ? '' : ` It was given ${JSON.stringify(variables)}.`;
  const marks = found.map(({ text }, place) => ` The files say: ${text}<ref>[${place + 1}]</ref>`).join('');
  return { ...choice, text: [...choice.text, ...deltasOf(given + marks)] };
}
