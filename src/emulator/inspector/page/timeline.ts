import type { CallDetail, Chunk } from '../shape.js';
import { make, setText } from './dom.js';
import { showTime } from './format.js';

const svg = 'http://www.w3.org/2000/svg';

/** Rows of the table; a strip shows all chunks. */
const maxRows = 1_000;

/** The chunks of an answer: a strip over time, and a table that grows with the answer. */
export class Timeline {
  readonly element = make('section', {});
  private readonly strip = document.createElementNS(svg, 'svg');
  private readonly rows = make('tbody');
  private readonly more = make('p', { class: 'faint' });

  constructor() {
    this.strip.setAttribute('class', 'strip');
    this.strip.setAttribute('viewBox', '0 0 1000 40');
    this.strip.setAttribute('preserveAspectRatio', 'none');
    this.strip.setAttribute('role', 'img');
    const titles = ['Chunk', 'At', 'Gap', 'Kind', 'Tokens', 'Piece'].map((text) => make('th', { scope: 'col', text }));
    const table = make('table', {}, make('thead', {}, make('tr', {}, ...titles)), this.rows);
    const scroll = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Chunks' }, table);
    this.element.append(make('h2', { text: 'Time line' }), this.strip, scroll, this.more);
  }

  show({ chunkList, firstToken, duration, chunks }: CallDetail): void {
    this.element.hidden = chunkList.length === 0;
    const end = Math.max(duration ?? 0, chunkList.at(-1)?.at ?? 0, 1);
    this.strip.replaceChildren(...chunkList.map((chunk) => mark(chunk, end)));
    const gap = Math.max(0, ...chunkList.map((chunk, index) => chunk.at - (chunkList[index - 1]?.at ?? chunk.at)));
    const first = firstToken === undefined ? '' : `first token after ${showTime(firstToken)}, `;
    const label = `${chunks} chunks: ${first}longest gap ${showTime(gap)}, end after ${showTime(end)}`;
    this.strip.setAttribute('aria-label', label);
    for (let index = this.rows.childElementCount; index < Math.min(chunkList.length, maxRows); index += 1) {
      this.rows.append(row(chunkList, index));
    }
    setText(this.more, chunks > maxRows ? `${label}. The first ${maxRows} are listed.` : label);
  }
}

function mark({ at, kind }: Chunk, end: number): SVGRectElement {
  const rect = document.createElementNS(svg, 'rect');
  const tall = kind === 'other' || kind === 'usage' || kind === 'end' ? 16 : 32;
  for (const [name, value] of Object.entries({ x: (at / end) * 995, y: 36 - tall, width: 3, height: tall })) {
    rect.setAttribute(name, String(value));
  }
  rect.setAttribute('class', kind);
  return rect;
}

function row(chunks: readonly Chunk[], index: number): HTMLTableRowElement {
  const { at, kind, piece, tokens, bytes } = chunks[index]!;
  const gap = at - (chunks[index - 1]?.at ?? 0);
  const cells = [String(index + 1), showTime(at), showTime(gap), kind, String(tokens ?? ''), piece || `${bytes} bytes`];
  return make('tr', {}, ...cells.map((text) => make('td', { text })));
}
