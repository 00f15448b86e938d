import type { Failure } from '../failure.js';
import { failureOf } from '../refusal.js';
import { type Breakage, EVENT_STREAM, JSON_TYPE } from '../response.js';
import type { MidStreamFailure } from '../script.js';
import type { Head } from './answer.js';
import { renderFailure, renderFrame, renderLine } from './errors.js';
import { renderErrorFinish } from './stream.js';

/** What a gateway in front of the service answers when it cannot reach it. */
const PAGE =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
  '<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** How a stream breaks off. */
export function breakStream(
  { deltas, form, failure = 'internal-error' }: MidStreamFailure,
  head: Head,
): Breakage {
  const cause = failureOf(failure);
  const forms: Record<MidStreamFailure['form'], string[]> = {
    frame: [renderFrame(cause, head.id)],
    data: [renderLine(cause, head.id)],
    error_finish: [renderErrorFinish(cause.message, head), 'data: [DONE]\n\n'],
    cut: [],
    malformed: ['data: {"choices":[{"delta":{"content":"\n\n'],
    html: [PAGE],
    end: [],
  };
  return { after: deltas, pieces: forms[form], cut: form === 'cut' };
}

/** What is sent in the place of a whole answer. */
interface Broken {
  type: string;
  pieces: string[];
  cut: boolean;
}

function json(text: string, cut = false): Broken {
  return { type: JSON_TYPE, pieces: [text], cut };
}

/** How an answer that is sent whole breaks: the same failures, in its place. */
export function breakAnswer(
  { form, failure = 'internal-error' }: MidStreamFailure,
  body: string,
  head: Head,
): Broken {
  const cause: Failure = failureOf(failure);
  switch (form) {
    case 'frame':
      return { type: EVENT_STREAM, pieces: [renderFrame(cause, head.id)], cut: false };
    case 'data':
      return json(renderFailure(cause, 'json', head.id).body);
    case 'error_finish':
      return json(
        JSON.stringify({
          choices: [
            {
              message: { content: cause.message, role: 'assistant' },
              finish_reason: 'error_finish',
              index: 0,
              logprobs: null,
            },
          ],
          object: 'chat.completion',
          created: head.created,
          system_fingerprint: null,
          model: head.model,
          id: `chatcmpl-${head.id}`,
        }),
      );
    case 'html':
      return { type: 'text/html', pieces: [PAGE], cut: false };
    case 'end':
      return json('');
    default:
      return json(body.slice(0, body.length / 2), form === 'cut');
  }
}
