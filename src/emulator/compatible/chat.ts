import { decide } from '../model/decide.js';
import type { RequestContext } from '../server/context.js';
import type { Model } from '../catalogue/model.js';
import type { Answer } from '../model/answer.js';
import { currentRound, isToolResult, lastUserText, type Question, textOf } from '../model/question.js';
import type { ScriptedAnswer } from '../model/script.js';
import { type Head, renderAnswer } from './answer.js';
import { readChat } from './question.js';
import { type PreparedAnswer, takeAnswerScript } from '../server/answer-script.js';
import { renderStream } from './stream.js';
import { answerTranscription } from './transcription.js';

/** Answers POST /chat/completions. */
export async function answerChat(context: RequestContext, model: Model, head: Head): Promise<PreparedAnswer> {
  const { body } = context;
  const question = readChat(context, model);
  if (model.can.has('transcribe')) return answerTranscription(context, question, head);
  const { script, answer } = await decideAnswer(context, question);
  if (answer === undefined) return { script };
  if (!question.stream) return { script, body: renderAnswer(answer, head) };
  const options = body.stream_options as { include_usage?: boolean } | null | undefined;
  const style = { includeUsage: options?.include_usage === true, cumulative: model.can.has('cumulative') };
  return { script, events: renderStream(answer, head, style) };
}

/** Asks the model without rendering its answer, which is undefined where the script has a raw response. */
export function askModel(context: RequestContext, model: Model): Promise<DecidedAnswer> {
  return decideAnswer(context, readChat(context, model));
}

interface DecidedAnswer {
  script: ScriptedAnswer;
  answer?: Answer;
}

async function decideAnswer(context: RequestContext, question: Question): Promise<DecidedAnswer> {
  const results = currentRound(question).filter(isToolResult).map(textOf);
  const script = await takeAnswerScript(context, lastUserText(question), results);
  return script.raw === undefined ? { script, answer: decide(question, script, context) } : { script };
}
