/** The lines of Markdown that make sense when they are read aloud, each as soon as it is whole. */
export async function* linesToSay(text: string | AsyncIterable<string>, maxCharacters: number): AsyncGenerator<string> {
  let inCode = false;
  let said = 0;
  for await (const line of linesOf(text)) {
    if (/^\s*(```|~~~)/.test(line)) inCode = !inCode;
    else if (!inCode && !/^\s*\|/.test(line)) {
      const words = wordsOf(line);
      said += words.length;
      if (said > maxCharacters) return;
      yield words;
    }
  }
}

async function* linesOf(text: string | AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of typeof text === 'string' ? [text] : text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield `${line}\n`;
  }
  if (rest !== '') yield rest;
}

function wordsOf(line: string): string {
  return line
    .replace(/^\s*(#{1,6}|[-*+>]|\d{1,3}\.)\s+/, '')
    .replaceAll(/!?\[([^\]]{0,200})\]\([^)]{0,2000}\)/g, '$1')
    .replaceAll(/\[ref_\d{1,3}\]/g, '')
    .replaceAll(/[*_`~]+/g, '');
}
