import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../../src/command/verify/diff.js';
import { changeEntry } from '../../../src/command/verify/entry-change.js';
import { patchFor, shownRules, tableOf, withTable } from '../../../src/command/verify/patch.js';
import { selectProbes } from '../../../src/command/verify/probes.js';
import type { Finding } from '../../../src/command/verify/report.js';
import { verified } from '../../../src/emulator/rules/verified.js';

const clone = mkdtempSync(join(tmpdir(), 'clone-'));
afterAll(() => rmSync(clone, { recursive: true, force: true }));
mkdirSync(join(clone, 'src/emulator/rules'), { recursive: true });
cpSync('src/catalogue', join(clone, 'src/catalogue'), { recursive: true });
cpSync('src/emulator/rules/verified.ts', join(clone, 'src/emulator/rules/verified.ts'));
const read = (path: string) => readFileSync(join(clone, path), 'utf8');

function found(start: string, outcome: Finding['outcome'], reason?: string): Finding[] {
  return selectProbes([start]).map((probe) => ({ probe, outcome, reason, spent: 0 }));
}

function apply(patch: string): void {
  writeFileSync(join(clone, 'project.patch'), patch);
  execFileSync('git', ['apply', '--verbose', 'project.patch'], { cwd: clone, stdio: 'pipe' });
}

describe('the patch that a run of verify writes', () => {
  test('git applies it: rules that were shown are marked, and capabilities that are otherwise are changed', () => {
    const findings = [
      ...found('refusals/compatible/temperature', 'agrees'),
      ...found('refusals/compatible/tool-orphan', 'agrees'),
      ...found('refusals/reranking/rerank-count', 'agrees'),
      ...found('capabilities/qwen-max/webSearch', 'differs', 'expected an answer, got 400 x: no'),
      ...found(
        'capabilities/qwen-flash/maxOutputTokens',
        'differs',
        'expected words, got "Range of max_tokens should be [1, 65536]"',
      ),
      ...found('capabilities/qwen3.7-plus/json', 'differs', 'expected an answer, got 400 x: no'),
    ];
    const patch = patchFor(findings, 'recorded 2026-11-29, singapore', clone);
    apply(patch!);
    expect(read('src/emulator/rules/verified.ts')).toContain("  temperature: 'recorded 2026-11-29, singapore',\n");
    expect(read('src/emulator/rules/verified.ts')).toContain("  'rerank-count': 'recorded 2026-11-29, singapore',\n");
    expect(rowOf(read('src/catalogue/chat-older.ts'), 'qwen-max')).toContain('webSearch: false');
    expect(rowOf(read('src/catalogue/chat-qwen3.ts'), 'qwen-flash')).toContain('maxOutputTokens: 65_536');
    expect(rowOf(read('src/catalogue/chat.ts'), 'qwen3.7-plus')).toContain("json: 'object'");
  });

  test('rows of models that do not chat are changed to the limits that refusals name', () => {
    const differing = (id: string, reason: string) => found(id, 'differs', reason);
    const numbers = (expected: string, got: string) => `expected the numbers ${expected}, got ${JSON.stringify(got)}`;
    const findings = [
      ...differing(
        'capabilities/text-embedding-v4/dimensions',
        numbers('64', '<400> Algo: it should be in [64, 4096]: parameters.dimension'),
      ),
      ...differing(
        'capabilities/qwen3.7-text-embedding/rowsPerRequest',
        numbers('10', 'it should not be larger than 25.: input.contents'),
      ),
      ...differing('capabilities/gte-rerank-v2/endpoint', 'expected an answer, got 400 InvalidParameter: url error'),
      ...differing(
        'media/capabilities/qwen-image-3.0-pro/maxImages',
        numbers('1, 6', 'num_images_per_prompt must be between 1 and 9'),
      ),
      ...differing('media/capabilities/z-image-turbo/maxImages', numbers('1', 'must be between 1 and 2')),
      ...differing(
        'media/capabilities/cosyvoice-v3-flash/limit',
        numbers('20000, 20002', 'Each request sends text is limited: 10000, current: 20002'),
      ),
      ...differing(
        'media/capabilities/wan2.7-t2v/duration',
        'output.message: expected "Duration should be between 2 and 15", got "Duration should be between 3 and 12"',
      ),
      // These do not tell the limit.
      ...differing('capabilities/text-embedding-v3/dimensions', 'expected a refusal (400), got an answer (200)'),
      ...differing('media/capabilities/qwen-image/maxImages', numbers('1', 'No.')),
    ];
    apply(patchFor(findings, 'x', clone)!);
    const [embeddings, images] = ['embeddings', 'images'].map((name) => read(`src/catalogue/${name}.ts`)) as [
      string,
      string,
    ];
    expect(embeddings).toContain("  'text-embedding-v4': {\n    dimensions: [64, 4_096],\n    rowsPerRequest: 10,");
    expect(embeddings).toContain("  'qwen3.7-text-embedding': { rowsPerRequest: 25 },");
    expect(embeddings).toContain("  'text-embedding-v3': {\n    dimensions: [1_024, 768,");
    expect(read('src/catalogue/rerankers.ts')).toContain("  'gte-rerank-v2': { endpoint: 'flat', inputs: ['text'],");
    expect(images).toContain("  'qwen-image-3.0-pro': { ...qwen3, maxImages: 9 },");
    expect(images).toMatch(/ {2}'z-image-turbo': \{\n {4}endpoints: \['messages'\],\n {4}maxImages: 2,/);
    expect(images).toContain("  'qwen-image': qwenText,");
    expect(read('src/catalogue/speech.ts')).toContain(
      "  'cosyvoice-v3-flash': { ...cosyVoice('cosyvoice-v3-flash'), limit: { units: 10_000 } },",
    );
    expect(read('src/catalogue/videos.ts')).toContain(
      "  'wan2.7-t2v': { ...wan27Text, duration: { min: 3, max: 12 } },",
    );
  });

  test.each([
    ["\n  'a-b': { ...x, sound: 'switch' },\n", "\n  'a-b': { ...x, sound: 'switch', n: 2 },\n"],
    ["\n  'a-b': {\n    ...x,\n    n: [\n      1,\n    ],\n  },\n", "\n  'a-b': {\n    ...x,\n    n: 2,\n  },\n"],
    ["\n  'a-b': f('a', {\n    m: 1,\n  }),\n", "\n  'a-b': f('a', {\n    n: 2,\n    m: 1,\n  }),\n"],
    ["\n  'a-b': { n: { only: [5] }, m: 1 },\n", "\n  'a-b': { n: 2, m: 1 },\n"],
    ["\n  'a-c': x,\n", "\n  'a-c': x,\n"],
  ])('the entry %j gets another value', (before, after) => {
    expect(changeEntry(before, 'a-b', 'n', '2')).toBe(after);
  });

  test('a rule counts as shown if all of its cases that were asked agree, and it was not recorded before', () => {
    const [one, ...others] = found('refusals/compatible/temperature', 'agrees');
    expect(shownRules([one!, ...others])).toEqual(['temperature']);
    expect(shownRules([{ ...one!, outcome: 'differs' }, ...others])).toEqual([]);
    expect(shownRules([{ ...one!, outcome: 'not-asked' }, ...others])).toEqual(['temperature']);
    expect(shownRules(found('refusals/compatible/temperature', 'not-asked'))).toEqual([]);
    expect(shownRules(found('refusals/compatible/max_tokens', 'agrees'))).toEqual([]);
  });

  test('there is no patch outside a clone', () => {
    expect(patchFor([], 'x', tmpdir())).toBeUndefined();
  });

  test('the table in the project is as the command writes it', () => {
    const text = readFileSync('src/emulator/rules/verified.ts', 'utf8');
    expect(tableOf(text)).toEqual(verified);
    expect(withTable(text, verified)).toBe(text);
    const table = { 'a-b': 'recorded 2026-11-29', c: 'recorded 2026-11-30' };
    expect(tableOf(withTable(text, table))).toEqual(table);
  });
});

function rowOf(text: string, model: string): string {
  const start = text.indexOf(`'${model}'`);
  return text.slice(start, text.indexOf('\n  }),', start));
}

describe('a unified diff', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);
  const textOf = (of: string[]) => `${of.join('\n')}\n`;

  test.each([
    ['a changed line', (all: string[]) => all.with(5, 'changed')],
    ['the first line', (all: string[]) => all.with(0, 'changed')],
    ['the last line', (all: string[]) => all.with(11, 'changed')],
    ['lines that were added', (all: string[]) => all.toSpliced(4, 0, 'one', 'two')],
    ['lines that were removed', (all: string[]) => all.toSpliced(4, 3)],
    ['lines that repeat', (all: string[]) => all.toSpliced(4, 0, 'line 4')],
    ['two places', (all: string[]) => all.with(2, 'changed').with(9, 'changed')],
  ])('git applies a diff of %s', (name, change) => {
    const before = lines(12);
    const after = change(before);
    const path = `${name.replaceAll(' ', '-')}.txt`;
    writeFileSync(join(clone, path), textOf(before));
    apply(unifiedDiff(path, textOf(before), textOf(after)));
    expect(read(path)).toBe(textOf(after));
  });

  test('texts without a difference have no diff', () => {
    expect(unifiedDiff('a', 'x\n', 'x\n')).toBe('');
  });
});
