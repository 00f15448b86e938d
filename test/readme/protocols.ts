import { createQwen, type QwenEmbeddingOptions } from 'ai-sdk-qwen';
import { embed } from 'ai';
import { ownOptions, ownSearchFields, type Protocol } from '../../src/chat/wire/own-options.js';
import { takes, type PlaceKind } from '../../src/chat/wire/unsupported-options.js';

/** Which protocols have a place for an option. */
type Carrier = 'both' | Protocol;

const kinds = [
  'text',
  'image',
  'frames',
  'video',
  'audio',
  'document',
  'assistant text',
  'tool-result',
] as const satisfies readonly PlaceKind[];

/** What says it of the options of an interface; interfaces that are not here are the same on both protocols. */
const carriers: Record<string, (option: string) => Carrier | Promise<Carrier>> = {
  QwenChatOptions: (option) => ownerOf(ownOptions, option),
  QwenSearchOptions: (option) => ownerOf(ownSearchFields, option),
  QwenPartOptions: ofPart,
  QwenEmbeddingOptions: ofEmbedding,
};

/** The cells of the column, if the interface has one. */
export async function protocolsOf(name: string, options: string[]): Promise<Carrier[] | undefined> {
  const carrier = carriers[name];
  return carrier && Promise.all(options.map(carrier));
}

function ownerOf(own: Record<Protocol, readonly string[]>, option: string): Carrier {
  if (own.dashscope.includes(option)) return 'dashscope';
  return own.compatible.includes(option) ? 'compatible' : 'both';
}

function ofPart(option: string): Carrier {
  const native = kinds.some((kind) => takes('dashscope', kind, option));
  const compatible = kinds.some((kind) => takes('compatible', kind, option));
  if (!native && !compatible) throw new Error(`No part takes the option ${option}.`);
  return native && compatible ? 'both' : native ? 'dashscope' : 'compatible';
}

const embeddingSamples: Required<Omit<QwenEmbeddingOptions, `${string}_${string}`>> = {
  dimensions: 512,
  concurrency: 2,
  textType: 'query',
  outputType: 'dense',
  instruct: 'Find it',
  timeout: { idle: 60_000 },
};

/** An option that only the native protocol has moves the call there. */
async function ofEmbedding(option: string): Promise<Carrier> {
  let path = '';
  const qwen = createQwen({
    apiKey: 'sk-readme',
    fetch: async (url) => {
      path = new URL(String(url)).pathname;
      const row = { embedding: [1], index: 0, text_index: 0 };
      return Response.json({ data: [row], output: { embeddings: [row] }, usage: { total_tokens: 1 } });
    },
  });
  const sample = { [option]: embeddingSamples[option as keyof typeof embeddingSamples] } as QwenEmbeddingOptions;
  const model = qwen.textEmbeddingModel('text-embedding-v4', sample);
  await embed({ model, value: 'a' });
  return path.startsWith('/api/v1/') ? 'dashscope' : 'both';
}
