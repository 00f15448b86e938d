import type { Failure } from '../rules/failure.js';
import { failureOf } from '../rules/api-error.js';
import { type Aftermath, type Breakage, eventStreamType, jsonType } from './response.js';
import type { MidStreamFailure } from '../model/script.js';

/** The forms in which a protocol ends an answer early. `number`: the event's place in the stream, from 1. */
export interface Endings {
  /** An error frame. */
  frame: (cause: Failure, number: number) => string;
  /** An error as an ordinary event. */
  data: (cause: Failure, number: number) => string;
  /** Events that finish the answer with `error_finish` and the message as text. */
  finish: (message: string, number: number) => string[];
  /** An event that ends within its JSON. */
  malformed: (number: number) => string;
  /** The body of an error, and of a whole answer that finishes with `error_finish`. */
  error: (cause: Failure) => object;
  finished: (message: string) => object;
}

/** The page of a gateway that cannot reach the service. */
const gatewayPage =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n' +
  '<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** Breaks off a stream. */
export function breakStream(failure: MidStreamFailure, endings: Endings): Breakage {
  const { deltas, form = 'frame', failure: name = 'internal-error' } = failure;
  const cause = failureOf(name);
  const forms: Record<NonNullable<MidStreamFailure['form']>, (number: number) => string[]> = {
    frame: (number) => [endings.frame(cause, number)],
    data: (number) => [endings.data(cause, number)],
    error_finish: (number) => endings.finish(cause.nativeMessage ?? cause.message, number),
    cut: () => [],
    malformed: (number) => [endings.malformed(number)],
    html: () => [gatewayPage],
    end: () => [],
    stall: () => [],
  };
  return { after: deltas, pieces: forms[form], aftermath: form === 'cut' || form === 'stall' ? form : 'end' };
}

/** A broken answer, in place of a whole one. */
interface Broken {
  type: string;
  pieces: string[];
  aftermath: Aftermath;
}

function json(text: string, aftermath: Aftermath = 'end'): Broken {
  return { type: jsonType, pieces: [text], aftermath };
}

/** Breaks a whole answer with the same failures as a stream. */
export function breakAnswer(failure: MidStreamFailure, body: string, endings: Endings): Broken {
  const { form = 'frame', failure: name = 'internal-error' } = failure;
  const cause = failureOf(name);
  switch (form) {
    case 'frame':
      return { type: eventStreamType, pieces: [endings.frame(cause, 1)], aftermath: 'end' };
    case 'data':
      return json(JSON.stringify(endings.error(cause)));
    case 'error_finish':
      return json(JSON.stringify(endings.finished(cause.nativeMessage ?? cause.message)));
    case 'html':
      return { type: 'text/html', pieces: [gatewayPage], aftermath: 'end' };
    case 'end':
      return json('');
    default:
      return json(body.slice(0, body.length / 2), form === 'malformed' ? 'end' : form);
  }
}
