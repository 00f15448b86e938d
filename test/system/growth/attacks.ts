import type { AST } from '@eslint-community/regexpp';
import { visitRegExpAST } from '@eslint-community/regexpp';
import { acceptsOf, parsePattern } from './steps.js';

/** A text that grows: `before`, then `pump` as often as wanted, then `after`. */
export interface Attack {
  before: string;
  pump: string;
  after: string;
}

// Beside the characters that a pattern names itself.
const common = ['a', '0', ' ', '\n', '-', '"', '甲', 'A', '\u0000'];

// Ends that a repetition may fail at: the text's own, a character that few patterns name, and another line.
const ends = ['', '\u0000', '\nb'];

// Texts that a part of a pattern is tried with.
const maxSamples = 8;

/**
 * Makes the texts that could cost a pattern more than linear time. All of them are aimed at a repetition without a
 * maximum: they repeat what it repeats, or what leads to it, which starts it anew at every place; and they end in what
 * may fail.
 */
export function attacksOn(pattern: string, flags: string): Attack[] {
  const ast = parsePattern(pattern, flags);
  const named = new Set<string>();
  const quantifiers: AST.Quantifier[] = [];
  visitRegExpAST(ast, {
    onCharacterEnter: ({ value }) => void named.add(String.fromCodePoint(value)),
    onQuantifierEnter: (node) => void quantifiers.push(node),
  });
  const sampler = new Sampler([...new Set([...named, ...common])], flags);
  const attacks = new Map<string, Attack>();
  for (const quantifier of quantifiers) {
    if (quantifier.max !== Number.POSITIVE_INFINITY) continue;
    const leads = sampler.before(quantifier);
    const rounds = sampler.of(quantifier.element);
    for (const lead of leads) {
      const pairs = [['', lead], ...rounds.flatMap((round) => [[lead, round] as const, ['', lead + round] as const])];
      for (const [before = '', pump = ''] of pairs) {
        if (pump === '') continue;
        for (const after of ends) {
          const attack = { before, pump, after };
          attacks.set(JSON.stringify(attack), attack);
        }
      }
    }
  }
  return [...attacks.values()];
}

/** Finds short texts that parts of a pattern match. */
class Sampler {
  private readonly alphabet: readonly string[];
  private readonly flags: string;

  constructor(alphabet: readonly string[], flags: string) {
    this.alphabet = alphabet;
    this.flags = flags;
  }

  of(node: AST.Node): string[] {
    switch (node.type) {
      case 'Group':
      case 'CapturingGroup':
        return few(inTurn(node.alternatives.map((alternative) => this.sequence(alternative.elements))));
      case 'Character':
        return [String.fromCodePoint(node.value)];
      case 'CharacterSet':
      case 'CharacterClass':
        return few(this.alphabet.filter(acceptsOf(node, this.flags)));
      case 'Quantifier':
        return few(this.of(node.element).map((text) => text.repeat(Math.max(1, node.min))));
      // What has no width, or repeats what came before.
      default:
        return [''];
    }
  }

  /** Texts that lead to a node from the beginning of the pattern. */
  before(node: AST.Node): string[] {
    const { parent } = node;
    if (parent === null || parent.type === 'Pattern') return [''];
    const outer = this.before(parent);
    if (parent.type !== 'Alternative') return outer;
    const own = this.sequence(parent.elements.slice(0, parent.elements.indexOf(node as AST.Element)));
    return few(outer.flatMap((text) => own.map((next) => text + next)));
  }

  private sequence(elements: AST.Element[]): string[] {
    return elements.reduce<string[]>(
      (texts, element) => {
        const next = this.of(element);
        // All of the shortest text's ways on, and one of each other's.
        return few([...next.map((text) => texts[0] + text), ...texts.slice(1).map((text) => text + next[0])]);
      },
      [''],
    );
  }
}

function few(texts: string[]): string[] {
  return [...new Set(texts)].slice(0, maxSamples);
}

/** The first of each list, then the second of each. */
function inTurn(lists: string[][]): string[] {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}
