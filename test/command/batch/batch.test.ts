import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { batch, commandKey, jobFolder, useKey, type JobFolder } from '../../support/batch-command.js';
import { emulate } from '../../support/listening-emulator.js';
import { testTerminal } from '../../support/test-terminal.js';

// https://help.aliyun.com/zh/model-studio/batch-interfaces-compatible-with-openai

useKey();

const folders: JobFolder[] = [];
afterEach(() => folders.splice(0).forEach((folder) => folder.remove()));

const trees = ['oak', 'elm', 'ash'].map((tree) => ({ id: tree, prompt: `Describe the ${tree}.` }));
const endless = { batch: { delay: { milliseconds: 3_600_000 } } };

async function start(lines: readonly unknown[] = trees, options: EmulatorOptions = {}) {
  const { emulator, url } = await emulate(options);
  const folder = jobFolder(lines);
  folders.push(folder);
  const { file } = folder;
  const place = ['--base-url', `${url}/compatible-mode/v1`];
  return {
    emulator,
    folder,
    file,
    place,
    submit: (...args: string[]) => batch(['submit', file, '--model', 'qwen-plus', ...place, ...args]),
    results: (...args: string[]) => batch(['results', file, '--poll', '0.01', ...args]),
  };
}

describe('npx ai-sdk-qwen batch', () => {
  test('a file is submitted, watched and answered, and no option is needed twice', async () => {
    const { file, folder, emulator, submit, results } = await start();
    const sent = await submit('--yes');
    expect(sent.code).toBe(0);
    expect(sent.printed).toMatch(
      /job\.jsonl: 3 lines for qwen-plus at 127\.0\.0\.1:\d+\.\n {2}1 batch, 1 KB, about \d+ tokens of input, and answers of any/,
    );
    expect(sent.printed).toMatch(
      /\n1 open batch: batch_[\w-]+\.\nnpx ai-sdk-qwen batch results \S+ waits for the results\.\n$/,
    );

    const { printed } = await batch(['status', file]);
    expect(printed).toMatch(
      /3 lines for qwen-plus, 0 results in \S+job\.results\.jsonl\.\n {2}batch_[\w-]+ {2}\w.*of 3 lines done\n/,
    );

    const done = await results();
    expect([done.code, done.printed]).toEqual([0, expect.stringMatching(/^3 results in \S+: 3 succeeded\.\n$/)]);
    expect(done.complained).toContain('100 %\n');
    expect(folder.results()).toMatchObject(
      trees.map(({ id, prompt }, index) => ({ index, id, status: 'succeeded', text: expect.stringContaining(prompt) })),
    );
    const state = JSON.parse((await batch(['status', file, '--json'])).printed);
    expect(state).toMatchObject({ lines: 3, results: { succeeded: 3 }, cancelled: false, batches: [] });
    expect(folder.read('journal.jsonl') + folder.read('results.jsonl')).not.toContain('very-secret');
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('nothing is sent without --yes, and the price is that of the options', async () => {
    const { emulator, submit, folder } = await start(trees.map((line) => ({ ...line, maxOutputTokens: 1_000_000 })));
    const { code, printed } = await submit('--price-input', '0.8', '--price-output', '2');
    expect([code, printed]).toEqual([
      0,
      expect.stringMatching(/3,000,000 tokens of answers\n.*about 3\.00, and 6\.00 live\n/),
    ]);
    expect(printed).toContain('Nothing was sent. Add --yes to send.');
    const json = await submit('--price-input', '0.8', '--price-output', '2', '--json');
    expect(JSON.parse(json.printed)).toMatchObject({ lines: 3, submitted: false, cost: { live: expect.any(Number) } });
    expect(emulator.calls).toEqual([]);
    expect(() => folder.read('journal.jsonl')).toThrow('ENOENT');
  });

  test('the price is that of the list for a region, and nothing is sent', async () => {
    const { file } = await start();
    const { printed } = await batch(['submit', file, '--model', 'qwen-plus', '--region', 'beijing']);
    // https://help.aliyun.com/zh/model-studio/model-pricing
    expect(printed).toMatch(
      /without the answers, it costs about \S+ yuan, and \S+ yuan live, by the list prices of 20\d\d-\d\d\n/,
    );
  });

  test.each([
    [true, 1],
    [false, 0],
  ])('a person in a terminal is asked first: the answer %s creates %i batches', async (answer, created) => {
    const { emulator, file, place } = await start();
    const questions: string[] = [];
    const terminal = testTerminal();
    const confirm = async (question: string) => {
      questions.push(question);
      return answer;
    };
    await batch(['submit', file, '--model', 'qwen-plus', ...place], Object.assign(terminal, { confirm }));
    expect(questions).toEqual(['Send?']);
    expect(emulator.batches.created).toBe(created);
  });

  test('a job that would cost more than --max-cost is not sent', async () => {
    const { emulator, submit } = await start();
    const { code, complained } = await submit('--price-input', '1000000', '--max-cost', '2', '--yes');
    expect([code, complained]).toEqual([
      1,
      expect.stringMatching(/cost about \d+\.\d\d, more than --max-cost 2\. Nothing/),
    ]);
    expect(emulator.calls).toEqual([]);
  });

  test('a terminal shows a bar', async () => {
    const { file, submit } = await start();
    await submit('--yes');
    const drawn: (string | undefined)[] = [];
    const terminal = Object.assign(testTerminal(), { redraw: (text?: string) => void drawn.push(text) });
    const { complained } = await batch(['results', file, '--poll', '0.01'], terminal);
    expect(complained).toBe('');
    expect(drawn).toContain(`${'█'.repeat(24)} 100 %`);
    expect(drawn.at(-1)).toBeUndefined();
  });

  test('a schema makes the answers objects, and what does not fit it has failed', async () => {
    const { submit, results, folder } = await start(trees, {
      answer: ({ customId }) => (customId?.endsWith('elm') ? { text: 'no JSON' } : undefined),
    });
    const schema = join(dirname(folder.file), 'schema.json');
    writeFileSync(schema, '{"type":"object","properties":{"height":{"type":"number"}},"required":["height"]}');
    await submit('--yes', '--schema', schema);
    const { code, printed } = await results();
    expect([code, printed]).toEqual([1, expect.stringContaining('2 succeeded, 1 failed.')]);
    expect(folder.results()).toMatchObject([
      { id: 'oak', object: { height: expect.any(Number) } },
      { id: 'elm', status: 'failed', text: 'no JSON', error: { name: 'AI_TypeValidationError' } },
      { id: 'ash', object: { height: expect.any(Number) } },
    ]);
  });

  test('texts are embedded with the options of the model', async () => {
    const { file, folder, place } = await start([{ id: '1', text: 'A passage.' }, { text: 'Another one.' }]);
    const options = ['--model', 'text-embedding-v4', '--model-options', '{"dimensions":64}', '--yes', '--json'];
    const sent = await batch(['submit', file, ...place, ...options]);
    expect(JSON.parse(sent.printed)).toMatchObject({
      submitted: true,
      complete: true,
      batches: [{ batchId: expect.stringMatching(/^batch_/), lines: 2, completed: 0 }],
    });
    const { printed } = await batch(['results', file, '--poll', '0.01', '--json']);
    expect(JSON.parse(printed)).toMatchObject({ lines: 2, succeeded: 2, failed: 0, missing: 0 });
    for (const { embedding } of folder.results()) expect(embedding).toHaveLength(64);
  });

  test('a cancelled job keeps what was done, and sends the rest only when it is submitted again', async () => {
    const { file, folder, emulator, submit, results } = await start(trees, endless);
    await submit('--yes');
    expect((await batch(['cancel', file])).printed).toContain('Cancelled.');
    expect((await batch(['status', file])).printed).toContain(', cancelled.\n');
    const early = await submit('--yes');
    expect([early.code, early.complained]).toEqual([
      1,
      expect.stringContaining('first writes the results of what was done'),
    ]);

    const { code, printed } = await results();
    expect([code, printed]).toEqual([1, expect.stringContaining('3 lines without a result: the job was cancelled.')]);
    expect((await results()).printed).toBe(printed);
    expect(emulator.batches).toMatchObject({ created: 1, billed: 0 });

    await submit('--yes');
    expect(emulator.batches.created).toBe(2);
    expect((await batch(['status', file])).printed).not.toContain('cancelled');
    emulator.advance(7_200_000);
    expect((await results()).code).toBe(0);
    expect(folder.results()).toHaveLength(3);
  });

  test('a cancelled job is called so before the question', async () => {
    const { file, submit, results } = await start(trees, endless);
    await submit('--yes');
    await batch(['cancel', file]);
    const ask = async () => {
      const terminal = testTerminal();
      const confirm = vi.fn(async () => {
        terminal.print('[question]');
        return false;
      });
      return await batch(['submit', file], Object.assign(terminal, { confirm }));
    };
    // Results of what was done come first, so that there is nothing to ask.
    const early = await ask();
    expect([early.code, early.printed, early.complained]).toEqual([
      1,
      expect.not.stringContaining('[question]'),
      expect.stringContaining('The job was cancelled. npx ai-sdk-qwen batch results'),
    ]);
    await results();
    const { printed } = await ask();
    expect(printed).toMatch(/\nThe job was cancelled: what has no result is sent again\.\n\[question\]\n/);
    expect((await submit()).printed).toContain('The job was cancelled: what has no result is sent again.');
    expect((await batch(['status', file])).printed).toContain(', cancelled.\n');
  });

  test('a batch has --max-lines lines, a line has --max-attempts tries, and --keep-files keeps the files', async () => {
    const { submit, results, emulator, folder } = await start(trees, {
      answer: ({ customId }) =>
        customId?.endsWith('oak')
          ? { failure: { status: 500, code: 'InternalError', message: 'Try again.' } }
          : undefined,
    });
    const { printed } = await submit('--yes', '--max-lines', '2', '--max-attempts', '2', '--keep-files');
    expect(printed).toContain('2 open batches: ');
    expect((await results()).printed).toContain('2 succeeded, 1 failed.');
    expect(folder.results()).toMatchObject([{ attempt: 2 }, { attempt: 1 }, { attempt: 1 }]);
    expect(emulator.calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
    for (const [option, value] of [
      ['--max-lines', '3'],
      ['--max-attempts', '3'],
    ] as const) {
      const { code, complained } = await submit('--yes', option, value);
      expect([code, complained]).toEqual([2, expect.stringContaining('was submitted with another number of ')]);
    }
  });

  test('the files of a job are deleted unless a new job says otherwise', async () => {
    const { submit, results, emulator } = await start();
    await submit('--yes');
    await results();
    expect(emulator.calls.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(0);
    const { code, complained } = await submit('--yes', '--keep-files');
    expect([code, complained]).toEqual([2, expect.stringContaining('was submitted with no option to keep its files.')]);
  });

  test('a cancellation that fails leaves the job as it was: open, or cancelled', async () => {
    const { file, submit } = await start(trees, endless);
    await submit('--yes');
    const state = async () => JSON.parse((await batch(['status', file, '--json'])).printed);
    const cancelWithKey = async (key: string) => {
      process.env.DASHSCOPE_API_KEY = key;
      const { code } = await batch(['cancel', file]);
      process.env.DASHSCOPE_API_KEY = commandKey;
      return code;
    };
    expect([await cancelWithKey('sk-of-another'), (await state()).cancelled]).toEqual([1, false]);
    expect([await cancelWithKey(commandKey), (await state()).cancelled]).toEqual([0, true]);
    expect([await cancelWithKey('sk-of-another'), (await state()).cancelled]).toEqual([1, true]);
    process.env.DASHSCOPE_API_KEY = 'sk-of-another';
    expect((await batch(['status', file])).code).toBe(1);
  });

  test('a job that is cancelled while its results are read sends no line again', async () => {
    const lines = trees.map((line, index) => ({
      ...line,
      providerOptions: { qwen: { enableThinking: index > 0 } },
    }));
    const { file, submit, results, emulator } = await start(lines, {
      ...endless,
      answer: ({ customId }) =>
        customId === '0.1.oak' ? { failure: { status: 500, code: 'InternalError', message: 'Try again.' } } : undefined,
    });
    // Of the two batches, one ends at once, with a line that goes again when the other has ended.
    emulator.answerNext({ batch: { delay: { polls: 1 } } });
    await submit('--yes');
    const waiting = results();
    await vi.waitUntil(() => emulator.calls.some(({ path }) => path.endsWith('/content')), { timeout: 15_000 });
    await batch(['cancel', file]);
    expect((await waiting).printed).toContain('3 lines without a result: the job was cancelled.');
    expect(emulator.batches).toMatchObject({ created: 2, billed: 0 });
  });

  test('a batch that the service refuses ends the results with its reason', async () => {
    const { submit, results } = await start(trees, { region: 'singapore' });
    await submit('--yes', '--model', 'qwen3-max-preview');
    const { code, complained } = await results();
    expect([code, complained]).toEqual([1, expect.stringContaining('The service refused a batch of the job job: ')]);
  });

  test('a command that is stopped says how to go on', async () => {
    const { file, submit, emulator } = await start(trees, endless);
    await submit('--yes');
    const terminal = testTerminal();
    const waiting = batch(['results', file, '--poll', '0.01'], terminal);
    await vi.waitUntil(() => emulator.calls.some(({ method }) => method === 'GET'), { timeout: 15_000 });
    terminal.stop();
    const { code, complained } = await waiting;
    expect([code, complained]).toEqual([1, expect.stringMatching(/Stopped\. .*batch results \S+ goes on from here/)]);
  });

  test('a file that has changed is refused, and may still be cancelled', async () => {
    const { file, submit, results } = await start(trees, endless);
    await submit('--yes');
    appendFileSync(file, '{"prompt":"One more."}\n');
    for (const { code, complained } of [await results(), await submit('--yes')]) {
      expect([code, complained]).toEqual([
        2,
        expect.stringMatching(/job\.jsonl has changed since it was submitted: it had \d+ bytes/),
      ]);
    }
    expect((await batch(['cancel', file])).code).toBe(0);
  });

  test('results that were taken away are not paid for again', async () => {
    const { file, submit, results, emulator } = await start();
    await submit('--yes');
    await results();
    const out = file.replace('.jsonl', '.results.jsonl');
    for (const kept of [readFileSync(out, 'utf8').split('\n').slice(1).join('\n'), undefined]) {
      if (kept === undefined) rmSync(out);
      else writeFileSync(out, kept);
      for (const { code, complained } of [await results(), await submit('--yes'), await batch(['status', file])]) {
        expect([code, complained]).toEqual([
          2,
          expect.stringMatching(/has [02] results, and it had 3\. Put the others back/),
        ]);
      }
    }
    expect(emulator.batches).toMatchObject({ created: 1, billed: 3 });
  });

  test('a job goes on only with the options that it was submitted with', async () => {
    const { file, submit } = await start();
    await submit('--yes');
    const { code, complained } = await batch(['submit', file, '--model', 'qwen-flash', '--yes']);
    expect([code, complained]).toEqual([2, expect.stringContaining('was submitted with another model, qwen-plus.')]);
  });

  test('results of something else are not written over', async () => {
    const { file, submit, emulator } = await start();
    const other = file.replace('.jsonl', '.results.jsonl');
    writeFileSync(other, '{}\n');
    const { code, complained } = await submit('--yes');
    expect([code, complained]).toEqual([2, expect.stringContaining('exists, and belongs to no job of')]);
    expect([readFileSync(other, 'utf8'), emulator.calls]).toEqual(['{}\n', []]);
  });

  test.each([
    ['job.journal.jsonl', '--out must not be job.journal.jsonl, which the job needs itself.'],
    ['job.journal.jsonl.lock', '--out must not be job.journal.jsonl.lock, which the job needs itself.'],
    ['job.cancelled', '--out must not be job.cancelled, which the job needs itself.'],
    ['none/answers.jsonl', '--out is in a folder that does not exist: '],
    ['.', '. exists, and belongs to no job of '],
  ])('nothing is sent if results cannot go to %s', async (name, words) => {
    const { file, submit, emulator } = await start();
    const { code, complained } = await submit('--yes', '--out', join(dirname(file), name));
    expect([code, complained, emulator.calls]).toEqual([2, expect.stringContaining(words), []]);
  });

  test('a schema is a wrong usage where the lines are texts to embed', async () => {
    const { file, submit, emulator } = await start([{ text: 'An oak.' }]);
    const schema = join(dirname(file), 'schema.json');
    writeFileSync(schema, '{"type":"object"}');
    const { code, complained } = await submit('--yes', '--model', 'text-embedding-v4', '--schema', schema);
    const words = `--schema is for answers, and the lines of ${file} are texts to embed.\n`;
    expect([code, complained, emulator.calls]).toEqual([2, words, []]);
  });

  test('a journal without settings is not one of the command', async () => {
    const { file } = await start();
    const journal = join(dirname(file), 'job.journal.jsonl');
    for (const settings of ['null', '{}', '{"run":"job","model":"qwen-plus","baseURL":"http://localhost","out":"a"}']) {
      writeFileSync(journal, `{"t":"command","v":1,"settings":${settings}}\n`);
      const { code, complained } = await batch(['status', file]);
      expect([code, complained]).toEqual([2, `${journal} is not a journal that this command wrote.\n`]);
    }
  });

  test('results go to the file that --out names, and a job moves with its folder', async () => {
    const { file, submit } = await start();
    await submit('--yes', '--out', join(dirname(file), 'answers.jsonl'));
    const folder = join(dirname(file), 'moved');
    mkdirSync(folder);
    for (const name of ['job.jsonl', 'job.journal.jsonl']) renameSync(join(dirname(file), name), join(folder, name));
    const out = join(folder, 'answers.jsonl');
    const { printed } = await batch(['results', join(folder, 'job.jsonl'), '--poll', '0.01']);
    expect(printed).toContain(`3 results in ${out}: 3 succeeded.`);
    expect(readFileSync(out, 'utf8').trimEnd().split('\n')).toHaveLength(3);
    expect(existsSync(join(folder, 'job.results.jsonl'))).toBe(false);
  });
});

describe('lines that cannot be sent', () => {
  test('each is named with its field, and nothing is sent', async () => {
    const { submit, emulator } = await start([
      { prompt: 'Fine.' },
      'not JSON',
      '',
      '"a text"',
      { promt: 'Hello.' },
      { prompt: 'Hello.', temperature: 'hot' },
      { id: '7' },
      { text: 'To embed.' },
      { custom_id: '9', method: 'POST', url: '/v1/chat/completions', body: {} },
    ]);
    const { code, complained } = await submit('--yes');
    expect(code).toBe(1);
    expect(complained).toContain('job.jsonl has lines that cannot be sent, so nothing was sent.\n');
    expect(complained.split('\n').slice(1, -1)).toEqual([
      '  line 2: it is not JSON.',
      '  line 3: it is empty.',
      expect.stringContaining('  line 4: it is "a text"; expected {"id": "1", "prompt": "…"}'),
      '  line 5: there is no field promt. Did you mean prompt?',
      '  line 6: temperature is "hot"; expected a number.',
      '  line 7: it has neither a prompt nor messages.',
      '  line 8: it has a text to embed, and the lines before it are prompts.',
      expect.stringContaining("  line 9: it is a line of OpenAI's batch format. Write a call of the AI SDK instead: {"),
    ]);
    expect(emulator.calls).toEqual([]);
  });

  test('a line that a live call refuses is told before anything is sent', async () => {
    const { submit, emulator } = await start([...trees, { prompt: 'Hello.', temperature: 7 }, { messages: [] }]);
    const { code, complained } = await submit('--yes');
    expect([code, complained]).toEqual([1, expect.stringContaining('\n  line 5: ')]);
    expect(emulator.calls).toEqual([]);
  });

  test('a line may hold U+2028, and end with a carriage return', async () => {
    const { submit, results, folder } = await start([`{"prompt":"One\u2028two."}\r`, { prompt: 'Three.' }]);
    await submit('--yes');
    expect((await results()).code).toBe(0);
    expect(folder.results()[0]!.text).toContain('One\u2028two.');
  });
});

describe('ids that repeat', () => {
  const warning = (...rows: string[]) =>
    expect.stringMatching(
      new RegExp(`^\\S+job\\.jsonl has ids that repeat\\. Tell .* by "index", .*\\n  ${rows.join('\\n  ')}\\n$`),
    );

  test('each is named with both lines before anything is sent, and its results have an index', async () => {
    const { submit, results, folder, emulator } = await start([...trees, { id: 'elm', prompt: 'Describe it again.' }]);
    const planned = await submit();
    expect([planned.code, planned.complained]).toEqual([0, warning('line 4: the id "elm" is that of line 2.')]);
    expect(emulator.calls).toEqual([]);
    expect((await submit('--yes', '--json')).complained).toEqual(planned.complained);
    await results();
    expect(folder.results()).toMatchObject([
      { index: 0, id: 'oak' },
      { index: 1, id: 'elm', text: expect.stringContaining('Describe the elm.') },
      { index: 2, id: 'ash' },
      { index: 3, id: 'elm', text: expect.stringContaining('Describe it again.') },
    ]);
  });

  test('a line without an id has its index, which another line may have as its id', async () => {
    const { submit } = await start([{ id: '1', text: 'A' }, { text: 'B' }, { text: 'C' }, { id: '2', text: 'D' }]);
    const { complained } = await submit('--model', 'text-embedding-v4');
    const rows = ['line 2: the id "1", its index, is that of line 1.', 'line 4: the id "2" is the index of line 3.'];
    expect(complained).toEqual(warning(...rows));
  });

  test('only the first ten are named', async () => {
    const { submit } = await start(Array.from({ length: 5_000 }, () => ({ id: 'same', prompt: 'Hello.' })));
    const rows = (await submit()).complained.trimEnd().split('\n').slice(1);
    expect(rows).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `  line ${index + 2}: the id "same" is that of line 1.`),
      '  There may be more.',
    ]);
  });

  test('one at the beginning of a long file is named', async () => {
    const { submit } = await start(
      Array.from({ length: 2_000 }, (_, index) => ({ id: index < 2 ? 'twin' : `${index}a`, prompt: 'Hello.' })),
    );
    expect((await submit()).complained).toEqual(warning('line 2: the id "twin" is that of line 1.'));
  });

  test('lines without ids, and ids that differ, are told nothing about', async () => {
    for (const id of [undefined, (index: number) => `${index + 1}a`, (index: number) => `0${index}`]) {
      const { submit } = await start(
        Array.from({ length: 2_000 }, (_, index) => ({ id: id?.(index), prompt: 'Hello.' })),
      );
      expect((await submit()).complained).toBe('');
    }
  });
});

describe('wrong usage', () => {
  test('a missing key is told before the question, by words that name the variable', async () => {
    const { submit, file, place } = await start();
    delete process.env.DASHSCOPE_API_KEY;
    const told = { code: 1, printed: '', complained: expect.stringContaining('DASHSCOPE_API_KEY') };
    expect(await submit('--yes')).toEqual(told);
    const confirm = vi.fn(async () => true);
    const terminal = Object.assign(testTerminal(), { confirm });
    expect(await batch(['submit', file, '--model', 'qwen-plus', ...place], terminal)).toEqual(told);
    expect(confirm).not.toHaveBeenCalled();
  });

  test('an estimate needs no key', async () => {
    const { submit } = await start();
    delete process.env.DASHSCOPE_API_KEY;
    const { code, printed } = await submit();
    expect([code, printed]).toEqual([
      0,
      expect.stringMatching(/ 3 lines for qwen-plus [^]*\nNothing was sent\. Add --yes/),
    ]);
  });

  test('commands of a file without a job say so', async () => {
    const { file } = await start();
    for (const name of ['status', 'results', 'cancel']) {
      const { code, complained } = await batch([name, file]);
      expect([code, complained]).toEqual([
        2,
        expect.stringMatching(/^No job of \S+ was submitted: there is no \S+journal\.jsonl\.\n/),
      ]);
    }
  });

  test.each([
    [['submit', 'FILE'], '--model is missing: the id of a model, such as qwen-plus.'],
    [['submit', 'none.jsonl', '--model', 'qwen-plus'], 'none.jsonl cannot be read: ENOENT'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--hours', '5'], '--hours is 5; expected an integer from 24 to 336.'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--hours', 'two'], '--hours must be a whole number, given "two".'],
    [
      ['submit', 'FILE', '--model', 'qwen-plus', '--max-lines', '0'],
      '--max-lines is 0; expected an integer from 1 to 50000.',
    ],
    [
      ['submit', 'FILE', '--model', 'qwen-plus', '--max-attempts', '11'],
      '--max-attempts is 11; expected an integer from 1 to 10.',
    ],
    [['submit', 'FILE', '--model', 'qwen-unknown', '--max-cost', '5'], '--max-cost needs --price-input: the list'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--price-output', '5'], '--price-output needs --price-input.'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--price-input', 'free'], '--price-input must be a number above 0'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--model-options', '[]'], '--model-options must be a JSON object.'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--schema', 'none.json'], '--schema cannot be read: ENOENT'],
    [['submit', 'FILE', '--region', 'tokyo', '--base-url', 'http://localhost'], 'Give either --base-url or --region.'],
    [['submit', 'FILE', '--model', 'qwen-plus', '--region', 'mars'], 'region must be singapore, '],
    [['submit', 'FILE', 'other.jsonl'], "Unexpected argument 'other.jsonl'. batch submit takes FILE.jsonl, --model,"],
    [['results', 'FILE', '--poll', '0'], '--poll must be a number above 0, given "0".'],
    [['status'], 'FILE.jsonl is missing. batch status takes FILE.jsonl, --json, --help.'],
    [['delete', 'FILE'], 'There is no command "batch delete". Commands: emulator'],
    [[], 'Usage: npx ai-sdk-qwen <command> [options]'],
    [['--yes'], '  batch submit   sends a file of calls'],
  ])('the arguments %j are a wrong usage', async (args, message) => {
    const { file } = await start();
    const { code, complained } = await batch(args.map((one) => (one === 'FILE' ? file : one)));
    expect([code, complained]).toEqual([2, expect.stringContaining(message)]);
  });

  test('a file in the place of the journal is refused', async () => {
    const { file, submit } = await start();
    writeFileSync(file.replace('.jsonl', '.journal.jsonl'), '{"t":"job"}\n');
    const { code, complained } = await submit('--yes');
    expect([code, complained]).toEqual([2, expect.stringContaining('is not a journal that this command wrote.')]);
  });
});
