/** A text that a regular expression matches: literals, classes, groups, alternatives and repetitions. */
export function samplePattern(pattern: string, random: () => number): string {
  const text = new PatternReader(pattern, random).alternatives();
  // Lookarounds, back references and such are beyond this; better to say so than to answer something false.
  return matches(pattern, text) ? text : `emulator: no example for ${pattern}`;
}

function matches(pattern: string, text: string): boolean {
  return ['u', ''].some((flags) => {
    try {
      return new RegExp(pattern, flags).test(text);
    } catch {
      return false;
    }
  });
}

/** However often an atom must be repeated, it is repeated no more. */
const MOST_REPETITIONS = 1_000;

const RANGES: Record<string, string> = {
  d: '0123456789',
  w: 'abcdefghijklmnopqrstuvwxyz',
  s: ' ',
  D: 'x',
  W: '-',
  S: 'x',
  n: '\n',
  t: '\t',
  r: '\r',
};

class PatternReader {
  private at = 0;

  constructor(
    private readonly pattern: string,
    private readonly random: () => number,
  ) {}

  alternatives(): string {
    const branches = [this.sequence()];
    while (this.take('|')) branches.push(this.sequence());
    return branches[Math.floor(this.random() * branches.length)]!;
  }

  private sequence(): string {
    let text = '';
    while (this.at < this.pattern.length && !'|)'.includes(this.pattern[this.at]!)) text += this.repeated();
    return text;
  }

  private repeated(): string {
    const start = this.at;
    const first = this.atom();
    const end = this.at;
    const count = this.count();
    const after = this.at;
    let text = count > 0 ? first : '';
    // Each repetition reads the atom again, so that classes give different characters.
    for (let index = 1; index < count; index += 1) {
      this.at = start;
      text += this.atom();
    }
    this.at = count > 1 ? after : Math.max(after, end);
    return text;
  }

  private count(): number {
    if (this.take('?')) return 1;
    if (this.take('*') || this.take('+')) return this.lazy(3);
    const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(this.pattern.slice(this.at));
    if (bounds === null) return 1;
    this.at += bounds[0].length;
    const least = Math.min(Number(bounds[1]), MOST_REPETITIONS);
    const most = bounds[2] === '' ? least : bounds[3] === '' ? least + 2 : Number(bounds[3]);
    return this.lazy(Math.min(most, Math.max(least, 3)));
  }

  private lazy(count: number): number {
    this.take('?');
    return count;
  }

  private atom(): string {
    const character = this.pattern[this.at++]!;
    if (character === '^' || character === '$') return '';
    if (character === '.') return 'x';
    if (character === '[') return this.characterClass();
    if (character === '\\') return this.escape();
    if (character !== '(') return character;
    const group = /^\?(?:[:=]|<[A-Za-z]\w*>)/.exec(this.pattern.slice(this.at));
    this.at += group?.[0].length ?? 0;
    const text = this.alternatives();
    this.take(')');
    return text;
  }

  private escape(): string {
    const character = this.pattern[this.at++] ?? '';
    if (character === 'b' || character === 'B') return '';
    return this.oneOf(RANGES[character] ?? character);
  }

  private characterClass(): string {
    const negated = this.take('^');
    let members = '';
    while (this.at < this.pattern.length && !this.take(']')) {
      const first = this.pattern[this.at++]!;
      if (first === '\\') members += RANGES[this.pattern[this.at]!] ?? this.pattern[this.at];
      if (first === '\\') this.at += 1;
      else if (this.pattern[this.at] === '-' && this.pattern[this.at + 1] !== ']') {
        members += span(first, this.pattern[this.at + 1]!);
        this.at += 2;
      } else members += first;
    }
    return negated ? this.oneOf([...'xX0- '].filter((one) => !members.includes(one)).join('')) : this.oneOf(members);
  }

  private oneOf(members: string): string {
    return members[Math.floor(this.random() * members.length)] ?? '';
  }

  private take(character: string): boolean {
    const found = this.pattern[this.at] === character;
    if (found) this.at += 1;
    return found;
  }
}

function span(from: string, to: string): string {
  const length = Math.min(to.charCodeAt(0) - from.charCodeAt(0) + 1, 128);
  return Array.from({ length }, (_, index) => String.fromCharCode(from.charCodeAt(0) + index)).join('');
}
