import * as fc from 'fast-check';
import type { Noise } from './support.js';

/** How a stream is put into lines. */
export interface Framing {
  ending: '\n' | '\r\n' | '\r';
  /** What is not there in all servers' streams. */
  done: boolean;
  mark: boolean;
  lastBlankLine: boolean;
}

export const framing: fc.Arbitrary<Framing> = fc.record({
  ending: fc.constantFrom('\n', '\r\n', '\r'),
  done: fc.boolean(),
  mark: fc.boolean(),
  lastBlankLine: fc.boolean(),
});

const comments = [': keep-alive', ':', ':HTTP_STATUS/200', ': {"choices":[{"delta":{"content":"no"}}]}'];

/** The bytes of a stream of server-sent events, with all that the standard lets a server write around them. */
export function toBytes(chunks: readonly object[], noise: Noise, { ending, done, mark, lastBlankLine }: Framing) {
  const lines: string[] = [];
  chunks.forEach((chunk, index) => {
    while (noise.happens()) lines.push(comments[noise.below(comments.length)]!, ...(noise.happens() ? [''] : []));
    const fields = dataLines(JSON.stringify(chunk), noise);
    const before = [`id:${index}`, 'event: result', 'retry: 3000', 'x-field: 1', 'nonsense', ':HTTP_STATUS/200'];
    lines.push(...before.filter(() => noise.happens()), ...fields);
    if (noise.happens()) lines.push(':late');
    lines.push('', ...(noise.happens() ? [''] : []));
  });
  if (done) lines.push('data: [DONE]', '');
  if (!lastBlankLine) lines.splice(lines.findLastIndex((line) => line !== '') + 1);
  const text = (mark ? '\uFEFF' : '') + lines.map((line) => line + ending).join('');
  return new TextEncoder().encode(text);
}

/** A chunk as one line, or as several: JSON may be broken between its tokens. */
function dataLines(json: string, noise: Noise): string[] {
  const spread = noise.happens() ? JSON.stringify(JSON.parse(json), undefined, 1) : json;
  return spread.split('\n').map((line) => (noise.happens() ? 'data:' : 'data: ') + line);
}
