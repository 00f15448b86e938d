import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator, EmulatorOptions } from 'ai-sdk-qwen/emulator';
import { afterAll, describe, expect, test } from 'vitest';
import { type Ledger, openLedger } from '../../../src/command/verify/ledger.js';
import { selectProbes } from '../../../src/command/verify/probes.js';
import { type Result, runProbes } from '../../../src/command/verify/run.js';
import { emulate } from '../../support/listening-emulator.js';

const parent = mkdtempSync(join(tmpdir(), 'stories-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

type Change = (path: string, method: string, response: Response) => Response | Promise<Response>;

interface Target {
  url: string;
  emulator: Emulator;
  ledger: Ledger;
  change?: Change;
}

async function open(options: EmulatorOptions = {}, change?: Change): Promise<Target> {
  const { url, emulator } = await emulate(options);
  const file = join(mkdtempSync(join(parent, 'target-')), 'created.jsonl');
  return { url, emulator, ledger: openLedger(file, url), ...(change && { change }) };
}

/** Asks a listening emulator, whose answers may be changed on their way. */
async function run(ids: string[], { url, ledger, change }: Target, region = 'singapore'): Promise<Result[]> {
  const probes = selectProbes(ids);
  expect(probes.length).toBeGreaterThan(0);
  const service = {
    baseURLs: { compatible: `${url}/compatible-mode/v1`, dashscope: `${url}/api/v1` },
    key: 'sk-test',
    async fetch(input: string | URL | Request, init?: RequestInit) {
      const response = await fetch(input, init);
      const path = String(input).replace(/^.*\/v1/, '');
      return change === undefined ? response : change(path, init?.method ?? 'GET', response);
    },
    signal: new AbortController().signal,
  };
  return runProbes(probes, { service, region, budget: 100, onResult() {}, retryDelay: 1, pollDelay: 1, ledger });
}

const outcomes = (results: Result[]) => results.map(({ probe, outcome, reason }) => [probe.id, outcome, reason]);
const count = ({ emulator }: Target, method: string, path: RegExp) =>
  emulator.calls.filter((call) => call.method === method && path.test(call.path)).length;

describe('probes of calls that belong together', { timeout: 60_000 }, () => {
  test('a file is uploaded, read and deleted', async () => {
    const target = await open({ fileProcessing: { polls: 2 } });
    expect(outcomes(await run(['stories/file'], target))).toEqual([['stories/file', 'agrees', undefined]]);
    expect(count(target, 'POST', /\/files$/)).toBe(1);
    const [file] = target.ledger.of('stories/file');
    expect(file).toMatchObject({ name: 'file', state: 'gone', id: expect.stringMatching(/^file-/) });
    expect(count(target, 'DELETE', new RegExp(`/files/${file!.id}$`))).toBe(1);
  });

  test('a batch of the free model runs to its end, and both of its files are deleted', async () => {
    const target = await open({ batch: { delay: { polls: 2 } } });
    expect(outcomes(await run(['stories/batch'], target))).toEqual([['stories/batch', 'agrees', undefined]]);
    expect(target.ledger.of('stories/batch').map(({ name, state }) => [name, state])).toEqual([
      ['file', 'gone'],
      ['batch', 'made'],
      ['output', 'gone'],
    ]);
    expect(target.emulator.batches.created).toBe(1);
  });

  // https://help.aliyun.com/zh/model-studio/batch-interfaces-compatible-with-openai
  test('rules of batches that need a file are shown by batches that fail, and cost nothing', async () => {
    const target = await open({ batch: { delay: { polls: 2, validating: 1 } } });
    const results = await run(['refusals/batch-file/'], target);
    expect(results.length).toBeGreaterThan(15);
    expect(outcomes(results)).toEqual(results.map(({ probe }) => [probe.id, 'agrees', undefined]));
    expect(results.reduce((sum, { spent }) => sum + spent, 0)).toBe(0);
    expect(target.emulator.batches.billed).toBe(0);
    const made = results.flatMap(({ probe }) => target.ledger.of(probe.id));
    expect(made.filter(({ name, state }) => name === 'file' && state !== 'gone')).toEqual([]);
  });

  test('a service that runs lines of two models differs, and what they cost is counted', async () => {
    const id = 'refusals/batch-file/batch-line-model/1';
    const kinder: Change = async (path, method, response) =>
      method === 'GET' && /\/batches\/batch_/.test(path)
        ? new Response((await response.text()).replace('"failed"', '"completed"'))
        : response;
    const [result] = await run([id], await open({}, kinder));
    expect(result).toMatchObject({ outcome: 'differs', reason: expect.stringContaining('status: expected "failed"') });
    expect(result!.spent).toBeGreaterThan(0);
    expect(result!.spent).toBeLessThan(0.001);
  });

  test('a region without batches is not asked for them', async () => {
    const results = await run(
      ['stories/batch', 'refusals/batch-file/'],
      await open({ region: 'virginia' }),
      'virginia',
    );
    const reason = 'only the region beijing or singapore can be asked';
    expect(outcomes(results)).toEqual(results.map(({ probe }) => [probe.id, 'not-asked', reason]));
  });

  // https://help.aliyun.com/zh/model-studio/recording-file-recognition
  test('each transcription model with a list price is asked in its form, and hears the sample', async () => {
    const rows = selectProbes(['capabilities']).filter(({ id }) => id.endsWith('/form'));
    const results = await run(
      rows.map(({ id }) => id),
      await open({ region: 'beijing' }),
      'beijing',
    );
    expect(results.length).toBeGreaterThan(18);
    expect(outcomes(results)).toEqual(results.map(({ probe }) => [probe.id, 'agrees', undefined]));
    expect(results.reduce((sum, { spent }) => sum + spent, 0)).toBeLessThan(0.02);
  });

  test('a transcription task that fails where it should hear the sample is red', async () => {
    const failed: Change = async (path, method, response) =>
      method === 'GET' && path.startsWith('/tasks/')
        ? new Response((await response.text()).replace('"SUCCEEDED"', '"FAILED"'))
        : response;
    const [result] = await run(['capabilities/fun-asr-mtl/form'], await open({}, failed));
    expect(result).toMatchObject({ outcome: 'differs', reason: expect.stringContaining('output.task_status') });
  });

  test('tasks of media are created once, looked at until they end, and one is cancelled', async () => {
    const target = await open({ taskDelay: { polls: 2, pending: 1 } });
    const results = await run(['stories/transcription', 'media/image', 'media/video'], target);
    expect(
      outcomes(results)
        .map(([id, outcome]) => `${id} ${outcome}`)
        .sort(),
    ).toEqual([
      'media/image agrees',
      'media/image-task agrees',
      'media/video-cancel open',
      'media/video-task agrees',
      'stories/transcription agrees',
    ]);
    expect(target.emulator.creations).toMatchObject({ image: 2, video: 2, transcription: 1 });
    expect(results.find(({ probe }) => probe.id === 'media/video-cancel')?.reason).toContain('The service answers');
    // Five seconds at 480P, by the list.
    const video = results.find(({ probe }) => probe.id === 'media/video-task')!;
    expect(video.spent).toBeCloseTo((5 * 0.146785) / 7);
  });

  test('a task that already runs cannot be cancelled, and that is news', async () => {
    const target = await open();
    const [result] = await run(['media/video-cancel'], target);
    expect(result).toMatchObject({ outcome: 'open', reason: expect.stringContaining('The service refuses') });
    expect(target.ledger.of('media/video-cancel')).toMatchObject([{ name: 'task', state: 'made' }]);
  });

  test('limits of video models are shown by tasks that fail, and cost nothing', async () => {
    const results = await run(['media/capabilities/wan2.7-t2v/duration'], await open());
    expect(results).toMatchObject([{ outcome: 'agrees', spent: 0 }]);
    const longer: Change = async (path, _, response) =>
      path.startsWith('/tasks/')
        ? new Response((await response.text()).replace('between 2 and 15', 'between 2 and 30'))
        : response;
    const [other] = await run(['media/capabilities/wan2.7-t2v/duration'], await open({}, longer));
    expect(other).toMatchObject({ outcome: 'differs', reason: expect.stringContaining('between 2 and 30') });
    expect(other!.spent).toBeGreaterThan(1);
  });

  const rename = async (response: Response, from: RegExp) =>
    new Response((await response.text()).replace(from, '"renamed":'), { status: response.status });

  test.each([
    ['stories/file', 'upload: bytes: expected number', (path: string) => path === '/files', /"bytes":/],
    ['stories/file', 'choices.0.message.content', (path: string) => path === '/chat/completions', /"choices":/],
    ['stories/batch', 'create: status: expected text', (path: string) => path === '/batches', /"status":/],
    ['stories/batch', 'end: request_counts.completed', (path: string) => /batch_/.test(path), /"completed":/],
    ['stories/batch', 'custom_id', (path: string) => path.endsWith('/content'), /"custom_id":/],
    ['stories/transcription', 'transcription_url', (path: string) => path.startsWith('/tasks'), /"transcription_url":/],
    [
      'media/image-task',
      'create: output.task_status',
      (path: string) => path.endsWith('image-synthesis'),
      /"task_status":/,
    ],
    ['media/video-task', 'video_url', (path: string) => path.startsWith('/tasks'), /"video_url":/],
  ])('a seeded difference is red in %s at %s, and what was made is removed', async (id, reason, isSeeded, field) => {
    const change: Change = (path, method, response) =>
      isSeeded(path) && method !== 'DELETE' ? rename(response, field) : response;
    const target = await open({}, change);
    const results = await run(['stories', 'media/image', 'media/video'], target);
    const red = results.filter(({ outcome }) => outcome === 'differs');
    expect(red.map(({ probe }) => probe.id)).toContain(id);
    expect(red.find(({ probe }) => probe.id === id)?.reason).toContain(reason);
    const left = results.flatMap(({ probe }) => target.ledger.of(probe.id)).filter(({ state }) => state === 'made');
    expect(left.filter(({ name }) => name === 'file' || name === 'output')).toEqual([]);
  });

  test('a run that was stopped goes on with what it has made', async () => {
    const target = await open({}, (path, method, response) => {
      if (method === 'GET' && path.startsWith('/tasks/')) throw new TypeError('fetch failed');
      return response;
    });
    expect(await run(['media/image-task'], target)).toMatchObject([{ outcome: 'not-asked' }]);
    const { change: _, ...mended } = target;
    expect(await run(['media/image-task'], mended)).toMatchObject([{ outcome: 'agrees' }]);
    expect(target.emulator.creations.image).toBe(1);
  });

  test('a look whose answer was lost is repeated by the next run', async () => {
    let looks = 0;
    const target = await open({}, (path, method, response) => {
      if (method === 'GET' && /\/batches\/batch_/.test(path) && (looks += 1) === 3) throw new TypeError('fetch failed');
      return response;
    });
    expect(await run(['stories/batch'], target)).toMatchObject([{ outcome: 'not-asked' }]);
    expect(target.ledger.of('stories/batch').map(({ name }) => name)).toEqual(['file', 'batch']);
    expect(await run(['stories/batch'], target)).toMatchObject([{ outcome: 'agrees' }]);
    expect(target.emulator.batches.created).toBe(1);
  });

  test('a creation whose answer was lost is not repeated, and counts as paid', async () => {
    const file = join(parent, 'created.jsonl');
    const target = await open();
    target.emulator.breakNext('lost', { at: 'creation' });
    const lost = await run(['media/video-task'], { ...target, ledger: openLedger(file, target.url) });
    expect(lost).toMatchObject([{ outcome: 'not-asked' }]);
    expect(lost[0]!.spent).toBeGreaterThan(0.1);
    const again = await run(['media/video-task'], { ...target, ledger: openLedger(file, target.url) });
    expect(again).toMatchObject([{ outcome: 'not-asked', reason: expect.stringContaining('it may exist') }]);
    expect(target.emulator.creations.video).toBe(1);
    expect(readFileSync(file, 'utf8')).not.toContain('sk-test');
  });

  test('a job that does not end is left for the next run', async () => {
    const waiting: Change = async (path, method, response) =>
      /\/batches\/batch_/.test(path) && method === 'GET' ? rename(response, /"status":/) : response;
    const target = await open({}, waiting);
    const [result] = await run(['stories/batch'], target);
    expect(result).toMatchObject({
      outcome: 'not-asked',
      reason: expect.stringContaining('end: it has not ended yet'),
    });
    expect(count(target, 'DELETE', /./)).toBe(0);
    const { change: _, ...mended } = target;
    expect(await run(['stories/batch'], mended)).toMatchObject([{ outcome: 'agrees' }]);
    expect(target.emulator.batches.created).toBe(1);
  });
});
