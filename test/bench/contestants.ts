import { readFileSync } from 'node:fs';
import type { Fetch } from './fetches.js';

/** A part of a stream, in the words of V1 or of V4. */
export interface StreamPart {
  type: string;
  textDelta?: string;
  delta?: string;
  /** Arguments of a tool call. */
  args?: string;
  input?: string;
  error?: unknown;
}

/** A chat model, as far as it is asked for anything here. */
export interface ChatModel {
  doStream(options: object): Promise<{ stream: ReadableStream<StreamPart> }>;
  doGenerate(options: object): Promise<{ text?: string; content?: { type: string; text?: string }[] }>;
}

/** A text embedding model, likewise. */
export interface EmbeddingModel {
  maxEmbeddingsPerCall: number;
  doEmbed(options: { values: string[] }): Promise<{ embeddings: number[][] }>;
}

/** A model whose result is a file: of V1, or of V4. */
export interface ResultModel {
  doGenerate(options: object): Promise<{ images?: Uint8Array[]; videos?: { data: Uint8Array }[] }>;
}

/** A model that speaks: of V1, or of V4. */
export interface SpeechModel {
  doGenerate(options: object): Promise<{ audio: Uint8Array | string }>;
}

/** A model that listens, likewise. */
export interface TranscriptionModel {
  doGenerate(options: object): Promise<{ text: string }>;
}

/** A provider that takes part. */
export interface Contestant {
  /** The package, with its version if it is a peer. */
  name: string;
  side: 'ours' | 'V1' | 'V4';
  /** The module to import. */
  specifier: string;
  chat(fetch: Fetch, model?: string): ChatModel;
  /** Undefined if it has no such protocol. */
  native?(fetch: Fetch): ChatModel;
  /** The same of the Responses protocol. */
  responses?(fetch: Fetch): ChatModel;
  embedding(fetch: Fetch, settings?: object): EmbeddingModel;
  /** Undefined for peers: none of them has images, videos or speech of this service in a form that its bodies take. */
  image?(fetch: Fetch): ResultModel;
  video?(fetch: Fetch): ResultModel | undefined;
  speech?(fetch: Fetch): SpeechModel;
  transcription?(fetch: Fetch): TranscriptionModel;
}

interface Entry {
  side: Contestant['side'];
  specifier: string;
  /** Name of the package on the registry, if it is installed under another one. */
  alias?: string;
  factory: string;
}

/** The name under which this package itself appears in all findings. */
export const us = 'ai-sdk-qwen';

export const entries: readonly Entry[] = [
  { side: 'ours', specifier: us, factory: 'createQwen' },
  { side: 'ours', specifier: `${us}/ai7`, factory: 'createQwen' },
  { side: 'V1', specifier: '@ai-sdk/openai-compatible', factory: 'createOpenAICompatible' },
  { side: 'V1', specifier: 'qwen-ai-provider', factory: 'createQwen' },
  { side: 'V1', specifier: '@ai-sdk/openai', factory: 'createOpenAI' },
  { side: 'V4', specifier: '@ai-sdk/alibaba', factory: 'createAlibaba' },
  {
    side: 'V4',
    specifier: 'openai-compatible-v4',
    alias: '@ai-sdk/openai-compatible',
    factory: 'createOpenAICompatible',
  },
];

/** The packages installed for the measurements: the V1 peers at the releases that `ai` 4 goes with, the others newest. */
export const installed: readonly string[] = [
  '@ai-sdk/openai-compatible@0.2.16',
  'qwen-ai-provider@0.1.1',
  '@ai-sdk/openai@1.3.24',
  '@ai-sdk/alibaba@latest',
  'openai-compatible-v4@npm:@ai-sdk/openai-compatible@latest',
  'ai@4.3.19',
  'zod@3.25.76',
  'eventsource-parser@3',
];

/** The name of a package in findings: its name, with the version if it is a peer. */
export function nameOf({ side, specifier, alias }: Entry, folder: string): string {
  if (side === 'ours') return specifier;
  const { version } = JSON.parse(readFileSync(`${folder}/node_modules/${specifier}/package.json`, 'utf8'));
  return `${alias ?? specifier} ${version}`;
}

interface ProviderLike {
  (model: string): ChatModel;
  textEmbeddingModel?(model: string, settings?: object): EmbeddingModel;
  embeddingModel?(model: string, settings?: object): EmbeddingModel;
  dashscope?(model: string): ChatModel;
  responses?(model: string): ChatModel;
  image?(model: string): ResultModel;
  video?(model: string): ResultModel;
  speech?(model: string): SpeechModel;
  transcription?(model: string): TranscriptionModel;
}

/** Loads the providers that are installed in a folder, which is the one that this program runs in. */
export async function loadContestants(folder: string): Promise<Contestant[]> {
  return await Promise.all(entries.map((entry) => loadContestant(entry, folder)));
}

/** Loads one provider and nothing of the others. */
export async function loadContestant(entry: Entry, folder: string): Promise<Contestant> {
  const module: Record<string, unknown> = await import(entry.specifier);
  const create = module[entry.factory] as (settings: object) => ProviderLike;
  const provider = (fetch: Fetch) =>
    create({
      ...(entry.side !== 'ours' && { name: 'bench' }),
      apiKey: 'sk-bench-of-providers',
      baseURL: 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1',
      fetch,
    });
  return {
    name: nameOf(entry, folder),
    side: entry.side,
    specifier: entry.specifier,
    chat: (fetch: Fetch, model = 'qwen-plus') => provider(fetch)(model),
    ...((entry.side === 'ours' || entry.factory === 'createOpenAI') && {
      responses: (fetch: Fetch) => provider(fetch).responses?.('qwen-plus') as ChatModel,
    }),
    ...(entry.side === 'ours' && {
      native: (fetch: Fetch) => provider(fetch).dashscope?.('qwen-plus') as ChatModel,
      image: (fetch: Fetch) => provider(fetch).image?.('qwen-image-plus') as ResultModel,
      video: (fetch: Fetch) => provider(fetch).video?.('wan2.7-t2v'),
      speech: (fetch: Fetch) => provider(fetch).speech?.('qwen3-tts-flash') as SpeechModel,
      transcription: (fetch: Fetch) => provider(fetch).transcription?.('qwen3-asr-flash') as TranscriptionModel,
    }),
    embedding(fetch: Fetch, settings?: object) {
      const made = provider(fetch);
      const model = (made.textEmbeddingModel ?? made.embeddingModel)?.('text-embedding-v4', settings);
      if (model === undefined) throw new Error(`${entry.specifier} has no embedding models.`);
      return model;
    },
  };
}

/** A call with one short message, in the words of every specification at once. */
export const shortCall = callOf([{ role: 'user', content: [{ type: 'text', text: 'What is left by the tide?' }] }]);

/** The short call with options of a provider, under the names that the specifications and the peers look for. */
export const callWithOptions = {
  ...shortCall,
  providerMetadata: { qwen: { user: 'tide' }, bench: { user: 'tide' }, openai: { user: 'tide' } },
  providerOptions: { qwen: { user: 'tide' }, bench: { user: 'tide' }, alibaba: { enableThinking: false } },
};

export function callOf(prompt: object[]): object {
  return { inputFormat: 'prompt', mode: { type: 'regular' }, prompt };
}

/** Reads a stream to its end and returns its text, or the arguments of its tool call. */
export async function read(stream: ReadableStream<StreamPart>): Promise<string> {
  const reader = stream.getReader();
  let text = '';
  let call: string | undefined;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return call ?? text;
    if (value.type === 'text-delta') text += value.textDelta ?? value.delta;
    else if (value.type === 'tool-call') call = value.args ?? value.input;
    else if (value.type === 'error') throw value.error;
  }
}

/** Fails if a contestant has not given what it was asked for: then its time says nothing. */
export function expectSame(name: string, found: string, expected: string): void {
  if (found === expected) return;
  throw new Error(`${name} gave ${found.length} characters, not the ${expected.length} expected ones.`);
}
