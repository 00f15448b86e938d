import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf, type Consumer, type Major } from '../support/consumers.js';
import { check, expectNone } from '../support/report.js';
import { errorsOf, type Compilers } from './types.js';

const entries: Record<Major, string> = {
  4: 'ai-sdk-qwen',
  5: 'ai-sdk-qwen/ai5',
  6: 'ai-sdk-qwen/ai6',
  7: 'ai-sdk-qwen/ai7',
};

const modes = [
  { moduleResolution: 'node16', module: 'node16', compiler: 5 },
  { moduleResolution: 'nodenext', module: 'nodenext', compiler: 7 },
  { moduleResolution: 'bundler', module: 'preserve', compiler: 5 },
] as const;

/**
 * Compiles libraries of a consumer, which emit declarations of what they export. A type without a name that the consumer
 * can import is error TS2742. All entries are tried beside each AI SDK: the types of one must not come from another's.
 */
export async function checkDeclarations(consumer: Consumer, compilers: Compilers): Promise<void> {
  const files: Record<string, string> = { 'options.mts': undefinedOptions() };
  for (const [major, entry] of Object.entries(entries)) {
    files[`ai${major}-library.mts`] = library(entry, Number(major) as Major);
    files[`ai${major}-user.mts`] = userOf(`./ai${major}-library.mjs`, Number(major) as Major);
  }
  for (const [file, text] of Object.entries(files)) writeFileSync(join(consumer.folder, file), text);

  for (const { compiler, ...mode } of modes) {
    await check(`${nameOf(consumer)}: libraries have declarations, ${mode.moduleResolution}`, async () => {
      const compilerOptions = {
        ...mode,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: 'declarations',
        strict: true,
        exactOptionalPropertyTypes: true,
        target: 'es2022',
        lib: ['es2023', 'dom', 'dom.iterable'],
        types: [],
      };
      const config = join(consumer.folder, `tsconfig.declarations.${mode.moduleResolution}.json`);
      writeFileSync(config, JSON.stringify({ compilerOptions, files: Object.keys(files) }));
      expectNone(await errorsOf(compiler, config, consumer, compilers));
    });
  }
}

/** A module that exports what an entry's functions return, and what those functions' results do. */
function library(entry: string, major: Major): string {
  return `
import { createQwen, qwen } from '${entry}';
export const provider = createQwen({ region: 'beijing' });
export const dashscope = qwen.dashscope;
export const chat = qwen('qwen-plus');
export const native = qwen.dashscope('qwen-plus');
export const completion = qwen.completion('qwen-coder-turbo');
export const embedding = qwen.embedding('text-embedding-v4');
export const nativeEmbedding = qwen.dashscope.embeddingModel('text-embedding-v4');
export const files = qwen.files;
export const upload = (data: Blob) => files.upload(data, { filename: 'a.pdf' });
export const list = () => files.list();
export const image = qwen.image('qwen-image-plus');
export const imageCall = {} as Parameters<typeof image.doGenerate>[0];
export const paint = async () => image.doGenerate(imageCall);
export const speech = qwen.speech('qwen3-tts-flash', { voice: 'Cherry' });
export const speechCall = {} as Parameters<typeof speech.doGenerate>[0];
export const speak = async () => speech.doGenerate(speechCall);
export const spoken = qwen.streamSpeech('Hello', { model: 'qwen3-tts-flash' });
export const chunk = async () => { for await (const one of spoken) return one; };
export const spokenFacts = () => spoken.metadata;
export const transcription = qwen.transcription('qwen3-asr-flash', { language: 'en' });
export const transcriptionCall = {} as Parameters<typeof transcription.doGenerate>[0];
export const transcribe = async () => transcription.doGenerate(transcriptionCall);
export const segment = async () => (await transcribe()).segments[0];
export const transcript = async () => (await transcribe()).providerMetadata.qwen.sentences?.[0]?.words?.[0];
export const tasks = qwen.tasks;
export const task = async () => tasks.get('a');
export const page = async () => tasks.list();
export const vectors = async () => qwen.embedContents({ model: 'qwen3-vl-embedding', contents: [{ text: 'a' }] });
type Call = Parameters<typeof chat.doGenerate>[0];
export const call = {} as Call;
export const generate = async () => chat.doGenerate(call);
export const usage = async () => (await generate()).usage;
export const reason = async () => (await generate()).finishReason;
export const warnings = async () => (await generate()).warnings;
export const metadata = async () => (await generate()).providerMetadata;
export const stream = async () => (await chat.doStream(call)).stream;
export const part = async () => (await (await stream()).getReader().read()).value;
export const embedCall = {} as Parameters<typeof embedding.doEmbed>[0];
export const embed = async () => embedding.doEmbed(embedCall);
${major < 5 ? '' : 'export const content = async () => (await generate()).content[0];'}
${
  major < 6
    ? ''
    : `export const reranking = qwen.reranking('qwen3-rerank');
export const rankCall = {} as Parameters<typeof reranking.doRerank>[0];
export const rank = async () => reranking.doRerank(rankCall);
export const video = qwen.video('wan2.7-t2v');
export const videoCall = {} as Parameters<typeof video.doGenerate>[0];
export const film = async () => video.doGenerate(videoCall);`
}
${
  major < 7
    ? ''
    : `export const uploads = qwen.files();
export const uploaded = async () => uploads.uploadFile({ data: { type: 'text', text: 'a' }, mediaType: 'text/plain' });
export const speechStream = async () => speech.doStream({} as Parameters<typeof speech.doStream>[0]);
export const speechPart = async () => (await (await speechStream()).stream.getReader().read()).value;
export const transcribeURL = async () => transcription.doGenerateFromUrl({ audio: new URL('https://a/b.mp3') });
export const startVideo = async () => video.doStart(videoCall);
export const operation = async () => (await startVideo()).operation;`
}
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { chatModels } from 'ai-sdk-qwen/models';
export const emulator = createEmulator();
export const listening = () => emulator.listen();
export const recorded = emulator.calls[0];
export const models = chatModels;
export const model = chatModels[0];
`;
}

/** A module of an application that has the package from a library only. */
function userOf(path: string, major: Major): string {
  return `
import { provider } from '${path}';
export const chat = provider('qwen-plus');
export const dashscope = provider.dashscope;
export const embedding = provider.embedding('text-embedding-v4');
export const files = provider.files;
${major < 6 ? '' : "export const reranking = provider.reranking('qwen3-rerank');"}
`;
}

/** Fails to compile where an option takes no \`undefined\`, which settings from the environment may be. */
function undefinedOptions(): string {
  return `
import type * as qwen from 'ai-sdk-qwen/ai7';
import type { EmulatorOptions, ListenOptions, ScriptedAnswer } from 'ai-sdk-qwen/emulator';
type Exact<T> = { [K in keyof T as {} extends Pick<T, K> ? (undefined extends Required<T>[K] ? never : K) : never]: 1 };
type TakesUndefined<T> = keyof Exact<T> extends never ? true : keyof Exact<T>;
type Inputs = [
  qwen.QwenProviderSettings,
  qwen.QwenChatOptions,
  qwen.QwenCompletionOptions,
  qwen.QwenEmbeddingOptions,
  qwen.QwenRerankingOptions,
  qwen.QwenImageOptions,
  qwen.QwenVideoOptions,
  qwen.QwenTranscribeOptions,
  qwen.QwenSpeechOptions,
  qwen.QwenStreamSpeechOptions,
  qwen.QwenEmbedContentsOptions,
  qwen.QwenTaskCallOptions,
  qwen.QwenTaskWaitOptions,
  qwen.QwenTaskListOptions,
  qwen.QwenMessageOptions,
  qwen.QwenPartOptions,
  qwen.QwenSearchOptions,
  qwen.QwenTranslationOptions,
  qwen.QwenTranscriptionOptions,
  qwen.QwenOcrOptions,
  qwen.QwenTimeout,
  qwen.QwenFileCallOptions,
  qwen.QwenFileListOptions,
  qwen.QwenFileUploadOptions,
  EmulatorOptions,
  ListenOptions,
  ScriptedAnswer,
];
type EachTakesUndefined<Types extends unknown[]> = { [Index in keyof Types]: TakesUndefined<Types[Index]> };
type Checked = EachTakesUndefined<Inputs>;
export const checked: Checked extends true[] ? true : Checked = true;
`;
}

/** Compiles with the types of Bun, whose `fetch` has more members than others have. */
export async function checkBun(consumer: Consumer, compilers: Compilers): Promise<void> {
  await check('settings take a fetch where Bun has its own', async () => {
    const file = 'bun.mts';
    writeFileSync(
      join(consumer.folder, file),
      `
import { createQwen } from 'ai-sdk-qwen';
import { createEmulator } from 'ai-sdk-qwen/emulator';
createQwen({ fetch });
createQwen({ fetch: createEmulator().fetch });
createQwen({ fetch: async (input, init) => fetch(input, init) });
createQwen({ fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, { ...init, verbose: true }) });
`,
    );
    const compilerOptions = {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      target: 'es2022',
      module: 'preserve',
      moduleResolution: 'bundler',
      lib: ['es2023'],
      types: ['bun-types'],
      typeRoots: [join(compilers.typescript5, 'node_modules')],
    };
    const config = join(consumer.folder, 'tsconfig.bun.json');
    writeFileSync(config, JSON.stringify({ compilerOptions, files: [file] }));
    expectNone(await errorsOf(5, config, consumer, compilers));
  });
}
