import * as fc from 'fast-check';
import type { Noise } from '../../support/noise.js';

/** The framing of a stream in lines. */
export interface Framing {
  /** Line endings of a stream, in turn: each line, or each event, takes the next one. */
  endings: Ending[];
  turn: 'line' | 'event';
  /** Parts that not every server's stream has. */
  done: boolean;
  mark: boolean;
  /** The end after the last line: a blank one, only its own ending, or nothing. */
  end: 'blank line' | 'line' | 'nothing';
}

type Ending = '\n' | '\r\n' | '\r';

export const framing: fc.Arbitrary<Framing> = fc.record({
  endings: fc.array(fc.constantFrom<Ending>('\n', '\r\n', '\r'), { minLength: 1, maxLength: 7 }),
  turn: fc.constantFrom('line', 'event'),
  done: fc.boolean(),
  mark: fc.boolean(),
  end: fc.constantFrom('blank line', 'line', 'nothing'),
});

/** Comments that keep a connection alive. */
const beats = [': keep-alive', ':', ':HTTP_STATUS/200', ': {"choices":[{"delta":{"content":"no"}}]}'];

/** The bytes of a stream of server-sent events, with all that the standard lets a server write around them. */
export function toBytes(chunks: readonly object[], noise: Noise, { done, mark, end, ...how }: Framing) {
  const lines: string[] = [];
  chunks.forEach((chunk, index) => {
    while (noise.happens()) lines.push(beats[noise.below(beats.length)]!, ...(noise.happens() ? [''] : []));
    // An event without data, or with data that says nothing.
    while (noise.happens()) lines.push(...(noise.happens() ? ['event: ping'] : ['event: ping', 'data:']), '');
    const fields = dataLines(JSON.stringify(chunk), noise);
    const before = [`id:${index}`, 'event: result', 'retry: 3000', 'x-field: 1', 'nonsense', ':HTTP_STATUS/200'];
    lines.push(...before.filter(() => noise.happens()), ...fields);
    if (noise.happens()) lines.push(':late');
    lines.push('', ...(noise.happens() ? [''] : []));
  });
  if (done) {
    lines.push('data: [DONE]', '');
    // Bytes after the end belong to nobody.
    while (noise.happens()) lines.push(`data: ${JSON.stringify(chunks[0])}`, '');
  }
  if (end !== 'blank line') lines.splice(lines.findLastIndex((line) => line !== '') + 1);
  const text = (mark ? '\uFEFF' : '') + endLines(lines, how);
  return new TextEncoder().encode(end === 'nothing' ? text.replace(/[\r\n]+$/, '') : text);
}

function endLines(lines: readonly string[], { endings, turn }: Pick<Framing, 'endings' | 'turn'>): string {
  let text = '';
  let turns = 0;
  for (const line of lines) {
    const ending = endings[turns % endings.length]!;
    // A line feed behind a carriage return would end no line of its own.
    text += line === '' && ending === '\n' && text.endsWith('\r') ? '\r\n' : line + ending;
    if (turn === 'line' || line === '') turns += 1;
  }
  return text;
}

/** A chunk as one line, or as several: JSON may be broken between its tokens. */
function dataLines(json: string, noise: Noise): string[] {
  const spread = noise.happens() ? JSON.stringify(JSON.parse(json), undefined, 1) : json;
  return spread.split('\n').map((line) => (noise.happens() ? 'data:' : 'data: ') + line);
}
