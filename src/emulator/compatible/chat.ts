import { decide } from '../model/decide.js';
import type { RequestContext } from '../server/context.js';
import type { Model } from '../catalogue/models.js';
import { currentRound, isToolResult, lastUserText, textOf } from '../model/question.js';
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
  const results = currentRound(question).filter(isToolResult).map(textOf);
  const script = await takeAnswerScript(context, lastUserText(question), results);
  if (script.raw !== undefined) return { script };
  const answer = decide(question, script, context);
  if (!question.stream) return { script, body: renderAnswer(answer, head) };
  const options = body.stream_options as { include_usage?: boolean } | null | undefined;
  const style = { includeUsage: options?.include_usage === true, cumulative: model.can.has('cumulative') };
  return { script, events: renderStream(answer, head, style) };
}
