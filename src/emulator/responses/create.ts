import type { Model } from '../catalogue/model.js';
import type { Answer } from '../model/answer.js';
import { decide } from '../model/decide.js';
import { deltasOf } from '../model/limit.js';
import type { ScriptedAnswer } from '../model/script.js';
import { currentRound, isToolResult, lastUserText, textOf } from '../model/question.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import type { RequestContext } from '../server/context.js';
import { addItems } from '../stores/conversations.js';
import type { StoredResponse } from '../stores/responses.js';
import type { JsonObject } from '../util/objects.js';
import { countTokens } from '../util/words.js';
import { renderResponse } from './answer.js';
import { countCalls, type BuiltInToolUse, useTools } from './built-in.js';
import { mannerOf } from './host.js';
import { keptItem } from './item-list.js';
import { itemsOfAnswer } from './items.js';
import { cutInput, readRequest, type ResponsesRequest } from './request.js';
import { cacheEntry, useSessionCache } from './session-cache.js';
import { renderStream } from './stream.js';
import { renderUsage } from './usage.js';

/** Answers POST /responses. */
export async function create(context: RequestContext, model: Model): Promise<PreparedAnswer> {
  const request = readRequest(context, model);
  const { question } = request;
  const results = currentRound(question).filter(isToolResult).map(textOf);
  const script = await takeAnswerScript(context, lastUserText(question), results);
  if (script.raw !== undefined) return { script };
  const toolUse = useTools(request.tools, question, script, context.warnings);
  const { calls } = toolUse;
  const answer = withToolUse(decide(question, script, context), toolUse, script);
  const host = mannerOf(context.url.hostname);
  const items = request.emptied ? [] : itemsOfAnswer(answer, calls, { newId: context.newId, host });
  const promptTokens = cutInput(request, answer.usage.promptTokens, context.warnings);
  const cache = useSessionCache(context, promptTokens);
  const cached = cache && { cachedTokens: cache.read, cacheWriteTokens: cache.written, ...cachedAsScripted(script) };
  const cut = cuts[answer.choices[0]!.finishReason];
  const outcome = {
    output: items.map(({ item }) => item),
    usage: renderUsage({ ...answer.usage, promptTokens, ...cached }, countCalls(calls)),
    ...(cut && { cut }),
  };
  const ended = renderResponse(context, host, outcome);
  keep(context, request, ended, cacheEntry(cache, promptTokens, context.now));
  if (!question.stream) return { script, body: ended };
  const states = {
    queued: renderResponse(context, host, 'queued'),
    running: renderResponse(context, host, 'in_progress'),
    ended,
  };
  return { script, events: renderStream(items, states, { ...context.responses, host }) };
}

function cachedAsScripted({ usage }: ScriptedAnswer): { cachedTokens?: number } {
  return usage?.cachedTokens === undefined ? {} : { cachedTokens: usage.cachedTokens };
}

/** A scripted content_filter has the name that OpenAI's API gives it: the service documents none. */
const cuts: Partial<Record<string, 'max_output_tokens' | 'content_filter'>> = {
  length: 'max_output_tokens',
  content_filter: 'content_filter',
};

/** Keeps an answer with the items of its input, each of which gets an id, and adds both to its conversation. */
function keep(
  { answers, newId, id, now, body }: RequestContext,
  { items, history, conversation, stored }: ResponsesRequest,
  ended: JsonObject,
  cached: StoredResponse['cached'],
): void {
  const previous = body.previous_response_id;
  const input = items.map((item) => keptItem(item, newId));
  if (conversation !== undefined) addItems(conversation, [...input, ...(ended.output as JsonObject[])], now);
  if (!stored) return;
  answers.add({
    id: `resp_${id}`,
    body: ended,
    input,
    history,
    ...(typeof previous === 'string' && { previous }),
    ...(cached && { cached }),
    created: now,
  });
}

/** Adds what the tools found: to the text, if it is the emulator's own, and to the tokens of every round. */
function withToolUse(answer: Answer, { calls, sentences }: BuiltInToolUse, script: ScriptedAnswer): Answer {
  const choice = answer.choices[0]!;
  const own = script.text === undefined && script.deltas === undefined;
  const said = own && choice.finishReason === 'stop' && sentences.length > 0 ? ` ${sentences.join(' ')}` : '';
  const { promptTokens, completionTokens } = answer.usage;
  const read = calls.length === 0 ? 0 : countTokens(JSON.stringify(calls));
  return {
    ...answer,
    choices: [{ ...choice, text: [...choice.text, ...deltasOf(said)] }],
    usage: {
      ...answer.usage,
      promptTokens: promptTokens * (calls.length + 1) + read,
      completionTokens: completionTokens + countTokens(said),
      ...script.usage,
    },
  };
}
