/**
 * Makes a text that a regular expression matches. It understands literals, classes, groups, alternatives and
 * repetitions. The expression itself is never run, because a hostile one takes minutes. For lookarounds,
 * references and anything beyond the limits, the text says that there is no example.
 */
export function samplePattern(pattern: string, random: () => number): string {
  try {
    const text = new PatternReader(pattern, random).read();
    return text.length > maxLength ? unsupported() : text;
  } catch (error) {
    if (!(error instanceof UnsupportedPattern)) throw error;
    return `emulator: no example for ${pattern.slice(0, maxShown)}`;
  }
}

const maxLength = 10_000;
/** Maximum atoms, branches and members of classes that are read for one text, including repetitions. */
const maxSteps = 50_000;
const maxGroupDepth = 50;
const maxShown = 1_000;

class UnsupportedPattern extends Error {}

function unsupported(): never {
  throw new UnsupportedPattern();
}

const digits = '0123456789';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const word = `${lower}${lower.toUpperCase()}${digits}_`;
const space = ' \t\n\r\f\v';

/** Members of the named classes. For a negated class, those of `anything` that are not among them. */
const classes: Readonly<Record<string, string>> = { d: digits, w: word, s: space };
const anything = `xX0-_ .,é\n`;

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', '0': '\0' };

class PatternReader {
  private at = 0;
  private steps = 0;
  private depth = 0;
  /** The text so far. Anchors depend on it. */
  private text = '';
  /** A `$` was read: nothing may follow. */
  private ended = false;

  constructor(
    private readonly pattern: string,
    private readonly random: () => number,
  ) {}

  read(): string {
    this.alternatives();
    if (this.at < this.pattern.length) unsupported();
    return this.text;
  }

  /** Writes one of the branches. The others are read only to find their end. */
  private alternatives(): void {
    const start = this.at;
    const { text, ended } = this;
    let branches = 1;
    this.sequence();
    while (this.take('|')) {
      this.step();
      branches += 1;
      this.sequence();
    }
    const end = this.at;
    if (branches === 1) return;
    Object.assign(this, { at: start, text, ended });
    const chosen = Math.floor(this.random() * branches);
    for (let branch = 0; branch <= chosen; branch += 1) {
      this.step();
      Object.assign(this, { text, ended });
      this.sequence();
      if (branch < chosen) this.at += 1;
    }
    this.at = end;
  }

  private sequence(): void {
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at]!)) this.repeated();
  }

  private repeated(): void {
    const start = this.at;
    const { text, ended } = this;
    this.atom();
    const end = this.at;
    const count = this.count();
    const after = this.at;
    // An anchor can't be repeated.
    if (after > end && '^$'.includes(this.pattern[start]!)) unsupported();
    if (count === 0) Object.assign(this, { text, ended });
    // Each repetition reads the atom again, so a class gives different characters.
    for (let index = 1; index < count; index += 1) {
      this.at = start;
      this.atom();
    }
    this.at = after;
  }

  private count(): number {
    if (this.take('?')) return this.lazy(1);
    if (this.take('*') || this.take('+')) return this.lazy(3);
    const bounds = /\{(\d+)(?:(,)(\d*))?\}/y;
    bounds.lastIndex = this.at;
    const match = bounds.exec(this.pattern);
    if (match === null) return 1;
    this.at = bounds.lastIndex;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Math.max(min, 3) : Number(match[3]);
    if (max < min) unsupported();
    return this.lazy(Math.min(max, Math.max(min, 3)));
  }

  private lazy(count: number): number {
    this.take('?');
    return count;
  }

  private atom(): void {
    this.step();
    const character = this.pattern[this.at++]!;
    if (character === '^') return this.text === '' ? undefined : unsupported();
    if (character === '$') {
      this.ended = true;
      return;
    }
    if (character === '(') return this.group();
    if ('*+?'.includes(character)) unsupported();
    if (character === '.') return this.write('x');
    if (character === '[') return this.write(this.characterClass());
    this.write(character === '\\' ? this.oneOf(this.escape()) : character);
  }

  private step(): void {
    this.steps += 1;
    if (this.steps > maxSteps || this.text.length > maxLength) unsupported();
  }

  private write(text: string): void {
    if (this.ended && text !== '') unsupported();
    this.text += text;
  }

  private group(): void {
    const kind = /\?(?::|<[A-Za-z_$][\w$]*>)/y;
    kind.lastIndex = this.at;
    if (kind.test(this.pattern)) this.at = kind.lastIndex;
    else if (this.pattern[this.at] === '?') unsupported();
    this.depth += 1;
    if (this.depth > maxGroupDepth) unsupported();
    this.alternatives();
    if (!this.take(')')) unsupported();
    this.depth -= 1;
  }

  /** The members of an escape, after its backslash. */
  private escape(): string {
    const character = this.pattern[this.at++];
    if (character === undefined) unsupported();
    const members = classes[character];
    if (members !== undefined) return members;
    const opposite = 'DWS'.includes(character) ? classes[character.toLowerCase()] : undefined;
    if (opposite !== undefined) return without(anything, opposite);
    const control = controls[character];
    if (control !== undefined) return control;
    if (character === 'x') return this.codePoint(/[\dA-Fa-f]{2}/y);
    if (character === 'u') return this.codePoint(/[\dA-Fa-f]{4}/y);
    return /[A-Za-z\d]/.test(character) ? unsupported() : character;
  }

  private codePoint(digit: RegExp): string {
    digit.lastIndex = this.at;
    const match = digit.exec(this.pattern);
    if (match === null) unsupported();
    this.at = digit.lastIndex;
    return String.fromCharCode(Number.parseInt(match[0], 16));
  }

  private characterClass(): string {
    const start = this.at - 1;
    const negated = this.take('^');
    let members = '';
    while (!this.take(']')) {
      this.steps += 1;
      if (this.at >= this.pattern.length || this.steps > maxSteps) unsupported();
      members += this.classMember();
    }
    return this.oneOf(negated ? outside(this.pattern.slice(start, this.at)) : members);
  }

  private classMember(): string {
    this.step();
    const first = this.member();
    const isSpan = this.pattern[this.at] === '-' && this.pattern[this.at + 1] !== ']';
    if (!isSpan || [...first].length > 1) return first;
    this.at += 1;
    const last = this.member();
    // Next to a named class, the hyphen is a literal (`[\w-.]`).
    return [...last].length > 1 ? `${first}-${last}` : span(first, last);
  }

  private member(): string {
    const character = this.pattern[this.at++];
    if (character === undefined) unsupported();
    if (character !== '\\') return character;
    if (this.take('b')) return '\b';
    return this.escape();
  }

  private oneOf(members: string): string {
    const member = members[Math.floor(this.random() * members.length)];
    // Half of a surrogate pair is not a character.
    if (member === undefined || /[\ud800-\udfff]/.test(member)) unsupported();
    return member;
  }

  private take(character: string): boolean {
    const found = this.pattern[this.at] === character;
    if (found) this.at += 1;
    return found;
  }
}

/** Characters that a negated class matches. Running a single class on one character is cheap. */
function outside(negatedClass: string): string {
  try {
    const expression = new RegExp(negatedClass);
    return [...anything].filter((member) => expression.test(member)).join('');
  } catch {
    return unsupported();
  }
}

function without(members: string, excluded: string): string {
  return [...members].filter((member) => !excluded.includes(member)).join('');
}

/** The characters from one to another, at most 128 of them. */
function span(from: string, to: string): string {
  const first = from.charCodeAt(0);
  const count = to.charCodeAt(0) - first + 1;
  if (count < 1) unsupported();
  return Array.from({ length: Math.min(count, 128) }, (_, index) => String.fromCharCode(first + index)).join('');
}
