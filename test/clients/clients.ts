import type { EmulatorOptions } from 'ai-sdk-qwen/emulator';

/** A client as its users install it. */
export interface Client {
  name: string;
  packages: readonly string[];
  /** Further arguments of npm. */
  flags?: readonly string[];
  /** The oldest Node that it runs on. */
  node: number;
  /** The file in `programs`, and what it is told. */
  program: readonly string[];
  /** The scenario of its emulator. */
  answer?: EmulatorOptions['answer'];
  /** Requests that its program sends to have them refused. Default 0. */
  refused?: number;
}

const openai = [4, 5, 6, 7].map((major) => ({
  name: `openai ${major}`,
  packages: [`openai@${major}`],
  node: major < 7 ? 20 : 22,
  program: ['openai.mjs', `${major}`],
}));

/** The clients of the service's protocols that are met most often in JavaScript. */
export const clients: readonly Client[] = [
  // The slowest install comes first.
  {
    name: 'promptfoo',
    packages: ['promptfoo@^0.123.1'],
    // Databases, browsers and the packages of other services.
    flags: ['--omit=optional', '--omit=peer'],
    node: 22,
    program: ['promptfoo.mjs'],
  },
  ...openai,
  { name: '@openai/agents', packages: ['@openai/agents@^0.20.0', 'zod@4'], node: 22, program: ['agents.mjs'] },
  {
    name: '@ai-sdk/openai and @ai-sdk/open-responses',
    packages: ['ai@7', '@ai-sdk/openai@^4.0.118', '@ai-sdk/open-responses@^1.0.39', 'zod@4'],
    node: 22,
    program: ['ai-sdk-openai.mjs'],
    answer: ({ text }) => (text === 'Fail' ? { failure: 'rate-limit', failureForm: 'line' } : undefined),
    refused: 2,
  },
  {
    name: 'LangChain.js',
    packages: ['@langchain/community@^1.1.29', '@langchain/openai@^1.6.0', '@langchain/core@^1.4.0'],
    // One of its many optional peers wants an older core.
    flags: ['--legacy-peer-deps'],
    node: 22,
    program: ['langchain.mjs'],
  },
  {
    name: 'LlamaIndex.TS',
    packages: ['llamaindex@^0.12.1', '@llamaindex/openai@^0.4.23'],
    node: 20,
    program: ['llamaindex.mjs'],
  },
];
