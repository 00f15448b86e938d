import { RegExpParser, type AST } from '@eslint-community/regexpp';

/** The work of a backtracking engine for a pattern, one instruction a step. */
type Instruction =
  | { op: 'take'; accepts: (character: string) => boolean }
  | { op: 'assert'; holds: (before: string | undefined, after: string | undefined) => boolean }
  | { op: 'look'; program: Instruction[]; negated: boolean }
  | { op: 'behind'; sequences: ((character: string) => boolean)[][]; negated: boolean }
  | { op: 'save'; slot: number }
  | { op: 'recall'; slot: number }
  | { op: 'moved'; slot: number }
  | { op: 'fork'; first: number; second: number }
  | { op: 'jump'; to: number }
  | { op: 'match' };

/** Parses a pattern in the mode that its flags say. */
export function parsePattern(pattern: string, flags: string): AST.Pattern {
  return new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode: flags.includes('u') });
}

/** Tells which characters a node accepts that stands for one: the engine itself is asked. */
export function acceptsOf(node: AST.Node, flags: string): (character: string) => boolean {
  const one = new RegExp(`^(?:${node.raw})$`, flags.replace(/[gmy]/g, ''));
  const known = new Map<string, boolean>();
  return (character) => {
    const answer = known.get(character) ?? one.test(character);
    known.set(character, answer);
    return answer;
  };
}

interface Count {
  steps: number;
  limit: number;
}

/**
 * Makes what counts the steps that a backtracking engine takes to find the matches of a pattern in a text, up to a
 * limit. Engines take shortcuts, so theirs are fewer.
 */
export function createStepCounter(pattern: string, flags: string): (text: string, limit: number) => number {
  const program = new Compiler(flags).compile(parsePattern(pattern, flags).alternatives);
  return (text, limit) => {
    const count: Count = { steps: 0, limit };
    const characters = flags.includes('u') ? [...text] : text.split('');
    let start = 0;
    while (start <= characters.length && count.steps < limit) {
      count.steps += 1;
      const end = run(program, characters, start, [], count);
      if (flags.includes('y') || (end !== undefined && !flags.includes('g'))) break;
      start = Math.max(start + 1, end ?? 0);
    }
    return count.steps;
  };
}

/** Runs a program from one place of a text; returns where its match ends. */
function run(program: Instruction[], text: string[], from: number, slots: number[], count: Count): number | undefined {
  const others = [{ next: 0, place: from, slots }];
  for (let thread = others.pop(); thread !== undefined; thread = others.pop()) {
    for (let alive = true; alive;) {
      const { place } = thread;
      const step: Instruction = program[thread.next]!;
      thread.next += 1;
      count.steps += 1;
      if (count.steps >= count.limit) return undefined;
      switch (step.op) {
        case 'take':
          alive = place < text.length && step.accepts(text[place]!);
          thread.place += 1;
          break;
        case 'assert':
          alive = step.holds(text[place - 1], text[place]);
          break;
        case 'look':
          alive = (run(step.program, text, place, thread.slots, count) === undefined) === step.negated;
          break;
        case 'behind':
          alive =
            step.sequences.some(
              (sequence) =>
                sequence.length <= place &&
                sequence.every((accepts, index) => accepts(text[place - sequence.length + index]!)),
            ) !== step.negated;
          break;
        case 'save':
          thread.slots = [...thread.slots];
          thread.slots[step.slot] = place;
          break;
        case 'recall': {
          const said = text.slice(thread.slots[step.slot], thread.slots[step.slot + 1]);
          alive = said.every((character, index) => text[place + index] === character);
          thread.place += said.length;
          break;
        }
        case 'moved':
          alive = thread.slots[step.slot] !== place;
          break;
        case 'fork':
          others.push({ next: step.second, place, slots: thread.slots });
          thread.next = step.first;
          break;
        case 'jump':
          thread.next = step.to;
          break;
        case 'match':
          return place;
      }
    }
  }
  return undefined;
}

/** Writes the program of a pattern. */
class Compiler {
  private slots = 0;
  private readonly groups = new Map<AST.Node, number>();
  private readonly flags: string;
  private program: Instruction[] = [];

  constructor(flags: string) {
    this.flags = flags;
  }

  compile(alternatives: AST.Alternative[]): Instruction[] {
    const outer = this.program;
    const program: Instruction[] = [];
    this.program = program;
    this.choose(alternatives);
    program.push({ op: 'match' });
    this.program = outer;
    return program;
  }

  private choose([first, ...others]: AST.Alternative[]): void {
    if (first === undefined) return;
    if (others.length === 0) return first.elements.forEach((element) => this.emit(element));
    const fork = this.fork(true);
    first.elements.forEach((element) => this.emit(element));
    const jump = { op: 'jump' as const, to: 0 };
    this.program.push(jump);
    fork();
    this.choose(others);
    jump.to = this.program.length;
  }

  private emit(node: AST.Element): void {
    switch (node.type) {
      case 'Group':
        return this.choose(node.alternatives);
      case 'CapturingGroup': {
        const slot = this.slotsOf(node);
        this.program.push({ op: 'save', slot });
        this.choose(node.alternatives);
        this.program.push({ op: 'save', slot: slot + 1 });
        return;
      }
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        this.program.push({ op: 'take', accepts: acceptsOf(node, this.flags) });
        return;
      case 'Backreference':
        this.program.push({ op: 'recall', slot: this.slotsOf([node.resolved].flat()[0]!) });
        return;
      case 'Quantifier':
        return this.repeat(node);
      case 'Assertion':
        return this.assert(node);
      default:
        throw new Error(`The step counter does not know ${node.raw}.`);
    }
  }

  private repeat({ element, min, max, greedy }: AST.Quantifier): void {
    for (let times = 0; times < min; times += 1) this.emit(element);
    if (max === Number.POSITIVE_INFINITY) {
      const top = this.program.length;
      const leave = this.fork(greedy);
      const slot = this.slots++;
      this.program.push({ op: 'save', slot });
      this.emit(element);
      // A round that takes nothing ends the loop.
      this.program.push({ op: 'moved', slot }, { op: 'jump', to: top });
      return leave();
    }
    const leaves: (() => void)[] = [];
    for (let times = min; times < max; times += 1) {
      leaves.push(this.fork(greedy));
      this.emit(element);
    }
    for (const leave of leaves) leave();
  }

  /** Writes a fork into what follows; the function that it returns sets the other way to where the program is then. */
  private fork(onwardFirst: boolean): () => void {
    const fork = { op: 'fork' as const, first: this.program.length + 1, second: this.program.length + 1 };
    this.program.push(fork);
    return () => {
      fork[onwardFirst ? 'second' : 'first'] = this.program.length;
    };
  }

  private assert(node: AST.Assertion): void {
    if (node.kind === 'lookbehind') return this.lookBehind(node);
    if (node.kind === 'lookahead') {
      this.program.push({ op: 'look', program: this.compile(node.alternatives), negated: node.negate });
      return;
    }
    const lines = this.flags.includes('m');
    const isEdge = (beside: string | undefined) => beside === undefined || (lines && /[\n\r\u2028\u2029]/.test(beside));
    const isWord = (character: string | undefined) => character !== undefined && /\w/.test(character);
    this.program.push({
      op: 'assert',
      holds(before, after) {
        if (node.kind === 'start') return isEdge(before);
        if (node.kind === 'end') return isEdge(after);
        return (isWord(before) === isWord(after)) === (node as AST.WordBoundaryAssertion).negate;
      },
    });
  }

  /** Lookbehinds of a fixed number of characters; there are no others. */
  private lookBehind({ alternatives, negate, raw }: AST.LookbehindAssertion): void {
    const sequences = alternatives.map(({ elements }) =>
      elements.map((one) => {
        if (one.type === 'Character' || one.type === 'CharacterSet' || one.type === 'CharacterClass') {
          return acceptsOf(one, this.flags);
        }
        throw new Error(`The step counter does not know ${raw}.`);
      }),
    );
    this.program.push({ op: 'behind', sequences, negated: negate });
  }

  private slotsOf(group: AST.CapturingGroup): number {
    const slot = this.groups.get(group) ?? this.slots;
    if (slot === this.slots) this.slots += 2;
    this.groups.set(group, slot);
    return slot;
  }
}
