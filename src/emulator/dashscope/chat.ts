import { decide } from '../model/decide.js';
import type { RequestContext } from '../server/context.js';
import type { Model } from '../catalogue/model.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import { currentRound, isToolResult, lastUserText, textOf } from '../model/question.js';
import { renderAnswer } from './answer.js';
import { readChat } from './question.js';
import { renderStream } from './stream.js';
import { answerTranscription } from './transcription.js';

/** Answers a request to one of the two chat services. */
export async function answerChat(
  context: RequestContext,
  model: Model,
  service: Model['service'],
): Promise<PreparedAnswer> {
  const asked = readChat(context, model, service);
  const { question } = asked;
  if (model.can.has('transcribe')) return answerTranscription(context, question);
  const results = currentRound(question).filter(isToolResult).map(textOf);
  const script = await takeAnswerScript(context, lastUserText(question), results);
  if (script.raw !== undefined) return { script };
  const answer = decide(question, script, context);
  const style = { ...asked, id: context.id, merges: script.failAfter === undefined };
  return question.stream
    ? { script, events: renderStream(answer, style) }
    : { script, body: renderAnswer(answer, style) };
}
