import type { Model } from '../catalogue/models.js';
import { decide } from '../model/decide.js';
import { currentRound, isToolResult, lastUserText, textOf } from '../model/question.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import type { RequestContext } from '../server/context.js';
import type { JsonObject } from '../util/objects.js';
import { renderResponse } from './answer.js';
import { mannerOf } from './host.js';
import { itemsOfAnswer } from './items.js';
import { cutInput, readRequest } from './request.js';
import { renderStream } from './stream.js';
import { renderUsage } from './usage.js';

/** Answers POST /responses. */
export async function create(context: RequestContext, model: Model): Promise<PreparedAnswer> {
  const request = readRequest(context, model);
  const { question } = request;
  const results = currentRound(question).filter(isToolResult).map(textOf);
  const script = await takeAnswerScript(context, lastUserText(question), results);
  if (script.raw !== undefined) return { script };
  const calls: JsonObject[] = [];
  const answer = decide(question, script, context);
  const host = mannerOf(context.url.hostname);
  const items = request.emptied ? [] : itemsOfAnswer(answer, calls, { newId: context.newId, host });
  const promptTokens = cutInput(request, answer.usage.promptTokens, context.warnings);
  const outcome = {
    output: items.map(({ item }) => item),
    usage: renderUsage({ ...answer.usage, promptTokens }, {}),
    status: answer.choices[0]!.finishReason === 'length' ? ('incomplete' as const) : ('completed' as const),
  };
  const ended = renderResponse(context, host, outcome);
  if (!question.stream) return { script, body: ended };
  const states = {
    queued: renderResponse(context, host, 'queued'),
    running: renderResponse(context, host, 'in_progress'),
    ended,
  };
  return { script, events: renderStream(items, states, { ...context.responses, host }) };
}
