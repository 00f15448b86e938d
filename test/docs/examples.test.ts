import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stripes } from '../../examples/picture.js';
import { listApps } from '../../examples/runner/apps.js';
import { cannedAnswer } from '../../examples/runner/canned-answers.js';
import { captureOutput } from './output.js';
import { strictEmulator } from '../support/strict-emulator.js';

const keyVariables = ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY'];
const addressVariables = ['DASHSCOPE_COMPATIBLE_BASE_URL', 'DASHSCOPE_HTTP_BASE_URL'];
const root = fileURLToPath(new URL('../..', import.meta.url));
const self = 'This is the ai-sdk-qwen emulator, not a model.';

beforeEach(() => {
  vi.resetModules();
  for (const name of [...keyVariables, ...addressVariables]) vi.stubEnv(name, '');
  vi.stubGlobal('fetch', () => {
    throw new Error('An example called the network.');
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('the examples, without a key', () => {
  test('the chat example prints an answer and its tokens', async () => {
    const output = await captureOutput(() => import('../../examples/chat.js'));
    const [answer, tokens] = output.split('\n');
    expect(answer).toBe(`${self} You said: Why is the sky blue?`);
    expect(tokens).toMatch(/^[1-9]\d* tokens read, [1-9]\d* written$/);
  });

  test('the stream example prints deltas that make up the answer', async () => {
    const pieces: string[] = [];
    const output = await captureOutput(() => import('../../examples/stream.js'), pieces);
    expect(output).toBe(`${self} You said: Tell a story of three sentences about a lighthouse.\n`);
    expect(pieces.length).toBeGreaterThan(5);
  });

  test('the thinking example prints the thinking before the answer', async () => {
    const output = await captureOutput(() => import('../../examples/thinking.js'));
    const [thinking, answer] = output.split('\n');
    expect(thinking).toMatch(/^Thinking: .*a model would reason about the question here/);
    expect(answer).toBe(
      `Answer: ${self} You said: A bat and a ball cost 1.10 together. ` +
        'The bat costs 1 more than the ball. What does the ball cost?',
    );
  });

  test('the research agent searches, reads, computes and names its sources', async () => {
    const output = await captureOutput(() => import('../../examples/research.js'));
    const question = 'By how much did the number of inhabitants of Northpoint grow since 2020? Compute 1250 - 1000.';
    const site = 'https://example.com/emulated';
    const facts = 'Northpoint has 1250 inhabitants. In 2020 it had 1000.';
    expect(output.split('\n')).toEqual([
      `Searched: ${question}`,
      `Read: ${site}/inhabitants`,
      'Computed: 250',
      `${self} You said: ${question} Found: ${facts} (${site}/inhabitants) Read: ${facts} The code printed: 250`,
      '',
      `[1] ${site}/inhabitants`,
      `[2] ${site}/lighthouse`,
      `[3] ${site}/ferry`,
      '',
    ]);
  });

  test('the tools example runs one tool after the other and answers from their results', async () => {
    const output = await captureOutput(() => import('../../examples/tools.js'));
    expect(output.split('\n')).toEqual([
      'Step 1 (tool-calls)',
      "  weather { city: 'Hangzhou' } → { city: 'Hangzhou', sky: 'cloudy', celsius: 21 }",
      'Step 2 (tool-calls)',
      "  time { city: 'Hangzhou' } → 14:30 in Hangzhou",
      'Step 3 (stop)',
      `${self} The tool weather answered: {"city":"Hangzhou","sky":"cloudy","celsius":21} ` +
        'The tool time answered: 14:30 in Hangzhou',
      '',
    ]);
  });

  test('the object example prints the fields that the schema names', async () => {
    const output = await captureOutput(() => import('../../examples/object.js'));
    expect(output).toBe("{ place: 'Hangzhou', guests: 4, day: 'friday' }\n");
  });

  test('the stream-object example prints an object that grows until it is whole', async () => {
    const output = await captureOutput(() => import('../../examples/stream-object.js'));
    const lines = output.split('\n');
    const partials = lines.filter((line) => line.startsWith('{"')).map((line) => JSON.parse(line) as Recipe);
    const lengths = partials.map((partial) => JSON.stringify(partial).length);
    expect(partials.length).toBeGreaterThan(5);
    expect(lengths).toEqual([...lengths].sort((one, other) => one - other));
    const last = partials.at(-1)!;
    expect(last).toMatchObject({ title: 'Dan Dan Noodles', minutes: 20 });
    expect(last.ingredients).toHaveLength(2);
    for (const { name, grams } of last.ingredients) {
      expect(name).not.toBe('');
      expect(grams).toBeGreaterThan(0);
    }
    expect(lines.slice(lines.lastIndexOf('{')).join('\n')).toContain("title: 'Dan Dan Noodles'");
  });

  test('the batch example turns ten thousand reviews into objects', async () => {
    const output = await captureOutput(() => import('../../examples/classify-reviews.js'));
    expect(output).toMatch(/^10000 reviews in 1 file, about \d+ tokens\. .*\n(\d+ (good|bad|mixed)(, |\n$)){1,3}/);
    const counts = [...output.split('\n')[1]!.matchAll(/\d+/g)].map(Number);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10_000);
    // It takes four seconds, and a minute on a busy machine.
  }, 180_000);

  test('the corpus example stores a vector for each passage, and finds the closest ones', async () => {
    const output = await captureOutput(() => import('../../examples/embed-corpus.js'));
    const [head, ...found] = output.trim().split('\n');
    expect(head).toBe('40 passages have a vector. Which animal hunts at low tide?');
    expect(found).toHaveLength(3);
    for (const passage of found) expect(passage).toMatch(/^The \w+ hunts at low tide\.$/);
    // It takes four seconds, and a minute on a busy machine.
  }, 180_000);

  test('the vision example sends the bytes of one picture and the address of the other', async () => {
    const bytes = stripes(96, 64, [
      [0, 0, 0],
      [221, 0, 0],
      [255, 206, 0],
    ]).length;
    const output = await captureOutput(() => import('../../examples/vision.js'));
    expect(output).toBe(
      `${self} Item 1 is an image: PNG, 96×64 pixels, ${bytes} bytes. Item 2 is an image: ` +
        'https://dashscope.oss-cn-beijing.aliyuncs.com/images/dog_and_girl.jpeg (not downloaded). ' +
        'You said: Which flag is the first picture, and what is in the second one?\n',
    );
  });

  test('the embed example puts the sentences first that have most in common with the question', async () => {
    const output = await captureOutput(() => import('../../examples/embed.js'));
    const [head, ...rows] = output.trimEnd().split('\n');
    expect(head).toMatch(/^How does the baker make bread dough rise\? \(20 sentences, [1-9]\d* tokens\)$/);
    const ranked = rows.map((row) => /^(\d)\. {2}(-?\d\.\d{3}) {2}(.*)$/.exec(row)!.slice(1));
    expect(ranked.map(([place]) => place)).toEqual(['1', '2', '3', '4', '5']);
    expect(
      ranked
        .slice(0, 3)
        .map(([, , sentence]) => sentence)
        .sort(),
    ).toEqual([
      'A sourdough starter makes bread rise without yeast.',
      'The baker kneads bread dough until it is smooth.',
      'Warm water and yeast make the dough rise.',
    ]);
    const scores = ranked.map(([, score]) => Number(score));
    expect(scores).toEqual([...scores].sort((one, other) => other - one));
    expect(scores[2]! - scores[3]!).toBeGreaterThan(0.1);
  });

  test('the registry example finds models by strings, whatever the name and the kind in front', async () => {
    const output = await captureOutput(() => import('../../examples/registry.js'));
    expect(output.split('\n')).toEqual([
      `alibaba:qwen-plus (qwen-plus): ${self} You said: Say hello in three languages.`,
      `alibaba:chat:qwen-max (qwen-max): ${self} You said: Say hello in three languages.`,
      `alibaba:vl:qwen-vl-max (qwen-vl-max): ${self} You said: Say hello in three languages.`,
      'dashscope:embedding:text-embedding-v3: 1024 numbers',
      '',
    ]);
  });

  test('the errors example prints what happened, what to do and whether to try again', async () => {
    const output = await captureOutput(() => import('../../examples/errors.js'));
    const fields = Object.fromEntries(
      output
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/: +/, 2)),
    );
    expect(fields).toMatchObject({ status: '404', code: 'model_not_found', 'try again': 'false' });
    expect(fields.message).toContain('The model qwen-plsu does not exist or you do not have access to it.');
    expect(fields.message).toContain('Check the spelling');
    expect(fields.request).toMatch(/^[\da-f-]{36}$/);
    expect(fields.message).toContain(`(request id ${fields.request})`);
  });

  test('the completion example fills the gap between the prompt and the suffix', async () => {
    const output = await captureOutput(() => import('../../examples/completion.js'));
    expect(output).toContain('It was given 37 characters and 26 characters after the gap.');
  });
});

test('the application example prints the answers of a session, with their references', async () => {
  const output = await captureOutput(() => import('../../examples/application.js'));
  const [first, references, second] = output.trimEnd().split('\n');
  expect(first).toMatch(/You said: Which boats stay outside the harbour\?.*<ref>\[1\]<\/ref>/);
  expect(JSON.parse(references!)[0]).toMatchObject({ doc_name: 'Rules of the harbour' });
  expect(second).toContain('You said: And at night?');
});

describe('the examples of the native protocol, without a key', () => {
  const said = (question: string) => `${self} You said: ${question}`;

  test('the native text example prints an answer, its tokens and its request id', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-text.js'));
    const [answer, numbers] = output.split('\n');
    expect(answer).toBe(said('Who are you?'));
    expect(numbers).toMatch(/^[1-9]\d* tokens, request [\da-f-]{36}$/);
  });

  test('the native stream example prints deltas of a model of either service', async () => {
    const pieces: string[] = [];
    const output = await captureOutput(() => import('../../examples/dashscope-stream.js'), pieces);
    expect(output.split('\n')).toEqual([
      `qwen-plus: ${said('Who are you?')}`,
      `qwen3-vl-plus: ${said('Who are you?')}`,
      '',
    ]);
    expect(pieces.length).toBeGreaterThan(10);
  });

  test('the native image example sends three pictures, and prints their sizes as the model saw them', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-image.js'));
    const [answer, sizes] = output.split('\n');
    for (const [index, name] of ['dog_and_girl.jpeg', 'tiger.png', 'rabbit.png'].entries()) {
      expect(answer).toContain(
        `Item ${index + 1} is an image: https://dashscope.oss-cn-beijing.aliyuncs.com/images/${name} (not downloaded).`,
      );
    }
    expect(answer).toMatch(/You said: What are these\?$/);
    expect(sizes).toBe('height and width of each as the model saw it: [ [ 512, 512 ], [ 512, 512 ], [ 512, 512 ] ]');
  });

  test('the native video example sends four frames as one video, and a file with limits', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-video.js'));
    const [frames, file] = output.split('\n');
    expect(frames).toMatch(/Item 1 is a video of 4 frames at 2 frames a second; the first: .*football1\.jpg/);
    expect(frames).toMatch(/You said: Describe the specific process in this video$/);
    expect(file).toMatch(/Item 1 is a video: .*\/1\.mp4 .*, sampled at 2 frames a second, at most 16 frames\./);
  });

  test('the native tools example calls the tool that fits and answers from its result', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-tools.js'));
    expect(output.split('\n')).toEqual([
      "get_current_weather { location: 'Hangzhou' } → It is cloudy in Hangzhou, and 21 degrees.",
      `${self} The tool get_current_weather answered: It is cloudy in Hangzhou, and 21 degrees.`,
      '',
    ]);
  });

  test('the native concurrent example prints the answer to each question, under its own id', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-concurrent.js'));
    const lines = output
      .trimEnd()
      .split('\n')
      .map((line) => /^([\da-f-]{36}): (.*)$/.exec(line)!.slice(1));
    expect(lines.map(([, answer]) => answer)).toEqual([
      said('Who are you?'),
      said('What can you do?'),
      said('Which languages do you speak?'),
    ]);
    expect(new Set(lines.map(([id]) => id)).size).toBe(3);
  });

  test('the native document example uploads an article, asks about it and deletes it', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-document.js'));
    expect(output.split('\n')).toEqual([
      'tea.txt: processed',
      `${self} It was given the file tea.txt (63 bytes). You said: What is this article about?`,
      '0 files left',
      '',
    ]);
  });

  test('the native search example prints the sources that the marks in the text name', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-search.js'));
    const [answer, ...sources] = output.trimEnd().split('\n');
    expect(answer).toBe(`${said('What is the weather in Hangzhou tomorrow?')}[ref_1][ref_2][ref_3]`);
    expect(sources).toHaveLength(3);
    for (const [index, source] of sources.entries()) {
      expect(source).toMatch(new RegExp(`^\\[ref_${index + 1}\\] .+ https://example\\.com/.+/${index + 1}$`));
    }
  });

  test('the native embed example scores the notice that answers the question highest', async () => {
    const output = await captureOutput(() => import('../../examples/dashscope-embed.js'));
    const scores = output
      .trimEnd()
      .split('\n')
      .map((line) => Number.parseFloat(line));
    expect(scores).toHaveLength(3);
    expect(scores[0]).toBeGreaterThan(scores[1]! + 0.3);
    expect(scores[0]).toBeGreaterThan(scores[2]! + 0.2);
  });
});

describe('the example of AI SDK 7, without a key', () => {
  test('the example of AI SDK 7 prints the result of a tool, the answer, and the best two documents', async () => {
    const output = await captureOutput(() => import('../../examples/ai7.js'));
    const [tool, answer, ...ranked] = output.trimEnd().split('\n');
    expect(tool).toBe("weather { city: 'Hangzhou' } → It is cloudy in Hangzhou, and 21 degrees.");
    expect(answer).toBe(`${self} The tool weather answered: It is cloudy in Hangzhou, and 21 degrees.`);
    const rows = ranked.map((line) => /^(0\.\d{3}) (.*)$/.exec(line)!.slice(1));
    expect(rows.map(([, document]) => document)).toEqual([
      'The ferry takes twenty minutes.',
      'Ferries run every day of the week.',
    ]);
    expect(Number(rows[0]![0])).toBeGreaterThan(Number(rows[1]![0]));
  });
});

interface Recipe {
  title: string;
  minutes: number;
  ingredients: { name: string; grams: number }[];
}

test('an example with a key in the environment calls Model Studio in Singapore', async () => {
  const emulator = strictEmulator();
  const urls: string[] = [];
  vi.stubEnv('ALIBABA_API_KEY', 'sk-of-mine');
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    urls.push(`${url} ${new Headers(init.headers).get('authorization')}`);
    return emulator.fetch(url, init);
  });
  const output = await captureOutput(() => import('../../examples/chat.js'));
  expect(output).toContain('Why is the sky blue?');
  expect(urls).toEqual(['https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions Bearer sk-of-mine']);
});

describe('the apps', () => {
  const asked = { path: '/', model: 'qwen-plus', body: {}, headers: new Headers(), toolResults: [], index: 0 };
  const run = async (...words: string[]): Promise<{ code: number; stderr: string }> => {
    const tsx = createRequire(import.meta.url).resolve('tsx/cli');
    try {
      await promisify(execFile)(process.execPath, [tsx, 'examples/run.ts', ...words], { cwd: root });
      return { code: 0, stderr: '' };
    } catch (error) {
      return error as { code: number; stderr: string };
    }
  };

  test('the example runner lists the apps with a sentence each, when none or an unknown one is named', async () => {
    const [none, unknown] = await Promise.all([run(), run('nxt-chat')]);
    for (const [{ code, stderr }, first] of [
      [none, 'Which app?'],
      [unknown, "There is no app named 'nxt-chat'."],
    ] as const) {
      expect(code).toBe(1);
      expect(stderr.split('\n')[0]).toBe(first);
      for (const { name, description } of listApps()) {
        expect(description).toMatch(/^[A-Z].{20,}\.$/);
        expect(stderr).toMatch(new RegExp(`^  ${name} +${description.replaceAll('.', '\\.')}$`, 'm'));
      }
    }
  });

  test('the apps cannot be started on an invalid port', async () => {
    expect(await run('next-chat', '--port', 'abc')).toMatchObject({
      code: 1,
      stderr: '--port must be a whole number from 1 to 65535, given abc\n',
    });
  });

  test('the apps have the scripts of the runner, and name exact versions, including ours', async () => {
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(listApps().map(({ name }) => name)).toEqual(expect.arrayContaining(['next-chat', 'next-chat-ai7']));
    for (const { folder } of listApps()) {
      const { scripts, dependencies, devDependencies } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
      expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['dev', 'build', 'start']));
      expect(dependencies['ai-sdk-qwen']).toBe(version);
      for (const exact of Object.values({ ...dependencies, ...devDependencies })) {
        expect(exact).toMatch(/^\d+\.\d+\.\d+$/);
      }
    }
  });

  test('what the chat proposes has an answer without a key, which says that no model gave it', async () => {
    const page = (await filesOf('next-chat-ai7')).get('components/welcome.tsx')!;
    const proposals = [...page.matchAll(/text: '([^']+)'/g)].map(([, text]) => text!);
    const answers = proposals.map((text) => cannedAnswer({ ...asked, text })?.text);
    // The other one calls a tool.
    const written = answers.filter((text) => text !== undefined);
    expect(written.length).toBe(proposals.length - 1);
    for (const text of written) expect(text).toMatch(/Written beforehand for the emulator: no model answered\.\*$/);
    expect(cannedAnswer({ ...asked, text: 'Anything else' })).toBeUndefined();
  });

  test('what both chats need is the same in both', async () => {
    const [chat, later] = await Promise.all(['next-chat', 'next-chat-ai7'].map(filesOf));
    const shared = [
      'app/icon.svg',
      'components/use-following.ts',
      'lib/browser/scale-picture.ts',
      'lib/message.ts',
      'tsconfig.json',
    ];
    for (const path of shared) expect(later!.get(path), path).toBe(chat!.get(path));
  });

  /** The app's own files by path, without its picture and what is made. */
  async function filesOf(name: string): Promise<Map<string, string>> {
    const folder = new URL(`../../examples/${name}/`, import.meta.url);
    const entries = await readdir(folder, { withFileTypes: true });
    const made = ['node_modules', '.next', 'next-env.d.ts', 'picture.png'];
    const paths = await Promise.all(
      entries
        .filter((entry) => !made.includes(entry.name) && !entry.name.endsWith('.tsbuildinfo'))
        .map(async (entry) => {
          if (entry.isFile()) return [entry.name];
          const inner = await readdir(new URL(`${entry.name}/`, folder), { recursive: true, withFileTypes: true });
          return inner
            .filter((each) => each.isFile())
            .map((each) => relative(fileURLToPath(folder), join(each.parentPath, each.name)));
        }),
    );
    return new Map(
      await Promise.all(
        paths.flat().map(async (path) => [path, await readFile(new URL(path, folder), 'utf8')] as const),
      ),
    );
  }
});

describe('the tour', () => {
  const tsx = createRequire(import.meta.url).resolve('tsx/cli');

  async function runDemo() {
    const env = { ...process.env };
    // Node warns on stderr when both of the colour variables are set.
    for (const name of [...keyVariables, ...addressVariables, 'FORCE_COLOR', 'NO_COLOR']) delete env[name];
    // The examples save their images here.
    const folder = await mkdtemp(join(tmpdir(), 'tour-'));
    env.TMPDIR = folder;
    try {
      return await promisify(execFile)(process.execPath, [tsx, 'examples/demo.ts'], { cwd: root, env });
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('the tour says that it speaks to the emulator, and has the question and answer of every example', async () => {
    const { stdout, stderr } = await runDemo();
    expect(stderr).toBe('');
    const [head, ...stops] = stdout.split(/\n\n(?=\d+\. )/);
    expect(head).toMatch(/^A tour of ai-sdk-qwen. It speaks to the emulator: nothing leaves this machine/);
    const seen: string[] = [];
    for (const [index, stop] of stops.entries()) {
      const [title, asked, , ...answer] = stop.split('\n');
      const [, place, file] = /^(\d+)\. .+ \(examples\/(.+)\)$/.exec(title!)!;
      expect(place).toBe(String(index + 1));
      seen.push(file!);
      const source = await readFile(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
      expect(source).toContain(asked!.replace('   Asked: ', ''));
      expect(answer.join('').trim()).not.toBe('');
    }
    const examples = (await readdir(new URL('../../examples', import.meta.url))).filter((name) => name.endsWith('.ts'));
    // The service has fill-in-the-middle models, documents and batches of embeddings in Beijing only.
    const inBeijing = ['completion.ts', 'dashscope-document.ts', 'embed-corpus.ts'];
    const others = ['demo.ts', 'service.ts', 'service-ai7.ts', 'picture.ts', 'save.ts', 'run.ts', ...inBeijing];
    expect(seen.sort()).toEqual(examples.filter((name) => !others.includes(name)).sort());
  }, 300_000);
});
