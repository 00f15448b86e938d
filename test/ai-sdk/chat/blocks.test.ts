import { describe, expect, test } from 'vitest';
import { createBlockWriter } from '../../../src/ai-sdk/chat/blocks.js';
import type { AnswerEvent } from '../../../src/chat/answer/event.js';

/** The parts that events are written as. */
function write(...events: AnswerEvent[]): object[] {
  const parts: object[] = [];
  const writeEvent = createBlockWriter<object, object>({
    builtIn: 'dynamic',
    file: ({ mediaType }) => ({ type: 'file', mediaType }),
    finish: ({ reason }) => ({ type: 'finish', reason }),
  });
  for (const event of events) writeEvent(event, (part) => parts.push(part));
  return parts;
}

const text = (delta: string): AnswerEvent => ({ type: 'text', delta });
const reasoning = (delta: string): AnswerEvent => ({ type: 'reasoning', delta });
const toolDelta = (id: string, delta: string): AnswerEvent => ({ type: 'tool-delta', id, name: 'weather', delta });
const toolCall = (id: string, input: string): AnswerEvent => ({
  type: 'tool-call',
  id,
  name: 'weather',
  arguments: input,
});
const finish = (reason: 'stop' | 'tool-calls' | 'error' = 'stop'): AnswerEvent => ({
  type: 'finish',
  reason,
  usage: {},
});

describe('text and thinking', () => {
  test('text and thinking open, grow and close as blocks, thinking before the text', () => {
    expect(write(reasoning('H'), reasoning('m.'), text('Fo'), text('ur.'), finish())).toEqual([
      { type: 'reasoning-start', id: 'reasoning-0' },
      { type: 'reasoning-delta', id: 'reasoning-0', delta: 'H' },
      { type: 'reasoning-delta', id: 'reasoning-0', delta: 'm.' },
      { type: 'reasoning-end', id: 'reasoning-0' },
      { type: 'text-start', id: 'text-1' },
      { type: 'text-delta', id: 'text-1', delta: 'Fo' },
      { type: 'text-delta', id: 'text-1', delta: 'ur.' },
      { type: 'text-end', id: 'text-1' },
      { type: 'finish', reason: 'stop' },
    ]);
  });

  test('text and thinking that come in turns are blocks of their own', () => {
    const parts = write(reasoning('a'), text('b'), reasoning('c'), finish());
    expect(parts.filter((part) => 'id' in part && !('delta' in part))).toEqual([
      { type: 'reasoning-start', id: 'reasoning-0' },
      { type: 'reasoning-end', id: 'reasoning-0' },
      { type: 'text-start', id: 'text-1' },
      { type: 'text-end', id: 'text-1' },
      { type: 'reasoning-start', id: 'reasoning-2' },
      { type: 'reasoning-end', id: 'reasoning-2' },
    ]);
  });

  test('an answer of nothing has no blocks', () => {
    expect(write(finish())).toEqual([{ type: 'finish', reason: 'stop' }]);
  });
});

describe('tool calls', () => {
  test('tool calls open their input once, close it, and then are called', () => {
    const parts = write(
      text('A moment.'),
      toolDelta('c', '{"city":'),
      toolDelta('c', '"Oslo"}'),
      toolCall('c', '{"city":"Oslo"}'),
      finish('tool-calls'),
    );
    expect(parts).toEqual([
      { type: 'text-start', id: 'text-0' },
      { type: 'text-delta', id: 'text-0', delta: 'A moment.' },
      { type: 'text-end', id: 'text-0' },
      { type: 'tool-input-start', id: 'c', toolName: 'weather' },
      { type: 'tool-input-delta', id: 'c', delta: '{"city":' },
      { type: 'tool-input-delta', id: 'c', delta: '"Oslo"}' },
      { type: 'tool-input-end', id: 'c' },
      { type: 'tool-call', toolCallId: 'c', toolName: 'weather', input: '{"city":"Oslo"}' },
      { type: 'finish', reason: 'tool-calls' },
    ]);
  });

  test('parallel tool calls may interleave', () => {
    const parts = write(
      toolDelta('a', '{'),
      toolDelta('b', '{'),
      toolDelta('a', '}'),
      toolDelta('b', '}'),
      toolCall('a', '{}'),
      toolCall('b', '{}'),
    );
    expect(parts.map((part) => Object.values(part).slice(0, 2).join(' '))).toEqual([
      'tool-input-start a',
      'tool-input-delta a',
      'tool-input-start b',
      'tool-input-delta b',
      'tool-input-delta a',
      'tool-input-delta b',
      'tool-input-end a',
      'tool-call a',
      'tool-input-end b',
      'tool-call b',
    ]);
  });

  test('tool calls without a delta open and close all the same', () => {
    expect(write(toolCall('c', '{}')).map((part) => Object.values(part)[0])).toEqual([
      'tool-input-start',
      'tool-input-end',
      'tool-call',
    ]);
  });

  test('tool calls that never come to an end are closed before the finish', () => {
    expect(write(toolDelta('c', '{"ci'), finish())).toEqual([
      { type: 'tool-input-start', id: 'c', toolName: 'weather' },
      { type: 'tool-input-delta', id: 'c', delta: '{"ci' },
      { type: 'tool-input-end', id: 'c' },
      { type: 'finish', reason: 'stop' },
    ]);
  });
});

describe('an error', () => {
  const error = new Error('broke off');
  const failed: AnswerEvent[] = [{ type: 'error', error }, finish('error')];
  const ending = [
    { type: 'error', error },
    { type: 'finish', reason: 'error' },
  ];

  // A chat that reads until the error would show an open block as one that still grows.
  test('an error comes when all is closed that was open', () => {
    expect(write(text('Once'), ...failed).slice(2)).toEqual([{ type: 'text-end', id: 'text-0' }, ...ending]);
    expect(write(reasoning('Hm'), ...failed).slice(2)).toEqual([
      { type: 'reasoning-end', id: 'reasoning-0' },
      ...ending,
    ]);
    expect(write(toolDelta('a', '{'), toolDelta('b', '{'), ...failed).slice(4)).toEqual([
      { type: 'tool-input-end', id: 'a' },
      { type: 'tool-input-end', id: 'b' },
      ...ending,
    ]);
  });

  test('an error of an answer that has not begun comes without any other part', () => {
    expect(write(...failed)).toEqual(ending);
  });
});

describe('an event that is not part of a block', () => {
  test('an event that is not part of a block is passed on where it comes, and closes nothing', () => {
    const timestamp = new Date(0);
    const parts = write(
      { type: 'raw', value: { id: 1 } },
      { type: 'metadata', id: 'i', model: 'm', timestamp, requestId: 'r' },
      text('a'),
      { type: 'source', id: '1', url: 'https://example.com', title: 'T', metadata: { index: 1 } },
      { type: 'file', mediaType: 'audio/pcm', base64: 'AQI=' },
      text('b'),
    );
    expect(parts).toEqual([
      { type: 'raw', rawValue: { id: 1 } },
      { type: 'response-metadata', id: 'i', modelId: 'm', timestamp },
      { type: 'text-start', id: 'text-0' },
      { type: 'text-delta', id: 'text-0', delta: 'a' },
      {
        type: 'source',
        sourceType: 'url',
        id: '1',
        url: 'https://example.com',
        title: 'T',
        providerMetadata: { qwen: { index: 1 } },
      },
      { type: 'file', mediaType: 'audio/pcm' },
      { type: 'text-delta', id: 'text-0', delta: 'b' },
    ]);
  });
});

test('each stream has its own block writer', () => {
  expect(write(text('a'))).toEqual(write(text('a')));
});
