import { decide } from '../model/decide.js';
import type { Exchange } from '../server/exchange.js';
import type { Model } from '../catalogue/models.js';
import { type Prepared, takeScript } from '../server/answer-script.js';
import { currentRound, isToolResult, lastUserText, textOf } from '../model/question.js';
import { renderAnswer } from './answer.js';
import { readChat } from './question.js';
import { renderStream } from './stream.js';

/** Answers a request to one of the two chat services. */
export async function answerChat(exchange: Exchange, model: Model, service: Model['service']): Promise<Prepared> {
  const asked = readChat(exchange, model, service);
  const { question } = asked;
  const results = currentRound(question).filter(isToolResult).map(textOf);
  const script = await takeScript(exchange, lastUserText(question), results);
  if (script.raw !== undefined) return { script };
  const answer = decide(question, script, exchange);
  const style = { ...asked, id: exchange.id, merges: script.failAfter === undefined };
  return question.stream
    ? { script, events: renderStream(answer, style) }
    : { script, body: renderAnswer(answer, style) };
}
