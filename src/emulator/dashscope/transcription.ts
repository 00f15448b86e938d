import type { Question } from '../model/question.js';
import { type Transcript, transcribe } from '../recognition/chat.js';
import type { PreparedAnswer } from '../server/answer-script.js';
import type { RequestContext } from '../server/context.js';
import { renderChunk } from '../server/native-errors.js';
import type { StreamEvent } from '../server/response.js';

/** Answers a chat request whose model transcribes. */
export async function answerTranscription(context: RequestContext, question: Question): Promise<PreparedAnswer> {
  const transcript = await transcribe(context, question);
  const { script, pieces } = transcript;
  if (script.raw !== undefined) return { script };
  const finish = script.finishReason ?? 'stop';
  if (!question.stream) return { script, body: bodyOf(context, transcript, pieces.join(''), finish) };
  return { script, events: eventsOf(context, transcript, finish) };
}

/** Silence has no content at all (measured in Sep 2026). */
function bodyOf({ id }: RequestContext, transcript: Transcript, text: string, finish: string): object {
  const { annotations, usage } = transcript;
  const content = text === '' ? [] : [{ text }];
  return {
    output: { choices: [{ finish_reason: finish, message: { annotations, content, role: 'assistant' } }] },
    usage: {
      input_tokens_details: { text_tokens: usage.contextTokens },
      output_tokens_details: { text_tokens: usage.completionTokens },
      seconds: usage.seconds,
    },
    request_id: id,
  };
}

/** Each chunk has the whole text so far. */
function* eventsOf(context: RequestContext, transcript: Transcript, finish: string): Generator<StreamEvent> {
  let text = '';
  let number = 0;
  const event = (reason: string, counts: boolean) => ({
    text: renderChunk((number += 1), bodyOf(context, transcript, text, reason)),
    counts,
  });
  for (const piece of transcript.pieces) {
    text += piece;
    yield event('null', true);
  }
  yield event(finish, false);
}
