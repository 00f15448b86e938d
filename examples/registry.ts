import { createProviderRegistry, embed, generateText } from 'ai';
import { qwen } from './service.js';

// Models by strings, as a configuration file names them.
const registry = createProviderRegistry({ alibaba: qwen, dashscope: qwen });

for (const id of ['alibaba:qwen-plus', 'alibaba:chat:qwen-max', 'alibaba:vl:qwen-vl-max'] as const) {
  const { text, response } = await generateText({
    model: registry.languageModel(id),
    prompt: 'Say hello in three languages.',
  });
  console.log(`${id} (${response.modelId}): ${text}`);
}

const id = 'dashscope:embedding:text-embedding-v3';
const { embedding } = await embed({ model: registry.textEmbeddingModel(id), value: 'hello' });
console.log(`${id}: ${embedding.length} numbers`);
