import { expect, test } from 'vitest';
import { cutEverywhere, deltasOf, eventsOf, inEveryLineEnding, run, testCuts } from '../../support/stream-cuts.js';
import { describeRecorded, listRecordings, readChunks, readRecording } from '../../support/recordings.js';
import { toResponseStream } from '../../support/responses-service.js';

const protocol = 'responses';
const folder = 'responses-batch/doc-samples';
const older = 'doc-samples/compatibility-with-openai-responses-api';

/** A documented answer, as far as it is compared. */
interface Documented {
  id: string;
  output: { type: string; content?: { text: string }[]; summary?: { text: string }[] }[];
  usage: { input_tokens: number; output_tokens: number; total_tokens: number };
}

/** The events of a recording without its end, in a stream that ends. */
function framed(path: string): string {
  const events = readChunks(path).map((line) => JSON.parse(line) as object);
  return toResponseStream([...events, { type: 'response.completed', response: { id: 'r', status: 'completed' } }]);
}

describeRecorded('documented answers of the Responses protocol', () => {
  const bodies = [
    `${older}.01.json`,
    `${older}.02.json`,
    `${older}.03.json`,
    `${older}.04.json`,
    `${folder}/responses-retrieve.01.json`,
  ];

  test.each(bodies)('%s decodes to the text and the thinking that it has', async (path) => {
    const body = JSON.parse(readRecording(path)) as Documented;
    const texts = (type: string): string[] =>
      body.output.flatMap(({ type: kind, content, summary }) =>
        kind === type ? [(content ?? summary ?? []).map(({ text }) => text).join('')] : [],
      );
    const events = eventsOf(await run([JSON.stringify(body)], { protocol }));
    expect(deltasOf(events, 'text').join('')).toBe(texts('message').join('\n\n'));
    expect(deltasOf(events, 'reasoning').join('')).toBe(texts('reasoning').join('\n\n'));
    expect(events[0]).toMatchObject({ type: 'metadata', id: body.id });
    const { input_tokens: inputTokens, output_tokens: outputTokens, total_tokens: totalTokens } = body.usage;
    expect(events.at(-1)).toMatchObject({ reason: 'stop', usage: { inputTokens, outputTokens, totalTokens } });
  });

  test('the pages of a search are sources, and the tools are counted', async () => {
    const events = eventsOf(await run([readRecording(`${older}.04.json`)], { protocol }));
    expect(events.flatMap(({ type, url }) => (type === 'source' ? [url] : []))).toEqual([
      'https://cn.aliyun.com/',
      'https://www.alibabacloud.com/zh',
    ]);
    expect(events.at(-1)).toMatchObject({
      metadata: { plugins: { web_extractor: { count: 1 }, web_search: { count: 1 } } },
    });
  });
});

describeRecorded('a documented stream of search, reading and text', () => {
  testCuts({
    protocol,
    text: readRecording(`${folder}/responses-stream-web-extractor.sse.txt`),
    check(outcome) {
      const events = eventsOf(outcome);
      expect(deltasOf(events, 'reasoning')).toHaveLength(1);
      expect(deltasOf(events, 'text')).toEqual(['我已经找到阿里云官网并提取了首页的关键信息：\n\n']);
      expect(events.filter(({ type }) => type === 'source')).toHaveLength(2);
      const kept = events.at(-1)?.metadata as { outputItems: { type: string }[] };
      expect(kept.outputItems.map(({ type }) => type)).toEqual(['web_search_call', 'web_extractor_call']);
      expect(events.at(-1)).toMatchObject({
        reason: 'stop',
        usage: { inputTokens: 45, outputTokens: 320, totalTokens: 365 },
      });
    },
  });
});

describeRecorded('a documented stream of text', () => {
  test('it gives its deltas once, without the text that its last events repeat', async () => {
    const path = `${older}.05.stream-events.jsonl`;
    const deltas = readChunks(path).flatMap((line) => {
      const event = JSON.parse(line) as { type: string; delta: string };
      return event.type === 'response.output_text.delta' ? [event.delta] : [];
    });
    const events = eventsOf(await run([framed(path)], { protocol }));
    expect(deltas.length).toBeGreaterThan(0);
    expect(deltasOf(events, 'text')).toEqual(deltas);
    expect(events.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
  });
});

describeRecorded("documented events of the service's tools", () => {
  const names = ['file-search', 'image-search', 'mcp', 'web-search-image'];

  test.each(names)('%s is a call with its result, and kept in the metadata, once', async (name) => {
    const path = `${folder}/responses-events-${name}.jsonl`;
    expect(listRecordings(folder)).toContain(`responses-events-${name}.jsonl`);
    const finished = JSON.parse(readChunks(path).at(-1) ?? '') as { item: object };
    const events = eventsOf(await run([framed(path)], { protocol }));
    expect(events.at(-1)).toMatchObject({ type: 'finish', metadata: { outputItems: [finished.item] } });
    expect(events.filter(({ type }) => type === 'built-in-call')).toMatchObject([
      { tool: name.replaceAll('-', '_'), id: 'msg_xxx', failed: false },
    ]);
    expect(events.filter(({ type }) => type === 'tool-call')).toEqual([]);
  });
});

describeRecorded('recorded errors of a Responses stream', () => {
  test.each([
    ['errors/responses-stream-error-429.sse.txt', { statusCode: 429, isRetryable: true }],
    ['errors/responses-stream-error-backend-overflow.sse.txt', { statusCode: 500, isRetryable: true }],
  ])('%s is an error', async (path, error) => {
    expect(await run([readRecording(path)], { protocol })).toMatchObject({ rejected: error });
  });

  test('an answer that is not stored any more is an error', async () => {
    const body = readRecording(`${folder}/responses-retrieve-not-found.json`);
    expect(await run([body], { protocol })).toMatchObject({
      events: [{ message: expect.stringContaining('not found') }, {}],
    });
  });
});

describeRecorded('every sample of the Responses protocol', () => {
  const samples = [folder, 'doc-samples', 'errors'].flatMap((place) =>
    listRecordings(place)
      .filter((name) => name.includes('responses'))
      .map((name): [string, () => string] => {
        const path = `${place}/${name}`;
        if (name.endsWith('.jsonl')) return [path, () => framed(path)];
        // The page prints each frame of this stream on one line.
        const flat = name.startsWith('application-') && name.endsWith('.txt');
        return [path, () => (flat ? unfold(readRecording(path)) : readRecording(path))];
      }),
  );

  test('they are all here', () => {
    expect(samples.length).toBeGreaterThanOrEqual(17);
  });

  test.each(samples)('%s gives the same events, cut at every byte', async (_path, text) => {
    const expected = await run([text()], { protocol });
    expect(JSON.stringify(expected).length).toBeGreaterThan(50);
    for (const bytes of inEveryLineEnding(text())) await cutEverywhere(bytes, expected, { protocol });
  });
});

function unfold(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replaceAll(' | ', '\n'))
    .join('\n\n');
}
