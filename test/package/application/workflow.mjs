import { transform } from '@swc/core';
import { dehydrateStepArguments, hydrateStepArguments } from '@workflow/core/serialization';
import { createEmulator } from 'ai-sdk-qwen/emulator';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Stores models as a workflow does: the compiler of the Workflow SDK registers the classes of an entry, its runtime turns
// their models into bytes, and another step makes them again and calls them.
const entry = process.argv[2];
const file = fileURLToPath(import.meta.resolve(`ai-sdk-qwen/${entry}`));
const plugin = fileURLToPath(import.meta.resolve('@workflow/swc-plugin'));
const settings = { mode: 'step', moduleSpecifier: `ai-sdk-qwen/${entry}` };
const { code } = await transform(readFileSync(file, 'utf8'), {
  filename: file,
  swcrc: false,
  jsc: { target: 'es2022', experimental: { plugins: [[plugin, settings]] } },
});
writeFileSync(file, code);

const emulator = createEmulator();
const { url } = await emulator.listen();
try {
  process.env.DASHSCOPE_API_KEY = 'sk-of-the-environment';
  const { createQwen } = await import(`ai-sdk-qwen/${entry}`);
  const qwen = createQwen({ apiKey: 'sk-of-the-provider', baseURL: `${url}/compatible-mode/v1` });
  const models = [qwen('qwen-plus'), qwen.embedding('text-embedding-v4'), qwen.reranking('qwen3-rerank')];
  const bytes = await dehydrateStepArguments(models, 'run', undefined);
  if (Buffer.from(bytes).includes('sk-of')) throw new Error('The key is stored.');

  const [chat, embedding, reranking] = await hydrateStepArguments(bytes, 'run', undefined);
  const content = [{ type: 'text', text: 'Are you there?' }];
  const answer = await chat.doGenerate({ prompt: [{ role: 'user', content }] });
  const { embeddings } = await embedding.doEmbed({ values: ['a'] });
  const { ranking } = await reranking.doRerank({ query: 'a', documents: { type: 'text', values: ['a'] } });
  if (!answer.content[0].text.endsWith('You said: Are you there?')) throw new Error(JSON.stringify(answer));
  if (embeddings.length !== 1 || ranking.length !== 1) throw new Error(JSON.stringify({ embeddings, ranking }));
} finally {
  await emulator.close();
}
