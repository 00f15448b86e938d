import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** Every page of the documentation, by its path in the repository. */
export function pages(): string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  return [
    'README.md',
    'AGENTS.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    ...docs.filter((path) => path.endsWith('.md')).map((path) => `docs/${path.replaceAll('\\', '/')}`),
  ];
}

export type Major = 4 | 5 | 6 | 7;

/** A block of TypeScript on a page. */
export interface Block {
  page: string;
  /** The nearest heading above it. */
  heading: string;
  code: string;
  /** Name of the file that it is compiled and run as. */
  file: string;
  /** The AI SDK that it is for. */
  major: Major;
  /** `elsewhere`: the block is a file of the repository, which other tests run. */
  tested: 'run' | 'compile' | 'elsewhere';
  /** Page, heading and AI SDK, and its number where these are not enough. */
  name: string;
}

/**
 * The blocks of TypeScript of a page. `<!-- compile -->` above a block says that it needs something that a test does
 * not have, such as a browser; `<!-- compile ai7 -->` also says for which AI SDK it is, if its imports don't.
 */
export function blocksOf(page: string, markdown: string = read(page)): Block[] {
  const blocks: Block[] = [];
  const names = new Map<string, number>();
  let heading = '';
  let inFile = false;
  let compiled: string | undefined;
  const add = (block: Pick<Block, 'code' | 'major' | 'tested'>, language = 'ts') => {
    const name = `${page}: ${heading} (ai ${block.major})`;
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    blocks.push({
      ...block,
      page,
      heading,
      file: `${page.replace(/\.md$/, '').replace(/\W+/g, '-')}-${blocks.length + 1}.${language}`,
      name: count === 1 ? name : `${name} ${count}`,
    });
  };
  for (const match of markdown.matchAll(token)) {
    const [, title, language, code = '', slash, mark, argument, others] = match;
    if (title !== undefined) heading = title;
    else if (mark === 'compile') compiled = argument ?? '';
    else if (mark !== undefined) inFile = slash === '';
    else if (others !== undefined) addOthers(blocks.at(-1)!, others, add);
    else if (language === 'ts' || language === 'tsx') {
      const tested = inFile ? 'elsewhere' : compiled === undefined ? 'run' : 'compile';
      add({ code, major: majorOf(code, compiled), tested }, language);
      compiled = undefined;
    }
  }
  return blocks;
}

/** Headings, blocks, marks, and the sentence that a block also holds for other AI SDKs with another import. */
const token =
  /^#+ (.+)$|^```(\w+)[^\n]*\n([^]*?)^```$|^<!-- (\/?)(example|file|compile)\b ?(.*?) -->$|\b(?:In|For) AI\sSDK\s([4-7](?:(?:, | and )[4-7])*), only\sthe\simport\sdiffers/gm;

/** The last block again, for the other AI SDKs that a page says it is for. */
function addOthers(block: Block, others: string, add: (block: Pick<Block, 'code' | 'major' | 'tested'>) => void): void {
  const tested = block.tested === 'elsewhere' ? 'compile' : block.tested;
  for (const [digit] of others.matchAll(/\d/g)) {
    const major = Number(digit) as Major;
    const entry = major === 4 ? 'ai-sdk-qwen' : `ai-sdk-qwen/ai${major}`;
    add({ code: block.code.replace(/'ai-sdk-qwen(?:\/ai[4-7])?'/, `'${entry}'`), major, tested });
  }
}

function majorOf(code: string, compiled: string | undefined): Major {
  const major = /'ai-sdk-qwen\/ai([4-7])'/.exec(code)?.[1] ?? /\bai([4-7])\b/.exec(compiled ?? '')?.[1] ?? '4';
  return Number(major) as Major;
}
