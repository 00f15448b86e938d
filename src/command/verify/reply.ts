import { isObject } from '../../util/json.js';

/** An answer of the service as it came. */
export interface Reply {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  /** Milliseconds until the whole answer was there. */
  milliseconds: number;
}

/** An error, wherever in the answer it stands. */
export interface ReportedError {
  /** The status that the answer, or the comment of an event, names. */
  status: number;
  code: string | null;
  message: string;
}

/** The JSON values of an answer: the body, or the data of each event of a stream. */
export function valuesOf({ text }: Reply): unknown[] {
  if (!/^(?:data|id|event|:)/.test(text)) return [parse(text)];
  const lines = text.split('\n').filter((line) => line.startsWith('data:'));
  return lines.map((line) => line.slice('data:'.length).trim()).map((data) => (data === '[DONE]' ? data : parse(data)));
}

/** Finds the error of an answer: in a body or an event, nested (`error`) or flat. */
export function errorOf(reply: Reply): ReportedError | undefined {
  const [first] = valuesOf(reply);
  const comment = /^:HTTP_STATUS\/(\d+)$/m.exec(reply.text)?.[1];
  const status = comment === undefined ? reply.status : Number(comment);
  if (!isObject(first))
    return reply.status < 400 ? undefined : { status, code: null, message: reply.text.slice(0, 300) };
  const error = isObject(first.error) ? first.error : first;
  if (typeof error.message !== 'string' || !('code' in error)) return undefined;
  return { status, code: typeof error.code === 'string' ? error.code : null, message: error.message };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
