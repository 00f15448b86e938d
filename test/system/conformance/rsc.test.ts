import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { streamUI as StreamUI } from 'ai/rsc';
import { createElement, type ReactElement, type ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { serve } from '../../support/listening-emulator.js';

// Under the condition "react-server" plain Node can't load the entry, so the server's file is taken by its path.
const folder = dirname(createRequire(import.meta.url).resolve('ai/package.json'));
const { streamUI } = (await import(pathToFileURL(join(folder, 'rsc/dist/rsc-server.mjs')).href)) as {
  streamUI: typeof StreamUI;
};

/** The final state of a streamed UI: each chunk names the next one until the last. */
async function lastChunk(value: ReactNode): Promise<ReactNode> {
  interface Chunk {
    value: ReactNode;
    done: boolean;
    next?: Promise<Chunk>;
  }
  // The value is a suspense boundary around a component that is given the first chunk.
  const boundary = value as ReactElement<{
    fallback: ReactNode;
    children: ReactElement<{ c: ReactNode; n: Promise<Chunk> }>;
  }>;
  const row = boundary.props.children.props;
  let chunk = await row.n;
  let shown = chunk.value ?? row.c;
  while (!chunk.done && chunk.next !== undefined) {
    chunk = await chunk.next;
    shown = chunk.value ?? shown;
  }
  return shown;
}

describe('streamUI', () => {
  test('streamUI renders the text of an answer', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ deltas: ['Hello ', 'there.'] });
    const result = await streamUI({
      model: qwen('qwen-plus'),
      prompt: 'Hello',
      text: ({ content }) => createElement('p', null, content),
    });
    const shown = (await lastChunk(result.value)) as ReactElement<{ children: string }>;
    expect(shown.props.children).toBe('Hello there.');
  });

  test('streamUI renders the component that a tool call makes', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ toolCalls: [{ name: 'weather', arguments: { city: 'Oslo' } }] });
    const result = await streamUI({
      model: qwen('qwen-plus'),
      prompt: 'Weather in Oslo?',
      text: ({ content }) => content,
      tools: {
        weather: {
          description: 'The weather of a city',
          parameters: z.object({ city: z.string() }),
          generate: async ({ city }) => createElement('b', null, `Clear in ${city}`),
        },
      },
    });
    const shown = (await lastChunk(result.value)) as ReactElement<{ children: string }>;
    expect(shown.props.children).toBe('Clear in Oslo');
  });

  test('streamUI takes a tool without arguments', async () => {
    const { qwen, emulator } = await serve();
    emulator.answerNext({ toolCalls: [{ name: 'now', arguments: '' }] });
    const result = await streamUI({
      model: qwen('qwen-plus'),
      prompt: 'What time is it?',
      text: ({ content }) => content,
      tools: {
        now: {
          description: 'The time',
          parameters: z.object({}),
          generate: async () => createElement('i', null, 'noon'),
        },
      },
    });
    const shown = (await lastChunk(result.value)) as ReactElement<{ children: string }>;
    expect(shown.props.children).toBe('noon');
  });
});
