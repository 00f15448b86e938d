import { keyPatterns } from '../util/keys.js';
import { isObject } from '../util/objects.js';

/** Keys of the service have over thirty characters; shorter words are names or examples. */
const anyKey = String.raw`\bs[kt]-[\w-]{20}[\w-]*`;

const hidden = 'sk-***';

/** Hides the key of a request wherever a text repeats it, and everything else that looks like a key. */
export class Mask {
  private readonly secrets: RegExp;

  constructor(headers: Headers) {
    this.secrets = new RegExp([...keyPatterns(headers), anyKey].join('|'), 'g');
  }

  hide(text: string): string {
    return text.replace(this.secrets, hidden);
  }

  /** Hides keys in the texts of a JSON value, and in the names of its members. */
  hideJson(value: unknown): unknown {
    if (typeof value === 'string') return this.hide(value);
    if (Array.isArray(value)) return value.map((item) => this.hideJson(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [this.hide(name), this.hideJson(member)]));
  }

  /** Hides keys in the pieces of a text. A key may begin in one piece and end in another. */
  hidePieces(pieces: readonly string[]): string[] {
    const keys = [...pieces.join('').matchAll(this.secrets)].map(({ index = 0, 0: key }) => ({
      first: index,
      end: index + key.length,
    }));
    let next = 0;
    let start = 0;
    return pieces.map((piece) => {
      const end = start + piece.length;
      let shown = '';
      let place = start;
      for (let key = keys[next]; key !== undefined && key.first < end; key = keys[next]) {
        if (key.first >= start) shown += piece.slice(place - start, key.first - start) + hidden;
        place = Math.min(key.end, end);
        // The rest of this key lies in the next piece.
        if (key.end > end) break;
        next += 1;
      }
      shown += piece.slice(place - start);
      start = end;
      return shown;
    });
  }
}
