import { embedMany, generateText, streamText } from 'ai';
import { createQwen } from 'ai-sdk-qwen/ENTRY';

/** Asks a service from within a sandbox that has web standards alone. */
globalThis.ask = async (baseURL) => {
  const qwen = createQwen({ apiKey: 'sk-check', baseURL });
  const prompt = 'Are you there?';
  const { text } = await generateText({ model: qwen('qwen-plus'), prompt });
  let streamed = '';
  for await (const part of streamText({ model: qwen('qwen-plus'), prompt }).textStream) streamed += part;
  const native = qwen.dashscope('qwen-plus', { enableThinking: false });
  const other = await generateText({ model: native, prompt });
  if (other.text !== text) return JSON.stringify({ other: other.text });
  const model = qwen.textEmbeddingModel('text-embedding-v4');
  const { embeddings } = await embedMany({ model, values: ['a cat', 'the sea'] });
  return JSON.stringify({ text, streamed, lengths: embeddings.map((embedding) => embedding.length) });
};
