import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { QwenProvider } from 'ai-sdk-qwen';
import { createEmulator, type Emulator } from 'ai-sdk-qwen/emulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { stripes } from '../examples/picture.js';
import { fill } from './readme/fill.js';
import { toAlias } from './readme/imports.js';
import { readInterface } from './readme/interfaces.js';
import { optionFiles } from './readme/options.js';
import { captureOutput } from './readme/output.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
/** The page whose code is all of files, which test/recipes runs. */
const recipes = 'examples/recipes/README.md';
const self = 'This is the ai-sdk-qwen emulator, not a model.';

interface Block {
  heading: string;
  code: string;
  /** Its name in the folder where the blocks are compiled and run. */
  file: string;
}

/** The blocks of one language, each under the heading that it stands under. */
function blocksOf(markdown: string, language: string): Block[] {
  let heading = '';
  const blocks: Block[] = [];
  for (const match of markdown.matchAll(/^#+ (.+)$|^```(\w+)\n([^]*?)^```$/gm)) {
    if (match[1] !== undefined && match[2] === undefined) heading = match[1];
    else if (match[2] === language) {
      blocks.push({ heading, code: match[3]!, file: `block-${blocks.length + 1}.ts` });
    }
  }
  return blocks;
}

const readme = read('README.md');
const blocks = blocksOf(readme, 'ts');

function filesUnder(heading: string): string[] {
  return blocks.filter((block) => block.heading === heading).map((block) => block.file);
}

describe('what the README makes from the source', () => {
  it('is up to date (UPDATE_README=1 npx vitest run test/readme.test.ts makes it anew)', async () => {
    for (const path of ['README.md', recipes]) {
      const written = read(path);
      const filled = await fill(written);
      if (process.env.UPDATE_README) {
        writeFileSync(join(root, path), filled);
        continue;
      }
      const lines = new Set(written.split('\n'));
      const missing = filled.split('\n').filter((line) => !lines.has(line));
      expect(missing, path).toEqual([]);
      // Lines that went out of the source, or stand in another order.
      expect(written === filled, path).toBe(true);
    }
  });

  it('has a table for each interface of options, and for the settings', () => {
    const declared = optionFiles.flatMap((path) => [
      ...read(`src/${path}`).matchAll(/^export interface (Qwen\w+Options)\b/gm),
    ]);
    expect(declared.length).toBeGreaterThan(5);
    for (const [, name] of declared) expect(readme).toContain(`<!-- options ${name} -->`);
    expect(readme).toContain('<!-- settings -->');
  });

  it('has a cure for every failure that an error has a hint for', () => {
    // A hint is one string, or several with + between them.
    const written = /hint:\s*((?:(['"`])(?:\\.|(?!\2).)*\2[\s+]*)+)/g;
    const strings = /(['"`])((?:\\.|(?!\1).)*)\1/g;
    const hints = [...read('src/connection/hints.ts').matchAll(written)].map(([, literals]) =>
      [...literals!.matchAll(strings)].map((match) => match[2]!.replace(/\\(.)/g, '$1')).join(''),
    );
    expect(hints.length).toBeGreaterThan(15);
    const missing = hints.filter((hint) => !readme.includes(`| ${hint} |`));
    expect(missing).toEqual([]);
  });

  it('reads options whose types have braces, unions over lines and no comment', () => {
    const source = [
      'export interface Sample extends Other {',
      '  /** What it is. Default 2. */',
      '  plain?: number;',
      '  bare?:',
      "    | 'one'",
      "    | 'two';",
      '  /**',
      '   * First line',
      '   * and second. `Third` one.',
      '   *',
      '   * @see somewhere',
      '   */',
      '  shaped: { inner: string; other?: number };',
      '}',
    ].join('\n');
    expect(readInterface(source, 'Sample')).toEqual([
      { name: 'plain', type: 'number', sentences: ['What it is.', 'Default 2.'] },
      { name: 'bare', type: "'one' | 'two'", sentences: [] },
      {
        name: 'shaped',
        type: '{ inner: string; other?: number }',
        sentences: ['First line and second.', '`Third` one.'],
      },
    ]);
  });
});

describe('what the documents name', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', recipes];
  /** As GitHub names them in links. */
  const anchorsOf = (markdown: string) =>
    [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\w\- ]/g, '')
        .replaceAll(' ', '-'),
    );

  it('are scripts of the package', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    // The recipes have those of an app.
    const commands = documents
      .filter((path) => path !== recipes)
      .flatMap((path) => [...read(path).matchAll(/\bnpm (?:run )?(\w+)/g)]);
    const named = new Set(commands.map((match) => match[1]!));
    // `dev` is one of the apps' scripts.
    const own = [...named].filter((name) => !['ci', 'i', 'version', 'publish', 'dev'].includes(name));
    expect(own).toEqual(expect.arrayContaining(['demo', 'test', 'check', 'emulator']));
    for (const name of own) expect(Object.keys(scripts)).toContain(name);
  });

  it('are files and headings that exist', () => {
    for (const path of documents) {
      const markdown = read(path);
      for (const [, target] of markdown.matchAll(/\]\((?!https:)([^)]+)\)/g)) {
        const [file, anchor] = target!.split('#') as [string, string?];
        const linked = file === '' ? path : join(dirname(path), file);
        expect(existsSync(join(root, linked)), `${path} links to ${target}`).toBe(true);
        if (anchor !== undefined) expect(anchorsOf(read(linked)), `${path} links to ${target}`).toContain(anchor);
      }
      for (const [file] of markdown.matchAll(/(?<=[\s`])(?:src|test|examples)\/[\w./-]+\.ts\b/g)) {
        expect(existsSync(join(root, file)), `${path} names ${file}`).toBe(true);
      }
    }
  });
});

describe('the code of the README', () => {
  let folder: string;
  let emulator: Emulator;
  let local: { url: string; body: unknown }[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ai-sdk-qwen-readme-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await writeFile(join(folder, 'photo.png'), stripes(32, 16, [[0, 90, 200]]));
    await writeFile(join(folder, 'report.pdf'), '%PDF-1.7');
    for (const { file, code } of blocks) await writeFile(join(folder, file), toAlias(code));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const workingFolder = process.cwd();

  beforeEach(() => {
    vi.resetModules();
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-readme');
    for (const name of ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL']) vi.stubEnv(name, '');
    emulator = createEmulator();
    local = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (!url.startsWith('http://localhost:')) return emulator.fetch(url, init);
      local.push({ url, body: JSON.parse(String(init.body)) });
      const message = { role: 'assistant', content: '<think>Light scatters.</think>Because of the air.' };
      return Response.json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
    });
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(workingFolder);
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  const load = <Exports>(file: string): Promise<Exports> => import(/* @vite-ignore */ join(folder, file));

  async function run(heading: string, index = 0): Promise<string> {
    const file = filesUnder(heading)[index];
    if (file === undefined) throw new Error(`The README has no such block under "${heading}".`);
    return captureOutput(() => load(file));
  }

  it('compiles', async () => {
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'test/tsconfig.json'),
        compilerOptions: {
          rootDir: '/',
          typeRoots: [join(root, 'node_modules/@types')],
          paths: {
            'ai-sdk-qwen': [join(root, 'src/index.ts')],
            'ai-sdk-qwen/ai5': [join(root, 'src/ai5.ts')],
            'ai-sdk-qwen/ai6': [join(root, 'src/ai6.ts')],
            'ai-sdk-qwen/ai7': [join(root, 'src/ai7.ts')],
            'ai-sdk-qwen/emulator': [join(root, 'src/emulator/index.ts')],
            'ai-sdk-qwen/models': [join(root, 'src/catalogue/index.ts')],
          },
        },
        include: ['*.ts'],
      }),
    );
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const compiling = promisify(execFile)(process.execPath, [tsc, '-p', folder]);
    // A failing compiler says on stdout what is wrong.
    const { stdout } = await compiling.catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('answers a first question', async () => {
    expect(await run('Use it')).toBe(`${self} You said: Why is the sky blue?\n`);
    expect(emulator.calls).toHaveLength(1);
  });

  it('runs without a key on an emulator of its own', async () => {
    vi.stubEnv('DASHSCOPE_API_KEY', '');
    expect(await run('Use it', 2)).toBe(`${self} You said: Why is the sky blue?\n`);
    expect(emulator.calls).toHaveLength(0);
  });

  it('reads the fields of a ticket', async () => {
    const output = await run("Read a picture's text");
    expect(output).toContain('"number": "emulated number"');
    expect(output).toContain("{ kv_result: { number: 'emulated number', date: 'emulated date' } }");
    expect(emulator.calls).toMatchObject([
      {
        path: '/api/v1/services/aigc/multimodal-generation/generation',
        body: {
          input: { messages: [{ content: [{ image: 'https://example.com/ticket.jpg', enable_rotate: true }] }] },
          parameters: {
            ocr_options: {
              task: 'key_information_extraction',
              task_config: { result_schema: { number: '', date: '' } },
            },
          },
        },
      },
    ]);
  });

  it('runs code', async () => {
    const output = await run('Run code');
    expect(output).toContain('You said: What is 123 ** 21?');
    expect(output).toMatch(/code_interpreter: \{.*123 \*\* 21/s);
    expect(emulator.calls[0]!.body).toMatchObject({
      parameters: { enable_thinking: true, enable_code_interpreter: true },
    });
  });

  it('lists the models that see', async () => {
    const output = await run('Models');
    expect(output).toContain("'qwen3-vl-plus'");
    expect(output).not.toContain("'qwen-max'");
  });

  it('says to AI SDK 7 how hard to think', async () => {
    const file = filesUnder('Think')[1]!;
    const output = await captureOutput(() => load(file));
    expect(output).toMatch(/^Thinking: .*a model would reason about the question here/);
    expect(output).toContain('Answer: This is the ai-sdk-qwen emulator');
    // A tenth of the longest thinking of qwen-plus.
    expect(emulator.calls[0]!.body).toMatchObject({ enable_thinking: true, thinking_budget: 8192 });
  });

  it('uploads a report and asks what it says', async () => {
    expect(await run('Read documents')).toBe(
      `${self} It was given the file report.pdf (8 bytes). You said: What does the report say?\n`,
    );
    expect(emulator.calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /compatible-mode/v1/files',
      'POST /compatible-mode/v1/chat/completions',
    ]);
  });

  it('ranks documents', async () => {
    const output = await run('Rank documents');
    expect(output).toMatch(/^1 0\.\d\d The ferry leaves at nine\.\n2 0\.\d\d Bicycles can be taken on the ferry\.\n$/);
    expect(emulator.calls).toMatchObject([{ path: '/compatible-api/v1/reranks', body: { top_n: 2 } }]);
  });

  it('takes the thinking out of the text of another server', async () => {
    expect(await run('Keys, regions and servers', 1)).toBe('Light scatters. Because of the air.\n');
    expect(local).toMatchObject([
      {
        url: 'http://localhost:8000/v1/chat/completions',
        body: { model: 'Qwen/Qwen3-8B', messages: [{ role: 'user', content: 'Why is the sky blue?' }] },
      },
    ]);
  });

  it('makes providers of other regions and gateways', async () => {
    const [file] = filesUnder('Keys, regions and servers');
    vi.stubEnv('BEIJING_API_KEY', 'sk-beijing-1');
    const urls: string[] = [];
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      urls.push([url, new Headers(init.headers).get('x-team')].filter(Boolean).join(' '));
      return emulator.fetch(url, init);
    });
    const providers = await load<Record<string, QwenProvider>>(file!);
    for (const name of ['beijing', 'frankfurt', 'gateway']) {
      await providers[name]!('qwen-max').doGenerate({
        inputFormat: 'prompt',
        mode: { type: 'regular' },
        prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
      });
    }
    expect(urls).toEqual([
      'https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions',
      'https://ws-1234.eu-central-1.maas.aliyuncs.com/compatible-mode/v1/chat/completions',
      'https://gateway.example.com/compatible-mode/v1/chat/completions search',
    ]);
  });

  it('shows a photo, a film and a talk', async () => {
    const output = await run('Show pictures, video and sound');
    expect(output).toContain('Item 1 is an image: PNG, 32×16 pixels');
    expect(output).toMatch(/Item 2 is a video: .*film\.mp4 \(not downloaded\), sampled at 1 frames/);
    expect(output).toMatch(/Item 1 is a sound: .*talk\.mp3 \(not downloaded\), sent as mp3\./);
  });

  it('searches the web', async () => {
    expect(await run('Search the web')).toContain('You said: What was announced');
    expect(emulator.calls[0]!.body).toMatchObject({
      enable_search: true,
      search_options: { forced_search: true, freshness: 30 },
    });
  });

  it('writes a long prompt to the cache, and reads it from there', async () => {
    const [written, hit] = (await run('Cache a long prompt')).trimEnd().split('\n');
    const tokens = /cacheWriteTokens: (\d{4}), cachedPromptTokens: 0/.exec(written!)?.[1];
    expect(tokens).toBeDefined();
    expect(hit).toContain(`cacheWriteTokens: undefined, cachedPromptTokens: ${tokens}`);
  });

  it('continues a beginning', async () => {
    const output = await run('Continue a beginning');
    expect(output).toMatch(/^Soft rain … continued by the ai-sdk-qwen emulator/);
  });

  it('asks for a translation with terms', async () => {
    expect(await run('Translate')).toContain('German to English: Das Gerät besteht aus zwei Teilen.');
    expect(emulator.calls[0]!.body).toMatchObject({
      translation_options: { terms: [{ source: 'Gerät', target: 'device' }] },
    });
  });

  it('writes speech to a file', async () => {
    expect(await run('Hear the answer')).toContain('You said: Say hello. audio/pcm');
    const speech = await readFile(join(folder, 'hello.pcm'));
    // A quarter of a second, near enough: 16 bits, 24 kHz.
    expect(speech).toHaveLength(0.24 * 24_000 * 2);
  });

  it('lets the service queue a call', async () => {
    expect(await run('Try again, wait, give up')).toContain('You said: Why is the sky blue?');
    expect(emulator.calls[0]!.headers).toMatchObject({ 'x-dashscope-wait-timeout': '30' });
  });

  it('of the recipes is all made from files, which test/recipes runs', () => {
    const page = read(recipes);
    expect([...page.matchAll(/^```ts$/gm)]).toHaveLength([...page.matchAll(/^<!-- example \S+ -->$/gm)].length);
    const files = readdirSync(join(root, dirname(recipes)), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      expect(page).toContain(`<!-- example recipes/${file} -->`);
    }
  });

  it('types the options of a call', async () => {
    expect(await run('Options')).toContain('You said: Why is the sky blue?');
    expect(emulator.calls[0]!.body).toMatchObject({ enable_thinking: true, thinking_budget: 500 });
  });

  it('is tried here, or is one of the examples or tests', () => {
    const generated = [...readme.matchAll(/^<!-- (?:example|file) \S+ -->$/gm)].length;
    const triedHere = 18;
    // test/migration.test.ts has those that replace another provider.
    const migrations = 3;
    expect(blocks.length).toBe(generated + triedHere + migrations);
  });
});
