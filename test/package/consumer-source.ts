import type { Consumer, Major } from '../support/consumers.js';

/** An application's use of all that an entry offers, as an ES module (`mts`) or as CommonJS (`cts`). */
export function consumerSource({ major, ai }: Consumer, entry: string, format: 'mts' | 'cts'): string {
  // The registry was an experiment until 4.3.
  const registry = ai === '4.2.0' ? 'experimental_createProviderRegistry' : 'createProviderRegistry';
  return [...imports(major, entry, format), types(major), use(major, registry, format)].join('\n');
}

function imports(major: Major, entry: string, format: 'mts' | 'cts'): string[] {
  const names = { provider: entry, emulator: 'ai-sdk-qwen/emulator', models: 'ai-sdk-qwen/models', ai: 'ai' };
  return Object.entries(names).map(([name, module]) => {
    if (format === 'mts') return `import * as ${name} from '${module}';`;
    // AI SDK 7 is only ESM: CommonJS imports it where it uses it.
    return name === 'ai' && major === 7 ? '' : `import ${name} = require('${module}');`;
  });
}

/** Types that must not be `any`: one that is makes the last line fail. */
function types(major: Major): string {
  const ranking = `
  IsAny<ReturnType<provider.QwenProvider['reranking']>>,
  IsAny<Awaited<ReturnType<ReturnType<provider.QwenProvider['reranking']>['doRerank']>>['ranking']>,`;
  return `
type IsAny<T> = 0 extends 1 & T ? true : false;
type Model = ReturnType<provider.QwenProvider>;
type Embedding = ReturnType<provider.QwenProvider['embedding']>;
type Checked = [
  IsAny<typeof provider>,
  IsAny<typeof provider.qwen>,
  IsAny<typeof provider.createQwen>,
  IsAny<ReturnType<typeof provider.createQwen>>,
  IsAny<provider.QwenProvider['dashscope']>,
  IsAny<ReturnType<provider.QwenProvider['dashscope']>>,
  IsAny<ReturnType<provider.QwenProvider['completion']>>,
  IsAny<Awaited<ReturnType<provider.QwenProvider['files']['upload']>>>,
  IsAny<Model>,
  IsAny<Parameters<Model['doGenerate']>[0]>,
  IsAny<Parameters<Model['doGenerate']>[0]['prompt']>,
  IsAny<Awaited<ReturnType<Model['doGenerate']>>>,
  IsAny<Awaited<ReturnType<Model['doGenerate']>>['usage']>,
  IsAny<Awaited<ReturnType<Model['doGenerate']>>['finishReason']>,
  IsAny<Awaited<ReturnType<Model['doStream']>>['stream']>,
  IsAny<Embedding>,
  IsAny<Parameters<Embedding['doEmbed']>[0]>,
  IsAny<Awaited<ReturnType<Embedding['doEmbed']>>['embeddings']>,
  IsAny<provider.QwenProviderSettings>,
  IsAny<provider.QwenProviderSettings['fetch']>,
  IsAny<provider.QwenChatOptions['enableThinking']>,
  IsAny<provider.QwenChatOptions['searchOptions']>,
  IsAny<provider.QwenEmbeddingOptions['dimensions']>,
  IsAny<provider.QwenErrorData>,
  IsAny<provider.QwenMetadata>,
  IsAny<provider.QwenFile>,
  IsAny<provider.QwenChatModelId>,
  IsAny<emulator.Emulator>,
  IsAny<emulator.Emulator['fetch']>,
  IsAny<emulator.EmulatorOptions>,
  IsAny<typeof models.chatModels>,
  IsAny<models.QwenChatModel['id']>,${major < 6 ? '' : ranking}
];
export const nothingIsAny: Checked extends false[] ? true : never = true;
`;
}

function use(major: Major, registry: string, format: 'mts' | 'cts'): string {
  const embeddings = major < 6 ? 'textEmbeddingModel' : 'embeddingModel';
  const ranking = `
  const model = qwen.reranking('qwen3-rerank');
  const ranked = await ai.rerank({ model, query: 'a', documents: ['a', 'b'] });
  ranked.ranking[0]?.score.toFixed();
`;
  const upload = `
  await ai.uploadFile({ api: own.files(), data: new Uint8Array(1), mediaType: 'application/pdf' });
`;
  return `
export async function use(): Promise<void> {
  ${format === 'cts' && major === 7 ? "const ai = await import('ai');" : ''}
  const { qwen } = provider;
  const settings: provider.QwenProviderSettings = { region: 'beijing', headers: { 'x-trace': 'a' } };
  const { fetch } = emulator.createEmulator();
  const own: provider.QwenProvider = provider.createQwen({ ...settings, fetch });
  // @ts-expect-error an id is a string
  qwen(5);
  // @ts-expect-error a flag
  qwen('qwen-plus', { enableThinking: 'yes' });
  // @ts-expect-error no such region
  provider.createQwen({ region: 'mars' });

  const options = { enableThinking: true, thinkingBudget: 100 } satisfies provider.QwenChatOptions;
  const providerOptions = { qwen: options };
  const prompt = 'Hi';
  const wrapped = ai.wrapLanguageModel({
    model: qwen('qwen-plus'),
    middleware: ai.extractReasoningMiddleware({ tagName: 'think' }),
  });
  await ai.generateText({ model: wrapped, prompt });
  await ai.generateText({ model: qwen('qwen-plus'), prompt, providerOptions });
  await ai.generateText({ model: qwen.languageModel('chat:qwen-plus', { some_new_parameter: 1 }), prompt });
  await ai.generateText({ model: qwen.completion('qwen-coder-turbo'), prompt });
  const native = qwen.dashscope('qwen-plus', { enableSearch: true });
  await ai.generateText({ model: native, prompt, providerOptions });
  for await (const text of ai.streamText({ model: own.chat('qwen-plus'), prompt }).textStream) text.trim();
  for await (const text of ai.streamText({ model: native, prompt }).textStream) text.trim();

  await ai.embed({ model: qwen.textEmbeddingModel('text-embedding-v4', { dimensions: 64 }), value: 'a' });
  await ai.embedMany({ model: qwen.embedding('text-embedding-v4'), values: ['a'] });
  await ai.embedMany({ model: qwen.dashscope.embeddingModel('text-embedding-v4'), values: ['a'] });

  const registry = ai.${registry}({ qwen, own });
  await ai.generateText({ model: registry.languageModel('qwen:vl:qwen-vl-max'), prompt });
  const custom = ai.customProvider({
    languageModels: { fast: qwen('qwen-flash'), native },
    ${embeddings}s: { small: qwen.embedding('text-embedding-v4') },
    fallbackProvider: qwen,
  });
  await ai.generateText({ model: custom.languageModel('fast'), prompt });
  await ai.embedMany({ model: custom.${embeddings}('small'), values: ['a'] });
${major < 6 ? '' : ranking}${major < 7 ? '' : upload}}
`;
}
