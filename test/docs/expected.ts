import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { expectedMedia } from './expected-media.js';
import { textOfFile } from '../support/speech-requests.js';

/** The points of a block that its page makes, beyond running without an error or a warning. */
export interface Expected {
  /** Patterns of its output. */
  prints?: RegExp | readonly RegExp[];
  /** Bodies of its requests, as far as they matter. */
  sends?: readonly object[];
  /** Addresses of its requests. */
  urls?: readonly string[];
  /** Number of its requests; without it, at least one. */
  requests?: number;
  /** Warnings that the AI SDK prints, in their order. */
  warns?: readonly RegExp[];
  /** Status of its answers, if it is not 200. */
  status?: number;
  check?: (ran: Ran) => unknown;
}

export interface Ran {
  exports: Record<string, unknown>;
  sent: { url: string; body: unknown }[];
  folder: string;
}

const emulated = /^This is the ai-sdk-qwen emulator, not a model\. You said: /;
const thinking = /This is the ai-sdk-qwen emulator, not a model\. It does not think/;

/** The emulator that a block makes gets its requests, not the one of the test. */
const ownEmulator: Expected = { prints: emulated, requests: 0 };

const costLine = /\nabout 0\.000\d+ CNY, list of 2026-10\n$/;

const handbookRead: Expected = {
  prints: /cacheWriteTokens: (\d{4}), cachedPromptTokens: 0 \}\n.*cacheWriteTokens: undefined, cachedPromptTokens: \1 /,
};

const reportRead: Expected = {
  prints: /It was given the file report\.pdf \(8 bytes\)\. You said: What does the report say\?/,
  urls: [
    'https://dashscope.aliyuncs.com/compatible-mode/v1/files',
    'https://dashscope.aliyuncs.com/compatible-mode/v1/chat/completions',
  ],
};

const photoAndFilm: Expected = {
  prints: [
    /Item 1 is an image: PNG, 32×16 pixels/,
    /Item 2 is a video: .*film\.mp4 \(not downloaded\), sampled at 1 frames/,
  ],
};

const talk: Expected = { prints: /Item 1 is a sound: .*talk\.mp3 \(not downloaded\), sent as mp3\./ };

const ticket: Expected = {
  prints: [/"number": "emulated number"/, /kv_result: \{ number: 'emulated number', date: 'emulated date' \}/],
  sends: [
    {
      input: { messages: [{ content: [{ image: 'https://example.com/ticket.jpg', enable_rotate: true }] }] },
      parameters: {
        ocr_options: {
          task: 'key_information_extraction',
          task_config: { result_schema: { number: '', date: '' } },
        },
      },
    },
  ],
};

const codeRun: Expected = {
  prints: /code_interpreter: \{.*123 \*\* 21/s,
  sends: [{ parameters: { enable_thinking: true, enable_code_interpreter: true } }],
};

const speech: Expected = {
  prints: /You said: Say hello\. audio\/wav\naudio_\S+ \d{4}-\S+Z/,
  check: async ({ folder }) => {
    // The voice of the emulator, heard again.
    expect(textOfFile(await readFile(join(folder, 'hello.wav')))).toContain('You said: Say hello.');
  },
};

const gap: Expected = {
  prints: /It was given 37 characters and 26 characters after the gap\./,
  urls: ['https://dashscope.aliyuncs.com/compatible-mode/v1/completions'],
};

const application: Expected = {
  prints: /You said: Which boats stay outside the harbour\?.*\n?[\da-f]{32} \[\] undefined/,
  urls: ['https://dashscope.aliyuncs.com/api/v1/apps/your-application-id/completion'],
  sends: [{ parameters: { enable_thinking: true, has_thoughts: true, incremental_output: true } }],
};

const rain: Expected = {
  prints: /^Soft rain … continued by the ai-sdk-qwen emulator/,
  sends: [{ messages: [{ role: 'user' }, { role: 'assistant', content: 'Soft rain', partial: true }] }],
};

const german: Expected = {
  prints: /German to English: Das Gerät besteht aus zwei Teilen\./,
  sends: [{ translation_options: { source_lang: 'German', terms: [{ source: 'Gerät', target: 'device' }] } }],
};

const searched: Expected = {
  sends: [{ enable_search: true, search_options: { forced_search: true, freshness: 30 } }],
};

const bothPlaces: Expected = { sends: [{ enable_search: true, enable_thinking: true, thinking_budget: 500 }] };
const ids: Expected = { prints: /^[\da-f-]{36} stop\n$/ };
const unthinking: Expected = { sends: [{ chat_template_kwargs: { enable_thinking: false } }] };

const inItsSpelling: Expected = { sends: [{ min_p: 0.05, chat_template_kwargs: { enable_thinking: false } }] };

const separated: Expected = {
  prints: /^Light scatters\. Because of the air\.\n$/,
  urls: ['http://localhost:8000/v1/chat/completions'],
};
const finished: Expected = { prints: /You said: Why is the sky blue\?\n stop \d+ tokens\n$/ };
const weather: Expected = { prints: /The tool weather answered: It is cloudy/, requests: 2 };
const fast: Expected = { sends: [{ model: 'qwen-flash', enable_thinking: false }] };

const scripted: Expected = {
  prints: [/^Hello\.\n429 true\n/, /completions 200',\n.*completions 429'/],
  requests: 0,
};

const threeProviders: Expected = {
  requests: 0,
  check: async ({ exports }) => {
    expect(await addressesOf(exports)).toEqual({
      beijing: 'https://dashscope.aliyuncs.com',
      frankfurt: 'https://ws-1234.eu-central-1.maas.aliyuncs.com',
      gateway: 'https://gateway.example.com',
    });
  },
};

const frames: Expected = { prints: /Item 1 is a video of 4 frames at 2 frames a second/ };
const booking: Expected = { prints: /^\{ place: '\w+', guests: 4 \}\n$/ };

export const expected: Record<string, Expected> = {
  'docs/guides/batch.md: Classify reviews into objects (ai 7)': {
    prints: /^review-\d (good|bad|mixed) \d+\n/,
  },
  'docs/guides/batch.md: Embed a corpus (ai 7)': {
    prints: [/25 sent 0 done\n/, /25 vectors\n$/],
  },
  'docs/guides/batch.md: Send now, read later (ai 7)': {
    prints: /^2 sent 0 refused true\n(.*Name a tree of the (north|south)\.\n){2}$/,
  },
  'docs/guides/batch.md: The batches of AI SDK 7 (ai 7)': {
    prints: /^tree succeeded .*Name a tree\./,
  },
  'docs/guides/batch.md: Before you pay (ai 7)': {
    prints: /^2 lines 1 file \d+ tokens true\n(This is a test result\.\n){2}$/,
  },
  ...expectedMedia,
  'README.md: Use it (ai 7)': { prints: emulated },
  'README.md: Use it (ai 4)': { prints: emulated },
  'README.md: Try it without a key (ai 7)': ownEmulator,
  'README.md: Try it without a key (ai 4)': ownEmulator,
  'README.md: Key and region (ai 7)': {
    requests: 0,
    check: async ({ exports }) =>
      expect(await addressesOf(exports)).toEqual({ qwen: 'https://dashscope.aliyuncs.com' }),
  },
  'docs/getting-started.md: The first call (ai 7)': { prints: emulated },
  'docs/getting-started.md: The first call (ai 6)': { prints: emulated },
  'docs/getting-started.md: The first call (ai 5)': { prints: emulated },
  'docs/getting-started.md: The first call (ai 4)': { prints: emulated },
  'docs/getting-started.md: Without a key (ai 7)': ownEmulator,
  'docs/getting-started.md: Without a key (ai 4)': ownEmulator,
  'docs/getting-started.md: Key and region (ai 7)': threeProviders,
  'docs/getting-started.md: Key and region (ai 4)': threeProviders,
  'docs/testing.md: Script answers and failures (ai 7)': scripted,
  'docs/testing.md: Script answers and failures (ai 4)': scripted,
  'docs/testing.md: Record once, run offline forever (ai 7)': {
    prints: /You said: Hello/,
    requests: 1,
    urls: ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1/chat/completions'],
    check({ folder }) {
      const [file] = readdirSync(join(folder, 'recording'));
      expect(file).toMatch(/^post-chat-completions-qwen-plus-[\da-f]{8}\.json$/);
    },
  },
  'docs/testing.md: Image and video tasks (ai 4)': {
    prints: /^RUNNING\nSUCCEEDED \{ image: 0, video: 1, speech: 0, transcription: 0 \}\n200 video\/mp4$/m,
    requests: 0,
  },
  'docs/testing.md: Speech and transcription (ai 4)': { prints: /^Good morning! 1$/m, requests: 0 },
  'docs/testing.md: The Responses API (ai 4)': {
    prints: /42 metres tall.*web_search: \{ count: 1 \}/s,
    requests: 0,
  },
  'docs/testing.md: Batches (ai 4)': {
    prints: /^in_progress\ncompleted \{ total: 2, completed: 1, failed: 1 \} 1\ndata_inspection_failed$/m,
    requests: 0,
  },
  'docs/applications/persistence.md: Without a page (ai 7)': {
    sends: [{}, { messages: [{ role: 'user' }, { role: 'assistant' }, { role: 'user', content: 'And at night?' }] }],
  },
  'docs/guides/model-studio-applications.md: Applications of Model Studio (ai 7)': application,
  'docs/guides/model-studio-applications.md: Applications of Model Studio (ai 4)': application,
  'docs/guides/model-studio-applications.md: A conversation (ai 7)': {
    prints: /You said: What is my name\?/,
    sends: [{ input: { prompt: 'My name is Ada.' } }, { input: { session_id: expect.any(String) } }],
  },
  'docs/guides/model-studio-applications.md: Values for a call (ai 7)': {
    prints: /It was given \{"city":"Oslo"\}\./,
    sends: [{ parameters: { flow_stream_mode: 'message_format' } }],
  },
  'docs/guides/stored-answers.md: Stored answers and conversations (ai 7)': {
    prints: /^(.*You said: My name is Ada\. Greet me\.).* \d+\nuser My name is Ada\. Greet me\.$/ms,
    requests: 4,
  },
  'docs/guides/stored-answers.md: Conversations (ai 7)': {
    prints: /You said: What is my name\?\n\[\s+'My name is Ada\.',\s+'What is my name\?',\s+'This is/,
    requests: 4,
  },
  'docs/guides/agents.md: ToolLoopAgent (ai 7)': weather,
  'docs/guides/agents.md: A research agent (ai 7)': {
    prints: /^Searched: .*\nRead: .*\nComputed: 250\n.*\n\n\[1\] https:/,
    sends: [{ tools: [{ type: 'web_search' }, { type: 'web_extractor' }, { type: 'code_interpreter' }] }],
  },
  'docs/guides/agents.md: Another model or other tools in a step (ai 7)': {
    ...weather,
    sends: [{ model: 'qwen-plus', thinking_budget: 2000 }, { model: 'qwen-flash' }],
  },
  'docs/guides/agents.md: Approval (ai 7)': {
    prints: /^1 .*The tool book answered: A table in Hangzhou is booked\./,
  },
  'docs/guides/agents.md: MCP (ai 7)': weather,
  'docs/guides/caching.md: Caching a long prompt (ai 7)': handbookRead,
  'docs/guides/caching.md: Caching a long prompt (ai 4)': handbookRead,
  'docs/guides/completion.md: Completion and fill-in-the-middle (ai 7)': gap,
  'docs/guides/completion.md: Completion and fill-in-the-middle (ai 4)': gap,
  'docs/guides/documents.md: A document in a message (ai 7)': reportRead,
  'docs/guides/documents.md: A document in a message (ai 4)': reportRead,
  'docs/guides/documents.md: One upload for many calls (ai 7)': {
    prints: /It was given the file tea\.txt \(63 bytes\)\./,
  },
  'docs/guides/documents.md: A document by URL (ai 7)': { prints: /Item 1 is a document: .*report\.pdf/ },
  'docs/guides/documents.md: A document by URL (ai 4)': { prints: /Item 1 is a document: .*report\.pdf/ },
  'docs/guides/embeddings.md: Find the closest texts (ai 7)': {
    prints: /^The ferry to the island leaves at nine\. \d+ tokens\n$/,
    sends: [{ parameters: { dimension: 512, text_type: 'document' } }, { parameters: { text_type: 'query' } }],
  },
  'docs/guides/embeddings.md: Thousands of texts (ai 7)': {
    prints: /^200 of 1200\n.*1200 of 1200\n$/s,
    requests: 120,
    // As if it had been killed while it wrote the last line.
    async check({ folder }) {
      const store = join(folder, 'vectors.jsonl');
      await writeFile(store, (await readFile(store, 'utf8')).slice(0, -20));
    },
  },
  // It goes on with the file of the block for AI SDK 7, so only the text of the broken line is embedded again.
  'docs/guides/embeddings.md: Thousands of texts (ai 4)': {
    prints: /^1200 of 1200\n$/,
    requests: 1,
    async check({ folder }) {
      const rows = (await readFile(join(folder, 'vectors.jsonl'), 'utf8')).trimEnd().split('\n');
      expect(rows.filter((row) => JSON.parse(row).vector.length === 64)).toHaveLength(1200);
    },
  },
  'docs/guides/embeddings.md: Sparse vectors (ai 7)': { prints: /^(\d+ 0\.\d+ [a-z]+\n){3}1024\n$/ },
  'docs/guides/embeddings.md: Sparse vectors (ai 4)': { prints: /^1024 true\n$/ },
  'docs/guides/images-video-audio.md: Pictures, video and sound (ai 7)': photoAndFilm,
  'docs/guides/images-video-audio.md: Pictures, video and sound (ai 4)': photoAndFilm,
  'docs/guides/images-video-audio.md: Sound (ai 7)': talk,
  'docs/guides/images-video-audio.md: Sound (ai 4)': talk,
  'docs/guides/images-video-audio.md: Frames as a video (ai 7)': frames,
  'docs/guides/images-video-audio.md: Frames as a video (ai 4)': frames,
  "docs/guides/native-protocol.md: Read a picture's text (ai 7)": ticket,
  "docs/guides/native-protocol.md: Read a picture's text (ai 4)": ticket,
  'docs/guides/native-protocol.md: Run code (ai 7)': codeRun,
  'docs/guides/native-protocol.md: Run code (ai 4)': codeRun,
  'docs/guides/objects.md: Typed objects (ai 7)': {
    prints: /^\{ place: 'Hangzhou', guests: 4, day: 'friday' \}\n$/,
    sends: [{ response_format: { type: 'json_schema', json_schema: { strict: true } } }],
  },
  'docs/guides/objects.md: Typed objects (ai 7) 2': { ...booking, warns: [/deprecated/] },
  'docs/guides/objects.md: Typed objects (ai 6)': booking,
  'docs/guides/costs.md: What a call costs (ai 7)': { prints: costLine },
  'docs/guides/costs.md: What a call costs (ai 4)': { prints: costLine },
  'docs/guides/costs.md: What is counted (ai 7)': { prints: /^0\.000\d+\n$/ },
  'docs/guides/costs.md: Pictures, videos and sound (ai 4)': {
    prints: /^\[ 0\.513746, 3\.66962, 0\.02935696, 0\.0234 \]\n$/,
    requests: 0,
  },
  'docs/guides/costs.md: Prices of your own (ai 4)': { prints: /input: 2\.936,\s+output: 29\.357/, requests: 0 },
  'docs/guides/objects.md: Typed objects (ai 5)': booking,
  'docs/guides/objects.md: Objects and tools in one call (ai 7)': { prints: /^\{ city: '.+', sky: '/, requests: 2 },
  'docs/guides/objects.md: While it streams (ai 7)': { prints: /^\{\}\n(.*\n)+\{"title":"\w+","steps":\[.+\]\}\n$/ },
  'docs/guides/objects.md: Lists and choices (ai 7)': { prints: /^(happy|sad|angry) \[/, requests: 2 },
  'docs/guides/prefix.md: Continuing a beginning (ai 7)': rain,
  'docs/guides/prefix.md: Continuing a beginning (ai 4)': rain,
  'docs/guides/registry.md: A registry (ai 7)': { prints: /You said: Say hello\. 1024\n$/, requests: 2 },
  'docs/guides/registry.md: Names of your own (ai 7)': fast,
  'docs/guides/registry.md: Names of your own (ai 4)': fast,
  'docs/guides/registry.md: A choice of models in a page (ai 4)': {
    requests: 0,
    prints: /^(?!.*'qwen-max')(?=.*'qwen3-vl-plus')/s,
  },
  'docs/guides/registry.md: Middleware (ai 7)': { sends: [{ temperature: 0.2, enable_search: true }] },
  'docs/guides/registry.md: Middleware (ai 4)': { sends: [{ enable_search: true }] },
  'docs/guides/reranking.md: Reranking (ai 7)': {
    prints: /^1 0\.\d\d The ferry leaves at nine\.\n2 0\.\d\d Bicycles can be taken on the ferry\.\n$/,
    sends: [{ top_n: 2, instruct: 'Given a question, retrieve passages that answer it' }],
  },
  'docs/guides/reranking.md: Reranking (ai 6)': { prints: /^The ferry leaves at nine\.\n$/ },
  'docs/guides/speech-output.md: Speech output (ai 7)': speech,
  'docs/guides/speech-output.md: Speech output (ai 4)': speech,
  'docs/guides/streaming.md: Errors in a stream (ai 7)': finished,
  'docs/guides/streaming.md: Errors in a stream (ai 4)': finished,
  'docs/guides/thinking.md: Turn it on (ai 7)': {
    prints: [/^Thinking: .*a model would reason about the question here/, /\nAnswer: This is the ai-sdk-qwen emulator/],
    // A tenth of the longest thinking of qwen-plus.
    sends: [{ enable_thinking: true, thinking_budget: 8192 }],
  },
  'docs/guides/thinking.md: Turn it on (ai 7) 2': { prints: thinking, sends: [{ thinking_budget: 1000 }] },
  'docs/guides/tools.md: Tools (ai 7)': {
    prints: /^weather \{ city: 'Hangzhou' \} → .*\n.*The tool weather answered: /,
    requests: 2,
  },
  'docs/guides/tools.md: Several calls at once (ai 7)': { prints: /^2 calls\n$/, requests: 2 },
  'docs/guides/tools.md: Several calls at once (ai 4)': { prints: /^2 calls\n$/, requests: 2 },
  'docs/guides/translation.md: Translation (ai 7)': german,
  'docs/guides/translation.md: Translation (ai 4)': german,
  'docs/guides/web-search.md: Web search (ai 7)': searched,
  'docs/guides/web-search.md: Web search (ai 4)': searched,
  'docs/guides/responses.md: The Responses protocol (ai 7)': {
    prints: emulated,
    sends: [{ input: [{ role: 'user' }] }, { previous_response_id: expect.stringMatching(/^resp_/) }],
  },
  'docs/guides/responses.md: Tools of the service (ai 7)': {
    prints: [/search \{\s+sources: \[/, /python \{\s+outputs: \[/, /\nhttps:\/\/example\.com\//],
    urls: [expect.stringMatching(/\/responses$/)],
    sends: [{ tools: [{ type: 'web_search' }, { type: 'code_interpreter' }] }],
  },
  'docs/guides/web-search.md: As a tool (ai 7)': {
    prints: /sourceType: 'url'/,
    urls: [expect.stringMatching(/\/responses$/)],
  },
  'docs/guides/web-search.md: As a tool (ai 4)': {
    prints: /sourceType: 'url'/,
    urls: [expect.stringMatching(/\/responses$/)],
  },
  'docs/guides/web-search.md: Sources and citations (ai 7)': {
    prints: /\[ref_1\]\[ref_2\]\[ref_3\]\n\[ref_1\] .+ https:\/\/example\.com\/.+\/1\n/,
  },
  'docs/guides/other-servers.md: Name the server (ai 7)': unthinking,
  'docs/guides/other-servers.md: Name the server (ai 4)': unthinking,
  'docs/guides/other-servers.md: Options in the spelling of the server (ai 7)': inItsSpelling,
  'docs/guides/other-servers.md: Options in the spelling of the server (ai 4)': inItsSpelling,
  'docs/guides/other-servers.md: Thoughts (ai 7)': separated,
  'docs/guides/other-servers.md: Thoughts (ai 4)': separated,
  'docs/reference/errors.md: Errors (ai 7)': {
    prints: /^The model qwen-plsu does not exist .* 404 model_not_found/,
    status: 404,
  },
  'docs/reference/metadata.md: Metadata (ai 7)': ids,
  'docs/reference/metadata.md: Metadata (ai 4)': ids,
  'docs/reference/options.md: Options (ai 7)': bothPlaces,
  'docs/reference/options.md: Options (ai 4)': bothPlaces,
};

/** Where the providers that a block exports send a chat, by their names. */
async function addressesOf(exports: Record<string, unknown>): Promise<Record<string, string>> {
  const addresses: Record<string, string> = {};
  for (const [name, provider] of Object.entries(exports)) {
    const model = (provider as (id: string) => { doGenerate: (call: object) => Promise<unknown> })('qwen-max');
    const before = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      addresses[name] = new URL(new Request(input, init).url).origin;
      return before(input, init);
    };
    await model.doGenerate({
      mode: { type: 'regular' },
      prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
    });
    globalThis.fetch = before;
  }
  return addresses;
}
