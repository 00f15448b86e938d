import { AISDKError, type LanguageModelV1CallOptions } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen';
import * as seven from 'ai-sdk-qwen/ai7';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { deltasOf, eventsOf, run, type RunOptions } from '../../support/stream-cuts.js';
import { anyJSON } from './any-json.js';
import { checkShape, partsOf, reasonOf, textIn, versions, type Way } from '../../support/stream-parts.js';
import { runs } from '../../support/noise.js';

const protocol = fc.constantFrom<'compatible' | 'native'>('compatible', 'native');

beforeAll(() => {
  // A stack for each of some thousand errors would take most of the time.
  Error.stackTraceLimit = 2;
  return () => {
    Error.stackTraceLimit = 10;
  };
});

const reasons = ['stop', 'length', 'tool-calls', 'content-filter', 'error', 'other', 'unknown'];

function said(protocolName: RunOptions['protocol'], text: string, reason: string | null = null): string {
  const choice = { finish_reason: reason, [protocolName === 'native' ? 'message' : 'delta']: { content: text } };
  return JSON.stringify(protocolName === 'native' ? { output: { choices: [choice] } } : { choices: [choice] });
}

const frame = (data: string) => `data: ${data}\n\n`;

/** An answer in which something is in the place of a chunk, and what must be so whatever that is. */
async function checkStream(
  json: string,
  name: 'compatible' | 'native',
  chunkMode: 'delta' | 'unknown',
  asksForObject: boolean,
): Promise<void> {
  // The second text may be new or a repetition, so it is held back until one of the later chunks tells.
  const pieces = [said(name, '甲'), said(name, '甲乙'), json, said(name, '丙'), said(name, '', 'stop')].map(frame);
  const options = { protocol: name, chunkMode, json: asksForObject };
  const outcome = await run([pieces.join('')], options);
  const events = eventsOf(outcome);
  // Nothing that came before is lost, and what came is one answer.
  expect(deltasOf(events, 'text').join('')).toMatch(/^甲甲?乙/);
  expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
  const finish = events.at(-1)!;
  expect(finish.type).toBe('finish');
  expect(reasons).toContain(finish.reason);
  const errors = events.filter(({ type }) => type === 'error');
  expect(errors.length).toBeLessThanOrEqual(1);
  if (errors.length === 1) {
    expect(events.at(-2)).toBe(errors[0]);
    expect(finish.reason).toBe('error');
    expect(errors[0]).toMatchObject({ name: expect.stringMatching(/^AI_/), message: expect.stringMatching(/./) });
  } else {
    expect(deltasOf(events, 'text').join('')).toMatch(/丙$/);
  }
  for (const event of events) {
    if ('delta' in event) expect(event.delta).toMatch(/[^]/);
    if (event.type === 'tool-call')
      expect([typeof event.id, typeof event.name, typeof event.arguments]).toEqual(['string', 'string', 'string']);
  }
  for (const count of Object.values(finish.usage as object)) {
    if (typeof count !== 'object') expect(count === undefined || Number.isFinite(count)).toBe(true);
  }
  // Where it is cut makes no difference.
  expect(shallow(eventsOf(await run(pieces, options)))).toEqual(shallow(events));
}

/** Events without what the service says in its own words, which may be nested deeper than a test can compare. */
function shallow(events: ReturnType<typeof eventsOf>): unknown[] {
  return events.map(({ metadata: _metadata, usage, ...event }) => ({ ...event, ...(usage as object), raw: undefined }));
}

/** A provider whose service gives one body to all calls. */
const answering = (body: string, status = 200) => ({
  apiKey: 'sk-test',
  fetch: async () => new Response(body, { status }),
});

const v1: LanguageModelV1CallOptions = {
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
};
const v4 = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }] };

async function outcomeOf<Value>(promise: PromiseLike<Value>): Promise<{ value?: Value; error?: Error }> {
  try {
    return { value: await promise };
  } catch (error) {
    // Every failure is an error that the AI SDK knows, with words.
    expect(AISDKError.isInstance(error) ? 'an error of the AI SDK' : error).toBe('an error of the AI SDK');
    expect((error as Error).message).not.toBe('');
    return { error: error as Error };
  }
}

describe('any JSON at all', () => {
  test('any JSON in the place of a chunk ends in an error or a finish, and no text before it is lost', async () => {
    await fc.assert(
      fc.asyncProperty(anyJSON, protocol, fc.constantFrom('delta', 'unknown'), fc.boolean(), checkStream),
      runs(600),
    );
  });

  test('any JSON in the place of a chunk ends the parts of every specification, and of completions, well', async () => {
    const ways = fc.constantFrom<Way>('compatible', 'native', 'completion');
    await fc.assert(
      fc.asyncProperty(anyJSON, ways, versions, fc.boolean(), async (json, way, version, raw) => {
        const protocolName = way === 'native' ? 'native' : 'compatible';
        const chunks = [said(protocolName, '甲'), said(protocolName, '乙'), json, said(protocolName, '丙', 'stop')];
        const parts = await partsOf(chunks.map(frame), { version, way, raw });
        checkShape(parts);
        expect(textIn(parts, 'text')).toMatch(/^甲乙/);
        const failed = parts.some(({ type }) => type === 'error');
        if (!failed) expect(textIn(parts, 'text')).toMatch(/丙$/);
        expect(reasons).toContain(reasonOf(parts.at(-1)!));
        expect(reasonOf(parts.at(-1)!) === 'error').toBe(failed);
      }),
      runs(300),
    );
  });

  test('any JSON or any bytes between the events of a stream lose no text and end in an error or a finish', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 40 }).map((text) => new TextEncoder().encode(text)),
      anyJSON.map((json) => new TextEncoder().encode(json)),
      fc.string({ maxLength: 10 }).map((text) => new TextEncoder().encode(`data:${text}\n`)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 4 }), protocol, versions, async (junk, way, version) => {
        const pieces = [frame(said(way, '甲')), ...junk, '\n\n', frame(said(way, '乙', 'stop'))];
        const parts = await partsOf(pieces, { version, way });
        checkShape(parts);
        const failed = parts.some(({ type }) => type === 'error');
        // Lines that are no data are passed over; those that are may be no chunk.
        if (!Buffer.concat(junk).includes('data')) expect(failed).toBe(false);
        expect(textIn(parts, 'text')).toBe(failed ? '甲' : '甲乙');
      }),
      runs(300),
    );
  });

  test('any JSON as the first chunk is an answer, an error event or a rejection, in both protocols', async () => {
    await fc.assert(
      fc.asyncProperty(anyJSON, protocol, async (json, name) => {
        const outcome = await run([frame(json), frame(said(name, 'Hello')), frame(said(name, '', 'stop'))], {
          protocol: name,
        });
        if ('rejected' in outcome)
          expect(outcome.rejected).toMatchObject({ name: 'AI_APICallError', isRetryable: true });
        else expect(outcome.events.at(-1)).toMatchObject({ type: 'finish' });
      }),
      runs(400),
    );
  });

  test('any JSON as a whole answer is an answer or a readable error, through the oldest and the newest specification', async () => {
    await fc.assert(
      fc.asyncProperty(anyJSON, protocol, async (json, name) => {
        const old = createQwen(answering(json));
        const { value } = await outcomeOf((name === 'native' ? old.dashscope : old)('qwen-plus').doGenerate(v1));
        if (value) expect(reasons).toContain(value.finishReason);
        const late = seven.createQwen(answering(json));
        const { value: newest } = await outcomeOf(
          (name === 'native' ? late.dashscope : late)('qwen-plus').doGenerate(v4),
        );
        if (newest) expect(reasons).toContain(newest.finishReason.unified);
        expect(newest === undefined).toBe(value === undefined);
      }),
      runs(400),
    );
  });

  test('any JSON as a whole answer where a stream was asked for ends in an error or a finish', async () => {
    await fc.assert(
      fc.asyncProperty(anyJSON, protocol, async (json, name) => {
        const outcome = await run([json], { protocol: name });
        if ('events' in outcome) expect(outcome.events.at(-1)).toMatchObject({ type: 'finish' });
      }),
      runs(300),
    );
  });

  test('any JSON as the body of an error is a readable error of that status', async () => {
    const statuses = fc.constantFrom(300, 400, 401, 403, 404, 408, 413, 422, 429, 500, 502, 503, 504, 599);
    await fc.assert(
      fc.asyncProperty(anyJSON, statuses, async (json, status) => {
        const { error } = await outcomeOf(createQwen(answering(json, status))('qwen-plus').doStream(v1));
        expect(error).toMatchObject({ name: 'AI_APICallError', statusCode: expect.any(Number) });
      }),
      runs(300),
    );
  });

  test('any JSON as the answer of an embedding or a reranking model is a vector for each text, a ranking, or an error', async () => {
    await fc.assert(
      fc.asyncProperty(anyJSON, async (json) => {
        const old = createQwen(answering(json));
        for (const model of [
          old.textEmbeddingModel('text-embedding-v4'),
          old.dashscope.textEmbeddingModel('text-embedding-v4'),
        ]) {
          const { value } = await outcomeOf(model.doEmbed({ values: ['a', 'b'] }));
          if (value) expect(value.embeddings.map((vector) => vector.every(Number.isFinite))).toEqual([true, true]);
        }
        const late = seven.createQwen(answering(json));
        for (const id of ['qwen3-rerank', 'gte-rerank-v2']) {
          const { value } = await outcomeOf(
            late.reranking(id).doRerank({ documents: { type: 'text', values: ['a', 'b'] }, query: 'q' }),
          );
          if (value) expect(value.ranking.every(({ index }) => index === 0 || index === 1)).toBe(true);
        }
      }),
      runs(300),
    );
  });

  test('any JSON as the answer about files is a file, a list, nothing, or a readable error', async () => {
    await fc.assert(
      fc.asyncProperty(anyJSON, async (json) => {
        const { files } = createQwen(answering(json));
        const { value: file } = await outcomeOf(files.get('file-fe-1'));
        if (file) expect([typeof file.id, typeof file.status]).toEqual(['string', 'string']);
        const { value: page } = await outcomeOf(files.list());
        if (page) expect([Array.isArray(page.files), typeof page.hasMore]).toEqual([true, 'boolean']);
        await outcomeOf(files.delete('file-fe-1'));
      }),
      runs(200),
    );
  });
});
