/** A member of an interface, as its source says. */
export interface Member {
  name: string;
  type: string;
  /** The sentences of its doc comment. */
  sentences: string[];
}

/** The members of an exported interface, in their order. Reads our layout, not all of TypeScript. */
export function readInterface(source: string, name: string): Member[] {
  const start = source.search(new RegExp(`^export interface ${name}\\b`, 'm'));
  if (start < 0) throw new Error(`There is no interface ${name} in the source.`);
  const body = source.slice(source.indexOf('{\n', start) + 2, source.indexOf('\n}', start) + 1);
  const members: Member[] = [];
  const head = /\s*(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*)?(\w+)\??:\s*/y;
  for (let at = 0; (head.lastIndex = at) < body.trimEnd().length;) {
    const match = head.exec(body);
    if (match === null) throw new Error(`${name} has a member that is not understood: ${body.slice(at)}`);
    const end = endOfType(body, head.lastIndex);
    members.push({
      name: match[2]!,
      type: typeOf(body.slice(head.lastIndex, end)),
      sentences: sentencesOf(match[1] ?? ''),
    });
    at = end + 1;
  }
  return members;
}

/** A type as a page shows it: that `undefined` is taken like nothing goes without saying. */
function typeOf(source: string): string {
  const type = source
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '')
    .replace(/ \| undefined(?=[;\s]|$)/g, '')
    .trim();
  return type.replace(/^\((.*=>.*)\)$/, '$1');
}

/** Where the semicolon is that ends a type; those inside braces do not. */
function endOfType(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if ('{(['.includes(text[at]!)) depth += 1;
    if ('})]'.includes(text[at]!)) depth -= 1;
    if (text[at] === ';' && depth === 0) return at;
  }
  throw new Error(`A type has no end: ${text.slice(start, start + 80)}`);
}

function sentencesOf(comment: string): string[] {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trim());
  const text = lines
    .filter((line) => line !== '' && !line.startsWith('@'))
    .join(' ')
    .trim();
  return text === '' ? [] : text.split(/(?<=[.)])\s+(?=[A-Z`])/);
}
