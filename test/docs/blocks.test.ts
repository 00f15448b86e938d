import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, promisify } from 'node:util';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { spoken } from '../support/recognition-requests.js';
import { strictEmulator } from '../support/strict-emulator.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { stripes } from '../../examples/picture.js';
import { expected, type Expected } from './expected.js';
import { toAlias } from './imports.js';
import { blocksOf, pages, root, type Block } from '../support/pages.js';
import { answerAsOther } from './servers.js';

/** Blocks that replace another provider are run by migration.test.ts, which knows what they must send. */
const blocks = pages()
  .flatMap((page) => blocksOf(page))
  .filter(({ tested }) => tested !== 'elsewhere');
const runnable = blocks.filter(({ tested, page }) => tested === 'run' && !page.startsWith('docs/migrating/'));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ai-sdk-qwen-docs-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'photo.png'), stripes(32, 16, [[0, 90, 200]]));
  await writeFile(join(folder, 'harbour.png'), stripes(640, 512, [[90, 160, 200]]));
  await writeFile(join(folder, 'mask.png'), stripes(640, 512, [[255, 255, 255]]));
  await writeFile(join(folder, 'talk.wav'), spoken('The tide comes in at noon.', 16_000));
  await writeFile(join(folder, 'report.pdf'), '%PDF-1.7');
  for (const { file, code, major } of blocks) {
    await writeFile(join(folder, file), toAlias(code, major === 4 ? undefined : `ai${major}`));
  }
});

afterAll(() => rm(folder, { recursive: true }));

test('every block of the documentation compiles', async () => {
  const source = (path: string) => [join(root, 'src', path)];
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'test/tsconfig.json'),
      compilerOptions: {
        rootDir: '/',
        jsx: 'react-jsx',
        typeRoots: [join(root, 'node_modules/@types')],
        paths: {
          'ai-sdk-qwen': source('index.ts'),
          'ai-sdk-qwen/ai5': source('ai5.ts'),
          'ai-sdk-qwen/ai6': source('ai6.ts'),
          'ai-sdk-qwen/ai7': source('ai7.ts'),
          'ai-sdk-qwen/emulator': source('emulator/index.ts'),
          'ai-sdk-qwen/models': source('catalogue/index.ts'),
          'ai-sdk-qwen/batch': source('batch/index.ts'),
        },
      },
      include: ['*.ts', '*.tsx'],
    }),
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const compiling = promisify(execFile)(process.execPath, [tsc, '-p', folder]);
  // A failing compiler says on stdout what is wrong.
  const { stdout } = await compiling.catch((error: { stdout: string }) => error);
  const named = stdout.replace(/^(\S+?\.tsx?)(?=\()/gm, (file) => {
    const block = blocks.find((each) => file.endsWith(each.file));
    return block === undefined ? file : block.name;
  });
  expect(named).toBe('');
  // A compiler on a busy machine.
}, 120_000);

describe('a block runs against the emulator:', () => {
  const workingFolder = process.cwd();
  const shared = globalThis as { AI_SDK_LOG_WARNINGS?: unknown; AI_SDK_TELEMETRY_INTEGRATIONS?: unknown };
  let emulator: Emulator;
  let sent: { url: string; body: unknown; status: number }[];
  let warnings: string[];

  beforeEach(() => {
    vi.stubEnv('DASHSCOPE_API_KEY', 'sk-docs');
    vi.stubEnv('BEIJING_API_KEY', 'sk-beijing-1');
    for (const name of ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL']) vi.stubEnv(name, '');
    // A task that is done at its first poll costs a test a second; there are many of them.
    emulator = strictEmulator({ taskDelay: { polls: 0 } });
    sent = [];
    warnings = [];
    // AI SDK 5 and later hand warnings to this function; each wraps them in its own way.
    shared.AI_SDK_LOG_WARNINGS = (told: unknown) => void warnings.push(JSON.stringify(told));
    vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init);
      const text = await request.clone().text();
      const response = (await answerAsOther(request)) ?? (await emulator.handle(request));
      const isJson = request.headers.get('content-type')?.includes('json') === true;
      sent.push({ url: request.url, body: isJson ? JSON.parse(text) : text, status: response.status });
      return response;
    });
    process.chdir(folder);
  });

  afterEach(() => {
    process.chdir(workingFolder);
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    delete shared.AI_SDK_LOG_WARNINGS;
    delete shared.AI_SDK_TELEMETRY_INTEGRATIONS;
  });

  async function run({ file }: Block): Promise<{ output: string; errors: string }> {
    let output = '';
    let errors = '';
    const spies = [
      vi.spyOn(console, 'log').mockImplementation((...values) => void (output += `${format(...values)}\n`)),
      vi.spyOn(console, 'error').mockImplementation((...values) => void (errors += `${format(...values)}\n`)),
      vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((output += String(text)), true)),
    ];
    try {
      await import(/* @vite-ignore */ join(folder, file));
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return { output, errors };
  }

  test.each(runnable.map((block) => [block.name, block] as const))(
    'the block runs against the emulator: %s',
    async (name, block) => {
      const wanted: Expected = expected[name] ?? {};
      const { output, errors } = await run(block);
      expect(errors).toBe('');
      expect(warnings).toEqual((wanted.warns ?? []).map((warning) => expect.stringMatching(warning)));
      for (const piece of [wanted.prints ?? []].flat()) expect(output).toMatch(piece);
      const requests = sent.filter(({ url }) => !url.includes('mcp.example.com'));
      if (wanted.requests !== undefined) expect(requests).toHaveLength(wanted.requests);
      else expect(requests.length).toBeGreaterThan(0);
      if (wanted.sends !== undefined) expect(requests.map(({ body }) => body)).toMatchObject(wanted.sends);
      if (wanted.urls !== undefined) expect(requests.map(({ url }) => url)).toEqual(wanted.urls);
      expect(requests.map(({ status }) => status)).toEqual(requests.map(() => wanted.status ?? 200));
      await wanted.check?.({ exports: await import(/* @vite-ignore */ join(folder, block.file)), sent, folder });
    },
  );

  test('every expectation belongs to a block', () => {
    const names = new Set(runnable.map(({ name }) => name));
    expect(Object.keys(expected).filter((name) => !names.has(name))).toEqual([]);
  });
});
