import { createEmulator } from 'ai-sdk-qwen/emulator';
import { expect, test } from 'vitest';
import type { Json } from '../../support/emulator-requests.js';
import { describeRecorded, readChunks, readRecording } from '../../support/recordings.js';
import { askResponses, responsesBody, streamResponses } from '../../support/responses-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const folder = 'responses-batch/doc-samples';
const recorded = (name: string): Json => JSON.parse(readRecording(`${folder}/${name}`));

/** The keys of a value and of what is in it, without the values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, shapeOf(item)]));
}

const nameOf = ({ type }: Json): string => type;

describeRecorded('recorded answers of the Responses API', () => {
  // Documentation, September 2026: the page that gets an answer.
  test('a stored answer has the shape of the sample', async () => {
    const emulator = strictEmulator();
    const { json } = await askResponses({ model: 'qwen-plus', input: 'Hello' }, emulator);
    const path = `/responses/${json.id}`;
    const stored = await askResponses({}, emulator, { method: 'GET', path });
    expect(shapeOf(stored.json)).toEqual(shapeOf(recorded('responses-retrieve.01.json')));
  });

  test('an answer that is not found is reported as in the sample', async () => {
    const asked = { method: 'GET', path: '/responses/resp_xxx' };
    const { json } = await askResponses({}, strictEmulator(), asked);
    expect(json).toEqual(recorded('responses-retrieve-not-found.json'));
  });

  const files = { type: 'file_search', vector_store_ids: ['emulated-store'] };
  const mcp = { type: 'mcp', server_protocol: 'sse', server_label: 'MCP Server', server_url: 'https://a.example/sse' };
  const picture = [
    {
      role: 'user',
      content: [
        { type: 'input_text', text: 'Find similar ones' },
        { type: 'input_image', image_url: 'https://a.example/a.png' },
      ],
    },
  ];
  test.each([
    ['file-search', files, 'Which boats stay outside?'],
    ['image-search', { type: 'image_search' }, picture],
    ['mcp', mcp, 'Is the museum closed?'],
    ['web-search-image', { type: 'web_search_image' }, 'The ferry'],
  ])('the events of %s have the names, the order and the shapes of the sample', async (name, tool, input) => {
    const sample = readChunks(`${folder}/responses-events-${name}.jsonl`).map((line): Json => JSON.parse(line));
    const { events } = await streamResponses(responsesBody({ input, tools: [tool] }));
    const { id } = events.at(-1).response.output.find(({ type }: Json) => type.endsWith('_call'));
    const own = events.filter(({ item, item_id }) => item?.id === id || item_id === id);
    expect(own.map(nameOf)).toEqual(sample.map(nameOf));
    expect(own.map(shapeOf)).toEqual(sample.map(shapeOf));
  });

  test('the frames of a stream have the lines and the shapes of the sample', async () => {
    const frames = readRecording(`${folder}/responses-stream-web-extractor.sse.txt`).trim().split(/\n\n+/);
    const tools = [{ type: 'web_search' }, { type: 'web_extractor' }];
    const { text } = await streamResponses(responsesBody({ input: 'The ferry?', tools, enable_thinking: true }));
    const own = text.trim().split('\n\n');
    const linesOf = (block: string) => block.split('\n').map((line) => line.split(':', 1)[0]);
    const dataOf = (block: string): Json => JSON.parse(block.slice(block.indexOf('\ndata:') + '\ndata:'.length));
    for (const frame of frames) {
      const data = dataOf(frame);
      const kind = data.item?.type;
      const alike = own
        .map((block) => ({ block, data: dataOf(block) }))
        .find((event) => event.data.type === data.type && event.data.item?.type === kind);
      expect(alike, data.type).toBeDefined();
      expect(linesOf(alike!.block)).toEqual(linesOf(frame));
      // The sample's message has no ids, and its last frames are shortened.
      if (kind !== 'message' && data.response === undefined && !data.type.includes('output_text')) {
        expect(shapeOf(alike!.data)).toMatchObject(shapeOf(data) as object);
      }
    }
  });

  test('an error in a stream is written as it was in a public issue', async () => {
    const [event, data] = readRecording('errors/responses-stream-error-429.sse.txt').trim().split('\n');
    const emulator = createEmulator();
    emulator.answerNext({ deltas: ['a', 'b'], failAfter: { deltas: 1, failure: 'rate-limit', form: 'frame' } });
    const { text } = await streamResponses(responsesBody(), emulator);
    const [ownEvent, ownData] = text.trim().split('\n\n').at(-1)!.split('\n');
    expect(ownEvent).toBe(event);
    const read = (line: string | undefined): Json => JSON.parse(line!.slice('data: '.length));
    expect(shapeOf(read(ownData))).toEqual(shapeOf(read(data)));
  });
});
